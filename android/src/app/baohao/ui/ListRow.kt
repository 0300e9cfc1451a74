package app.baohao.ui

import android.content.Context
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout

/**
 * One of several things: a line, a quieter one below it, and at the end a chip or a button. At least 48 dp high; where
 * it is narrow the end moves below.
 */
class ListRow(
    context: Context,
    theme: Theme,
    first: CharSequence,
    second: CharSequence? = null,
    end: View? = null,
    tapped: (() -> Unit)? = null,
) : LinearLayout(context) {
    init {
        val large = theme.narrow
        orientation = if (large) VERTICAL else HORIZONTAL
        gravity = if (large) Gravity.START else Gravity.CENTER_VERTICAL
        minimumHeight = theme.dp(48)
        setPadding(0, theme.dp(10), 0, theme.dp(10))
        val words = Column(context)
        words.add(theme.text(first, Type.BODY))
        second?.let { words.add(theme.text(it, Type.SECOND, theme.inkSecond), theme.dp(2)) }
        addView(words, if (large) LayoutParams(MATCH_PARENT, WRAP_CONTENT) else LayoutParams(0, WRAP_CONTENT, 1f))
        end?.let {
            val place = LayoutParams(WRAP_CONTENT, WRAP_CONTENT)
            if (large) place.topMargin = theme.dp(8) else place.marginStart = theme.gap
            addView(it, place)
        }
        tapped?.let { action ->
            background = theme.pressable(0, theme.dp(12))
            setOnClickListener { action() }
        }
    }
}

/** A word and what stands for it, as in a table. TalkBack reads them as one. */
fun pair(context: Context, theme: Theme, key: CharSequence, value: View): View {
    val row = LinearLayout(context)
    row.orientation = if (theme.narrow) LinearLayout.VERTICAL else LinearLayout.HORIZONTAL
    val keyView = theme.text(key, Type.SECOND, theme.inkSecond)
    if (theme.narrow) {
        row.addView(keyView, LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
        row.addView(value, LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
    } else {
        row.addView(keyView, LinearLayout.LayoutParams(0, WRAP_CONTENT, 3f))
        row.addView(value, LinearLayout.LayoutParams(0, WRAP_CONTENT, 7f).apply { marginStart = theme.dp(8) })
    }
    row.isFocusable = true
    return row
}
