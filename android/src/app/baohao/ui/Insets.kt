package app.baohao.ui

import android.graphics.Rect
import android.view.View
import app.baohao.levels.ViewLevels

/** From target 35 on the window always lies under the bars: what may not be covered is padded, here alone. */
object Insets {
    /** Pads [view] by what covers the window's edges, beside the padding that it has now. */
    fun pad(view: View, top: Boolean = true, bottom: Boolean = true) {
        val own = Rect(view.paddingLeft, view.paddingTop, view.paddingRight, view.paddingBottom)
        watch(view) { covered ->
            view.setPadding(
                own.left + covered.left,
                own.top + if (top) covered.top else 0,
                own.right + covered.right,
                own.bottom + if (bottom) covered.bottom else 0,
            )
        }
    }

    /** Tells what covers the window's edges, now and whenever it changes. The insets go on to other views. */
    fun watch(view: View, changed: (Rect) -> Unit) {
        view.setOnApplyWindowInsetsListener { _, insets ->
            changed(ViewLevels.covered(insets))
            insets
        }
        view.requestApplyInsets()
    }
}
