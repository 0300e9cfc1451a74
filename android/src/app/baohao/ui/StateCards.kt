package app.baohao.ui

import android.content.Context
import android.view.View
import app.baohao.R
import app.baohao.core.Advice
import app.baohao.core.Anomaly
import app.baohao.core.PlanCard
import app.baohao.core.ReminderSaid
import app.baohao.core.ReminderView
import app.baohao.core.StateView

/** What a tap on one of these cards does. */
class StateTaps(
    val checkBalance: (() -> Unit)?,
    val addPlan: () -> Unit,
    val changePlan: (plan: String) -> Unit,
    val paymentChecked: (plan: String) -> Unit,
    val remind: (deadline: String, said: ReminderSaid) -> Unit,
    val addCharge: () -> Unit,
)

/** The cards of a SIM's state: what rings now, what looks wrong, its plans, and what it cost. */
class StateCards(private val context: Context, private val theme: Theme, private val taps: StateTaps) {
    private val dates = Dates(context)
    private val resources = context.resources

    /** Three words beside each other break in the middle on a small phone or in large type. */
    private val roomForThree = resources.configuration.screenWidthDp / theme.fontScale >= 380

    /** What rings now, each with the three words that can be said to it; null if nothing does. */
    fun reminders(state: StateView): View? {
        if (state.reminders.isEmpty()) return null
        val card = titled(R.string.reminders_title)
        state.reminders.forEachIndexed { at, reminder ->
            if (at > 0) card.addLine(theme, theme.dp(8))
            card.add(reminder(reminder), theme.dp(8))
        }
        return card
    }

    private fun reminder(reminder: ReminderView): View {
        val column = Column(context)
        val what = reminder.loss.inDays(resources, reminder.days).asTitle()
        column.add(theme.text(what, Type.BODY))
        val said = reminder.said(context, dates)
        val on = reminder.loss.on(context, dates.day(reminder.on))
        column.add(theme.text(line(on, said), Type.SECOND, theme.inkSecond), theme.dp(2))
        if (said == null) {
            val words = listOf(
                R.string.reminder_tomorrow to ReminderSaid.Snooze(1),
                R.string.reminder_done to ReminderSaid.Done,
                R.string.reminder_ignore to ReminderSaid.Ignore,
            )
            val buttons = words.map { (words, said) ->
                val text = resources.getString(words)
                val button = button(context, theme, ButtonKind.TEXT, text) { taps.remind(reminder.deadline, said) }
                button.contentDescription = line(text, what)
                button as View
            }
            val row = if (roomForThree) sideBySide(context, theme, *buttons.toTypedArray(), equal = true) else Column(context)
            if (!roomForThree) buttons.forEach { row.addView(it) }
            column.add(row, theme.dp(4))
        }
        return column
    }

    /** A calm card for each thing that looks wrong, with one thing to do. */
    fun anomaly(anomaly: Anomaly): View {
        val card = Card(context, theme)
        card.add(theme.heading(anomaly.title(resources), Type.CARD))
        card.add(theme.text(anomaly.why(context, dates), Type.SECOND, theme.inkSecond), theme.dp(4))
        action(anomaly)?.let { card.add(it, theme.dp(8)) }
        return card
    }

    private fun action(anomaly: Anomaly): View? {
        val plan = anomaly.plan.orEmpty()
        val (words, act) = when (anomaly.advice) {
            // A new reading comes first: it may explain everything, and an operator's people ask for it.
            Advice.ASK_BALANCE, Advice.ASK_OPERATOR, Advice.TOP_UP -> R.string.action_check_balance to taps.checkBalance
            Advice.LOOK_AT_PAYMENT -> R.string.payment_checked to { taps.paymentChecked(plan) }
            Advice.DECIDE, Advice.SET_DATE -> R.string.plan_change to { taps.changePlan(plan) }
        }
        return act?.let { tapped ->
            val button = button(context, theme, ButtonKind.TONAL, resources.getString(words)) { tapped() }
            button.contentDescription = line(resources.getString(words), anomaly.title(resources))
            button
        }
    }

    /** Its plans, and the way to add one. */
    fun plans(plans: List<PlanCard>): View {
        val card = titled(R.string.plans_title)
        if (plans.isEmpty()) {
            val none = theme.text(resources.getString(R.string.plans_none), Type.SECOND, theme.inkSecond)
            card.add(none, theme.dp(4))
        }
        for (plan in plans) {
            card.addLine(theme, theme.dp(8))
            card.add(PlanCardView(context, theme, plan) { taps.changePlan(plan.name) })
        }
        val add = button(context, theme, ButtonKind.TONAL, resources.getString(R.string.plan_add)) { taps.addPlan() }
        card.add(add, theme.gap)
        return card
    }

    /** What the last months cost. */
    fun costs(state: StateView): View {
        val card = titled(R.string.costs_title)
        if (state.costs.isEmpty()) {
            val none = theme.text(resources.getString(R.string.costs_none), Type.SECOND, theme.inkSecond)
            card.add(none, theme.dp(4))
        } else {
            card.add(CostView(context, theme, state.costs), theme.dp(8))
        }
        val words = resources.getString(R.string.charge_add)
        card.add(button(context, theme, ButtonKind.TONAL, words) { taps.addCharge() }, theme.gap)
        return card
    }

    private fun titled(words: Int): Card {
        val card = Card(context, theme)
        card.add(theme.heading(resources.getString(words), Type.CARD))
        return card
    }
}
