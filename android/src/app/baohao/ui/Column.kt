package app.baohao.ui

import android.content.Context
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout

/** Views below each other, as wide as the column. */
open class Column(context: Context) : LinearLayout(context) {
    init {
        orientation = VERTICAL
    }

    /** Adds [view] with [above] pixels of room over it, and gives it back. */
    fun <V : View> add(view: V, above: Int = 0): V {
        addView(view, LayoutParams(MATCH_PARENT, WRAP_CONTENT).apply { topMargin = above })
        return view
    }

    /** As [add], but only as wide as the view wants to be. */
    fun <V : View> addNarrow(view: V, above: Int = 0): V {
        addView(view, LayoutParams(WRAP_CONTENT, WRAP_CONTENT).apply { topMargin = above })
        return view
    }

    /** A hair line before the next view; says nothing to TalkBack. */
    fun addLine(theme: Theme, above: Int = 0) {
        val line = View(context)
        line.setBackgroundColor(theme.line)
        line.importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        addView(line, LayoutParams(MATCH_PARENT, theme.dp(1)).apply { topMargin = above })
    }
}

/** A column on its own ground. */
class Card(context: Context, theme: Theme) : Column(context) {
    init {
        background = theme.rounded(theme.card, theme.cardRadius)
        setPadding(theme.margin, theme.margin, theme.margin, theme.margin)
    }
}

/** Views beside each other, the first as wide as the rest leaves it; below each other where it is too narrow for that. */
fun sideBySide(context: Context, theme: Theme, vararg views: View, equal: Boolean = false): LinearLayout {
    val row = LinearLayout(context)
    row.orientation = if (theme.narrow) LinearLayout.VERTICAL else LinearLayout.HORIZONTAL
    views.forEachIndexed { at, view ->
        val grows = equal || at == 0
        val place = when {
            theme.narrow -> LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
            grows -> LinearLayout.LayoutParams(0, if (equal) MATCH_PARENT else WRAP_CONTENT, 1f)
            else -> LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT)
        }
        if (at > 0) {
            if (theme.narrow) place.topMargin = theme.gap else place.marginStart = theme.gap
        }
        row.addView(view, place)
    }
    if (!equal) row.gravity = Gravity.CENTER_VERTICAL
    return row
}
