package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.text.InputType
import android.widget.TextView
import app.baohao.R
import app.baohao.core.ChargeKind
import app.baohao.core.Refusal
import app.baohao.ledger.Outcome

/** An amount by hand: the balance as a person saw it, or something that was paid. */
class AmountActivity : Screen() {
    private lateinit var amount: Field
    private lateinit var choice: TextView
    private var kind = ChargeKind.TOP_UP

    private val simId: Long get() = intent.data?.lastPathSegment?.toLongOrNull() ?: -1
    private val isCharge: Boolean get() = intent.data?.host == CHARGE

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        state?.getString(KIND)?.let { kind = ChargeKind.valueOf(it) }
        val sheet = Sheet(this, look) { finish() }
        val heading = getString(if (isCharge) R.string.charge_add else R.string.main_balance)
        title = heading
        sheet.column.add(look.heading(heading, Type.TITLE))
        choice = Field.choice(this, look, ::pickKind)
        if (isCharge) sheet.column.add(Field(this, look, getString(R.string.what_for), choice), look.gap)
        val decimal = InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_FLAG_DECIMAL
        val input = Field.input(this, look, R.id.field_amount, decimal)
        amount = sheet.column.add(Field(this, look, getString(R.string.amount_in_currency), input), look.gap)
        sheet.column.add(button(this, look, ButtonKind.FILLED, getString(R.string.save)) { save() }, look.margin)
        setContentView(sheet)
        fill()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(KIND, kind.name)
    }

    /** Nothing of the ledger is shown here. */
    override fun load() = Unit

    private fun fill() {
        choice.text = getString(kind.words)
    }

    private fun pickKind() {
        val kinds = ChargeKind.entries
        pickOne(R.string.what_for, kinds.map { getString(it.words) }, kinds.indexOf(kind)) {
            kind = kinds[it]
            fill()
        }
    }

    private fun save() {
        amount.say(null)
        val id = simId
        val typed = amount.answer.text.toString()
        val what = kind.takeIf { isCharge }
        change({ _, now ->
            if (what == null) setBalance(id, typed, now) else addCharge(id, what, null, typed, now)
        }) { finish() }
    }

    override fun refused(outcome: Outcome.Refused) {
        if (outcome.refusal != Refusal.NOT_AMOUNT) return super.refused(outcome)
        amount.say(getString(R.string.error_amount))
        amount.answer.requestFocus()
    }

    companion object {
        private const val CHARGE = "charge"
        private const val KIND = "kind"

        fun balance(context: Context, simId: Long): Intent = of(context, "balance", simId)

        fun charge(context: Context, simId: Long): Intent = of(context, CHARGE, simId)

        private fun of(context: Context, what: String, simId: Long): Intent =
            Intent(context, AmountActivity::class.java).setData(Uri.parse("baohao://$what/$simId"))
    }
}
