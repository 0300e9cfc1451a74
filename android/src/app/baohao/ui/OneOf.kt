package app.baohao.ui

import android.content.Context
import android.content.res.ColorStateList
import android.text.SpannableStringBuilder
import android.text.Spanned
import android.text.style.AbsoluteSizeSpan
import android.text.style.ForegroundColorSpan
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.RadioButton
import android.widget.RadioGroup

/** A question with its answers below each other, of which one can be chosen. A finger wide each, and said by TalkBack. */
class OneOf(
    context: Context,
    private val theme: Theme,
    question: CharSequence,
    answers: List<Answer>,
    chosen: Int?,
    picked: (Int) -> Unit,
) : Column(context) {
    /** An answer, and in quieter words below it what it is about. */
    class Answer(val words: CharSequence, val about: CharSequence? = null)

    init {
        add(theme.heading(question, Type.CARD))
        val group = RadioGroup(context)
        val buttons = answers.map(::radio)
        buttons.forEach { group.addView(it, RadioGroup.LayoutParams(MATCH_PARENT, WRAP_CONTENT)) }
        chosen?.let { group.check(buttons[it].id) }
        group.setOnCheckedChangeListener { _, id -> picked(buttons.indexOfFirst { it.id == id }) }
        add(group, theme.dp(8))
    }

    private fun radio(answer: Answer): RadioButton {
        val button = RadioButton(context)
        button.id = View.generateViewId()
        theme.style(button, Type.BODY)
        button.buttonTintList = ColorStateList.valueOf(theme.primary)
        button.minHeight = theme.dp(48)
        button.minimumHeight = theme.dp(48)
        button.gravity = Gravity.CENTER_VERTICAL
        button.setPadding(theme.dp(8), theme.dp(6), 0, theme.dp(6))
        button.text = answer.about?.let { worded(answer.words, it) } ?: answer.words
        return button
    }

    private fun worded(words: CharSequence, about: CharSequence): CharSequence {
        val all = SpannableStringBuilder(words).append("\n")
        val start = all.length
        all.append(about)
        val quiet = listOf(AbsoluteSizeSpan(theme.sp(Type.SECOND.sp).toInt()), ForegroundColorSpan(theme.inkSecond))
        quiet.forEach { all.setSpan(it, start, all.length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE) }
        return all
    }
}
