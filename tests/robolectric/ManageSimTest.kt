package app.baohao

import android.app.Dialog
import android.widget.EditText
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.ui.SimActivity
import java.io.File
import java.security.KeyStore
import java.time.LocalDate
import java.time.LocalDateTime
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** Another name, letting a number go and taking it back, and deleting: one number, or everything. */
@RunWith(BaohaoRunner::class)
class ManageSimTest {
    @get:Rule val handset = Handset()

    private val dated = LocalDate.of(2026, 12, 31)

    private fun open(simId: Long) = handset.open(SimActivity.of(handset.app, simId))

    private fun sims(): List<Long> = handset.ask { phone, now -> home(phone, now).cards.map { it.sim.simId } }

    private fun Shown.type(text: String) {
        val input = views(checkNotNull(dialog).window!!.decorView).filterIsInstance<EditText>().single()
        input.setText(text)
        answerDialog(Dialog.BUTTON_POSITIVE)
    }

    @Test fun aNameAndANumberAreCorrected() {
        val sim = open(handset.addSmart())
        sim.tap(R.string.more)
        sim.choose(R.string.rename)
        sim.type("Shop")
        sim.mustSay("Shop")
        sim.tap(R.string.more)
        sim.choose(R.string.correct_number)
        sim.type("010 000 999")
        sim.mustSay("010000999")
        sim.tap(R.string.more)
        sim.choose(R.string.correct_number)
        sim.type("12")
        sim.mustSay("010000999")
    }

    @Test fun aNumberThatIsLetGoRingsNoMoreAndCanBeTakenBack() {
        val simId = handset.addSmart(validUntil = dated)
        handset.change { phone, now -> hear(Incoming(IncomingFrom.Pasted(simId, null), "Hello"), phone, now) }
        assertNotEquals(emptyList<LocalDateTime>(), handset.alarmsHeld)
        val sim = open(simId)
        sim.tap(R.string.more)
        sim.choose(R.string.archive)
        sim.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals(emptyList<LocalDateTime>(), handset.alarmsHeld)
        sim.mustSay(R.string.archived_title)
        sim.mustSay("Hello")
        assertFalse("nothing is sent from it", sim.says(R.string.action_check_balance))

        val home = handset.openHome()
        home.mustSay(R.string.title_no_sims)
        val row = home.activity.resources.getQuantityString(R.plurals.archived_numbers, 1, 1)
        views(home.activity.window.decorView).first { view -> view.hasOnClickListeners() && row in textsOf(view) }.performClick()
        handset.settle()
        home.chooseFirst()
        val again = home.follow()
        again.tap(R.string.take_back)
        assertNotEquals(emptyList<LocalDateTime>(), handset.alarmsHeld)
        assertEquals(listOf(simId), sims())
    }

    private fun textsOf(view: android.view.View): List<String> =
        views(view).filterIsInstance<android.widget.TextView>().map { it.text.toString() }

    @Test fun aNumberIsDeletedAfterTwoYesesAndNotAfterOne() {
        val simId = handset.addSmart(validUntil = dated)
        val other = handset.addSmart(label = "Other", inPhone = false)
        handset.waitUntil(LocalDateTime.of(2026, 12, 25, 10, 0))
        handset.restartApp()
        val before = handset.notices.size
        assertTrue(before > 0)
        val sim = open(simId)
        sim.tap(R.string.more)
        sim.choose(R.string.delete_sim)
        sim.answerDialog(Dialog.BUTTON_POSITIVE)
        sim.answerDialog(Dialog.BUTTON_NEGATIVE)
        assertEquals(setOf(simId, other), sims().toSet())
        sim.tap(R.string.more)
        sim.choose(R.string.delete_sim)
        sim.answerDialog(Dialog.BUTTON_POSITIVE)
        sim.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals(listOf(other), sims())
        assertTrue(sim.activity.isFinishing)
        assertEquals("what was said of it is taken back", 0, handset.notices.size)
        assertEquals(emptyList<LocalDateTime>(), handset.alarmsHeld)
    }

    @Test fun everythingIsDeletedAndTheAppStartsAsNew() {
        handset.addSmart(validUntil = dated)
        val aside = File(handset.ledger.path + ".aside-1").apply { writeText("an old ledger") }
        val keyAside = File(handset.sealedKey.path + ".aside-1").apply { writeText("its key") }
        val key = handset.sealedKey.readBytes()
        val sealing = aliases()
        val home = handset.openHome()
        home.tap(R.string.more)
        home.choose(R.string.delete_all)
        home.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals("asked twice", 1, sims().size)
        home.answerDialog(Dialog.BUTTON_POSITIVE)
        home.mustSay(R.string.title_no_sims)
        assertEquals(emptyList<Long>(), sims())
        assertFalse(aside.exists() || keyAside.exists())
        assertFalse("another key", key.contentEquals(handset.sealedKey.readBytes()))
        assertTrue("the keystore has none of the old", aliases().none { it in sealing })
        assertEquals(emptyList<LocalDateTime>(), handset.alarmsHeld)
        val simId = handset.addSmart()
        handset.restartApp()
        assertEquals(listOf(simId), sims())
    }

    private fun aliases(): List<String> =
        KeyStore.getInstance("AndroidKeyStore").apply { load(null) }.aliases().toList()
}
