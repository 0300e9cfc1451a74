package app.baohao.ui

import android.content.Context
import android.view.View
import app.baohao.R
import app.baohao.core.PlanCard

/** A plan: days left, what a period costs and where the money comes from, what is left of it, and one button. */
class PlanCardView(
    context: Context,
    private val theme: Theme,
    private val plan: PlanCard,
    changed: () -> Unit,
) : Column(context) {
    private val dates = Dates(context)

    init {
        setPadding(0, theme.dp(10), 0, theme.dp(10))
        val words = Column(context)
        val name = planName(resources, plan.name)
        words.add(theme.text(name, Type.BODY))
        words.addNarrow(Chip(context, theme, theme.chip(plan.tone), until()), theme.dp(4))
        for (line in listOf(terms(), payment(), left())) {
            if (line.isNotEmpty()) words.add(theme.text(line, Type.SECOND, theme.inkSecond), theme.dp(4))
        }
        val change = button(context, theme, ButtonKind.TEXT, resources.getString(R.string.plan_change)) { changed() }
        change.contentDescription = line(resources.getString(R.string.plan_change), name)
        add(sideBySide(context, theme, words, change as View))
    }

    private fun until(): String {
        val (day, days) = plan.validUntil to plan.days
        if (day == null || days == null) return resources.getString(R.string.date_unknown)
        if (days < 0) return resources.getString(R.string.plan_ended_on, dates.day(day))
        val estimated = plan.rule?.takeIf { it.estimated }?.let { resources.getString(R.string.plan_estimated) }
        val until = resources.getString(R.string.plan_ends_on, dates.day(day))
        return line(until, count(resources, R.plurals.days_left, days), estimated)
    }

    private fun terms(): String {
        val period = plan.periodDays?.let { count(resources, R.plurals.plan_period_days, it) }
        val price = plan.price?.full()
        val cost = if (price == null || period == null) {
            price ?: period
        } else {
            resources.getString(R.string.plan_price_of_period, price, period)
        }
        val renews = when (plan.autoRenew) {
            true -> R.string.plan_renews
            false -> R.string.plan_does_not_renew
            null -> null
        }
        return line(cost, renews?.let(resources::getString))
    }

    private fun payment(): String = line(
        plan.paidFrom?.let { resources.getString(it.words) },
        plan.paysFor?.let { count(resources, R.plurals.pays_for, it) },
        plan.paidCheckedMs?.let { resources.getString(R.string.payment_checked_ago, dates.ago(it)) },
        plan.promotionUntil?.let { resources.getString(R.string.promotion_until, dates.day(it)) },
    )

    private fun left(): String = line(
        plan.dataBytes?.let { line(resources.getString(R.string.data_left), bytes(it)) },
        plan.minutes?.let { line(resources.getString(R.string.minutes_left), it.toString()) },
        plan.texts?.let { line(resources.getString(R.string.texts_left), it.toString()) },
    )
}
