package app.baohao

import android.Manifest.permission
import android.app.Dialog
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import app.baohao.core.CommandState
import app.baohao.core.Money
import app.baohao.phone.SmsNetwork
import app.baohao.phone.UssdNetwork
import app.baohao.ui.AddSimActivity
import app.baohao.ui.PasteActivity
import app.baohao.ui.name
import java.time.LocalDate
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf

/** With every permission denied the whole journey still works: by the phone's own apps, by paste and by share. */
@RunWith(BaohaoRunner::class)
class WithoutPermissionsTest {
    @get:Rule val handset = Handset()

    private var simId = 0L

    @Before fun denyAll() {
        simId = handset.addSmart()
        handset.deny(permission.SEND_SMS, permission.CALL_PHONE, permission.READ_PHONE_STATE)
    }

    @After fun theAppItselfSentNothing() {
        assertEquals(0, UssdNetwork.requests.size + SmsNetwork.sent.size)
    }

    private fun state(): CommandState =
        handset.ask { phone, now -> simDetail(simId, phone, now).commands.first().state }

    private fun card() = handset.ask { phone, now -> home(phone, now).cards.single() }

    private fun mustHaveCounted() {
        assertEquals(Money(537749, 5, "USD"), card().balance)
        assertEquals(LocalDate.of(2027, 3, 14), card().validUntil)
        assertEquals(handset.alarmsPlanned(), handset.alarmsHeld)
        assertTrue(handset.alarmsHeld.isNotEmpty())
    }

    /** Opens the dialler, and comes back to the question what happened. */
    private fun dialAndReturn(): Shown {
        val preview = handset.openPreview(simId)
        assertNull("no direct road without permissions", preview.button(R.string.dial_now))
        preview.tap(R.string.use_dialler)
        val dialler = checkNotNull(preview.started())
        assertEquals(Intent.ACTION_DIAL, dialler.action)
        assertEquals("tel:*1201%23", dialler.dataString)
        preview.leaveAndReturn()
        return preview.follow()
    }

    @Test fun theDiallerGetsTheWholeCodeAndTheAppAsksOnReturn() {
        val result = dialAndReturn()
        result.mustSay(R.string.title_ask_user)
        assertEquals(CommandState.AskUser, state())
        result.tap(R.string.yes_it_went)
        assertEquals(CommandState.Sent, state())
    }

    /** Nobody knows where it is, so nobody is told to put it in first. */
    @Test fun theSimToPickIsNamedAlsoIfItWasTypedInByHand() {
        handset.addSmart(label = "Drawer", inPhone = false)
        val sims = handset.ask { phone, now -> home(phone, now).cards.map { it.sim } }
        assertEquals(2, sims.size)
        for (sim in sims) {
            val preview = handset.openPreview(sim.simId)
            preview.mustSay(R.string.pick_there, sim.name)
            assertFalse(preview.says(R.string.put_in_first))
        }
    }

    @Test fun whatIsAllowedAfterAllOpensTheDirectRoad() {
        val preview = handset.openPreview(simId)
        preview.tap(R.string.allow)
        val asked = shadowOf(preview.activity).lastRequestedPermission
        assertTrue(permission.READ_PHONE_STATE in asked.requestedPermissions)
        assertTrue(permission.CALL_PHONE in asked.requestedPermissions)
        assertFalse(permission.SEND_SMS in asked.requestedPermissions)
        handset.allow(*asked.requestedPermissions)
        preview.activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, IntArray(0))
        handset.settle()
        assertNotNull(preview.button(R.string.dial_now))
    }

    @Test fun afterAFinalNoThePreviewOffersTheSettings() = offersTheSettings(handset.openPreview(simId))

    @Test fun afterAFinalNoTheAddScreenOffersTheSettings() =
        offersTheSettings(handset.open(Intent(handset.app, AddSimActivity::class.java)))

    private fun offersTheSettings(screen: Shown) {
        screen.tap(R.string.allow)
        val asked = shadowOf(screen.activity).lastRequestedPermission
        screen.activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, IntArray(0))
        handset.settle()
        assertNull("a dead button", screen.button(R.string.allow))
        screen.tap(R.string.open_settings)
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, screen.started()?.action)
    }

    @Test fun aNoOnReturnIsBelieved() {
        val result = dialAndReturn()
        result.tap(R.string.no_it_did_not)
        result.mustSay(R.string.title_not_sent)
        assertEquals(CommandState.NotSent, state())
    }

    @Test fun theSmsAppGetsNumberAndTextAfterASecondYes() {
        val preview = handset.openPreview(simId, Handset.AUTO_RENEW_ACTION)
        preview.tap(R.string.use_sms_app)
        assertNull(preview.started())
        preview.answerDialog(Dialog.BUTTON_POSITIVE)
        val messages = checkNotNull(preview.started())
        assertEquals(Intent.ACTION_SENDTO, messages.action)
        assertEquals("smsto:808", messages.dataString)
        assertEquals("ON", messages.getStringExtra("sms_body"))
        preview.leaveAndReturn()
        preview.follow().mustSay(R.string.title_ask_user)
    }

    @Test fun aPhoneWithoutADiallerSaysSo() {
        shadowOf(handset.app).checkActivities(true)
        val preview = handset.openPreview(simId)
        preview.tap(R.string.use_dialler)
        preview.follow().mustSay(R.string.failed_no_app)
    }

    @Test fun whatIsPastedAfterwardsIsReadAndCountsAsTheAnswer() {
        val result = dialAndReturn()
        result.tap(R.string.yes_it_went)
        result.tap(R.string.paste_the_answer)
        val paste = result.follow()
        val clipboard = handset.app.getSystemService(ClipboardManager::class.java)!!
        clipboard.setPrimaryClip(ClipData.newPlainText("", Handset.REPLY))
        paste.tap(R.string.paste)
        handset.waitSeconds(1)
        paste.mustSay("5.37749")
        assertNull("it counts when it is saved", card().balance)
        paste.tap(R.string.save)
        mustHaveCounted()
        assertEquals(CommandState.Answered, state())
    }

    @Test fun aMessageThatIsSharedIsReadAndCountsWhenItIsSaved() {
        val share = Intent(handset.app, PasteActivity::class.java).setAction(Intent.ACTION_SEND).setType("text/plain")
        val paste = handset.open(share.putExtra(Intent.EXTRA_TEXT, Handset.REPLY))
        paste.mustSay("5.37749")
        assertNull(card().balance)
        paste.tap(R.string.save)
        mustHaveCounted()
    }

    @Test fun aShareCannotNameTheSimOrTheCommandItself() {
        val other = handset.addSmart(label = "Drawer", inPhone = false)
        val share = Intent(handset.app, PasteActivity::class.java).setAction(Intent.ACTION_SEND).setType("text/plain")
            .setData(Uri.parse("baohao://paste/$other/1"))
        val paste = handset.open(share.putExtra(Intent.EXTRA_TEXT, Handset.REPLY))
        assertNull("which of two SIMs is for the person to say", paste.button(R.string.save))
    }
}
