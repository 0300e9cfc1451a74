package app.baohao

import android.app.Dialog
import android.app.Notification
import android.content.Intent
import app.baohao.core.IncomingFrom
import app.baohao.ledger.LedgerTrouble
import app.baohao.ledger.Outcome
import app.baohao.phone.MemoryKeyStore
import app.baohao.telephony.takeIn
import app.baohao.ui.HomeActivity
import app.baohao.ui.LedgerTroubleActivity
import java.io.File
import java.security.InvalidKeyException
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.Cipher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** A ledger that does not open is never replaced behind a person's back, nor lost by the choice to start afresh. */
@RunWith(BaohaoRunner::class)
class LedgerTroubleTest {
    @get:Rule val handset = Handset()

    private fun sims(): List<Long> = handset.ask { phone, now -> home(phone, now).cards.map { it.sim.simId } }

    private val setAside: List<File> get() = setAside(handset.ledger)

    private fun setAside(file: File): List<File> =
        checkNotNull(file.parentFile).listFiles { beside -> beside.name.startsWith("${file.name}.aside-") }.orEmpty().toList()

    /** Its bytes, once [damage] was done to the key or the ledger while the app was not running. */
    private fun damaged(damage: () -> Unit): ByteArray {
        handset.addSmart()
        handset.endApp()
        damage()
        return handset.ledger.readBytes().also { handset.startApp() }
    }

    private fun openTrouble(): Shown {
        val home = handset.openHome()
        assertTrue("the first screen stays over the trouble", home.activity.isFinishing)
        val shown = home.follow()
        assertEquals(LedgerTroubleActivity::class.java, shown.activity.javaClass)
        return shown
    }

    private fun asksBeforeAnythingIsMade(title: Int, damage: () -> Unit) {
        val before = damaged(damage)
        val shown = openTrouble()
        shown.mustSay(title)
        assertArrayEquals("before a choice", before, handset.ledger.readBytes())

        shown.tap(R.string.start_afresh)
        shown.answerDialog(Dialog.BUTTON_NEGATIVE)
        assertArrayEquals("after a no", before, handset.ledger.readBytes())
        assertEquals(emptyList<File>(), setAside)

        shown.tap(R.string.start_afresh)
        shown.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals(HomeActivity::class.java.name, shown.started()?.component?.className)
        assertArrayEquals("beside the new one", before, setAside.single().readBytes())
        assertEquals(emptyList<Long>(), sims())
        val simId = handset.addSmart()
        handset.restartApp()
        assertEquals("the new ledger opens again", listOf(simId), sims())
    }

    @Test fun theFirstRunMakesALedgerAndASealedKey() {
        assertTrue(handset.ledger.exists())
        assertTrue(handset.sealedKey.exists())
        assertNull(handset.openHome().started())
    }

    @Test fun theSecondStartOpensTheSameLedger() {
        val simId = handset.addSmart()
        val key = handset.sealedKey.readBytes()
        handset.restartApp()
        assertEquals(listOf(simId), sims())
        assertArrayEquals(key, handset.sealedKey.readBytes())
    }

    @Test fun aKeyThatTheKeyStoreForgotAsks() =
        asksBeforeAnythingIsMade(R.string.trouble_key_lost) { MemoryKeyStore.forget() }

    @Test fun aKeyThatWasInvalidatedAsks() =
        asksBeforeAnythingIsMade(R.string.trouble_key_lost) { MemoryKeyStore.invalidate() }

    @Test fun aSealedKeyThatWasCutOffAsks() = asksBeforeAnythingIsMade(R.string.trouble_key_lost) {
        handset.sealedKey.writeBytes(handset.sealedKey.readBytes().dropLast(5).toByteArray())
    }

    @Test fun aSealedKeyWithAFlippedBitAsks() = asksBeforeAnythingIsMade(R.string.trouble_key_lost) {
        handset.sealedKey.writeBytes(handset.sealedKey.readBytes().also { it[20] = (it[20].toInt() xor 1).toByte() })
    }

    @Test fun aSealedKeyThatIsGoneAsks() =
        asksBeforeAnythingIsMade(R.string.trouble_key_lost) { handset.sealedKey.delete() }

    @Test fun aLedgerWithADamagedBeginningAsks() = asksBeforeAnythingIsMade(R.string.trouble_unreadable) {
        handset.ledger.writeBytes(handset.ledger.readBytes().also { it[100] = (it[100].toInt() xor 1).toByte() })
    }

    @Test fun aLedgerWithADamagedTableAsks() = asksBeforeAnythingIsMade(R.string.trouble_corrupt) {
        val bytes = handset.ledger.readBytes()
        for (at in PAGE until bytes.size step PAGE) bytes[at + 100] = (bytes[at + 100].toInt() xor 1).toByte()
        handset.ledger.writeBytes(bytes)
    }

    @Test fun whatCanBeReadOfADamagedLedgerIsOfferedAndTakenOnlyAfterAYes() {
        handset.addSmart()
        handset.endApp()
        // Of an index that nothing on the way asks for: the file is opened and read as if it were whole.
        val before = handset.ledger.readBytes().also { it[it.size - 100] = (it[it.size - 100].toInt() xor 1).toByte() }
        handset.ledger.writeBytes(before)
        handset.startApp()
        val shown = handset.open(LedgerTroubleActivity.of(handset.app, LedgerTrouble.CORRUPT))
        shown.tap(R.string.salvage)
        shown.answerDialog(Dialog.BUTTON_NEGATIVE)
        assertArrayEquals("after a no", before, handset.ledger.readBytes())
        shown.tap(R.string.salvage)
        shown.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals(HomeActivity::class.java.name, shown.started()?.component?.className)
        assertArrayEquals("beside the new one", before, setAside.single().readBytes())
        assertEquals(1, sims().size)
    }

    @Test fun aLedgerOfANewerAppCanOnlyBeTriedAgain() {
        val newer = File(System.getProperty("baohao.fixtures"), "ledger/too-new.db").readBytes()
        damaged {
            handset.ledger.writeBytes(newer)
            handset.sealedKey.writeBytes(sealed(ByteArray(32) { it.toByte() }))
        }
        val shown = openTrouble()
        shown.mustSay(R.string.trouble_too_new)
        assertNull(shown.button(R.string.start_afresh))
        shown.tap(R.string.try_again)
        shown.mustSay(R.string.trouble_too_new)
        assertArrayEquals(newer, handset.ledger.readBytes())
    }

    @Test fun aKeyStoreThatDidNotAnswerIsTriedAgainWithoutALoss() =
        isTriedAgainWithoutALoss(InvalidKeyException("busy"))

    @Test fun aKeyStoreThatBrokeDownIsTriedAgainWithoutALoss() =
        isTriedAgainWithoutALoss(ProviderException("no service"))

    private fun isTriedAgainWithoutALoss(failure: Exception) {
        damaged { MemoryKeyStore.falter(failure) }
        val shown = openTrouble()
        shown.mustSay(R.string.trouble_unavailable)
        assertNull("an empty ledger for a failure that passes", shown.button(R.string.start_afresh))
        MemoryKeyStore.recover()
        shown.tap(R.string.try_again)
        assertEquals(HomeActivity::class.java.name, shown.started()?.component?.className)
        assertEquals(1, sims().size)
    }

    @Test fun noCallOfTheCoreMakesANewLedgerWhileTheOldOneIsInTrouble() {
        val before = damaged { MemoryKeyStore.forget() }
        var outcome: Outcome<Unit>? = null
        handset.app.core.change({ _, _ -> }) { outcome = it }
        handset.settle()
        assertEquals(Outcome.Trouble(LedgerTrouble.KEY_LOST), outcome)
        handset.broadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        assertArrayEquals(before, handset.ledger.readBytes())
        assertEquals(emptyList<File>(), setAside)
    }

    @Test fun troubleThatNoScreenShowsIsSaidOnceAndLeadsToTheChoice() {
        damaged { MemoryKeyStore.forget() }
        handset.dismissNotices()
        repeat(2) { handset.broadcast(Intent(Intent.ACTION_BOOT_COMPLETED)) }
        val notice = handset.notices.single()
        assertEquals(handset.app.getString(R.string.notice_trouble), notice.extras.getString(Notification.EXTRA_TITLE))
        handset.tap(notice).mustSay(R.string.trouble_key_lost)
        assertEquals("on the screen it is said by it", emptyList<Notification>(), handset.notices)
        handset.broadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        assertEquals(emptyList<Notification>(), handset.notices)
    }

    @Test fun anAnswerThatCanNotBeKeptIsNotSilentlyLost() {
        damaged { MemoryKeyStore.falter() }
        handset.dismissNotices()
        handset.app.takeIn(IncomingFrom.Ussd(1), Handset.REPLY)
        handset.settle()
        assertEquals(1, handset.notices.size)
        MemoryKeyStore.recover()
        handset.broadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        assertEquals("once it opens", emptyList<Notification>(), handset.notices)
    }

    @Test fun aSecondTapOnStartAfreshSetsNothingMoreAside() {
        damaged { MemoryKeyStore.forget() }
        repeat(2) { handset.app.core.startAfresh {} }
        handset.settle()
        assertEquals(1, setAside.size)
        assertEquals(emptyList<Long>(), sims())
    }

    @Test fun whatOpensByTheTimeOfTheChoiceIsUsedAsItIs() {
        damaged { MemoryKeyStore.invalidate() }
        val shown = openTrouble()
        shown.tap(R.string.start_afresh)
        MemoryKeyStore.recover()
        shown.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals(emptyList<File>(), setAside)
        assertEquals(1, sims().size)
    }

    @Test fun aFailureThatPassesSetsNothingAsideAfterTheChoice() {
        val before = damaged { MemoryKeyStore.invalidate() }
        val shown = openTrouble()
        shown.tap(R.string.start_afresh)
        MemoryKeyStore.falter()
        shown.answerDialog(Dialog.BUTTON_POSITIVE)
        shown.mustSay(R.string.trouble_unavailable)
        assertEquals(emptyList<File>(), setAside)
        assertArrayEquals(before, handset.ledger.readBytes())
    }

    @Test fun whatWasSetAsideOpensIfItsKeyComesBack() {
        damaged { MemoryKeyStore.invalidate() }
        val old = handset.sealedKey.readBytes()
        handset.app.core.startAfresh {}
        handset.settle()
        assertEquals(emptyList<Long>(), sims())
        handset.endApp()
        MemoryKeyStore.recover()
        assertArrayEquals(old, setAside(handset.sealedKey).single().readBytes())
        for (file in listOf(handset.ledger, handset.sealedKey)) assertTrue(setAside(file).single().renameTo(file))
        handset.startApp()
        assertEquals(1, sims().size)
    }

    /** As the app seals its key: version, the sealing key's name, IV, ciphertext and tag. */
    private fun sealed(key: ByteArray): ByteArray {
        val name = handset.sealedKey.readBytes().copyOfRange(1, 9)
        val store = KeyStore.getInstance("AndroidKeyStore").apply { load(null) }
        val cipher = Cipher.getInstance("AES/GCM/NoPadding")
        cipher.init(Cipher.ENCRYPT_MODE, store.getKey("baohao.ledger." + name.toHexString(), null))
        return byteArrayOf(1) + name + cipher.iv + cipher.doFinal(key)
    }

    private companion object {
        const val PAGE = 4096
    }
}
