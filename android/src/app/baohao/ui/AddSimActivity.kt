package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.graphics.Rect
import android.net.Uri
import android.os.Bundle
import android.text.InputType
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.EditText
import android.widget.RadioButton
import android.widget.RadioGroup
import android.widget.TextView
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.CardSuggestion
import app.baohao.core.OperatorBrief
import app.baohao.core.Permission
import app.baohao.core.Refusal
import app.baohao.core.SimDraft
import app.baohao.ledger.Outcome
import app.baohao.permissions.Permissions
import java.time.LocalDate

/** Adding a number: picked from the phone, or typed in by hand for one that lies in a drawer. */
class AddSimActivity : Screen() {
    private lateinit var page: Page
    private lateinit var cards: Column
    private lateinit var whichSim: TextView
    private lateinit var operator: Field
    private lateinit var number: Field
    private lateinit var label: EditText
    private lateinit var until: Field
    private lateinit var save: Button

    private var operators: List<OperatorBrief> = emptyList()
    private var suggested: List<CardSuggestion> = emptyList()
    private var operatorId: String? = null

    /** Which card it is, or [ANOTHER]; null until it is said, since a wrong guess would send from the wrong SIM. */
    private var subscriptionId: Int? = null
    private var validUntil: LocalDate? = null

    /** The card that the screen was opened for, until it was shown. */
    private var preselected: Int? = null
    private var saving: Saving? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        operatorId = state?.getString(OPERATOR)
        preselected = intent.data?.lastPathSegment?.toIntOrNull().takeIf { state == null }
        subscriptionId = state?.getInt(CARD, UNSAID)?.takeIf { it != UNSAID }
        validUntil = state?.getString(UNTIL)?.let(LocalDate::parse)
        page = Page(this, look)
        page.title(null, getString(R.string.add_title), null)
        cards = page.column.add(Column(this))
        page.column.add(form(), look.margin)
        save = button(this, look, ButtonKind.FILLED, getString(R.string.save)) { save() }
        page.column.add(save, look.margin)
        setContentView(page)
        saving = (lastNonConfigurationInstance as? Saving)?.also { it.screen = this }
        save.allow(saving == null)
    }

    override fun onRetainNonConfigurationInstance(): Any? = saving

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(OPERATOR, operatorId)
        state.putInt(CARD, subscriptionId ?: UNSAID)
        state.putString(UNTIL, validUntil?.toString())
    }

    override fun load() = ask({ phone, _ -> Found(operators(), phone.cards != null, suggest(phone)) }) { found ->
        show(found) { draw(it) }
    }

    private data class Found(
        val operators: List<OperatorBrief>,
        val cardsSeen: Boolean,
        val cards: List<CardSuggestion>,
    )

    private fun draw(found: Found) {
        operators = found.operators
        suggested = found.cards
        // Not for a card that is somebody else's: [choose] has cleared it.
        if (subscriptionId == null) operatorId = operatorId ?: operators.singleOrNull()?.id
        cards.removeAllViews()
        when {
            !found.cardsSeen -> cards.add(askToSee(), look.margin)
            suggested.isNotEmpty() -> cards.add(choices(), look.margin)
        }
        fill()
    }

    /** A no leaves the form, so nothing here waits for the answer. */
    private fun askToSee(): View {
        val wanted = listOf(Permission.SEE_CARDS)
        val settings = Permissions.onlySettingsHelp(this, wanted)
        val words = getString(if (settings) R.string.open_settings else R.string.allow)
        val allow = button(this, look, ButtonKind.TONAL, words) {
            if (settings) Permissions.openSettings(this) else Permissions.ask(this, wanted, SEE)
        }
        val card = Card(this, look)
        card.add(look.text(getString(R.string.see_cards), Type.STRONG))
        card.add(look.text(getString(R.string.see_cards_why), Type.SECOND, look.inkSecond), look.dp(4))
        card.add(allow, look.gap)
        return card
    }

    private fun choices(): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.in_this_phone), Type.CARD))
        val group = RadioGroup(this)
        suggested.forEach { suggestion ->
            val whose = suggestion.operator?.name ?: getString(R.string.operator_not_known)
            val slot = getString(R.string.slot, suggestion.card.slot + 1)
            group.addView(radio(line(slot, whose, suggestion.card.msisdn), suggestion.card.subscriptionId))
        }
        group.addView(radio(getString(R.string.another_sim), ANOTHER))
        subscriptionId?.let { said -> group.findViewWithTag<View>(said)?.let { group.check(it.id) } }
        group.setOnCheckedChangeListener { _, id -> choose(group.findViewById<View>(id)?.tag as? Int) }
        card.add(group, look.dp(4))
        whichSim = card.add(look.text(getString(R.string.error_which_sim), Type.SECOND, look.loss), look.dp(4))
        whichSim.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        whichSim.visibility = View.GONE
        preselected?.let { wanted -> group.findViewWithTag<View>(wanted)?.let { group.check(it.id) } }
        preselected = null
        return card
    }

    private fun radio(words: String, tag: Int) = RadioButton(this).apply {
        id = View.generateViewId()
        this.tag = tag
        text = words
        look.style(this, Type.BODY)
        minHeight = look.dp(48)
        minimumHeight = look.dp(48)
        setPaddingRelative(look.dp(8), 0, 0, 0)
        // Its own state would come back under an id of the last screen; what was chosen is kept by hand.
        isSaveEnabled = false
        layoutParams = RadioGroup.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
    }

    private fun choose(subscription: Int?) {
        val suggestion = suggested.find { it.card.subscriptionId == subscription }
        subscriptionId = subscription
        whichSim.visibility = View.GONE
        if (suggestion != null) operatorId = suggestion.operator?.id
        suggestion?.card?.msisdn?.let { number.answer.text = it }
        operator.say(null)
        fill()
    }

    private fun form(): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.about_the_number), Type.CARD))
        val whose = Field.choice(this, look, ::pickOperator)
        operator = card.add(Field(this, look, getString(R.string.operator), whose), look.gap)
        val digits = Field.input(this, look, R.id.field_number, InputType.TYPE_CLASS_PHONE)
        number = card.add(Field(this, look, getString(R.string.number_optional), digits), look.gap)
        val words = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
        label = Field.input(this, look, R.id.field_label, words)
        label.hint = getString(R.string.label_example)
        card.add(Field(this, look, getString(R.string.label_optional), label), look.gap)
        val date = Field.choice(this, look) {
            pickDate(validUntil ?: dates.today().plusMonths(1)) { day ->
                validUntil = day
                fill()
            }
        }
        until = card.add(Field(this, look, getString(R.string.valid_until_optional), date), look.gap)
        fill()
        return card
    }

    private fun fill() {
        operator.answer.text = operators.find { it.id == operatorId }?.name ?: getString(R.string.choose)
        until.answer.text = validUntil?.let(dates::fullDay) ?: getString(R.string.set_a_date)
    }

    private fun pickOperator() {
        val chosen = operators.indexOfFirst { it.id == operatorId }
        pickOne(R.string.operator, operators.map { it.name }, chosen) { at ->
            operatorId = operators[at].id
            operator.say(null)
            fill()
        }
    }

    private fun save() {
        number.say(null)
        if (suggested.isNotEmpty() && subscriptionId == null) {
            whichSim.visibility = View.VISIBLE
            whichSim.requestRectangleOnScreen(Rect(0, 0, whichSim.width, whichSim.height))
            return
        }
        val chosen = operatorId ?: return operator.say(getString(R.string.error_operator))
        val card = suggested.find { it.card.subscriptionId == subscriptionId }?.card
        val typed = number.answer.text.toString().takeIf { it.isNotBlank() }
        val draft = SimDraft(label.text.toString(), chosen, typed, card)
        val day = validUntil
        val begun = Saving(this)
        saving = begun
        save.allow(false) // a second tap would add it twice
        BaohaoApp.of(this).core.change({ _, now ->
            addSim(draft, now).also { id -> day?.let { setValidUntil(id, it, now) } }
        }) { begun.screen.saved(it) }
    }

    private fun saved(outcome: Outcome<Long>) {
        saving = null
        save.allow(outcome !is Outcome.Done)
        take(outcome) { finish() }
    }

    override fun refused(outcome: Outcome.Refused) {
        when (outcome.refusal) {
            Refusal.NOT_NUMBER, Refusal.NUMBER_LENGTH -> {
                number.say(getString(outcome.refusal.words))
                number.answer.requestFocus()
            }
            Refusal.UNKNOWN_OPERATOR -> operator.say(getString(outcome.refusal.words))
            else -> super.refused(outcome)
        }
    }

    /** A save under way. Handed on at a rotation: its answer is for the screen that is there then. */
    private class Saving(var screen: AddSimActivity)

    companion object {
        /** For a card of the phone that is none of the numbers that were added. */
        fun of(context: Context, subscriptionId: Int): Intent =
            Intent(context, AddSimActivity::class.java).setData(Uri.parse("baohao://add/$subscriptionId"))

        private const val SEE = 1
        private const val ANOTHER = -1
        private const val UNSAID = -2
        private const val OPERATOR = "operator"
        private const val CARD = "card"
        private const val UNTIL = "until"
    }
}
