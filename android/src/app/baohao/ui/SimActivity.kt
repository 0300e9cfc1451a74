package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.View
import app.baohao.R
import app.baohao.core.ActionView
import app.baohao.core.Anomaly
import app.baohao.core.AnomalyKind
import app.baohao.core.CommandView
import app.baohao.core.Outgoing
import app.baohao.core.ReminderSaid
import app.baohao.core.SimCard
import app.baohao.core.SimDetail
import app.baohao.core.StateView
import app.baohao.core.Tone
import app.baohao.ledger.Outcome
import java.time.LocalDate

/** One number: what is lost next and by which rule, its money, and what can be done to keep it. */
class SimActivity : ManageSim() {
    private lateinit var page: Page
    override val simId: Long get() = intent.data?.lastPathSegment?.toLongOrNull() ?: -1

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        page = Page(this, look)
        setContentView(page)
        if (state == null) sayWord()
    }

    override fun load() {
        val id = simId
        ask({ phone, now -> simDetail(id, phone, now) }) { detail ->
            show(Shown(detail, dates.today())) { draw(it.detail, it.today) }
        }
    }

    override fun failed(outcome: Outcome.Failed) {
        super.failed(outcome)
        finish()
    }

    private data class Shown(val detail: SimDetail, val today: LocalDate)

    private fun draw(detail: SimDetail, today: LocalDate) {
        val column = page.column
        val card = detail.card
        column.removeAllViews()
        val where = line(card.sim.name, detail.msisdn, card.sim.location.words(resources))
        page.title(where, title(card), from(detail))
        val cards = cards(card)
        val state = detail.state
        val kept = detail.archivedMs == null
        listOfNotNull(
            detail.question?.let(::ask),
            detail.archivedMs?.let(::archived),
            if (detail.timeline.isEmpty()) null else timeline(detail, today),
            cards.reminders(state),
        ).plus(state.anomalies.filterNot { it.isSaid(card) }.map(cards::anomaly))
            .plus(listOf(balance(detail, state), cards.plans(state.plans)))
            .plus(listOfNotNull(keep(detail).takeIf { kept }, detail.byHand.takeIf { it.isNotEmpty() }?.let(::elsewhere)))
            .plus(cards.costs(state))
            .forEachIndexed { at, view -> column.add(view, if (at == 0) look.margin else look.gap) }
        if (detail.commands.isNotEmpty()) column.add(sent(detail.commands), look.gap)
        if (detail.replies.isNotEmpty()) column.add(messages(detail), look.gap)
        column.addNarrow(more(detail), look.gap)
    }

    /** A date that isn't known is what the title says already. */
    private fun Anomaly.isSaid(card: SimCard): Boolean =
        kind == AnomalyKind.DATE_UNKNOWN && plan == null && !card.ring.ofPlan

    private fun cards(card: SimCard): StateCards {
        val id = simId
        return StateCards(
            this,
            look,
            StateTaps(
                checkBalance = card.checkActionId?.let { action -> { preview(action) } },
                addPlan = { startActivity(PlanActivity.of(this, id)) },
                changePlan = { plan -> startActivity(PlanActivity.of(this, id, plan)) },
                paymentChecked = { plan -> change({ _, now -> paymentChecked(id, plan, now) }) {} },
                remind = { deadline, said -> change({ _, now -> remind(id, deadline, said, now) }) {} },
                addCharge = { startActivity(AmountActivity.charge(this, id)) },
            ),
        )
    }

    /** A notice's button opened this screen to say its word; once, and not again after a rotation. */
    private fun sayWord() {
        val deadline = intent.data?.getQueryParameter(DEADLINE) ?: return
        val said = intent.data?.getQueryParameter(SAID)?.let(Word::valueOf)?.said ?: return
        val id = simId
        change({ _, now -> remind(id, deadline, said, now) }) {}
    }

    /** What a notice's buttons say to it. */
    enum class Word(val said: ReminderSaid) {
        TOMORROW(ReminderSaid.Snooze(1)),
        DONE(ReminderSaid.Done),
    }

    /** What is lost first, of both clocks. */
    private fun title(card: SimCard): String {
        card.plan?.takeIf { card.ring.ofPlan }?.let { return it.inDays(resources).asTitle() }
        val (stage, next, days) = Triple(card.stage, card.nextStage, card.numberDays)
        return when {
            stage == null && card.ring.tone != Tone.UNKNOWN && next != null && days != null ->
                next.inDays(resources, days).asTitle()
            stage == null -> getString(R.string.title_date_unknown)
            next == null || days == null -> getString(stage.now)
            else -> next.inDays(resources, days).asTitle()
        }
    }

    /** "From the answer of 19 Nov · rule: regulator · 2023". */
    private fun from(detail: SimDetail): String? {
        val card = detail.card
        // Of the clock that the title is about.
        card.plan?.takeIf { card.ring.ofPlan }?.let { next ->
            val rule = detail.state.plans.find { it.name == next.name }?.rule?.id?.words?.let(::getString)
            return line(getString(R.string.loss_on, dates.day(next.on)), rule)
        }
        val (origin, at) = card.validUntilFrom to card.validUntilAtMs
        val guess = card.rule?.takeIf { card.estimated || card.validUntil == null }
        if (origin == null || at == null) return guess?.let { getString(it.words) }
        val rule = getString(R.string.rule_of, detail.rule.words(resources))
        val said = guess?.let { getString(it.words) } ?: getString(origin.words, dates.dayOf(at))
        return line(said, rule)
    }

    private fun timeline(detail: SimDetail, today: LocalDate): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.timeline_title), Type.SECOND, look.inkSecond))
        card.add(TimelineView(this, look, detail.timeline, today), look.gap)
        return card
    }

    private fun balance(detail: SimDetail, state: StateView): View {
        val sim = detail.card
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.main_balance), Type.SECOND, look.inkSecond))
        val balance = sim.balance
        val amount = balance?.short() ?: getString(R.string.balance_unknown)
        card.add(look.text(amount, if (balance == null) Type.CARD else Type.TITLE), look.dp(2))
        sim.balanceAtMs?.let { card.add(look.text(dates.ago(it), Type.SECOND, look.inkSecond)) }
        for (bonus in state.bonuses) {
            val until = bonus.validUntil?.let { getString(R.string.plan_ends_on, dates.day(it)) }
            val words = line(getString(R.string.bonus_of, bonus.amount.full()), until)
            card.add(look.text(words, Type.SECOND, look.inkSecond), look.dp(4))
        }
        sim.checkActionId?.takeIf { detail.archivedMs == null }?.let { action ->
            val words = getString(R.string.action_check_balance)
            card.add(button(this, look, ButtonKind.FILLED, words) { preview(action) }, look.gap)
        }
        val byHand = button(this, look, ButtonKind.TEXT, getString(R.string.balance_set)) {
            startActivity(AmountActivity.balance(this, simId))
        }
        card.add(byHand, look.dp(4))
        return card
    }

    private fun keep(detail: SimDetail): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.keep_this_number), Type.CARD))
        for (action in detail.actions) {
            card.addLine(look, look.dp(8))
            val chip = Chip(this, look, action.source.confidence.chip, getString(action.source.confidence.words))
            card.add(ListRow(this, look, getString(action.kind.words), describe(action), chip) { preview(action.id) })
        }
        card.addLine(look, look.dp(8))
        val words = if (detail.card.validUntil == null) R.string.set_date_by_hand else R.string.renewed_elsewhere
        val elsewhere = button(this, look, ButtonKind.TONAL, getString(words)) { setDate(detail.card) }
        card.add(elsewhere, look.gap)
        return card
    }

    /** What Baohao can't do for anybody: only told, with who says so. */
    private fun elsewhere(actions: List<ActionView>): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.other_ways), Type.CARD))
        for (action in actions) {
            card.addLine(look, look.dp(8))
            val chip = Chip(this, look, action.source.confidence.chip, getString(action.source.confidence.words))
            val how = line(action.plan, action.channel.words(resources))
            card.add(ListRow(this, look, getString(action.kind.words), how, chip))
        }
        return card
    }

    private fun describe(action: ActionView): String {
        val starts = action.starts.brief?.let(::getString)
        return line(action.plan, action.channel.words(resources), action.cost.words(resources), starts)
    }

    private fun sent(commands: List<CommandView>): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.sent_lately), Type.CARD))
        commands.take(RECENT).forEachIndexed { at, command ->
            if (at > 0) card.addLine(look)
            val what = when (val outgoing = command.outgoing) {
                is Outgoing.Ussd -> outgoing.code
                is Outgoing.Sms -> getString(R.string.to_recipient, outgoing.body, outgoing.to)
            }
            val state = line(getString(command.state.title), command.handedOverMs?.let(dates::momentOf))
            card.add(ListRow(this, look, what, state) { startActivity(CommandActivity.of(this, command.commandId)) })
        }
        return card
    }

    private fun messages(detail: SimDetail): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.messages), Type.CARD))
        detail.replies.take(RECENT).forEachIndexed { at, reply ->
            if (at > 0) card.addLine(look, look.gap)
            card.add(look.text(dates.momentOf(reply.receivedMs), Type.SMALL, look.inkSecond), look.gap)
            card.add(MarkedText(this, look, reply.text, reply.reading.marks), look.dp(4))
            if (reply.question == null && reply.reading.canTeach) {
                card.addNarrow(teachButton(this, look, ButtonKind.TEXT, reply.replyId), look.dp(4))
            }
            val question = reply.question ?: return@forEachIndexed
            val ask = ReplyQuestionView(this, look, reply, question, isTitle = false, ::confirmSender, ::acceptDate)
            card.add(ask, look.gap)
        }
        if (detail.taught > 0) {
            val id = simId
            val taught = button(this, look, ButtonKind.TONAL, getString(R.string.taught_title)) {
                startActivity(TaughtActivity.of(this, id))
            }
            card.add(taught, look.gap)
        }
        return card
    }

    private fun confirmSender(replyId: Long, isOperator: Boolean) =
        change({ phone, now -> confirmSender(replyId, isOperator, phone, now) }) {}

    private fun acceptDate(replyId: Long) = change({ phone, now -> acceptDate(replyId, phone, now) }) {}

    private fun setDate(card: SimCard) {
        val id = simId
        pickDate(card.validUntil ?: dates.today().plusMonths(1)) { day ->
            change({ _, now -> setValidUntil(id, day, now) }) {}
        }
    }

    private fun preview(actionId: String) = startActivity(PreviewActivity.of(this, simId, actionId))

    companion object {
        private const val RECENT = 5

        private const val DEADLINE = "deadline"
        private const val SAID = "said"

        fun of(context: Context, simId: Long): Intent =
            Intent(context, SimActivity::class.java).setData(Uri.parse("baohao://sim/$simId"))

        /** The same, saying [word] to a deadline on the way. */
        fun remind(context: Context, simId: Long, deadline: String, word: Word): Intent {
            val data = Uri.parse("baohao://sim/$simId").buildUpon()
            data.appendQueryParameter(DEADLINE, deadline).appendQueryParameter(SAID, word.name)
            return Intent(context, SimActivity::class.java).setData(data.build())
        }
    }
}
