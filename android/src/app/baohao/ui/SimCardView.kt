package app.baohao.ui

import android.content.Context
import android.view.Gravity
import android.widget.LinearLayout
import app.baohao.R
import app.baohao.core.Money
import app.baohao.core.SimCard
import app.baohao.core.Tone

/** A SIM on the first screen: ring, who it is, balance, what is next, and one button. A tap elsewhere opens it. */
class SimCardView(
    context: Context,
    private val theme: Theme,
    private val card: SimCard,
    urgent: Boolean,
    opened: () -> Unit,
    checked: (actionId: String) -> Unit,
) : Column(context) {
    private val dates = Dates(context)

    init {
        background = theme.pressable(theme.card, theme.cardRadius)
        setPadding(theme.margin, theme.margin, theme.margin, theme.margin)
        setOnClickListener { opened() }
        add(head())
        card.checkActionId?.let { actionId ->
            val kind = if (urgent) ButtonKind.FILLED else ButtonKind.TONAL
            val words = resources.getString(R.string.action_check_balance)
            val button = button(context, theme, kind, words) { checked(actionId) }
            button.contentDescription = line(words, card.sim.name)
            add(button, theme.dp(14))
        }
    }

    private fun head(): LinearLayout {
        val row = LinearLayout(context)
        val large = theme.narrow
        row.orientation = if (large) VERTICAL else HORIZONTAL
        row.gravity = if (large) Gravity.START else Gravity.CENTER_VERTICAL
        val whose = card.plan?.takeIf { card.ring.ofPlan }?.let { planName(resources, it.name) }
        row.addView(RingView(context, theme).apply { show(card.ring, whose) })
        val width = if (large) LayoutParams.MATCH_PARENT else 0
        val place = LayoutParams(width, LayoutParams.WRAP_CONTENT, if (large) 0f else 1f)
        if (large) place.topMargin = theme.gap else place.marginStart = theme.dp(14)
        row.addView(words(), place)
        return row
    }

    private fun words(): Column {
        val words = Column(context)
        words.add(theme.text(card.sim.name, Type.CARD))
        val where = card.sim.location.words(resources)
        quiet(words, line(card.sim.number, where))
        card.balance?.let { quiet(words, balance(it)) }
        if (card.validUntil == null) quiet(words, resources.getString(R.string.date_unknown))
        for ((at, chip) in chips().withIndex()) words.addNarrow(chip, theme.dp(if (at == 0) 6 else 4))
        return words
    }

    private fun quiet(words: Column, text: String) {
        if (text.isNotEmpty()) words.add(theme.text(text, Type.SECOND, theme.inkSecond), theme.dp(2))
    }

    private fun balance(balance: Money): String {
        val amount = balance.short()
        return resources.getString(R.string.balance_and_age, amount, card.balanceAtMs?.let { dates.ago(it) }.orEmpty())
    }

    /** What has begun already, then what is next of both clocks, the earlier first. */
    private fun chips(): List<Chip> {
        val begun = card.stage?.takeIf { it.isLoss }
            ?.let { Chip(context, theme, ChipKind.LOSS, resources.getString(it.now)) }
        val clocks = listOfNotNull(number(), plan())
        return listOfNotNull(begun) + if (card.ring.ofPlan) clocks.reversed() else clocks
    }

    private fun number(): Chip? {
        val (stage, on, days) = Triple(card.nextStage, card.nextOn, card.numberDays)
        // By the guide's rule alone nothing is well, and what is far away is as good as not known.
        val known = card.validUntil != null || card.ring.tone != Tone.UNKNOWN
        if (!known) return Chip(context, theme, ChipKind.LOSS, resources.getString(R.string.check_or_type))
        if (stage == null || on == null || days == null) return null
        val estimated = if (card.estimated) resources.getString(R.string.plan_estimated) else null
        val kind = if (card.ring.ofPlan) ChipKind.QUIET else theme.chip(card.ring.tone)
        return Chip(context, theme, kind, line(resources.getString(stage.from, dates.day(on)), estimated))
    }

    private fun plan(): Chip? {
        val plan = card.plan ?: return null
        val until = resources.getString(R.string.plan_ends_on, dates.day(plan.on))
        val name = planName(resources, plan.name)
        val words = when {
            card.ring.ofPlan -> plan.inDays(resources).asTitle()
            else -> resources.getString(R.string.ring_of_plan, name, until)
        }
        return Chip(context, theme, theme.chip(plan.tone), words)
    }
}
