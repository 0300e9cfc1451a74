package app.baohao

import android.app.Activity
import android.app.Dialog
import android.app.Notification
import app.baohao.phone.DeliveredSms
import app.baohao.phone.SmsNetwork
import app.baohao.phone.UssdNetwork
import java.io.File
import java.math.BigDecimal
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * The journey without a phone, told on the console: the real app and the real core, with recorded answers in place of
 * the network. Each of its screens is saved.
 */
@RunWith(BaohaoRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "en-rUS-w412dp-h892dp-xhdpi")
class JourneyRun {
    @get:Rule val handset = Handset()

    /** What one file of `fixtures/journey` says. */
    private class Recorded(file: File) {
        val name: String = file.nameWithoutExtension
        private val heading = file.readLines().takeWhile(String::isNotBlank)
        val text: String = file.readLines().drop(heading.size + 1).joinToString("\n")

        fun of(key: String): String = heading.single { it.startsWith("$key: ") }.removePrefix("$key: ")
    }

    @Test fun everyRecordedAnswer() {
        handset.allow("android.permission.BROADCAST_SMS")
        val simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
        while (handset.notices.isEmpty()) handset.fireNextAlarm()
        println("${handset.now()}  an alarm rings: ${title(handset.notices.first())}")
        val files = File(System.getProperty("baohao.fixtures"), "journey").listFiles { it -> it.extension == "txt" }
        for (recorded in checkNotNull(files).sorted().map(::Recorded)) {
            println("\n${recorded.name}")
            tell(simId, recorded)
            // The one after it is not kept back by a dialogue that is still open.
            handset.waitSeconds(5 * 60)
        }
    }

    private fun tell(simId: Long, recorded: Recorded) {
        val (dialledBefore, sentBefore) = UssdNetwork.requests.size to SmsNetwork.sent.size
        val preview = handset.openPreview(simId, recorded.of("action"))
        screen(preview, "${recorded.name}-1-preview")
        if (preview.button(R.string.dial_now) != null) {
            preview.tap(R.string.dial_now)
        } else {
            preview.tap(R.string.send_now)
            preview.answerDialog(Dialog.BUTTON_POSITIVE)
        }
        val dialled = UssdNetwork.requests.drop(dialledBefore)
        val sent = SmsNetwork.sent.drop(sentBefore)
        assertEquals("one tap sends once", 1, dialled.size + sent.size)
        dialled.forEach { println("  sent     code ${it.code} from subscription ${it.subscriptionId}") }
        sent.forEach { println("  sent     “${it.body}” to ${it.to} from subscription ${it.subscriptionId}") }

        val result = preview.follow()
        handset.waitSeconds(4)
        if (recorded.of("answer") == "dialogue") {
            dialled.single().answer(recorded.text)
            handset.settle()
        } else {
            sent.single().result(Activity.RESULT_OK)
            handset.broadcast(DeliveredSms.broadcast(recorded.of("answer"), recorded.text, Handset.SUBSCRIPTION))
        }
        screen(result, "${recorded.name}-2-result")
        val reading = handset.ask { phone, now -> simDetail(simId, phone, now).replies.first().reading }
        val money = reading.balance?.let { "${BigDecimal.valueOf(it.units, it.scale)} ${it.currency}" }
        println("  read     balance ${money ?: "not read"}, valid until ${reading.validUntil ?: "not read"}")
        assertEquals(handset.alarmsPlanned(), handset.alarmsHeld)
        val alarms = handset.alarmsHeld
        println("  planned  ${alarms.size} alarms, the next ${alarms.take(3).joinToString(", ")}")
        result.close()
    }

    private fun screen(shown: Shown, name: String) {
        println("  screen   ${shown.words.joinToString(" | ").replace("\n", " / ")}")
        Picture.save(shown.withBars(), name)
    }

    private fun title(notice: Notification) = notice.extras.getString(Notification.EXTRA_TITLE)
}
