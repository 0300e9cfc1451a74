package app.baohao.ui

import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.CheckBox
import app.baohao.R
import app.baohao.core.CalendarEntry
import app.baohao.core.CalendarEvent
import app.baohao.core.writeCalendar
import app.baohao.transfer.Document

/** What can leave this phone by its owner's hand, and come back. */
class TakeAlongActivity : DocumentScreen() {
    private lateinit var inFull: CheckBox

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val page = Page(this, look)
        page.title(null, getString(R.string.take_along_title), getString(R.string.take_along_why))
        page.column.add(backup(), look.margin)
        page.column.add(exports(), look.gap)
        setContentView(page)
    }

    /** Nothing of the ledger is shown; without one there is nothing to take along. */
    override fun load() = ask({ _, _ -> }) {}

    private fun backup(): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.backup), Type.CARD))
        card.add(look.text(getString(R.string.backup_about), Type.SECOND, look.inkSecond), look.dp(4))
        card.add(leadTo(ButtonKind.FILLED, R.string.make_backup, BackupActivity::class.java), look.margin)
        card.add(leadTo(ButtonKind.TONAL, R.string.restore_backup, RestoreActivity::class.java), look.gap)
        return card
    }

    private fun leadTo(kind: ButtonKind, words: Int, screen: Class<out Screen>): View =
        button(this, look, kind, getString(words)) { startActivity(Intent(this, screen)) }

    private fun exports(): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.export), Type.CARD))
        card.add(look.text(getString(R.string.export_about), Type.SECOND, look.inkSecond), look.dp(4))
        inFull = card.add(checkBox(this, look, getString(R.string.in_full)), look.dp(4))
        inFull.id = R.id.in_full
        card.add(look.text(getString(R.string.in_full_about), Type.SECOND, look.inkSecond))
        card.add(button(this, look, ButtonKind.TONAL, getString(R.string.save_table)) { saveTable() }, look.margin)
        val calendar = button(this, look, ButtonKind.TONAL, getString(R.string.save_calendar)) { saveCalendar() }
        card.add(calendar, look.gap)
        val again = getString(R.string.save_calendar_about)
        card.add(look.text(again, Type.SECOND, look.inkSecond), look.dp(8))
        return card
    }

    private fun saveTable() {
        val full = inFull.isChecked
        make(Document.TABLE) { path, _, now ->
            exportCsv(path, full, now)
            true
        }
    }

    private fun saveCalendar() {
        val full = inFull.isChecked
        make(Document.CALENDAR, nothing = R.string.no_dates) { path, phone, now ->
            val events = calendar(full, phone, now).map(::inWords)
            if (events.isNotEmpty()) writeCalendar(path, getString(R.string.app_name), events, now)
            events.isNotEmpty()
        }
    }

    /** On the day it is true what the title says. */
    private fun inWords(entry: CalendarEntry): CalendarEvent {
        val whose = entry.sim.label.ifEmpty { entry.sim.operatorName }
        val begins = entry.loss.on(this, dates.fullDay(entry.on))
        return CalendarEvent(
            uid = entry.uid,
            on = entry.on,
            summary = getString(R.string.of_sim, whose, entry.loss.inDays(resources, 0)),
            details = line(begins, entry.sim.operatorName, entry.msisdn ?: entry.sim.number),
            leads = entry.leads,
        )
    }
}
