package app.baohao.core

import java.io.File
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** Backup, restore and exports through the bindings: on the host's SQLCipher, and on the older one that Android gets. */
class TakeAlongTest {
    @get:Rule val ledger = LedgerFolder()
    @get:Rule val other = LedgerFolder()

    private val phone = SmartSim.PHONE
    private val passphrase = "រក្សា number 保号".toByteArray()
    private val backup get() = File(ledger.root, "backup")

    private fun filled(): Core = ledger.create().also { core ->
        val simId = SmartSim.addTo(core)
        core.hear(Incoming(IncomingFrom.Pasted(simId, null), SmartSim.REPLY), phone, SmartSim.MORNING)
        core.setValidUntil(simId, LocalDate.of(2027, 3, 14), SmartSim.later(60))
    }

    private fun fault(call: () -> Unit): Fault =
        assertThrows(CoreException.NotTakenAlong::class.java) { call() }.fault

    private fun restore(passphrase: ByteArray = this.passphrase) =
        restoreBackup(backup.path, passphrase, other.file.path, LedgerFolder.OTHER_KEY, SmartSim.later(120))

    @Test fun whatWasBackedUpIsThereOnAnotherPhone() {
        val core = filled()
        core.backUp(backup.path, passphrase, SmartSim.later(90))
        val before = core.home(Phone(null, false, false), SmartSim.later(200))

        val view = previewBackup(backup.path, passphrase)
        assertEquals(SmartSim.later(90).epochMs, view.madeMs)
        assertEquals(listOf(BackupSim("Smart", "In the drawer", "855 ••••• 482")), view.sims)
        assertEquals(1L, view.messages)
        assertEquals(SmartSim.MORNING.epochMs, view.fromMs)
        assertEquals(SmartSim.later(60).epochMs, view.untilMs)

        assertNull(restore())
        val restored = other.open(LedgerFolder.OTHER_KEY)
        assertEquals(before, restored.home(Phone(null, false, false), SmartSim.later(200)))
        val health = restored.health()
        assertTrue(health.intact)
        assertEquals(core.health().schemaVersion, health.schemaVersion)
        val detail = restored.simDetail(before.cards.single().sim.simId, phone, SmartSim.later(200))
        assertEquals(SmartSim.REPLY, detail.replies.single().text)
        val where = detail.card.sim.location
        assertEquals("another phone’s card is none of this one’s until a person says so", Location.Unsure, where)
    }

    @Test fun eachRefusalSaysWhatItIsAndChangesNothing() {
        val core = filled()
        assertEquals(Fault.SHORT_PASSPHRASE, fault { core.backUp(backup.path, "elevenchars".toByteArray(), SmartSim.MORNING) })
        core.backUp(backup.path, passphrase, SmartSim.MORNING)
        val whole = backup.readBytes()
        other.create()
        other.closeAll()
        val before = other.file.readBytes()
        fun refused(fault: Fault, content: ByteArray, passphrase: ByteArray = this.passphrase) {
            backup.writeBytes(content)
            assertEquals(fault, fault { previewBackup(backup.path, passphrase) })
            assertEquals(fault, fault { restore(passphrase) })
            assertEquals("$fault", before.toList(), other.file.readBytes().toList())
        }
        refused(Fault.WRONG_PASSPHRASE, whole, "some other words".toByteArray())
        refused(Fault.CUT, whole.copyOf(whole.size - 1))
        refused(Fault.DAMAGED, whole.copyOf().also { it[9000] = (it[9000].toInt() xor 1).toByte() })
        refused(Fault.TOO_NEW, whole.copyOf().also { it[8] = 2 })
        refused(Fault.NOT_A_BACKUP, before)
        backup.delete()
        assertEquals(Fault.NOT_READ, fault { previewBackup(backup.path, passphrase) })
    }

    @Test fun theOldLedgerIsSetAsideAndARestoreCutShortIsFinished() {
        filled().backUp(backup.path, passphrase, SmartSim.MORNING)
        other.create()
        other.closeAll()
        val before = other.file.readBytes()
        val aside = File(checkNotNull(restore()))
        assertEquals(before.toList(), aside.readBytes().toList())
        other.file.renameTo(File(other.file.path + ".restored-9"))
        settleRestore(other.file.path)
        assertEquals(1, other.open(LedgerFolder.OTHER_KEY).home(phone, SmartSim.MORNING).cards.size)
    }

    @Test fun recordsAndDeadlinesAreMaskedUnlessAsked() {
        val core = filled()
        val file = File(ledger.root, "export")
        core.exportCsv(file.path, false, SmartSim.MORNING)
        val masked = file.readText()
        assertTrue(masked, masked.startsWith("\uFEFFat,sim,operator,number,record,") && "855 ••••• 482" in masked)
        assertTrue(masked, "10000482" !in masked && "5.37749 USD" !in masked)
        core.exportCsv(file.path, true, SmartSim.MORNING)
        assertTrue("+85510000482" in file.readText() && SmartSim.REPLY in file.readText())

        val entry = core.calendar(false, phone, SmartSim.MORNING).first()
        assertNull(entry.msisdn)
        assertEquals("${SmartSim.MORNING.epochMs}-${entry.sim.simId}-outgoing-blocked@app.baohao", entry.uid)
        val event = CalendarEvent(entry.uid, entry.on, "保号：明天停机", "", entry.leads)
        writeCalendar(file.path, "保号", listOf(event), SmartSim.MORNING)
        assertTrue("SUMMARY:保号：明天停机\r\n" in file.readText())
    }
}
