package app.baohao.ui

import android.content.Context
import android.content.res.Resources
import app.baohao.R
import app.baohao.core.Anomaly
import app.baohao.core.AnomalyKind
import app.baohao.core.ChargeKind
import app.baohao.core.Loss
import app.baohao.core.PaidFrom
import app.baohao.core.PlanNext
import app.baohao.core.ReminderView
import app.baohao.core.ReminderWord
import app.baohao.core.RuleId
import java.time.LocalDate

// The core's words about money, plans and reminders → resources. Each `when` is complete.

/** A plan's name, or the word for one that has none. */
fun planName(resources: Resources, name: String): String = name.ifEmpty { resources.getString(R.string.plan_unnamed) }

/** What is lost, as it follows a name: "calls out stop in 7 days", "Week ends tomorrow". */
fun Loss.inDays(resources: Resources, days: Long): String = when (this) {
    is Loss.Number -> if (days <= 0) resources.getString(stage.now) else stage.inDays(resources, days)
    is Loss.PlanEnds -> planEnds(resources, plan, days)
    is Loss.RenewalUnseen -> resources.getString(R.string.loss_plan_renews_over, planName(resources, plan))
    is Loss.RenewalShort -> resources.getString(R.string.loss_renewal_short, planName(resources, plan))
    is Loss.PaymentUnchecked -> resources.getString(R.string.loss_payment_unchecked, planName(resources, plan))
    is Loss.PromotionEnds -> resources.getString(R.string.loss_promotion_ends, planName(resources, plan))
}

/** On which day: of a number with what begins, of a plan the day alone. */
fun Loss.on(context: Context, day: String): String = when (this) {
    is Loss.Number -> context.getString(stage.from, day)
    is Loss.PlanEnds, is Loss.RenewalUnseen, is Loss.RenewalShort, is Loss.PaymentUnchecked, is Loss.PromotionEnds ->
        context.getString(R.string.loss_on, day)
}

private fun planEnds(resources: Resources, plan: String, days: Long): String {
    val name = planName(resources, plan)
    return when {
        days < 0 -> resources.getString(R.string.loss_plan_over, name)
        days == 0L -> resources.getString(R.string.loss_plan_today, name)
        else -> resources.getQuantityString(R.plurals.loss_plan_in_days, days.toInt(), days, name)
    }
}

/** What the plan that ends first comes to. */
fun PlanNext.inDays(resources: Resources): String = when {
    renews && days < 0 -> resources.getString(R.string.loss_plan_renews_over, planName(resources, name))
    renews -> resources.getString(R.string.loss_renewal_short, planName(resources, name))
    else -> planEnds(resources, name, days)
}

val PaidFrom.words: Int
    get() = when (this) {
        PaidFrom.BALANCE -> R.string.paid_from_balance
        PaidFrom.CARD -> R.string.paid_from_card
        PaidFrom.WALLET -> R.string.paid_from_wallet
    }

/** As one of the answers to choose from. */
val PaidFrom.choice: Int
    get() = when (this) {
        PaidFrom.BALANCE -> R.string.source_balance
        PaidFrom.CARD -> R.string.source_card
        PaidFrom.WALLET -> R.string.source_wallet
    }

val ChargeKind.words: Int
    get() = when (this) {
        ChargeKind.RENEWAL -> R.string.charge_renewal
        ChargeKind.TOP_UP -> R.string.charge_top_up
        ChargeKind.SMS_FEE -> R.string.charge_sms_fee
        ChargeKind.SERVICE_FEE -> R.string.charge_service_fee
    }

/** The rule that gives a date. */
val RuleId.words: Int
    get() = when (this) {
        RuleId.BALANCE_STATED, RuleId.TOP_UP_STATED, RuleId.PLAN_STATED -> R.string.rule_reply
        RuleId.TOP_UP_DAYS -> R.string.rule_top_up_days
        RuleId.NUMBER_BY_HAND, RuleId.PLAN_BY_HAND -> R.string.rule_by_hand
        RuleId.PLAN_RENEWED, RuleId.PLAN_KEEPS_NOTHING -> R.string.rule_plan_period
        RuleId.UNUSED -> R.string.rule_unused
    }

/** What was said to a reminder, if anything was. */
fun ReminderView.said(context: Context, dates: Dates): String? = when (word) {
    null -> null
    ReminderWord.SNOOZED -> context.getString(R.string.reminder_sleeps, until?.let(dates::moment).orEmpty())
    ReminderWord.DONE -> context.getString(R.string.reminder_was_done)
    ReminderWord.IGNORED -> context.getString(R.string.reminder_was_ignored)
}

/** What looks wrong, in a line. */
fun Anomaly.title(resources: Resources): String {
    val name = plan?.let { planName(resources, it) }.orEmpty()
    return when (kind) {
        AnomalyKind.RENEWAL_MISSED -> resources.getString(R.string.anomaly_renewal_missed, name)
        AnomalyKind.CHARGED_TWICE -> resources.getString(R.string.anomaly_charged_twice, name)
        AnomalyKind.CHARGED_MORE -> resources.getString(R.string.anomaly_charged_more, name)
        AnomalyKind.BALANCE_FELL -> resources.getString(R.string.anomaly_balance_fell, amount?.full().orEmpty())
        AnomalyKind.EXPIRY_EARLIER -> {
            val moved = resources.getString(R.string.anomaly_expiry_earlier)
            if (plan == null) moved else resources.getString(R.string.ring_of_plan, name, moved)
        }
        AnomalyKind.BONUS_MISSING -> resources.getString(R.string.anomaly_bonus_missing, amount?.full().orEmpty())
        AnomalyKind.WONT_COVER -> resources.getString(R.string.anomaly_wont_cover, name)
        AnomalyKind.PAYMENT_UNCHECKED -> resources.getString(R.string.anomaly_payment_unchecked, name)
        AnomalyKind.PROMOTION_ENDING -> resources.getString(R.string.anomaly_promotion_ending, name)
        AnomalyKind.DATE_UNKNOWN ->
            if (plan == null) {
                resources.getString(R.string.anomaly_date_unknown)
            } else {
                resources.getString(R.string.anomaly_plan_date_unknown, name)
            }
    }
}

/** Why, and what to do. */
fun Anomaly.why(context: Context, dates: Dates): String {
    val day = on?.let { day: LocalDate -> dates.day(day) }.orEmpty()
    val (told, ought) = amount?.full().orEmpty() to expected?.full().orEmpty()
    return when (kind) {
        AnomalyKind.RENEWAL_MISSED -> context.getString(R.string.anomaly_renewal_missed_why, day)
        AnomalyKind.CHARGED_TWICE -> context.getString(R.string.anomaly_charged_twice_why, told, day)
        AnomalyKind.CHARGED_MORE -> context.getString(R.string.anomaly_charged_more_why, told, ought)
        AnomalyKind.BALANCE_FELL -> context.getString(R.string.anomaly_balance_fell_why, ought)
        AnomalyKind.EXPIRY_EARLIER -> context.getString(R.string.anomaly_expiry_earlier_why, day)
        AnomalyKind.BONUS_MISSING -> context.getString(R.string.anomaly_bonus_missing_why)
        AnomalyKind.WONT_COVER -> context.getString(R.string.anomaly_wont_cover_why, told, ought)
        AnomalyKind.PAYMENT_UNCHECKED -> context.getString(R.string.anomaly_payment_unchecked_why, day)
        AnomalyKind.PROMOTION_ENDING -> context.getString(R.string.anomaly_promotion_ending_why, day)
        AnomalyKind.DATE_UNKNOWN -> context.getString(R.string.anomaly_date_unknown_why)
    }
}
