package app.baohao.ui

import android.content.Context
import android.widget.TextView

/** What a chip's colour stresses; its words say the same. */
enum class ChipKind { QUIET, WARNING, LOSS }

/** A fact in two or three words: how sure something is, or what is next. */
class Chip(context: Context, theme: Theme, kind: ChipKind, words: CharSequence) : TextView(context) {
    init {
        val (ground, ink) = when (kind) {
            ChipKind.QUIET -> theme.tonal to theme.onTonal
            ChipKind.WARNING -> theme.warningGround to theme.warning
            ChipKind.LOSS -> theme.lossGround to theme.loss
        }
        theme.style(this, Type.CHIP, ink)
        background = theme.rounded(ground, theme.dp(8))
        setPadding(theme.dp(8), theme.dp(4), theme.dp(8), theme.dp(4))
        text = words
    }
}
