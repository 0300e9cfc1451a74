package app.baohao

import android.app.Notification
import app.baohao.phone.UssdNetwork
import app.baohao.ui.CommandActivity
import app.baohao.ui.Dates
import app.baohao.ui.PreviewActivity
import java.time.LocalDate
import java.time.LocalDateTime
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** The one journey that is the product, on the real app with the real core. */
@RunWith(BaohaoRunner::class)
class JourneyTest {
    @get:Rule val handset = Handset()

    private fun fireUntilANoticeShows() {
        repeat(30) {
            handset.fireNextAlarm()
            if (handset.notices.isNotEmpty()) return
        }
        throw AssertionError("thirty alarms and no notice")
    }

    @Test fun fromAnAlarmToTheNextAlarm() {
        handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
        fireUntilANoticeShows()
        assertEquals(LocalDateTime.of(2026, 11, 26, 9, 0), handset.now())

        val preview = handset.tap(handset.notices.single())
        assertEquals(PreviewActivity::class.java, preview.activity.javaClass)
        preview.mustSay("*1201#")
        preview.mustSay(R.string.cost_free)
        assertEquals("nothing goes out before the tap", 0, UssdNetwork.requests.size)
        val before = handset.alarmsHeld

        preview.tap(R.string.dial_now)
        val request = UssdNetwork.requests.single()
        assertEquals(Handset.SUBSCRIPTION, request.subscriptionId)
        assertEquals("*1201#", request.code)
        val result = preview.follow()
        assertEquals(CommandActivity::class.java, result.activity.javaClass)
        result.mustSay(R.string.title_waiting)

        request.answer(Handset.REPLY)
        handset.settle()
        result.mustSay(R.string.title_good_until, Dates(handset.app).day(LocalDate.of(2027, 3, 14)))
        result.mustSay("5.37749")
        result.mustSay(Handset.REPLY)
        assertNotEquals(before, handset.alarmsHeld)
        assertEquals(handset.alarmsPlanned(), handset.alarmsHeld)
        assertTrue(LocalDateTime.of(2027, 2, 28, 9, 0) in handset.alarmsHeld)
    }

    @Test fun aNoticeShowsOnceAndOneThatCouldNotShowStaysDue() {
        handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
        handset.silence(true)
        do {
            val at = handset.fireNextAlarm()
        } while (at < LocalDateTime.of(2026, 11, 26, 9, 0))
        assertEquals(emptyList<Any>(), handset.notices)
        handset.silence(false)
        handset.restartApp()
        assertEquals(1, handset.notices.size)
        handset.dismissNotices()
        handset.restartApp()
        assertEquals("it rang twice", emptyList<Any>(), handset.notices)
    }

    @Test fun aNoticeIsTakenBackWhenItsDateMoves() {
        val simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
        fireUntilANoticeShows()
        BaohaoApp.of(handset.app).core.change({ _, now -> setValidUntil(simId, LocalDate.of(2027, 6, 1), now) })
        handset.settle()
        assertEquals(emptyList<Any>(), handset.notices)
    }

    @Test fun aNoticeHidesTheNumberAndSaysNothingOnALockedScreen() {
        handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
        fireUntilANoticeShows()
        val notice = handset.notices.single()
        val open = notice.extras.keySet().map { notice.extras.getCharSequence(it)?.toString().orEmpty() }
        assertTrue(open.toString(), open.none { "10000482" in it.replace(" ", "") })
        assertEquals(Notification.VISIBILITY_PRIVATE, notice.visibility)
        val locked = notice.publicVersion.extras
        assertEquals(
            handset.app.getString(R.string.notice_public),
            locked.getCharSequence(Notification.EXTRA_TITLE).toString(),
        )
        assertEquals(null, locked.getCharSequence(Notification.EXTRA_TEXT))
    }

    @Test fun anAnswerThatNobodyWatchesIsAnnouncedWithoutItsText() {
        val simId = handset.addSmart()
        val preview = handset.openPreview(simId)
        preview.tap(R.string.dial_now)
        preview.close()
        UssdNetwork.requests.single().answer(Handset.REPLY)
        handset.settle()
        val notice = handset.notices.single()
        val said = notice.extras.keySet().map { notice.extras.getCharSequence(it)?.toString().orEmpty() }
        assertTrue(said.toString(), said.none { "5.37749" in it })
        handset.tap(notice).mustSay(R.string.title_good_until, Dates(handset.app).day(LocalDate.of(2027, 3, 14)))
    }
}
