package app.baohao

import android.graphics.Insets
import android.graphics.Rect
import android.view.View
import android.view.WindowInsets
import android.view.WindowInsets.Type

/** System bars as tall as a phone's. Robolectric has none, so that an app that draws under them looks right. */
class Bars(private val decor: View) {
    private val density = decor.resources.displayMetrics.density
    private val top = (24 * density).toInt()
    private val bottom = (48 * density).toInt()

    val status: Rect get() = Rect(0, 0, decor.width, top)
    val navigation: Rect get() = Rect(0, decor.height - bottom, decor.width, decor.height)

    /** Twice: a view that the first time changes may ask for its insets, and gets Robolectric's, which are none. */
    fun show(settle: () -> Unit) = repeat(2) {
        decor.dispatchApplyWindowInsets(
            WindowInsets.Builder()
                .setInsets(Type.statusBars(), Insets.of(0, top, 0, 0))
                .setInsets(Type.navigationBars(), Insets.of(0, 0, 0, bottom))
                .build(),
        )
        settle()
    }
}
