package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.graphics.Typeface
import android.net.Uri
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.LinearLayout
import app.baohao.R
import app.baohao.core.CommandState
import app.baohao.core.CommandView
import app.baohao.core.Outgoing
import app.baohao.core.ReplyView
import app.baohao.core.Route
import app.baohao.core.Tone
import app.baohao.core.UserWord
import app.baohao.core.Verdict
import app.baohao.ledger.Clock
import app.baohao.ledger.Outcome
import java.time.LocalDate

/** What became of a command: waiting, the answer and what was read in it, or why there is none and what to do next. */
class CommandActivity : Screen() {
    private lateinit var page: Page
    private val clock = Handler(Looper.getMainLooper())
    private val id: Long get() = intent.data?.lastPathSegment?.toLongOrNull() ?: -1

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        page = Page(this, look)
        setContentView(page)
    }

    override fun onStop() {
        clock.removeCallbacksAndMessages(null)
        super.onStop()
    }

    override fun load() {
        val command = id
        ask({ phone, now -> command(command, phone, now) }) { found ->
            show(found) { draw(it) }
            tick(found)
        }
    }

    override fun failed(outcome: Outcome.Failed) {
        super.failed(outcome)
        finish()
    }

    private fun draw(command: CommandView) {
        page.column.removeAllViews()
        val reply = command.replies.lastOrNull()
        if (reply == null) drawState(command) else drawAnswer(command, reply)
    }

    // The answer

    private fun drawAnswer(command: CommandView, reply: ReplyView) {
        page.title(command.sim.name, headline(command, reply), reply.answeredAfterMs?.let(::answeredIn))
        reply.question?.let { question ->
            val ask = ReplyQuestionView(this, look, reply, question, isTitle = true, ::sayOfSender, ::accept)
            page.column.add(ask, look.margin)
        }
        command.replies.forEach { earlier ->
            val alarm = if (earlier == reply) reply.nextAlarm?.let(dates::moment) else null
            page.column.add(replyCard(this, look, earlier, alarm), look.margin)
        }
        if (reply.question == null) offerAfter(command, reply)
    }

    private fun offerAfter(command: CommandView, reply: ReplyView) {
        val told = command.verdict == Verdict.CONFIRMED || command.verdict == Verdict.NOT_ENOUGH
        val unread = !told && reply.reading.run { balance == null && goodUntil == null }
        val next = OfferViews(this, look, command).views(ButtonKind.FILLED, roads(command))
        val first = unread && reply.reading.canTeach
        offer(*next.toTypedArray())
        val busy = next.any { it is Button }
        if (first) {
            note(R.string.kept_teach)
            val kind = if (busy) ButtonKind.TONAL else ButtonKind.FILLED
            page.column.add(teachButton(this, look, kind, reply.replyId), look.margin)
        } else if (unread) {
            note(R.string.kept_by_hand)
        }
        val byHand = if (unread) R.string.set_date_by_hand else R.string.not_right
        val notRight = button(this, look, ButtonKind.TONAL, getString(byHand)) { setDate(reply) }
        val least = if (first || busy) ButtonKind.TEXT else ButtonKind.FILLED
        val done = button(this, look, least, getString(R.string.done)) { finish() }
        page.column.add(sideBySide(this, look, notRight, done, equal = true), look.margin)
        // Half of it was read, and that may be all that one wants.
        if (!first && reply.reading.canTeach) {
            page.column.add(teachButton(this, look, ButtonKind.TEXT, reply.replyId), look.gap)
        }
    }

    /** Nothing that waits for a person's yes is said as if it held. */
    private fun headline(command: CommandView, reply: ReplyView): String {
        val (until, balance) = reply.reading.goodUntil to reply.reading.balance
        val question = reply.question
        return when {
            question != null -> question.words(this, reply)
            command.verdict == Verdict.NOT_ENOUGH -> getString(R.string.title_not_enough)
            command.verdict == Verdict.REFUSED -> getString(R.string.title_refused)
            until != null && until < dates.today() -> getString(R.string.title_ended, dates.day(until))
            until != null -> getString(R.string.title_good_until, dates.day(until))
            balance != null -> getString(R.string.title_balance, balance.short())
            command.verdict == Verdict.CONFIRMED -> getString(R.string.title_confirmed)
            else -> getString(R.string.title_kept)
        }
    }

    private fun answeredIn(ms: Long): String {
        val seconds = (ms + 999) / 1000
        return if (seconds < 120) {
            count(resources, R.plurals.answered_in_seconds, seconds)
        } else {
            count(resources, R.plurals.answered_in_minutes, seconds / 60)
        }
    }

    private fun sayOfSender(replyId: Long, isOperator: Boolean) =
        change({ phone, now -> confirmSender(replyId, isOperator, phone, now) }) {}

    private fun accept(replyId: Long) = change({ phone, now -> acceptDate(replyId, phone, now) }) {}

    private fun setDate(reply: ReplyView) {
        val sim = reply.sim.simId
        val start: LocalDate = reply.reading.goodUntil ?: dates.today().plusMonths(1)
        pickDate(start) { day ->
            change({ _, now -> setValidUntil(sim, day, now) }) {
                startActivity(SimActivity.of(this, sim))
                finish()
            }
        }
    }

    // No answer yet, or none to come

    private fun drawState(command: CommandView) {
        page.title(command.sim.name, getString(command.state.title), null)
        page.column.add(sent(command), look.margin)
        when (val state = command.state) {
            CommandState.HandedOver, CommandState.Sent -> {
                note(R.string.waiting_leave)
                if (command.route == Route.HAND_OFF) {
                    note(R.string.waiting_paste)
                    offer(paste(command, ButtonKind.FILLED))
                }
            }
            CommandState.AskUser -> {
                note(R.string.ask_user)
                val yes = said(R.string.yes_it_went, ButtonKind.FILLED, UserWord.SENT)
                val no = said(R.string.no_it_did_not, ButtonKind.TONAL, UserWord.NOT_SENT)
                offer(sideBySide(this, look, yes, no, equal = true), paste(command, ButtonKind.TEXT))
            }
            CommandState.TimedOut -> {
                note(R.string.timed_out)
                offer(paste(command, ButtonKind.FILLED))
                offer(command, ButtonKind.TONAL)
            }
            CommandState.Unknown -> {
                note(R.string.unknown_sent)
                offer(paste(command, ButtonKind.FILLED))
                offer(command, ButtonKind.TONAL)
            }
            is CommandState.Failed -> {
                note(state.v1.words)
                offer(command, ButtonKind.FILLED)
            }
            CommandState.NotSent, CommandState.Prepared -> {
                note(R.string.not_sent)
                offer(command, ButtonKind.FILLED)
            }
            CommandState.Answered -> Unit
        }
    }

    /** What went out, and while an answer is waited for, for how long already. */
    private fun sent(command: CommandView): View {
        val card = Card(this, look)
        val (says, exact) = when (val outgoing = command.outgoing) {
            is Outgoing.Ussd -> R.string.code_to_dial to outgoing.code
            is Outgoing.Sms -> R.string.message_to_send to getString(R.string.to_recipient, outgoing.body, outgoing.to)
        }
        val words = Column(this)
        words.add(look.text(command.kind?.let { getString(it.words) } ?: getString(says), Type.SECOND, look.inkSecond))
        val code = look.text(exact, Type.CARD)
        code.typeface = Typeface.MONOSPACE
        words.add(code, look.dp(4))
        command.handedOverMs?.let { words.add(look.text(dates.momentOf(it), Type.SECOND, look.inkSecond), look.dp(4)) }
        val row = LinearLayout(this)
        row.gravity = Gravity.CENTER_VERTICAL
        if (waits(command)) {
            ring = RingView(this, look).also { row.addView(it) }
            row.addView(View(this), LinearLayout.LayoutParams(look.dp(14), 1))
        }
        row.addView(words, LinearLayout.LayoutParams(0, LinearLayout.LayoutParams.WRAP_CONTENT, 1f))
        card.add(row)
        return card
    }

    private fun note(words: Int) {
        val text = look.text(getString(words))
        text.setPadding(look.dp(8), 0, look.dp(8), 0)
        page.column.add(text, look.margin)
    }

    private fun offer(vararg views: View) = views.forEachIndexed { at, view ->
        page.column.add(view, if (at == 0) look.dp(20) else look.gap)
    }

    private fun said(words: Int, kind: ButtonKind, word: UserWord): Button =
        button(this, look, kind, getString(words)) { tapped ->
            tapped.isEnabled = false
            val command = id
            change({ phone, now -> userWord(command, word, phone, now) }) {}
        }

    private fun paste(command: CommandView, kind: ButtonKind): Button =
        button(this, look, kind, getString(R.string.paste_the_answer)) {
            startActivity(PasteActivity.of(this, command.sim.simId, command.commandId))
        }

    private fun offer(command: CommandView, first: ButtonKind) =
        OfferViews(this, look, command).views(first, roads(command)).forEach { page.column.add(it, look.gap) }

    /** Each only shows what would go out; that is decided there, by a tap. */
    private fun roads(command: CommandView) = object : OfferViews.Roads {
        override fun again() = preview(command.actionId)

        override fun preview(actionId: String) {
            startActivity(PreviewActivity.of(this@CommandActivity, command.sim.simId, actionId))
            finish()
        }

        override fun answer(replyId: Long, body: String) =
            ask({ phone, now -> prepareAnswer(replyId, body, phone, now) }) { preview ->
                startActivity(PreviewActivity.of(this@CommandActivity, preview.commandId))
                finish()
            }
    }

    // The seconds

    private var ring: RingView? = null

    private fun waits(command: CommandView): Boolean =
        command.replies.isEmpty() && (command.state == CommandState.HandedOver || command.state == CommandState.Sent)

    /** Counts the seconds, and asks the core anew when its patience is over. */
    private fun tick(command: CommandView) {
        clock.removeCallbacksAndMessages(null)
        val (since, until) = command.handedOverMs to command.waitsUntilMs
        if (!waits(command) || since == null || until == null) return
        val now = Clock.now().epochMs
        if (now > until) return load()
        val waited = (now - since).coerceAtLeast(0)
        val permille = (waited * 1000 / (until - since).coerceAtLeast(1)).toInt()
        val unit = count(resources, R.plurals.seconds_unit, waited / 1000)
        ring?.show((waited / 1000).toString(), unit, permille, Tone.WELL)
        clock.postDelayed({ tick(command) }, 1000 - waited % 1000)
    }

    companion object {
        fun of(context: Context, commandId: Long): Intent =
            Intent(context, CommandActivity::class.java).setData(Uri.parse("baohao://command/$commandId"))
    }
}
