package app.baohao

import android.app.Activity
import android.app.Dialog
import android.telephony.SmsManager
import app.baohao.core.CommandState
import app.baohao.core.ReplyQuestion
import app.baohao.core.ReplyView
import app.baohao.phone.DeliveredSms
import app.baohao.phone.SmsNetwork
import app.baohao.ui.Dates
import java.time.LocalDate
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** What becomes of a message to 808, and which messages that come in are kept. */
@RunWith(BaohaoRunner::class)
class SmsAnswersTest {
    @get:Rule val handset = Handset()

    private var simId = 0L
    private lateinit var result: Shown

    @Before fun sendOn() {
        handset.allow("android.permission.BROADCAST_SMS") // as the phone process, which delivers messages, has
        simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
        val preview = handset.openPreview(simId, Handset.AUTO_RENEW_ACTION)
        preview.tap(R.string.send_now)
        preview.answerDialog(Dialog.BUTTON_POSITIVE)
        result = preview.follow()
    }

    @After fun nothingIsSentAgain() {
        handset.waitSeconds(3600)
        handset.restartApp()
        assertEquals(1, SmsNetwork.sent.size)
    }

    private fun platformSays(code: Int) {
        SmsNetwork.sent.single().result(code)
        handset.settle()
    }

    private fun deliver(sender: String, text: String) =
        handset.broadcast(DeliveredSms.broadcast(sender, text, Handset.SUBSCRIPTION))

    private fun replies(): List<ReplyView> = handset.ask { phone, now -> simDetail(simId, phone, now).replies }

    private fun state(): CommandState =
        handset.ask { phone, now -> simDetail(simId, phone, now).commands.first().state }

    private fun mustBeGoodUntilMarch() =
        result.mustSay(R.string.title_good_until, Dates(handset.app).day(LocalDate.of(2027, 3, 14)))

    private fun fails(code: Int, words: Int) {
        platformSays(code)
        result.mustSay(R.string.title_failed)
        result.mustSay(words)
    }

    @Test fun aRadioThatIsOff() = fails(SmsManager.RESULT_ERROR_RADIO_OFF, R.string.failed_radio_off)

    @Test fun noService() = fails(SmsManager.RESULT_ERROR_NO_SERVICE, R.string.failed_no_service)

    @Test fun theLimitOfMessages() = fails(LIMIT_EXCEEDED, R.string.failed_limit_reached)

    @Test fun aShortCodeThatWasRefused() = fails(SHORT_CODE_NOT_ALLOWED, R.string.failed_denied)

    @Test fun aShortCodeThatIsNeverAllowed() = fails(SHORT_CODE_NEVER_ALLOWED, R.string.failed_never_allowed)

    @Test fun aResultThatDoesNotTellWhetherItWentOut() {
        platformSays(SmsManager.RESULT_ERROR_GENERIC_FAILURE)
        assertEquals(CommandState.Unknown, state())
        result.mustSay(R.string.unknown_sent)
    }

    @Test fun sentIsNotYetAnswered() {
        platformSays(Activity.RESULT_OK)
        result.mustSay(R.string.title_waiting)
        assertEquals(CommandState.Sent, state())
        handset.waitSeconds(4 * 60)
        result.mustSay(R.string.title_timed_out)
    }

    @Test fun silenceOfThePlatformIsNotKnownToBeSent() {
        handset.waitSeconds(4 * 60)
        result.mustSay(R.string.title_unknown_sent)
        assertEquals(CommandState.Unknown, state())
    }

    @Test fun theWordOfThePlatformIsHeardAfterTheProcessDied() {
        handset.restartApp()
        platformSays(SmsManager.RESULT_ERROR_NO_SERVICE)
        assertTrue(state().toString(), state() is CommandState.Failed)
    }

    @Test fun anAnswerFromTheNumberThatWasWrittenToIsRead() {
        platformSays(Activity.RESULT_OK)
        deliver("808", Handset.REPLY)
        mustBeGoodUntilMarch()
        assertEquals(CommandState.Answered, state())
    }

    @Test fun anAnswerInThreePartsIsOneText() {
        platformSays(Activity.RESULT_OK)
        val text = "Dear customer, auto-renewal of your plan is on from today. ".repeat(2) + Handset.REPLY
        assertEquals(3, DeliveredSms.pdus("808", text).size)
        deliver("808", text)
        assertEquals(text, replies().single().text)
        mustBeGoodUntilMarch()
    }

    @Test fun aKeywordThatTheAnswerAsksForIsTheNextTapToTheSameNumber() {
        platformSays(Activity.RESULT_OK)
        deliver("808", "Auto-renew costs 2.00 USD a month. Reply YES to confirm")
        result.mustSay(R.string.offer_answer, "YES", "808")
        result.tapText(handset.app.getString(R.string.offer_answer, "YES", "808"))
        val preview = result.follow()
        preview.mustSay("YES")
        preview.mustSay("808")
        assertNotNull("it waits for its own tap", preview.button(R.string.send_now))
    }

    @Test fun notEnoughMoneyIsSaidAndWhatToDoFirst() {
        platformSays(Activity.RESULT_OK)
        deliver("808", "Your balance is not enough, 3.00 USD needed")
        result.mustSay(R.string.title_not_enough)
        result.mustSay(R.string.offer_top_up_first)
    }

    @Test fun theSameOnceMoreSaysThatItWasDone() {
        platformSays(Activity.RESULT_OK)
        handset.waitSeconds(180)
        val again = handset.openPreview(simId, Handset.AUTO_RENEW_ACTION)
        again.mustSay(R.string.done_earlier, "3 minutes ago")
        again.tap(R.string.send_now)
        again.answerDialog(Dialog.BUTTON_NEGATIVE)
    }

    @Test fun anAnswerInKhmerIsKeptLetterForLetter() {
        platformSays(Activity.RESULT_OK)
        deliver("808", "សមតុល្យរបស់អ្នកគឺ ៥.៣៧ ដុល្លារ")
        assertEquals("សមតុល្យរបស់អ្នកគឺ ៥.៣៧ ដុល្លារ", replies().single().text)
    }

    @Test fun aStrangersMessageLeavesNothing() {
        platformSays(Activity.RESULT_OK)
        deliver("+85512345678", Handset.REPLY)
        assertEquals(emptyList<ReplyView>(), replies())
        assertEquals(CommandState.Sent, state())
        assertEquals(emptyList<Any>(), handset.notices)
    }

    @Test fun aOneTimePasswordLeavesNothingEvenFromTheOperator() {
        platformSays(Activity.RESULT_OK)
        deliver("808", "Your OTP is 493021. Do not share this code.")
        assertEquals(emptyList<ReplyView>(), replies())
    }

    @Test fun aMessageOfTheOtherCardIsNotThisOnes() {
        platformSays(Activity.RESULT_OK)
        handset.broadcast(DeliveredSms.broadcast("808", Handset.REPLY, subscriptionId = 3))
        assertEquals(emptyList<ReplyView>(), replies())
    }

    @Test fun anUnknownNameInTheWindowIsAskedAboutAndDoesNotCountBefore() {
        platformSays(Activity.RESULT_OK)
        deliver("Smart", Handset.REPLY)
        assertEquals(ReplyQuestion.IsSenderOperator("Smart"), replies().single().question)
        result.mustSay(R.string.question_sender, "Smart", "Smart")
        assertEquals(LocalDate.of(2026, 12, 10), validUntil())
        result.tap(R.string.yes_operator)
        assertEquals(LocalDate.of(2027, 3, 14), validUntil())
        mustBeGoodUntilMarch()
    }

    @Test fun aNoToAnUnknownNameRemovesItsMessage() {
        platformSays(Activity.RESULT_OK)
        deliver("Smart", Handset.REPLY)
        result.tap(R.string.no_operator)
        assertEquals(emptyList<ReplyView>(), replies())
        deliver("Smart", Handset.REPLY)
        assertEquals("it was asked about once", emptyList<ReplyView>(), replies())
    }

    private fun validUntil() = handset.ask { phone, now -> home(phone, now).cards.single().validUntil }

    private companion object {
        // SmsManager's own names for these came with API 29.
        const val LIMIT_EXCEEDED = 5
        const val SHORT_CODE_NOT_ALLOWED = 7
        const val SHORT_CODE_NEVER_ALLOWED = 8
    }
}
