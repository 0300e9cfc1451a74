package app.baohao.ui

import android.os.Bundle
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.widget.Button
import app.baohao.R
import app.baohao.core.Fault
import app.baohao.transfer.Document

/** A backup: the passphrase twice, then where it goes. No screenshot or recording shows what is typed. */
class BackupActivity : DocumentScreen() {
    private lateinit var passphrase: PassphraseFields
    private lateinit var make: Button

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(FLAG_SECURE)
        val page = Page(this, look)
        page.title(null, getString(R.string.make_backup), getString(R.string.backup_about))
        val card = Card(this, look)
        card.add(look.text(getString(R.string.passphrase_rule)))
        passphrase = card.add(PassphraseFields(this, look, twice = true), look.margin)
        page.column.add(card, look.margin)
        make = button(this, look, ButtonKind.FILLED, getString(R.string.choose_where)) { make() }
        page.column.add(make, look.margin)
        setContentView(page)
    }

    /** Nothing of the ledger is shown. */
    override fun load() = Unit

    private fun make() {
        val typed = passphrase.typed() ?: return
        make.allow(false)
        make.setText(R.string.one_moment) // a passphrase is meant to cost time
        make(Document.BACKUP) { path, _, now ->
            try {
                backUp(path, typed, now)
            } finally {
                typed.fill(0)
            }
            true
        }
    }

    override fun ready() {
        make.allow(true)
        make.setText(R.string.choose_where)
    }

    override fun notTakenAlong(fault: Fault) =
        if (fault == Fault.SHORT_PASSPHRASE) passphrase.say(fault.words) else super.notTakenAlong(fault)

    override fun saved(document: Document) {
        super.saved(document)
        finish()
    }
}
