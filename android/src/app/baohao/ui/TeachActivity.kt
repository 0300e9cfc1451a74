package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.View
import android.widget.Button
import app.baohao.R
import app.baohao.core.FactKind
import app.baohao.core.Lesson
import app.baohao.core.LessonAnswer
import app.baohao.core.Mark
import app.baohao.core.Taught
import app.baohao.core.ValidityOf
import app.baohao.ledger.Outcome

/** A message that wasn't read whole: which figure is the balance, until when, and what would be read from now on. */
class TeachActivity : Screen() {
    private lateinit var page: Page
    private var message: MarkedText? = null
    private var result: Column? = null
    private var endsOn: Column? = null
    private var yes: Button? = null

    // What is chosen: a place in the lesson's list, NONE for none of them, UNSAID before an answer.
    private var balance = UNSAID
    private var day = UNSAID
    private var dayOf = ValidityOf.BALANCE

    private val replyId: Long get() = intent.data?.lastPathSegment?.toLongOrNull() ?: -1

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        state?.let {
            balance = it.getInt(BALANCE)
            day = it.getInt(DAY)
            dayOf = ValidityOf.entries[it.getInt(DAY_OF)]
        }
        page = Page(this, look)
        setContentView(page)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putInt(BALANCE, balance)
        state.putInt(DAY, day)
        state.putInt(DAY_OF, dayOf.ordinal)
    }

    override fun load() {
        val reply = replyId
        ask({ _, _ -> lesson(reply) }) { found -> show(found) { draw(it) } }
    }

    override fun refused(outcome: Outcome.Refused) {
        super.refused(outcome)
        finish()
    }

    override fun failed(outcome: Outcome.Failed) {
        super.failed(outcome)
        finish()
    }

    private fun draw(lesson: Lesson) {
        page.column.removeAllViews()
        page.title(null, getString(R.string.teach), getString(R.string.teach_why))
        val card = page.column.add(Card(this, look), look.margin)
        card.add(look.heading(getString(R.string.teach_message), Type.SECOND, look.inkSecond))
        message = card.add(MarkedText(this, look, lesson.text, emptyList()), look.dp(8))
        if (lesson.amounts.isEmpty() && lesson.days.isEmpty()) {
            card.add(look.text(getString(R.string.teach_nothing), Type.SECOND, look.inkSecond), look.gap)
            return
        }
        if (lesson.amounts.isNotEmpty()) {
            val answers = lesson.amounts.map { OneOf.Answer(it.money.full(), around(lesson.text, it.start, it.end)) }
            question(R.string.teach_balance, answers, balance) { balance = it }
        }
        if (lesson.days.isNotEmpty()) {
            val answers = lesson.days.map { OneOf.Answer(dates.fullDay(it.day), around(lesson.text, it.start, it.end)) }
            question(R.string.teach_day, answers, day) { day = it }
        }
        endsOn = page.column.add(Column(this), look.gap)
        result = page.column.add(Column(this))
        result?.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        yes = page.column.add(button(this, look, ButtonKind.FILLED, getString(R.string.teach_yes)) { teach() }, look.margin)
        yes?.filterTouchesWhenObscured = true
        answered(lesson)
    }

    private fun question(words: Int, answers: List<OneOf.Answer>, chosen: Int, picked: (Int) -> Unit) {
        val all = answers + OneOf.Answer(getString(R.string.teach_none))
        val at = if (chosen == NONE) answers.size else chosen.takeIf { it in answers.indices }
        val card = page.column.add(Card(this, look), look.gap)
        card.add(OneOf(this, look, getString(words), all, at) { place ->
            picked(if (place == answers.size) NONE else place)
            shownLesson?.let(::answered)
        })
    }

    private var shownLesson: Lesson? = null

    /** Something was answered: tints it, asks what ends, and says what would be read. */
    private fun answered(lesson: Lesson) {
        shownLesson = lesson
        val chosen = lesson.amounts.getOrNull(balance)
        val until = lesson.days.getOrNull(day)
        message?.marks = listOfNotNull(
            chosen?.let { Mark(FactKind.BALANCE, it.start, it.end) },
            until?.let { Mark(FactKind.VALID_UNTIL, it.start, it.end) },
        )
        askWhatEnds(until != null)
        yes?.allow(false)
        if (chosen == null && until == null) {
            result?.removeAllViews()
            return
        }
        val (reply, answer) = replyId to answer()
        ask({ _, _ -> teachCheck(reply, answer) }) { taught -> if (answer == answer()) tell(taught) }
    }

    private fun askWhatEnds(asked: Boolean) {
        val place = endsOn ?: return
        if (!asked) return place.removeAllViews()
        if (place.childCount > 0) return
        val card = place.add(Card(this, look))
        val answers = ValidityOf.entries.map { OneOf.Answer(getString(it.ends)) }
        card.add(OneOf(this, look, getString(R.string.teach_of), answers, dayOf.ordinal) { at ->
            dayOf = ValidityOf.entries[at]
            shownLesson?.let(::answered)
        })
    }

    private fun answer() = LessonAnswer(balance.takeIf { it >= 0 }, day.takeIf { it >= 0 }, dayOf)

    private fun tell(taught: Taught) {
        val place = result ?: return
        place.removeAllViews()
        place.add(TaughtCard(this, look, taught), look.gap)
        yes?.allow(taught is Taught.Reads)
    }

    private fun teach() {
        yes?.allow(false)
        val (reply, answer) = replyId to answer()
        change({ _, now -> teach(reply, answer, now) }) { taught ->
            // The screen below shows the message as it is read now.
            if (taught is Taught.Reads) finish() else tell(taught)
        }
    }

    companion object {
        private const val BALANCE = "balance"
        private const val DAY = "day"
        private const val DAY_OF = "day_of"
        private const val NONE = -1
        private const val UNSAID = -2

        /** Letters of a message that are shown beside a figure, before and after it. */
        private const val BEFORE = 24
        private const val AFTER = 14

        fun of(context: Context, replyId: Long): Intent =
            Intent(context, TeachActivity::class.java).setData(Uri.parse("baohao://teach/$replyId"))

        /** A figure in the words around it, cut between words where there are any. */
        internal fun around(text: String, start: Int, end: Int): String {
            var from = maxOf(0, start - BEFORE)
            var to = minOf(text.length, end + AFTER)
            if (from > 0) from = text.indexOf(' ', from).takeIf { it in from until start }?.plus(1) ?: from
            if (to < text.length) to = text.lastIndexOf(' ', to).takeIf { it in end + 1..to } ?: to
            if (from > 0 && text[from].isLowSurrogate()) from--
            if (to < text.length && text[to].isLowSurrogate()) to++
            val cut = text.substring(from, to).replace('\n', ' ')
            return (if (from > 0) "…" else "") + cut + (if (to < text.length) "…" else "")
        }
    }
}
