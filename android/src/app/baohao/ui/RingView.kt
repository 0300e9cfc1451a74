package app.baohao.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.DashPathEffect
import android.graphics.Paint
import android.graphics.RectF
import android.view.View
import app.baohao.R
import app.baohao.core.Ring
import app.baohao.core.Tone

/**
 * A ring with a number in it: days that are left, or seconds that were waited. Dashed with a question mark when the
 * number isn't known. Grows with the text, so that the number always fits.
 */
class RingView(context: Context, private val theme: Theme) : View(context) {
    private var number = ""
    private var unit = ""
    private var permille = 0
    private var tone = Tone.UNKNOWN

    private val stroke = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        style = Paint.Style.STROKE
        strokeCap = Paint.Cap.ROUND
    }
    private val words = Paint(Paint.ANTI_ALIAS_FLAG).apply { textAlign = Paint.Align.CENTER }
    private val circle = RectF()

    /** The days of a SIM, by the earlier of its clocks; [whose] names it where it is a plan's. */
    fun show(ring: Ring, whose: String? = null) {
        val days = ring.days
        val text = when {
            days != null -> days.toString()
            ring.tone == Tone.UNKNOWN -> "?"
            else -> "!"
        }
        val whole = if (days == null && ring.tone == Tone.LOSS) 1000 else ring.permille
        show(text, days?.let { daysUnit(resources, it) }.orEmpty(), whole, ring.tone)
        val words = ringWords(resources, ring)
        contentDescription = whose?.let { resources.getString(R.string.ring_of_plan, it, words) } ?: words
    }

    fun show(number: String, unit: String, permille: Int, tone: Tone) {
        this.number = number
        this.unit = unit
        this.permille = permille
        this.tone = tone
        invalidate()
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val size = Math.round(theme.dp(84) * theme.fontScale.coerceIn(1f, 1.5f))
        setMeasuredDimension(resolveSize(size, widthMeasureSpec), resolveSize(size, heightMeasureSpec))
    }

    override fun onDraw(canvas: Canvas) {
        val size = minOf(width, height).toFloat()
        val thick = size * 8 / 84
        circle.set(thick / 2, thick / 2, size - thick / 2, size - thick / 2)
        stroke.strokeWidth = thick
        drawRing(canvas, thick)
        drawWords(canvas, size, size - 3 * thick)
    }

    private fun drawRing(canvas: Canvas, thick: Float) {
        stroke.color = theme.line
        if (tone == Tone.UNKNOWN) {
            stroke.strokeCap = Paint.Cap.BUTT
            val dash = (Math.PI * circle.width() / 36).toFloat()
            stroke.pathEffect = DashPathEffect(floatArrayOf(dash * 0.8f, dash * 1.2f), 0f)
            canvas.drawOval(circle, stroke)
            return
        }
        stroke.pathEffect = null
        canvas.drawOval(circle, stroke)
        if (permille == 0) return
        stroke.color = theme.ring(tone)
        stroke.strokeCap = Paint.Cap.ROUND
        // A round cap reaches half the stroke further on both sides; without this 85 of 90 would look like a full ring.
        val cap = Math.toDegrees(thick / circle.width().toDouble()).toFloat()
        val sweep = 360f * permille / 1000
        if (permille >= 1000) {
            canvas.drawOval(circle, stroke)
        } else {
            canvas.drawArc(circle, -90 + cap, maxOf(0.1f, sweep - 2 * cap), false, stroke)
        }
    }

    private fun drawWords(canvas: Canvas, size: Float, room: Float) {
        words.typeface = theme.semibold
        words.color = if (tone == Tone.UNKNOWN) theme.inkSecond else theme.ink
        words.textSize = fitting(number, size * 24 / 84, room)
        val middle = size / 2
        if (unit.isEmpty()) {
            canvas.drawText(number, middle, middle - (words.ascent() + words.descent()) / 2, words)
            return
        }
        canvas.drawText(number, middle, middle + size * 4 / 84, words)
        words.typeface = theme.plain
        words.color = theme.inkSecond
        words.textSize = fitting(unit, size * 12 / 84, room * 0.8f)
        canvas.drawText(unit, middle, middle + size * 20 / 84, words)
    }

    private fun fitting(text: String, wanted: Float, room: Float): Float {
        words.textSize = wanted
        val needed = words.measureText(text)
        return if (needed <= room) wanted else wanted * room / needed
    }
}
