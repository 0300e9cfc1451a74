package app.baohao.ui

import android.content.Context
import app.baohao.R
import app.baohao.core.ReplyQuestion
import app.baohao.core.ReplyView

/** What only a person can say of a message: is it the operator's, may its later date count? */
class ReplyQuestionView(
    context: Context,
    private val theme: Theme,
    private val reply: ReplyView,
    private val question: ReplyQuestion,
    isTitle: Boolean,
    private val senderSaid: (replyId: Long, isOperator: Boolean) -> Unit,
    private val dateAccepted: (replyId: Long) -> Unit,
) : Column(context) {
    init {
        background = theme.rounded(theme.warningGround, theme.dp(16))
        setPadding(theme.margin, theme.margin, theme.margin, theme.margin)
        if (!isTitle) add(theme.heading(question.words(context, reply), Type.STRONG))
        when (question) {
            is ReplyQuestion.IsSenderOperator -> {
                add(theme.text(resources.getString(R.string.question_sender_why), Type.SECOND), theme.dp(4))
                val yes = once(ButtonKind.FILLED, R.string.yes_operator) { senderSaid(reply.replyId, true) }
                val no = once(ButtonKind.TONAL, R.string.no_operator) { senderSaid(reply.replyId, false) }
                add(sideBySide(context, theme, yes, no, equal = true), theme.gap)
            }
            is ReplyQuestion.AcceptDate -> {
                add(theme.text(resources.getString(R.string.question_date_why), Type.SECOND), theme.dp(4))
                add(once(ButtonKind.FILLED, R.string.yes_date) { dateAccepted(reply.replyId) }, theme.gap)
            }
        }
    }

    /** An answer makes a message count, so it isn't taken through another app's window. */
    private fun once(kind: ButtonKind, words: Int, tapped: () -> Unit) =
        button(context, theme, kind, resources.getString(words)) { view ->
            view.isEnabled = false
            tapped()
        }.apply { filterTouchesWhenObscured = true }
}

/** The question in one line. */
fun ReplyQuestion.words(context: Context, reply: ReplyView): String = when (this) {
    is ReplyQuestion.IsSenderOperator -> context.getString(R.string.question_sender, sender, reply.sim.operatorName)
    is ReplyQuestion.AcceptDate -> context.getString(R.string.question_date, Dates(context).day(until))
}
