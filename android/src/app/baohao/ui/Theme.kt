package app.baohao.ui

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.text.Layout
import android.util.TypedValue
import android.widget.TextView
import app.baohao.R
import app.baohao.core.Stage
import app.baohao.core.Tone
import app.baohao.levels.ViewLevels

/** A size and weight of text; there are no others. */
enum class Type(val sp: Int, val semibold: Boolean) {
    TITLE(24, true),
    CARD(17, true),
    BODY(15, false),
    STRONG(15, true),
    SECOND(14, false),
    SMALL(12, false),
    CHIP(12, true),
}

/** The tokens of the look: colours, sizes, shapes, type. Views take theirs from here and make up none. */
class Theme(private val context: Context) {
    val ground = colour(R.color.ground)
    val card = colour(R.color.card)
    val ink = colour(R.color.ink)
    val inkSecond = colour(R.color.ink_second)
    val line = colour(R.color.line)
    val primary = colour(R.color.primary)
    val onPrimary = colour(R.color.on_primary)
    val tonal = colour(R.color.tonal)
    val onTonal = colour(R.color.on_tonal)
    val warning = colour(R.color.warning)
    val warningGround = colour(R.color.warning_ground)
    val loss = colour(R.color.loss)
    val lossGround = colour(R.color.loss_ground)

    val margin = dp(16)
    val gap = dp(12)
    val cardRadius = dp(20)
    val sheetRadius = dp(28)

    private val resources get() = context.resources

    /** How much larger than normal the person wants text. */
    val fontScale: Float get() = resources.configuration.fontScale

    /** Whether text is so large for this width that what stands side by side elsewhere goes below each other. */
    val narrow: Boolean get() = resources.configuration.screenWidthDp / fontScale < 260

    val plain: Typeface = Typeface.create(Typeface.SANS_SERIF, Typeface.NORMAL)
    val semibold: Typeface = ViewLevels.semibold()

    /** Khmer's subscripts need the room that the other scripts only like. */
    private val lineSpacing = if (resources.configuration.locales[0].language == "km") 1.25f else 1.12f

    fun dp(units: Int): Int = Math.round(units * resources.displayMetrics.density)

    fun sp(units: Int): Float =
        TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, units.toFloat(), resources.displayMetrics)

    fun style(view: TextView, type: Type, colour: Int = ink) {
        view.setTextSize(TypedValue.COMPLEX_UNIT_SP, type.sp.toFloat())
        view.typeface = if (type.semibold) semibold else plain
        view.setTextColor(colour)
        view.setLineSpacing(0f, lineSpacing)
    }

    fun text(words: CharSequence, type: Type = Type.BODY, colour: Int = ink): TextView =
        TextView(context).apply {
            style(this, type, colour)
            // A title whose last word stands alone on a line looks broken.
            if (type == Type.TITLE) breakStrategy = Layout.BREAK_STRATEGY_BALANCED
            text = words
        }

    /** A text that TalkBack jumps to. */
    fun heading(words: CharSequence, type: Type, colour: Int = ink): TextView =
        text(words, type, colour).also(ViewLevels::heading)

    fun rounded(colour: Int, radius: Int): GradientDrawable = GradientDrawable().apply {
        setColor(colour)
        cornerRadius = radius.toFloat()
    }

    /** The same with a ripple in the colour of what stands on it. */
    fun pressable(colour: Int, radius: Int, ripple: Int = ink): Drawable = RippleDrawable(
        ColorStateList.valueOf((ripple and 0xFFFFFF) or 0x24000000),
        rounded(colour, radius),
        rounded(-1, radius), // the mask, whose colour doesn't matter
    )

    /** The ring's stroke. Green means "well" whatever the system's accent is. */
    fun ring(tone: Tone): Int = when (tone) {
        Tone.WELL -> colour(R.color.well)
        Tone.SOON -> warning
        Tone.LOSS -> loss
        Tone.UNKNOWN -> line
    }

    fun chip(tone: Tone): ChipKind = when (tone) {
        Tone.WELL -> ChipKind.QUIET
        Tone.SOON -> ChipKind.WARNING
        Tone.LOSS, Tone.UNKNOWN -> ChipKind.LOSS
    }

    fun stage(stage: Stage): Int = when (stage) {
        Stage.ACTIVE -> colour(R.color.well)
        Stage.OUTGOING_BLOCKED -> colour(R.color.stage_outgoing_blocked)
        Stage.INCOMING_BLOCKED -> colour(R.color.stage_incoming_blocked)
        Stage.CUT_OFF -> colour(R.color.stage_cut_off)
        Stage.RESOLD -> inkSecond
    }

    private fun colour(id: Int): Int = context.getColor(id)
}
