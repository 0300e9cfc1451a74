package app.baohao

import android.app.Dialog
import android.content.Intent
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.phone.SmsNetwork
import app.baohao.phone.UssdNetwork
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** Money moves by a tap, and a tap sends once, whatever the person, the screen or the process does in between. */
@RunWith(BaohaoRunner::class)
class OneTapOneSendTest {
    @get:Rule val handset = Handset()

    private var simId = 0L

    @Before fun addSim() {
        simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
    }

    private fun openOn() = handset.openPreview(simId, Handset.AUTO_RENEW_ACTION)

    private fun dialled() = UssdNetwork.requests.size

    private fun sent() = SmsNetwork.sent.size

    @Test fun aPreviewAloneSendsNothing() {
        handset.openPreview(simId).rotate()
        openOn().rotate()
        assertEquals(0, dialled() + sent())
    }

    @Test fun aDoubleTapDialsOnce() {
        val button = checkNotNull(handset.openPreview(simId).button(R.string.dial_now))
        repeat(2) { button.performClick() }
        handset.settle()
        assertEquals(1, dialled())
    }

    @Test fun aTapThenARotationThenATapDialsOnce() {
        val preview = handset.openPreview(simId)
        checkNotNull(preview.button(R.string.dial_now)).performClick()
        preview.rotate()
        preview.button(R.string.dial_now)?.performClick()
        handset.settle()
        assertEquals(1, dialled())
    }

    @Test fun twoPreviewsOfOneCommandDialOnce() {
        val buttons = List(2) { checkNotNull(handset.openPreview(simId).button(R.string.dial_now)) }
        buttons.forEach { it.performClick() }
        handset.settle()
        assertEquals(1, dialled())
    }

    @Test fun theOtherRouteAfterATapSendsNothingMore() {
        val previews = List(2) { handset.openPreview(simId) }
        previews[0].tap(R.string.dial_now)
        checkNotNull(previews[0].started())
        previews[1].button(R.string.use_dialler)?.performClick()
        handset.settle()
        val opened = generateSequence { previews[1].started() }.toList()
        assertEquals(emptyList<Intent>(), opened.filter { it.action == Intent.ACTION_DIAL })
        assertEquals(1, dialled())
    }

    @Test fun anUnconfirmedMessageGoesAfterASecondYesAndOnce() {
        val preview = openOn()
        preview.mustSay(R.string.confidence_unconfirmed)
        preview.tap(R.string.send_now)
        assertEquals("the first tap only asks", 0, sent())
        val yes = checkNotNull(preview.dialog).getButton(Dialog.BUTTON_POSITIVE)
        repeat(2) { yes.performClick() }
        handset.settle()
        val message = SmsNetwork.sent.single()
        assertEquals(Handset.SUBSCRIPTION, message.subscriptionId)
        assertEquals("808", message.to)
        assertEquals("ON", message.body)
    }

    @Test fun aNoToTheSecondQuestionSendsNothingAndCanBeThoughtOver() {
        val preview = openOn()
        preview.tap(R.string.send_now)
        preview.answerDialog(Dialog.BUTTON_NEGATIVE)
        assertEquals(0, sent())
        preview.tap(R.string.send_now)
        preview.answerDialog(Dialog.BUTTON_POSITIVE)
        assertEquals(1, sent())
    }

    @Test fun twoPreviewsOfOneMessageSendOnce() {
        val previews = List(2) { openOn() }
        val yes = previews.map { preview ->
            preview.tap(R.string.send_now)
            checkNotNull(preview.dialog).getButton(Dialog.BUTTON_POSITIVE)
        }
        yes.forEach { it.performClick() }
        handset.settle()
        assertEquals(1, sent())
    }

    @Test fun aRotationAfterTheSecondYesSendsOnce() {
        val preview = openOn()
        preview.tap(R.string.send_now)
        checkNotNull(preview.dialog).getButton(Dialog.BUTTON_POSITIVE).performClick()
        preview.rotate()
        preview.button(R.string.send_now)?.performClick()
        handset.settle()
        preview.dialog?.getButton(Dialog.BUTTON_POSITIVE)?.performClick()
        handset.settle()
        assertEquals(1, sent())
    }

    @Test fun aRotationBeforeTheSecondYesClosesTheQuestionAndSendsNothing() {
        val preview = openOn()
        preview.tap(R.string.send_now)
        preview.rotate()
        assertNull(preview.dialog)
        assertEquals(0, sent())
    }

    @Test fun noAlarmBootReplyOrStartSendsAnything() {
        handset.openPreview(simId)
        openOn()
        repeat(10) { handset.fireNextAlarm() }
        handset.broadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        handset.change { phone, now -> hear(Incoming(IncomingFrom.Pasted(simId, null), Handset.REPLY), phone, now) }
        handset.restartApp()
        handset.openHome()
        assertEquals(0, dialled() + sent())
    }

    @Test fun aProcessThatDiedAfterTheTapSendsNothingWhenItStartsAgain() {
        handset.openPreview(simId).tap(R.string.dial_now)
        handset.restartApp()
        handset.openHome()
        handset.waitSeconds(20 * 60)
        assertEquals(1, dialled())
    }
}
