package app.baohao.levels

import android.graphics.Rect
import android.graphics.Typeface
import android.os.Build.VERSION.SDK_INT
import android.view.View
import android.view.WindowInsets

/** What the screens call above Android 26, beside [ApiLevels], which the phone's side uses. */
object ViewLevels {
    /** Everything that covers the window's edges: bars, cut-out, keyboard. By type from 30 on; below, as one sum. */
    @NewerApi(30)
    @Suppress("DEPRECATION") // the sum is the only way below 30
    fun covered(insets: WindowInsets): Rect {
        if (SDK_INT < 30) {
            return Rect(
                insets.systemWindowInsetLeft,
                insets.systemWindowInsetTop,
                insets.systemWindowInsetRight,
                insets.systemWindowInsetBottom,
            )
        }
        val types = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        val edges = insets.getInsets(types)
        return Rect(edges.left, edges.top, edges.right, edges.bottom)
    }

    /** Weight 600 from 28 on; the nearest that is named below, 500. */
    @NewerApi(28)
    fun semibold(): Typeface =
        if (SDK_INT >= 28) {
            Typeface.create(Typeface.SANS_SERIF, 600, false)
        } else {
            Typeface.create("sans-serif-medium", Typeface.NORMAL)
        }

    /** Tells TalkBack that one can jump here, from 28 on; below, it is read as plain text. */
    @NewerApi(28)
    fun heading(view: View) {
        if (SDK_INT >= 28) view.isAccessibilityHeading = true
    }
}
