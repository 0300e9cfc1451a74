package app.baohao

import android.content.Intent
import android.text.InputType
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.view.inputmethod.EditorInfo
import android.widget.CheckBox
import android.widget.EditText
import app.baohao.core.Location
import app.baohao.phone.MemoryKeyStore
import app.baohao.ui.BackupActivity
import app.baohao.ui.HomeActivity
import app.baohao.ui.RestoreActivity
import app.baohao.ui.TakeAlongActivity
import java.io.File
import java.time.LocalDate
import java.time.LocalDateTime
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** What leaves the phone by its owner's hand, through the system's document picker, and what comes back. */
@RunWith(BaohaoRunner::class)
class TakeAlongTest {
    @get:Rule val handset = Handset()

    private val scratch get() = File(handset.app.noBackupFilesDir, "transfer").list().orEmpty().toList()

    private fun cards() = handset.ask { phone, now -> home(phone, now).cards }

    private fun takeAlong() = handset.open(Intent(handset.app, TakeAlongActivity::class.java))

    private fun openBackup() = handset.open(Intent(handset.app, BackupActivity::class.java))

    private fun openRestore() = handset.open(Intent(handset.app, RestoreActivity::class.java))

    private fun Shown.typeTwice(first: String, second: String = first) {
        type(R.id.field_passphrase, first)
        type(R.id.field_passphrase_again, second)
        tap(R.string.choose_where)
    }

    /** Makes a backup of what is there, as a person does; gives what it is called. */
    private fun backUp(): String {
        val home = handset.openHome()
        home.tap(R.string.take_along)
        val takeAlong = home.follow()
        takeAlong.tap(R.string.make_backup)
        val backup = takeAlong.follow()
        backup.typeTwice(PASSPHRASE)
        val asked = backup.pick(handset.documents.uri("mine.backup"))
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, asked.action)
        assertEquals("baohao-2026-11-23.backup", asked.getStringExtra(Intent.EXTRA_TITLE))
        assertTrue(backup.activity.isFinishing)
        backup.close()
        assertEquals("in between", emptyList<String>(), scratch)
        return "mine.backup"
    }

    private fun chosen(document: String): Shown = openRestore().apply {
        tap(R.string.choose_file)
        assertEquals(Intent.ACTION_OPEN_DOCUMENT, pick(handset.documents.uri(document)).action)
        mustSay(document)
    }

    private fun Shown.lookInside(passphrase: String = PASSPHRASE) {
        type(R.id.field_passphrase, passphrase)
        tap(R.string.look_inside)
    }

    @Test fun aBackupBringsTheRecordsBackWhenTheKeyIsGone() {
        handset.addSmart(validUntil = LocalDate.of(2027, 5, 19))
        val backup = backUp()
        val bytes = handset.documents.file(backup).readBytes()
        assertTrue(String(bytes, Charsets.ISO_8859_1).startsWith("BAOHAO"))
        handset.endApp()
        MemoryKeyStore.forget()
        handset.wipeAlarms()
        val lost = handset.ledger.readBytes()
        handset.startApp()

        val trouble = handset.openHome().follow()
        trouble.mustSay(R.string.trouble_key_lost)
        trouble.tap(R.string.restore_backup)
        trouble.follow().close()
        val restore = chosen(backup)
        restore.lookInside("some other words")
        restore.mustSay(R.string.fault_wrong_passphrase)
        restore.lookInside()
        restore.mustSay("855 ••••• 482".replace(' ', '\u00a0'))
        restore.mustSay(R.string.restore_aside)
        assertArrayEquals("before the tap", lost, handset.ledger.readBytes())

        restore.tap(R.string.restore_now)
        assertEquals(HomeActivity::class.java.name, restore.started()?.component?.className)
        val card = cards().single()
        assertEquals(LocalDate.of(2027, 5, 19), card.validUntil)
        assertEquals("which card it is has to be said again", Location.Unsure, card.sim.location)
        assertTrue("it rings again", LocalDateTime.of(2027, 5, 5, 9, 0) in handset.alarmsHeld)
        val aside = handset.ledger.parentFile!!.listFiles { file -> file.name.startsWith("baohao.db.aside-") }
        assertArrayEquals(lost, aside!!.single().readBytes())
        restore.close()
        assertEquals("in between", emptyList<String>(), scratch)
        handset.restartApp()
        assertEquals(1, cards().size)
    }

    @Test fun aNewPhoneOffersTheRestoreOnItsFirstScreen() {
        val home = handset.openHome()
        home.tap(R.string.restore_backup)
        assertEquals(RestoreActivity::class.java.name, home.started()?.component?.className)
    }

    @Test fun aPassphraseIsLongAndTypedTwice() {
        handset.addSmart()
        val backup = openBackup()
        backup.tap(R.string.choose_where)
        backup.mustSay(R.string.passphrase_missing)
        backup.typeTwice(PASSPHRASE, "three small worts")
        backup.mustSay(R.string.passphrase_differs)
        backup.typeTwice("elevenchars")
        backup.mustSay(R.string.fault_short_passphrase)
        assertNull("no document for nothing", backup.started())
        backup.typeTwice("twelve chars")
        assertFalse(backup.says(R.string.fault_short_passphrase))
        backup.pick(null)
        assertTrue("Back leaves the screen as it was", backup.button(R.string.choose_where) != null)
        backup.close()
    }

    @Test fun nobodyLooksOverTheShoulder() {
        val restore = openRestore()
        for (screen in listOf(openBackup(), restore)) {
            assertEquals(FLAG_SECURE, screen.activity.window.attributes.flags and FLAG_SECURE)
            val field = screen.activity.findViewById<EditText>(R.id.field_passphrase)!!
            assertEquals(InputType.TYPE_TEXT_VARIATION_PASSWORD, field.inputType and InputType.TYPE_MASK_VARIATION)
            assertTrue(field.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
            assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO, field.importantForAutofill)
        }
        restore.type(R.id.field_passphrase, PASSPHRASE)
        restore.rotate()
        val field = restore.activity.findViewById<EditText>(R.id.field_passphrase)!!
        assertEquals("written down nowhere", "", field.text.toString())
    }

    @Test fun eachFileSaysWhatItIs() {
        handset.addSmart()
        val whole = handset.documents.file(backUp()).readBytes()
        val before = handset.ledger.readBytes()
        for ((content, fault) in listOf(
            "BEGIN:VCALENDAR".toByteArray() to R.string.fault_not_a_backup,
            whole.copyOf(whole.size - 1) to R.string.fault_cut,
            whole.copyOf().also { it[5000] = (it[5000].toInt() xor 1).toByte() } to R.string.fault_damaged,
            whole.copyOf().also { it[8] = 2 } to R.string.fault_too_new,
        )) {
            handset.documents.file("other").writeBytes(content)
            val restore = chosen("other")
            restore.lookInside()
            restore.mustSay(fault)
            assertNull(restore.button(R.string.restore_now))
            restore.close()
        }
        assertArrayEquals(before, handset.ledger.readBytes())
    }

    @Test fun aDocumentThatCanNotBeReachedChangesNothing() {
        handset.addSmart()
        val restore = openRestore()
        restore.tap(R.string.choose_file)
        restore.pick(handset.documents.unreachable)
        restore.mustSay(R.string.fault_not_read)
        assertNull(restore.button(R.string.look_inside))
        val backup = openBackup()
        backup.typeTwice(PASSPHRASE)
        backup.pick(handset.documents.unreachable)
        assertFalse("it may be saved elsewhere", backup.activity.isFinishing)
    }

    @Test fun recordsGoMaskedUnlessAsked() {
        handset.addSmart()
        val screen = takeAlong()
        fun table(): String {
            screen.tap(R.string.save_table)
            assertEquals("text/csv", screen.pick(handset.documents.uri("records.csv")).type)
            return handset.documents.file("records.csv").readText()
        }
        handset.change { _, now -> setValidUntil(home(app(), now).cards[0].sim.simId, LocalDate.of(2027, 5, 19), now) }
        val masked = table()
        assertTrue(masked, "855 ••••• 482" in masked && "10000482" !in masked && "2027-05-19" in masked)
        screen.activity.findViewById<CheckBox>(R.id.in_full)!!.isChecked = true
        val full = table()
        assertTrue(full, "+85510000482" in full)
        assertTrue("a longer file before leaves no tail", full.endsWith("\r\n"))
        screen.close()
        assertEquals("in between", emptyList<String>(), scratch)
    }

    private fun app() = app.baohao.core.Phone(cards = null, maySendSms = false, mayCall = false)

    @Test fun deadlinesGoIntoACalendarInThePhonesLanguage() {
        handset.addSmart(label = "Market")
        val screen = takeAlong()
        screen.tap(R.string.save_calendar)
        assertNull("no date, no file", screen.started())
        handset.addSmart(validUntil = LocalDate.of(2027, 5, 19), label = "Work", inPhone = false)
        screen.tap(R.string.save_calendar)
        val asked = screen.pick(handset.documents.uri("dates.ics"))
        assertEquals("text/calendar", asked.type)
        val lines = handset.documents.file("dates.ics").readText().replace("\r\n ", "").split("\r\n")
        val title = screen.activity.getString(R.string.of_sim, "Work", screen.activity.getString(R.string.now_outgoing_blocked))
        assertTrue("$lines", "SUMMARY:$title" in lines)
        assertEquals(4, lines.count { it == "BEGIN:VEVENT" })
        assertTrue("DTSTART;VALUE=DATE:20270519" in lines)
        assertFalse(lines.any { "10000482" in it })
    }

    @Test fun aRestoreThatWasCompleteWhenTheAppWasKilledIsFinishedAtTheNextStart() {
        handset.addSmart()
        handset.endApp()
        assertTrue(handset.ledger.renameTo(File(handset.ledger.path + ".restored-7")))
        handset.startApp()
        assertEquals("no new ledger was made instead", 1, cards().size)
    }

    private companion object {
        const val PASSPHRASE = "three small words"
    }
}
