package app.baohao.ui

import android.content.Context
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.FrameLayout

/** How much a button asks to be pressed. A screen has one filled button. */
enum class ButtonKind { FILLED, TONAL, TEXT }

/**
 * The app's button. Its height is a minimum, so that large text and Khmer wrap instead of being cut. [height] is 48 dp,
 * or 56 for the one that costs.
 */
fun button(
    context: Context,
    theme: Theme,
    kind: ButtonKind,
    words: CharSequence,
    height: Int = 48,
    tapped: (View) -> Unit,
): Button {
    val button = Button(context, null, 0, android.R.style.Widget_Material_Button_Borderless)
    val (ground, ink) = when (kind) {
        ButtonKind.FILLED -> theme.primary to theme.onPrimary
        ButtonKind.TONAL -> theme.tonal to theme.onTonal
        ButtonKind.TEXT -> 0 to theme.primary
    }
    theme.style(button, Type.STRONG, ink)
    button.isAllCaps = false
    button.text = words
    button.gravity = Gravity.CENTER
    button.minHeight = theme.dp(height)
    button.minimumHeight = theme.dp(height)
    button.minimumWidth = theme.dp(48)
    button.minWidth = theme.dp(48)
    val side = theme.dp(if (kind == ButtonKind.TEXT) 12 else 20)
    button.setPadding(side, theme.dp(8), side, theme.dp(8))
    button.background = theme.pressable(ground, theme.dp(height / 2), ink)
    button.stateListAnimator = null
    button.setOnClickListener(tapped)
    return button
}

/** Shows whether it can be pressed, which the framework's colours do and ours don't by themselves. */
fun Button.allow(allowed: Boolean) {
    isEnabled = allowed
    alpha = if (allowed) 1f else 0.4f
}

/** The one thing that a screen always offers, over its lower corner where a thumb is. [page] ends above it. */
fun floatingButton(page: Page, theme: Theme, words: CharSequence, tapped: (View) -> Unit): Button {
    val button = button(page.context, theme, ButtonKind.TONAL, words, 56, tapped)
    button.background = theme.pressable(theme.tonal, theme.dp(16), theme.onTonal)
    button.elevation = theme.dp(3).toFloat()
    val place = FrameLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT, Gravity.BOTTOM or Gravity.END)
    val holder = FrameLayout(page.context)
    holder.setPadding(theme.margin, theme.margin, theme.margin, theme.margin)
    holder.clipToPadding = false
    holder.addView(button, place)
    Insets.pad(holder, top = false)
    page.addView(holder, FrameLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT, Gravity.BOTTOM))
    holder.addOnLayoutChangeListener { _, _, top, _, bottom, _, _, _, _ -> page.keepFree(bottom - top) }
    return button
}
