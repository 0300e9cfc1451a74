package app.baohao.ui

import android.content.Context
import android.view.View
import android.widget.Button
import app.baohao.R
import app.baohao.core.FactKind
import app.baohao.core.ReadingView
import app.baohao.core.ReplyView

/** What was read in a message, as a table in the tints of the message, and why the rest wasn't. */
class ReadingTable(context: Context, private val theme: Theme, reading: ReadingView, nextAlarm: String?) :
    Column(context) {
    private var rows = 0

    init {
        val dates = Dates(context)
        reading.balance?.let { fact(R.string.balance, it.full(), FactKind.BALANCE) }
        reading.validUntil?.let { until ->
            fact(reading.validOf?.words ?: R.string.valid_until, dates.fullDay(until), FactKind.VALID_UNTIL)
        }
        reading.bonuses.forEach { fact(R.string.bonus, it.amount.full(), FactKind.BONUS) }
        reading.plan?.let { fact(R.string.plan, it, FactKind.PLAN) }
        reading.dataBytes?.let { fact(R.string.data_left, bytes(it), FactKind.DATA) }
        reading.minutes?.let { fact(R.string.minutes_left, it.toString(), FactKind.MINUTES) }
        reading.texts?.let { fact(R.string.texts_left, it.toString(), FactKind.TEXTS) }
        reading.daysLeft?.let { fact(R.string.days_left_in_text, it.toString(), FactKind.DAYS_LEFT) }
        reading.amount?.let { fact(R.string.amount, it.full(), FactKind.AMOUNT) }
        nextAlarm?.let { row(R.string.next_alarm, theme.text(it).apply { setPadding(theme.dp(4), 0, 0, 0) }) }
        reading.taught?.let { row(null, theme.text(resources.getString(it.words), Type.SECOND, theme.inkSecond)) }
        reading.withheld.forEach { reason ->
            row(null, theme.text(resources.getString(reason.words), Type.SECOND, theme.inkSecond))
        }
    }

    private fun fact(key: Int, words: String, fact: FactKind) {
        val value = Column(context)
        val text = theme.text(words)
        text.background = theme.rounded(theme.tint(fact), theme.dp(4))
        text.setPadding(theme.dp(4), 0, theme.dp(4), 0)
        value.addNarrow(text)
        row(key, value)
    }

    private fun row(key: Int?, value: View) {
        val above = if (rows++ == 0) 0 else theme.dp(10)
        if (key == null) add(value, above) else add(pair(context, theme, resources.getString(key), value), above)
    }
}

/** A stored message as it came, the facts tinted where they were read. */
fun replyCard(context: Context, theme: Theme, reply: ReplyView, nextAlarm: String?): Card {
    val card = Card(context, theme)
    card.add(theme.heading(context.getString(R.string.reply_title), Type.SECOND, theme.inkSecond))
    card.add(MarkedText(context, theme, reply.text, reply.reading.marks), theme.dp(8))
    card.add(ReadingTable(context, theme, reply.reading, nextAlarm), theme.margin)
    return card
}

/** The road from a message that wasn't read to showing how. */
fun teachButton(context: Context, theme: Theme, kind: ButtonKind, replyId: Long): Button =
    button(context, theme, kind, context.getString(R.string.teach)) {
        context.startActivity(TeachActivity.of(context, replyId))
    }
