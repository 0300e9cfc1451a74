package app.baohao.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.widget.EditText
import android.widget.TextView
import app.baohao.core.FactKind
import app.baohao.core.Mark

/** A message as it came, with the tint of each fact where it was read. */
class MarkedText(context: Context, private val theme: Theme, words: String, marks: List<Mark>) : TextView(context) {
    /** Where the facts stand. */
    var marks: List<Mark> = marks
        set(value) {
            field = value
            invalidate()
        }

    init {
        theme.style(this, Type.BODY)
        text = words
        setTextIsSelectable(true)
    }

    override fun onDraw(canvas: Canvas) {
        Tints(theme, marks).draw(canvas, this)
        super.onDraw(canvas)
    }
}

/** A message while it is typed or pasted, tinted as it is read. */
class MarkedEdit(context: Context, private val theme: Theme) : EditText(context) {
    /** Where the facts stand; of the text as it was read, so it may lag behind by a moment. */
    var marks: List<Mark> = emptyList()
        set(value) {
            field = value
            invalidate()
        }

    init {
        theme.style(this, Type.BODY)
    }

    override fun onDraw(canvas: Canvas) {
        Tints(theme, marks).draw(canvas, this)
        super.onDraw(canvas)
    }
}

/** The same tint for a fact in a message and in the table under it. */
fun Theme.tint(fact: FactKind): Int = when (fact) {
    FactKind.BALANCE -> tonal
    FactKind.VALID_UNTIL -> warningGround
    FactKind.BONUS, FactKind.DATA, FactKind.MINUTES, FactKind.TEXTS, FactKind.PLAN, FactKind.AMOUNT,
    FactKind.DAYS_LEFT -> line
}

/** Draws rounded grounds behind ranges of a text, which a span can't without cutting its lines differently. */
private class Tints(private val theme: Theme, private val marks: List<Mark>) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    fun draw(canvas: Canvas, view: TextView) {
        val layout = view.layout ?: return
        val length = layout.text.length
        val (side, radius) = theme.dp(2).toFloat() to theme.dp(4).toFloat()
        canvas.save()
        canvas.translate(view.totalPaddingLeft.toFloat(), view.totalPaddingTop.toFloat())
        for (mark in marks) {
            if (mark.start >= mark.end || mark.end > length) continue
            paint.color = theme.tint(mark.fact)
            val lines = layout.getLineForOffset(mark.start)..layout.getLineForOffset(mark.end)
            for (line in lines) {
                val from = maxOf(mark.start, layout.getLineStart(line))
                val to = minOf(mark.end, layout.getLineVisibleEnd(line))
                if (from >= to) continue
                val begin = layout.getPrimaryHorizontal(from)
                val whole = to == layout.getLineEnd(line)
                val end = if (whole) layout.getLineRight(line) else layout.getPrimaryHorizontal(to)
                val baseline = layout.getLineBaseline(line)
                val top = baseline + view.paint.ascent()
                val bottom = baseline + view.paint.descent()
                canvas.drawRoundRect(begin - side, top, end + side, bottom, radius, radius, paint)
            }
        }
        canvas.restore()
    }
}
