package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.text.InputType
import android.view.View
import android.widget.Button
import android.widget.TextView
import app.baohao.R
import app.baohao.core.PaidFrom
import app.baohao.core.PlanCard
import app.baohao.core.PlanDraft
import app.baohao.core.Refusal
import app.baohao.ledger.Outcome
import java.time.LocalDate

/** A plan by hand: a new one, or a correction to one that is known. What is left empty says nothing. */
class PlanActivity : Screen() {
    private lateinit var sheet: Sheet
    private lateinit var name: Field
    private lateinit var until: Field
    private lateinit var period: Field
    private lateinit var price: Field
    private lateinit var renews: Field
    private lateinit var paid: Field
    private lateinit var promotion: Field
    private lateinit var save: Button
    private lateinit var end: Button

    /** What was chosen, not typed: kept by hand over a rotation. */
    private var validUntil: LocalDate? = null
    private var promotionUntil: LocalDate? = null
    private var autoRenew: Boolean? = null
    private var paidFrom: PaidFrom? = null
    private var filled = false

    /** The date that was there: said again by hand, a guess would pass for a person's word. */
    private var untilBefore: LocalDate? = null

    private val simId: Long get() = intent.data?.lastPathSegment?.toLongOrNull() ?: -1
    private val known: String? get() = intent.data?.getQueryParameter(PLAN)

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        validUntil = state?.getString(UNTIL)?.let(LocalDate::parse)
        untilBefore = state?.getString(BEFORE)?.let(LocalDate::parse)
        promotionUntil = state?.getString(PROMOTION)?.let(LocalDate::parse)
        autoRenew = state?.getString(RENEWS)?.toBoolean()
        paidFrom = state?.getString(PAID)?.let(PaidFrom::valueOf)
        filled = state != null
        sheet = Sheet(this, look) { finish() }
        form(sheet.column)
        setContentView(sheet)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(UNTIL, validUntil?.toString())
        state.putString(BEFORE, untilBefore?.toString())
        state.putString(PROMOTION, promotionUntil?.toString())
        state.putString(RENEWS, autoRenew?.toString())
        state.putString(PAID, paidFrom?.name)
    }

    override fun load() {
        val plan = known
        if (plan == null || filled) return fill()
        val id = simId
        ask({ phone, now -> simDetail(id, phone, now).state.plans.find { it.name == plan } }) { found ->
            if (found == null) return@ask finish()
            take(found)
        }
    }

    private fun take(plan: PlanCard) {
        filled = true
        validUntil = plan.validUntil
        untilBefore = plan.validUntil
        promotionUntil = plan.promotionUntil
        autoRenew = plan.autoRenew
        paidFrom = plan.paidFrom
        period.answer.text = plan.periodDays?.toString().orEmpty()
        price.answer.text = plan.price?.plain().orEmpty()
        fill()
    }

    private fun form(column: Column) {
        title = getString(R.string.plan_form_title)
        val heading = known?.let { planName(resources, it) } ?: getString(R.string.plan_form_title)
        column.add(look.heading(heading, Type.TITLE))
        val words = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
        name = field(column, R.string.plan_name_optional, Field.input(this, look, R.id.field_plan, words))
        name.visibility = if (known == null) View.VISIBLE else View.GONE
        until = field(column, R.string.plan_until_optional, day({ validUntil }) { validUntil = it })
        val number = InputType.TYPE_CLASS_NUMBER
        period = field(column, R.string.plan_period_optional, Field.input(this, look, R.id.field_period, number))
        val decimal = number or InputType.TYPE_NUMBER_FLAG_DECIMAL
        price = field(column, R.string.plan_price_optional, Field.input(this, look, R.id.field_price, decimal))
        renews = field(column, R.string.plan_auto_renew, Field.choice(this, look, ::pickRenews))
        paid = field(column, R.string.plan_paid_from, Field.choice(this, look, ::pickPaid))
        promotion = field(column, R.string.plan_promotion_optional, day({ promotionUntil }) { promotionUntil = it })
        save = button(this, look, ButtonKind.FILLED, getString(R.string.save)) { save() }
        column.add(save, look.margin)
        end = button(this, look, ButtonKind.TEXT, getString(R.string.plan_end)) { askToEnd() }
        if (known != null) column.add(end, look.dp(4))
        fill()
    }

    private fun field(column: Column, asked: Int, answer: TextView): Field =
        column.add(Field(this, look, getString(asked), answer), look.gap)

    private fun day(known: () -> LocalDate?, picked: (LocalDate) -> Unit) = Field.choice(this, look) {
        pickDate(known() ?: dates.today().plusMonths(1)) { day ->
            picked(day)
            fill()
        }
    }

    private fun fill() {
        until.answer.text = validUntil?.let(dates::fullDay) ?: getString(R.string.set_a_date)
        promotion.answer.text = promotionUntil?.let(dates::fullDay) ?: getString(R.string.set_a_date)
        renews.answer.text = getString(RENEWAL.first { (_, said) -> said == autoRenew }.first)
        paid.answer.text = getString(paidFrom?.choice ?: R.string.not_known)
    }

    private fun pickRenews() {
        val words = RENEWAL.map { (words, _) -> getString(words) }
        pickOne(R.string.plan_auto_renew, words, RENEWAL.indexOfFirst { (_, said) -> said == autoRenew }) {
            autoRenew = RENEWAL[it].second
            fill()
        }
    }

    private fun pickPaid() {
        val sources = listOf(null) + PaidFrom.entries
        val words = sources.map { getString(it?.choice ?: R.string.not_known) }
        pickOne(R.string.plan_paid_from, words, sources.indexOf(paidFrom)) {
            paidFrom = sources[it]
            fill()
        }
    }

    private fun save() {
        listOf(price, period).forEach { it.say(null) }
        val draft = PlanDraft(
            name = known ?: name.answer.text.toString(),
            validUntil = validUntil.takeIf { it != untilBefore },
            periodDays = period.answer.text.toString().takeIf { it.isNotBlank() }?.let { it.toLongOrNull() ?: 0 },
            price = price.answer.text.toString(),
            autoRenew = autoRenew,
            paidFrom = paidFrom,
            promotionUntil = promotionUntil,
        )
        val id = simId
        change({ _, now -> setPlan(id, draft, now) }) { finish() }
    }

    override fun refused(outcome: Outcome.Refused) {
        if (outcome.refusal != Refusal.NOT_AMOUNT) return super.refused(outcome)
        val (field, words) = when (outcome.parameter) {
            "period_days" -> period to R.string.error_period
            else -> price to R.string.error_amount
        }
        field.say(getString(words))
        field.answer.requestFocus()
    }

    private fun askToEnd() {
        val plan = known ?: return
        val id = simId
        confirm(R.string.plan_end_sure, getString(R.string.plan_end_sure_why), R.string.plan_end) {
            change({ _, now -> endPlan(id, plan, now) }) { finish() }
        }
    }

    companion object {
        private const val PLAN = "plan"
        private const val UNTIL = "until"
        private const val BEFORE = "before"
        private const val PROMOTION = "promotion"
        private const val RENEWS = "renews"
        private const val PAID = "paid"

        private val RENEWAL = listOf(R.string.not_known to null, R.string.yes to true, R.string.no to false)

        /** Without [plan] a new one is asked for. */
        fun of(context: Context, simId: Long, plan: String? = null): Intent {
            val data = Uri.parse("baohao://plan/$simId").buildUpon()
            plan?.let { data.appendQueryParameter(PLAN, it) }
            return Intent(context, PlanActivity::class.java).setData(data.build())
        }
    }
}
