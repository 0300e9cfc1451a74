package app.baohao

import app.baohao.core.CommandState
import app.baohao.phone.UssdNetwork
import app.baohao.phone.UssdRequest
import app.baohao.ui.Dates
import java.time.LocalDate
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** What a network does with a USSD request, and what the person sees of it. Nothing is ever dialled again by itself. */
@RunWith(BaohaoRunner::class)
class UssdAnswersTest {
    @get:Rule val handset = Handset()

    private var simId = 0L
    private lateinit var result: Shown
    private val request: UssdRequest get() = UssdNetwork.requests.single()

    @Before fun addSim() {
        simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
    }

    private fun tap(): Shown {
        val preview = handset.openPreview(simId)
        preview.tap(R.string.dial_now)
        result = preview.follow()
        return result
    }

    @After fun nothingIsDialledAgainInTheNextHourOrAfterAStart() {
        val dialled = UssdNetwork.requests.size
        handset.waitSeconds(3600)
        handset.restartApp()
        handset.openHome()
        assertEquals(dialled, UssdNetwork.requests.size)
    }

    private fun mustBeGoodUntilMarch() =
        result.mustSay(R.string.title_good_until, Dates(handset.app).day(LocalDate.of(2027, 3, 14)))

    private fun state(): CommandState = command().state

    private fun command() = handset.ask { phone, now -> simDetail(simId, phone, now).commands.first() }

    @Test fun anAnswerIsRead() {
        tap().mustSay(R.string.title_waiting)
        request.answer(Handset.REPLY)
        handset.settle()
        mustBeGoodUntilMarch()
        assertEquals(CommandState.Answered, state())
    }

    @Test fun anAnswerThatIsNotUnderstoodIsKeptAndShownAsItCame() {
        tap()
        request.answer("1. Top up\n2. Packages")
        handset.settle()
        result.mustSay(R.string.title_kept)
        result.mustSay("1. Top up\n2. Packages")
        val validUntil = handset.ask { phone, now -> home(phone, now).cards.single().validUntil }
        assertEquals(LocalDate.of(2026, 12, 10), validUntil)
    }

    @Test fun minusOneIsAMenuOrARefusal() {
        tap()
        request.fail(-1)
        handset.settle()
        result.mustSay(R.string.title_failed)
        result.mustSay(R.string.failed_ussd_refused)
    }

    @Test fun aCodeThatOpenedAMenuGoesToTheDiallerNextTime() {
        tap()
        request.fail(-1)
        handset.settle()
        val next = handset.openPreview(simId)
        next.mustSay(R.string.opens_menu)
        assertNull(next.button(R.string.dial_now))
        assertNotNull(next.button(R.string.use_dialler))
    }

    @Test fun minusTwoIsAServiceThatCannotBeReached() {
        tap()
        request.fail(-2)
        handset.settle()
        result.mustSay(R.string.title_failed)
        result.mustSay(R.string.failed_ussd_unavailable)
    }

    @Test fun aPlatformThatThrowsHasRefused() {
        UssdNetwork.refusal = SecurityException("no CALL_PHONE")
        tap().mustSay(R.string.failed_denied)
        assertEquals(emptyList<UssdRequest>(), UssdNetwork.requests)
    }

    @Test fun silenceTimesOutOnTheScreenByItself() {
        tap()
        handset.waitSeconds(25)
        result.mustSay(R.string.title_waiting)
        handset.waitSeconds(10)
        result.mustSay(R.string.title_timed_out)
        assertEquals(CommandState.TimedOut, state())
    }

    @Test fun anAnswerAfterTheTimeOutCounts() {
        tap()
        handset.waitSeconds(60)
        result.mustSay(R.string.title_timed_out)
        request.answer(Handset.REPLY)
        handset.settle()
        mustBeGoodUntilMarch()
    }

    @Test fun anAnswerThatComesTwiceIsKeptOnce() {
        tap()
        repeat(2) { request.answer(Handset.REPLY) }
        handset.settle()
        mustBeGoodUntilMarch()
        assertEquals(1, command().replies.size)
    }

    @Test fun aFailureAfterAnAnswerTakesNothingBack() {
        tap()
        request.answer(Handset.REPLY)
        request.fail(-1)
        handset.settle()
        mustBeGoodUntilMarch()
    }

    @Test fun anOpenDialogueKeepsTheNextCodeBackForThreeMinutes() {
        tap()
        handset.waitSeconds(60)
        val next = handset.openPreview(simId)
        assertNull("a second code while one is open", next.button(R.string.dial_now))
        assertNotNull("the hand-off stays open", next.button(R.string.use_dialler))
        handset.waitSeconds(125)
        assertNotNull(next.button(R.string.dial_now))
    }
}
