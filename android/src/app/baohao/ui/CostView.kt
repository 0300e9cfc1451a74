package app.baohao.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import app.baohao.R
import app.baohao.core.CostLine
import java.math.BigDecimal
import java.time.LocalDate

/**
 * What the last months cost, a bar a kind. Bars are to scale within one currency; currencies and kinds are never added
 * up, since a top-up and the plan that it pays for are the same money. TalkBack hears a month as one sentence.
 */
class CostView(context: Context, private val theme: Theme, costs: List<CostLine>) : Column(context) {
    private val dates = Dates(context)

    init {
        val largest = costs.groupBy { it.amount.currency }.mapValues { (_, lines) -> lines.maxOf { it.value } }
        costs.groupBy { it.month }.entries.forEachIndexed { at, (month, lines) ->
            add(month(month, lines, largest), if (at == 0) 0 else theme.gap)
        }
    }

    private fun month(month: LocalDate, lines: List<CostLine>, largest: Map<String, BigDecimal>): View {
        val column = Column(context)
        val name = dates.month(month)
        column.add(theme.text(name, Type.SECOND, theme.inkSecond))
        for (line in lines) {
            val kind = theme.text(resources.getString(line.kind.words), Type.BODY)
            val amount = theme.text(line.amount.full(), Type.STRONG)
            column.add(sideBySide(context, theme, kind, amount), theme.dp(6))
            val whole = largest.getValue(line.amount.currency)
            val part = if (whole.signum() <= 0) 0f else line.value.toFloat() / whole.toFloat()
            column.add(Bar(context, theme, part), theme.dp(4))
        }
        column.contentDescription = lines.joinToString(". ") { line ->
            resources.getString(R.string.costs_words, name, resources.getString(line.kind.words), line.amount.full())
        }
        column.isFocusable = true
        return column
    }

    private val CostLine.value: BigDecimal get() = BigDecimal.valueOf(amount.units, amount.scale)

    private class Bar(context: Context, private val theme: Theme, private val part: Float) : View(context) {
        private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

        init {
            importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        }

        override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
            setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), theme.dp(8))

        override fun onDraw(canvas: Canvas) {
            val radius = height / 2f
            paint.color = theme.tonal
            canvas.drawRoundRect(0f, 0f, width.toFloat(), height.toFloat(), radius, radius, paint)
            paint.color = theme.primary
            // The smallest must still be seen.
            canvas.drawRoundRect(0f, 0f, maxOf(width * part, height.toFloat()), height.toFloat(), radius, radius, paint)
        }
    }
}
