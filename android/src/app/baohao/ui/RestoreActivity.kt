package app.baohao.ui

import android.content.Intent
import android.os.Bundle
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.widget.Button
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.BackupView
import app.baohao.core.Fault
import app.baohao.core.previewBackup

/** A backup becomes the records: choose the file, look inside, restore. Works where the present records don't open. */
class RestoreActivity : DocumentScreen() {
    private lateinit var page: Page
    private lateinit var file: Field
    private lateinit var passphrase: PassphraseFields
    private lateinit var next: Button

    /** What the chosen file is called; null until one came in. */
    private var name: String? = null

    /** Held from the look inside to the restore, and wiped after. */
    private var held: ByteArray? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(FLAG_SECURE)
        name = state?.getString(NAME)
        page = Page(this, look)
        setContentView(page)
        drawForm()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(NAME, name)
    }

    override fun onDestroy() {
        forget()
        super.onDestroy()
    }

    /** There may be no ledger to ask. */
    override fun load() = Unit

    private fun drawForm() {
        forget()
        page.column.removeAllViews()
        page.title(null, getString(R.string.restore_backup), getString(R.string.restore_why))
        val card = Card(this, look)
        val choice = Field.choice(this, look, ::choose)
        file = card.add(Field(this, look, getString(R.string.backup), choice))
        passphrase = card.add(PassphraseFields(this, look, twice = false), look.gap)
        page.column.add(card, look.margin)
        next = button(this, look, ButtonKind.FILLED, getString(R.string.look_inside)) { lookInside() }
        page.column.add(next, look.margin)
        fill()
    }

    private fun fill() {
        file.answer.text = name ?: getString(R.string.choose_file)
        next.allow(name != null)
        next.setText(R.string.look_inside)
    }

    override fun cameIn(name: String?) {
        this.name = name ?: getString(R.string.backup)
        file.say(null)
        fill()
    }

    private fun lookInside() {
        val typed = passphrase.typed() ?: return
        file.say(null)
        wait(next)
        BaohaoApp.of(this).core.apart({ previewBackup(documents.incoming.path, typed) }) { looked ->
            done(looked) { backup ->
                held = typed
                drawContents(backup)
            }
        }
    }

    private fun drawContents(backup: BackupView) {
        page.column.removeAllViews()
        page.title(name, getString(R.string.backup_holds), null)
        val card = Card(this, look)
        fun tell(key: Int, value: String) =
            card.add(pair(this, look, getString(key), look.text(value)), if (card.childCount == 0) 0 else look.gap)
        tell(R.string.backup_made, dates.momentOf(backup.madeMs))
        val numbers = backup.sims.map { line(it.operatorName, it.label, it.msisdnMasked?.replace(' ', '\u00a0')) }
        tell(R.string.backup_numbers, numbers.joinToString("\n").ifEmpty { "0" })
        tell(R.string.backup_messages, backup.messages.toString())
        val (from, until) = backup.fromMs to backup.untilMs
        if (from != null && until != null) {
            tell(R.string.backup_span, getString(R.string.from_until, dates.dayOf(from), dates.dayOf(until)))
        }
        page.column.add(card, look.margin)
        if (backup.sims.isNotEmpty()) quiet(R.string.restore_cards, look.gap)
        next = button(this, look, ButtonKind.FILLED, getString(R.string.restore_now)) { restore() }
        next.filterTouchesWhenObscured = true
        page.column.add(next, look.margin)
        quiet(R.string.restore_aside, look.dp(8)).textAlignment = View.TEXT_ALIGNMENT_CENTER
        page.column.add(button(this, look, ButtonKind.TEXT, getString(R.string.another_file)) { drawForm() }, look.gap)
    }

    private fun quiet(words: Int, above: Int) =
        page.column.add(look.text(getString(words), Type.SECOND, look.inkSecond), above).apply {
            setPadding(look.dp(8), 0, look.dp(8), 0)
        }

    private fun restore() {
        val typed = held?.copyOf() ?: return
        wait(next)
        BaohaoApp.of(this).core.restore(documents.incoming, typed) { restored ->
            typed.fill(0)
            next.allow(true)
            next.setText(R.string.restore_now)
            take(restored) {
                say(R.string.restored)
                startActivity(Intent(this, HomeActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP))
                finish()
            }
        }
    }

    private fun wait(button: Button) {
        button.allow(false)
        button.setText(R.string.one_moment)
    }

    override fun ready() = fill()

    override fun notTakenAlong(fault: Fault) = when {
        held != null || fault == Fault.NOT_WRITTEN -> super.notTakenAlong(fault)
        fault == Fault.WRONG_PASSPHRASE -> passphrase.say(fault.words)
        else -> {
            if (fault == Fault.NOT_READ) name = null // what came in before was overwritten
            fill()
            file.say(getString(fault.words))
        }
    }

    private fun forget() {
        held?.fill(0)
        held = null
    }

    private companion object {
        const val NAME = "name"
    }
}
