package app.baohao.ui

import android.app.Activity
import android.content.Context
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.ScrollView
import app.baohao.R

/** A full screen that scrolls as a whole, so that nothing is out of reach on a small phone or at 200 % font size. */
class Page(context: Context, private val theme: Theme) : FrameLayout(context) {
    /** What scrolls. */
    val column = Column(context)

    private val scroll = ScrollView(context)
    private var underButton = 0
    private var underBars = 0

    init {
        id = R.id.page
        setBackgroundColor(theme.ground)
        column.setPadding(theme.margin, theme.dp(16), theme.margin, 0)
        scroll.isFillViewport = true
        scroll.clipToPadding = false
        scroll.addView(column, LayoutParams(MATCH_PARENT, WRAP_CONTENT))
        addView(scroll, LayoutParams(MATCH_PARENT, MATCH_PARENT))
        Insets.watch(scroll) { covered ->
            underBars = covered.bottom
            scroll.setPadding(covered.left, covered.top, covered.right, 0)
            padBottom()
        }
    }

    /** Ends the content [height] pixels above the lower edge, bars included. */
    fun keepFree(height: Int) {
        if (height == underButton) return
        underButton = height
        // During a layout pass a request for another one is dropped.
        post(::padBottom)
    }

    /** The title: the answer to why one came, with a quiet line above and below it. */
    fun title(over: CharSequence?, title: CharSequence, under: CharSequence?) {
        // What TalkBack says when the screen comes up.
        (context as? Activity)?.title = title
        val side = theme.dp(8)
        fun place(view: View, above: Int) {
            view.setPadding(side, 0, side, 0)
            column.add(view, above)
        }
        over?.let { place(theme.text(it, Type.SECOND, theme.inkSecond), 0) }
        place(theme.heading(title, Type.TITLE), if (over == null) 0 else theme.dp(4))
        under?.let { place(theme.text(it, Type.SECOND, theme.inkSecond), theme.dp(4)) }
    }

    private fun padBottom() {
        val bottom = maxOf(underButton, underBars + theme.margin)
        column.setPadding(column.paddingLeft, column.paddingTop, column.paddingRight, bottom)
    }
}
