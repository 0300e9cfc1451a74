package app.baohao.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import app.baohao.R
import app.baohao.core.Span
import app.baohao.core.Stage
import java.time.LocalDate
import java.time.temporal.ChronoUnit
import kotlin.math.ceil

/**
 * What happens to a number if nothing is done: a bar to scale from today to resold, and under it each stage with its
 * day, in words, since colour alone is no message. TalkBack hears it as one sentence.
 */
class TimelineView(context: Context, private val theme: Theme, spans: List<Span>, today: LocalDate) : Column(context) {
    private val dates = Dates(context)

    init {
        val ahead = spans.filter { span -> span.until?.isAfter(today) ?: true }
        add(Bar(context, theme, ahead, today))
        val rows = ahead.map { span -> if (span.isNow(today)) nowRow(span.stage) else row(span) }
        val ruler = theme.text("", Type.STRONG).paint
        val widest = rows.maxOfOrNull { (_, day, _) -> ruler.measureText(day) } ?: 0f
        rows.forEachIndexed { at, (stage, day, words) ->
            add(legend(stage, day, words, ceil(widest).toInt()), theme.dp(if (at == 0) 12 else 6))
        }
        contentDescription = rows.joinToString(". ") { (_, day, words) ->
            resources.getString(R.string.timeline_words, day, words)
        }
        isFocusable = true
    }

    private fun nowRow(stage: Stage) =
        Triple(stage, resources.getString(R.string.today), resources.getString(stage.words))

    private fun row(span: Span) =
        Triple(span.stage, span.from?.let(dates::day).orEmpty(), resources.getString(span.stage.words))

    private fun legend(stage: Stage, day: String, words: String, dayWidth: Int): View {
        val line = LinearLayout(context)
        line.gravity = Gravity.TOP
        val dot = View(context)
        val size = theme.dp(10)
        dot.background = theme.rounded(theme.stage(stage), size / 2)
        val spot = LayoutParams(size, size)
        spot.topMargin = Math.round(theme.sp(5))
        spot.marginEnd = theme.gap
        line.addView(dot, spot)
        val text = if (theme.narrow) Column(context) else LinearLayout(context)
        val dayView = theme.text(day, Type.STRONG)
        dayView.minWidth = if (theme.narrow) 0 else dayWidth
        text.addView(dayView)
        val place = LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT)
        if (!theme.narrow) place.marginStart = theme.gap
        text.addView(theme.text(words, Type.BODY, theme.inkSecond), place)
        line.addView(text, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
        line.importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
        return line
    }

    private fun Span.isNow(today: LocalDate): Boolean = from?.isAfter(today) != true

    /** The bar: a segment a stage, as long as its days; what may be sold has no end and is only a tip. */
    private class Bar(
        context: Context,
        private val theme: Theme,
        private val ahead: List<Span>,
        private val today: LocalDate,
    ) : View(context) {
        private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
        private val pointer = Path()

        init {
            importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        }

        override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
            setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), theme.dp(14 + 10))

        override fun onDraw(canvas: Canvas) {
            val thick = theme.dp(14).toFloat()
            val top = height - thick
            val gap = theme.dp(2).toFloat()
            val tip = theme.dp(14).toFloat()
            val last = ahead.lastOrNull()?.from
            val whole = last?.let { ChronoUnit.DAYS.between(today, it) }?.coerceAtLeast(1) ?: 1
            val room = width - tip
            var left = 0f
            ahead.forEach { span ->
                val end = span.until?.let { room * ChronoUnit.DAYS.between(today, it) / whole } ?: width.toFloat()
                // A stage of a day or two must still be seen.
                val right = maxOf(end - gap, left + theme.dp(4))
                paint.color = theme.stage(span.stage)
                val radius = theme.dp(4).toFloat()
                canvas.drawRoundRect(left, top, minOf(right, width.toFloat()), height.toFloat(), radius, radius, paint)
                left = right + gap
            }
            val half = theme.dp(5).toFloat()
            pointer.reset()
            pointer.moveTo(0f, 0f)
            pointer.lineTo(2 * half, 0f)
            pointer.lineTo(half, theme.dp(7).toFloat())
            pointer.close()
            paint.color = theme.ink
            canvas.drawPath(pointer, paint)
        }
    }
}
