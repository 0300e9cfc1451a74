package app.baohao.ui

import android.content.Context
import app.baohao.R
import app.baohao.core.CardQuestion
import app.baohao.core.Doubt

/** Which number is the card in this slot? Asked calmly: nothing is sent from it before the answer, and nothing is lost. */
class CardQuestionView(
    context: Context,
    private val theme: Theme,
    private val question: CardQuestion,
    private val itIs: (simId: Long) -> Unit,
    private val noneOfThese: () -> Unit,
) : Column(context) {
    init {
        background = theme.rounded(theme.warningGround, theme.dp(16))
        setPadding(theme.margin, theme.margin, theme.margin, theme.margin)
        val (slot, only) = question.slot + 1 to question.candidates.singleOrNull()
        val asked = when (only) {
            null -> resources.getString(R.string.card_question_several, slot)
            else -> resources.getString(R.string.card_question_one, slot, line(only.name, only.number))
        }
        add(theme.heading(asked, Type.STRONG))
        val card = line(question.operator?.name, question.msisdnMasked)
        if (card.isNotEmpty()) add(theme.text(card, Type.SECOND), theme.dp(4))
        add(theme.text(resources.getString(question.doubt.words), Type.SECOND), theme.dp(4))
        if (only != null) {
            val yes = once(ButtonKind.FILLED, resources.getString(R.string.card_yes)) { itIs(only.simId) }
            val no = once(ButtonKind.TONAL, resources.getString(R.string.card_no), noneOfThese)
            add(sideBySide(context, theme, yes, no, equal = true), theme.gap)
        } else {
            for (sim in question.candidates) {
                add(once(ButtonKind.TONAL, line(sim.name, sim.number)) { itIs(sim.simId) }, theme.gap)
            }
            add(once(ButtonKind.TEXT, resources.getString(R.string.card_none), noneOfThese), theme.dp(4))
        }
    }

    /** The answer decides from which card money goes, so it isn't taken through another app's window. */
    private fun once(kind: ButtonKind, words: CharSequence, tapped: () -> Unit) =
        button(context, theme, kind, words) { view ->
            view.isEnabled = false
            tapped()
        }.apply { filterTouchesWhenObscured = true }
}

/** Why it is asked. */
private val Doubt.words: Int
    get() = when (this) {
        Doubt.REPLACED -> R.string.card_doubt_replaced
        Doubt.DISAGREES -> R.string.card_doubt_disagrees
        Doubt.SEVERAL -> R.string.card_doubt_several
        Doubt.OPERATOR_ONLY -> R.string.card_doubt_operator
    }
