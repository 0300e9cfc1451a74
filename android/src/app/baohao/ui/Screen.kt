package app.baohao.ui

import android.app.Activity
import android.app.AlertDialog
import android.app.DatePickerDialog
import android.app.Dialog
import android.widget.Toast
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.Core
import app.baohao.core.Fault
import app.baohao.core.Now
import app.baohao.core.Phone
import app.baohao.ledger.Outcome
import java.time.LocalDate

/**
 * What every screen does: asks the core when it comes to the front and whenever something changes, never waits for it,
 * and leaves for [LedgerTroubleActivity] when there is no ledger to ask. What is shown is asked again after a rotation.
 */
abstract class Screen : Activity() {
    protected val look: Theme by lazy { Theme(this) }
    protected val dates: Dates by lazy { Dates(this) }

    private val changed: () -> Unit = { load() }
    private var dialog: Dialog? = null
    private var shown: Any? = null

    /** Asks the core for what is shown; its answer goes to [show]. */
    protected abstract fun load()

    override fun onStart() {
        super.onStart()
        BaohaoApp.of(this).core.addListener(changed)
        load()
    }

    override fun onStop() {
        BaohaoApp.of(this).core.removeListener(changed)
        super.onStop()
    }

    override fun onDestroy() {
        dialog?.dismiss()
        super.onDestroy()
    }

    override fun onRequestPermissionsResult(requestCode: Int, permissions: Array<String>, grantResults: IntArray) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        // A final no changes nothing for the core, and yet the button that asks must become the one for the settings.
        forgetShown()
        // A notice that was due while notifications were off can ring now; the listeners then load.
        BaohaoApp.of(this).core.replan()
    }

    /** Draws only what differs from what is there, so that scrolling and TalkBack's focus stay where they are. */
    protected fun <T : Any> show(what: T, draw: (T) -> Unit) {
        if (what == shown) return
        shown = what
        draw(what)
    }

    /** Lets the next [show] draw although nothing differs. */
    protected fun forgetShown() {
        shown = null
    }

    protected fun <T> ask(call: Core.(Phone, Now) -> T, then: (T) -> Unit) =
        BaohaoApp.of(this).core.ask(call) { take(it, then) }

    protected fun <T> change(call: Core.(Phone, Now) -> T, then: (T) -> Unit) =
        BaohaoApp.of(this).core.change(call) { take(it, then) }

    /** Gives the value to [then], or says in words why there is none. */
    protected fun <T> take(outcome: Outcome<T>, then: (T) -> Unit) {
        if (isDestroyed || isFinishing) return
        when (outcome) {
            is Outcome.Done -> then(outcome.value)
            is Outcome.Refused -> refused(outcome)
            is Outcome.Trouble -> {
                startActivity(LedgerTroubleActivity.of(this, outcome.trouble))
                finish()
            }
            is Outcome.NotTakenAlong -> notTakenAlong(outcome.fault)
            is Outcome.Failed -> failed(outcome)
        }
    }

    /** The core said no. A screen with a place for the reason shows it there. */
    protected open fun refused(outcome: Outcome.Refused) = say(outcome.refusal.words)

    /** A file could not be written or taken in. A screen with a place for the reason shows it there. */
    protected open fun notTakenAlong(fault: Fault) = say(fault.words)

    /** The call itself failed, or what was asked for is gone. */
    protected open fun failed(outcome: Outcome.Failed) = say(R.string.failed_inside)

    protected fun say(words: Int) = Toast.makeText(this, words, Toast.LENGTH_LONG).show()

    protected fun pickDate(start: LocalDate, picked: (LocalDate) -> Unit) {
        val taken = DatePickerDialog.OnDateSetListener { _, year, month, day ->
            picked(LocalDate.of(year, month + 1, day))
        }
        hold(DatePickerDialog(this, taken, start.year, start.monthValue - 1, start.dayOfMonth))
    }

    protected fun pickOne(title: Int, words: List<String>, chosen: Int, picked: (Int) -> Unit) {
        val dialog = AlertDialog.Builder(this)
            .setTitle(title)
            .setSingleChoiceItems(words.toTypedArray(), chosen) { dialog, at ->
                dialog.dismiss()
                picked(at)
            }
        hold(dialog.create())
    }

    /** A list of what can be done; a tap does it. */
    protected fun pickAction(title: CharSequence, words: List<String>, picked: (Int) -> Unit) {
        val dialog = AlertDialog.Builder(this)
            .setTitle(title)
            .setItems(words.toTypedArray()) { _, at -> picked(at) }
            .setNegativeButton(R.string.cancel, null)
        hold(dialog.create())
    }

    /** One line to type, filled with what is there. */
    protected fun typeIn(title: Int, inputType: Int, before: String, typed: (String) -> Unit) {
        val input = Field.input(this, look, R.id.field_typed, inputType)
        input.setText(before)
        input.setSelection(before.length)
        input.contentDescription = getString(title)
        val holder = Column(this)
        holder.setPadding(look.margin, look.gap, look.margin, 0)
        holder.add(Field(this, look, getString(title), input))
        val dialog = AlertDialog.Builder(this)
            .setView(holder)
            .setNegativeButton(R.string.cancel, null)
            .setPositiveButton(R.string.save) { _, _ -> typed(input.text.toString()) }
        hold(dialog.create())
    }

    /** A second question before something that can't be taken back; [no] also when it is left by Back. */
    protected fun confirm(title: Int, why: CharSequence, yes: Int, no: () -> Unit = {}, agreed: () -> Unit) {
        val dialog = AlertDialog.Builder(this)
            .setTitle(title)
            .setMessage(why)
            .setNegativeButton(R.string.cancel) { _, _ -> no() }
            .setPositiveButton(yes) { _, _ -> agreed() }
            .setOnCancelListener { no() }
            .create()
        hold(dialog)
        dialog.getButton(Dialog.BUTTON_POSITIVE)?.filterTouchesWhenObscured = true
    }

    /** An open dialog would outlive its activity at a rotation, so it is closed with it. */
    private fun hold(opened: Dialog) {
        dialog?.dismiss()
        dialog = opened
        opened.show()
    }
}
