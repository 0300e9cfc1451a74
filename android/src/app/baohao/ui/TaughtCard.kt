package app.baohao.ui

import android.content.Context
import android.graphics.Typeface
import android.text.SpannableStringBuilder
import android.text.Spanned
import android.text.style.BackgroundColorSpan
import android.text.style.StyleSpan
import android.view.View
import app.baohao.R
import app.baohao.core.Against
import app.baohao.core.FactKind
import app.baohao.core.Money
import app.baohao.core.ShapePart
import app.baohao.core.Taught
import app.baohao.core.ValidityOf
import java.time.LocalDate

/** What would be read from now on, in which messages, and in which of the stored ones; or why not. */
class TaughtCard(context: Context, private val theme: Theme, taught: Taught) : Column(context) {
    private val dates = Dates(context)

    init {
        when (taught) {
            is Taught.Reads -> reads(taught)
            is Taught.Refused -> refused(taught)
        }
    }

    private fun reads(taught: Taught.Reads) {
        val card = add(Card(context, theme))
        card.add(theme.heading(resources.getString(R.string.teach_from_now_on), Type.CARD))
        taught.balance?.let { card.add(fact(R.string.balance, it.full(), FactKind.BALANCE), theme.gap) }
        taught.lastDay?.let { day ->
            val key = taught.lastDayOf?.words ?: R.string.valid_until
            card.add(fact(key, dates.fullDay(day), FactKind.VALID_UNTIL), theme.gap)
        }
        val shape = theme.text(shapeWords(context, theme, taught.shape), Type.SECOND)
        card.add(pair(context, theme, resources.getString(R.string.teach_shape), shape), theme.gap)
        card.addLine(theme, theme.gap)
        val also = taught.alsoCount.toLong()
        val words =
            if (also == 0L) resources.getString(R.string.teach_also_none) else count(resources, R.plurals.teach_also, also)
        card.add(theme.text(words, Type.SECOND, theme.inkSecond), theme.gap)
        for (message in taught.also) {
            card.add(theme.text(dates.momentOf(message.receivedMs), Type.SMALL, theme.inkSecond), theme.gap)
            card.add(MarkedText(context, theme, message.text, message.reading.marks), theme.dp(4))
        }
    }

    private fun fact(key: Int, words: String, fact: FactKind): View {
        val value = Column(context)
        val text = theme.text(words)
        text.background = theme.rounded(theme.tint(fact), theme.dp(4))
        text.setPadding(theme.dp(4), 0, theme.dp(4), 0)
        value.addNarrow(text)
        return pair(context, theme, resources.getString(key), value)
    }

    private fun refused(taught: Taught.Refused) {
        val ground = add(Column(context))
        ground.background = theme.rounded(theme.warningGround, theme.dp(16))
        ground.setPadding(theme.margin, theme.margin, theme.margin, theme.margin)
        ground.add(theme.text(resources.getString(taught.reason.words)))
        taught.against.forEach { against(ground, it) }
    }

    private fun against(ground: Column, message: Against) {
        ground.add(theme.text(dates.momentOf(message.receivedMs), Type.SMALL, theme.inkSecond), theme.gap)
        ground.add(MarkedText(context, theme, message.text, emptyList()), theme.dp(4))
        val before = message.reading.run { said(balance, validUntil, validOf) }
        val after = said(message.balance, message.lastDay, message.lastDayOf)
        ground.add(theme.text(resources.getString(R.string.teach_was_read, before), Type.SECOND), theme.dp(4))
        ground.add(theme.text(resources.getString(R.string.teach_would_read, after), Type.SECOND), theme.dp(4))
    }

    /** "$5.20 · Plan until 5 December 2026": what differs may be what ends. */
    private fun said(balance: Money?, day: LocalDate?, of: ValidityOf?): String {
        val ends = day?.let { "${resources.getString(of?.words ?: R.string.valid_until)} ${dates.fullDay(it)}" }
        return line(balance?.full(), ends)
    }
}

/** A shape in words, its gaps tinted as facts are. */
fun shapeWords(context: Context, theme: Theme, shape: List<ShapePart>): CharSequence {
    val all = SpannableStringBuilder()
    fun gap(words: Int, fact: FactKind?) {
        val start = all.length
        all.append(context.getString(words))
        val spans = listOfNotNull(fact?.let { BackgroundColorSpan(theme.tint(it)) }, StyleSpan(Typeface.BOLD))
        spans.forEach { all.setSpan(it, start, all.length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE) }
    }
    for (part in shape) {
        if (all.isNotEmpty()) all.append(' ')
        when (part) {
            is ShapePart.Words -> all.append(part.words)
            ShapePart.Balance -> gap(R.string.gap_balance, FactKind.BALANCE)
            is ShapePart.LastDay -> gap(R.string.gap_day, FactKind.VALID_UNTIL)
            ShapePart.Figure -> gap(R.string.gap_figure, null)
        }
    }
    return all
}
