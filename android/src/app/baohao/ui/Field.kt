package app.baohao.ui

import android.content.Context
import android.graphics.drawable.GradientDrawable
import android.view.Gravity
import android.view.View
import android.widget.EditText
import android.widget.TextView
import app.baohao.R

/** A question of a form: what is asked, a place for the answer, and what is wrong with it. */
class Field(context: Context, private val theme: Theme, asked: CharSequence, val answer: TextView) : Column(context) {
    private val error = theme.text("", Type.SECOND, theme.loss)

    init {
        val label = theme.text(asked, Type.SECOND, theme.inkSecond)
        add(label)
        add(answer, theme.dp(6))
        add(error, theme.dp(4))
        if (answer.id == View.NO_ID) answer.id = View.generateViewId()
        label.labelFor = answer.id
        error.accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        say(null)
    }

    /** Says what is wrong, at the field, or nothing. */
    fun say(words: CharSequence?) {
        error.text = words
        error.visibility = if (words == null) GONE else VISIBLE
        answer.background = frame(theme, if (words == null) theme.line else theme.loss)
    }

    companion object {
        /** A line to type in. [id] keeps what was typed over a rotation. */
        fun input(context: Context, theme: Theme, id: Int, inputType: Int): EditText {
            val input = EditText(context)
            dress(theme, input)
            input.id = id
            input.inputType = inputType
            input.setHintTextColor(theme.inkSecond)
            return input
        }

        /** A line that opens a choice. */
        fun choice(context: Context, theme: Theme, tapped: () -> Unit): TextView {
            val choice = theme.text("")
            dress(theme, choice)
            choice.setCompoundDrawablesRelativeWithIntrinsicBounds(0, 0, R.drawable.choose, 0)
            choice.compoundDrawablePadding = theme.dp(8)
            choice.setOnClickListener { tapped() }
            return choice
        }

        fun dress(theme: Theme, view: TextView) {
            theme.style(view, Type.BODY)
            view.minHeight = theme.dp(52)
            view.gravity = Gravity.CENTER_VERTICAL
            view.background = frame(theme, theme.line)
            view.setPadding(theme.dp(14), theme.dp(10), theme.dp(14), theme.dp(10))
        }

        private fun frame(theme: Theme, line: Int): GradientDrawable {
            val frame = theme.rounded(theme.ground, theme.dp(12))
            frame.setStroke(maxOf(1, theme.dp(1)), line)
            return frame
        }
    }
}
