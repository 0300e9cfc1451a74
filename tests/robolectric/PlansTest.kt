package app.baohao

import android.app.Notification
import android.content.DialogInterface
import android.widget.EditText
import app.baohao.core.ChargeKind
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.core.PaidFrom
import app.baohao.core.PlanDraft
import app.baohao.core.ReminderWord
import app.baohao.ui.AmountActivity
import app.baohao.ui.PlanActivity
import app.baohao.ui.SimActivity
import java.time.LocalDate
import java.time.LocalDateTime
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** Plans, money and reminders by hand, from the screen to the ledger and back. */
@RunWith(BaohaoRunner::class)
class PlansTest {
    @get:Rule val handset = Handset()

    private fun week(until: LocalDate, renews: Boolean = false) =
        PlanDraft("Week", until, 7, "1.50", renews, PaidFrom.BALANCE, null)

    private fun plans(simId: Long) = state(simId).plans

    private fun state(simId: Long) = handset.ask { phone, now -> simDetail(simId, phone, now).state }

    private fun Shown.input(id: Int): EditText = checkNotNull(activity.findViewById(id))

    private fun Shown.type(id: Int, text: String) = input(id).setText(text)

    @Test fun aPlanIsAddedByHandAndStandsOnTheSimsScreen() {
        val sim = handset.addSmart(validUntil = LocalDate.of(2027, 5, 19))
        val screen = handset.open(SimActivity.of(handset.app, sim))
        screen.mustSay(R.string.plans_none)
        screen.tap(R.string.plan_add)
        val form = screen.follow()
        form.type(R.id.field_plan, "Week")
        form.type(R.id.field_period, "7")
        form.type(R.id.field_price, "1,234")
        form.rotate()
        form.tap(R.string.save)
        form.mustSay(R.string.error_amount)
        form.type(R.id.field_price, "1.50")
        form.tap(R.string.save)
        assertTrue(form.activity.isFinishing)
        assertEquals(listOf("Week"), plans(sim).map { it.name })
        screen.leaveAndReturn()
        screen.mustSay("$1.50 every 7 days")
        screen.mustSay(R.string.anomaly_plan_date_unknown, "Week")
    }

    @Test fun aPlanIsCorrectedAndWhatWasNotTouchedStays() {
        val sim = handset.addSmart(validUntil = LocalDate.of(2027, 5, 19))
        handset.change { _, now -> setPlan(sim, week(LocalDate.of(2026, 12, 5)), now) }
        val form = handset.open(PlanActivity.of(handset.app, sim, "Week"))
        assertEquals("1.50", form.input(R.id.field_price).text.toString())
        form.type(R.id.field_price, "2.00")
        form.tap(R.string.save)
        val plan = plans(sim).single()
        assertEquals(listOf(200L, 7L, LocalDate.of(2026, 12, 5)), listOf(plan.price?.units, plan.periodDays, plan.validUntil))

        val again = handset.open(PlanActivity.of(handset.app, sim, "Week"))
        again.tap(R.string.plan_end)
        again.answerDialog(DialogInterface.BUTTON_POSITIVE)
        assertEquals(emptyList<Any>(), plans(sim))
    }

    @Test fun theBalanceAndACostAreTypedIn() {
        val sim = handset.addSmart()
        val balance = handset.open(AmountActivity.balance(handset.app, sim))
        balance.type(R.id.field_amount, "much")
        balance.tap(R.string.save)
        balance.mustSay(R.string.error_amount)
        balance.type(R.id.field_amount, "3.5")
        balance.tap(R.string.save)
        val cost = handset.open(AmountActivity.charge(handset.app, sim))
        cost.type(R.id.field_amount, "5")
        cost.tap(R.string.save)
        assertEquals(listOf(ChargeKind.TOP_UP), state(sim).costs.map { it.kind })
        val screen = handset.open(SimActivity.of(handset.app, sim))
        screen.mustSay("$3.5")
        screen.mustSay(R.string.charge_top_up)
    }

    @Test fun homeSaysWhichClockIsFirst() {
        val sim = handset.addSmart(validUntil = LocalDate.of(2026, 12, 5))
        handset.change { _, now -> setPlan(sim, week(LocalDate.of(2026, 11, 26)), now) }
        val home = handset.openHome()
        home.mustSay("Week ends in 3 days")
        val described = views(home.activity.window.decorView).mapNotNull { it.contentDescription?.toString() }
        val left = home.activity.resources.getQuantityString(R.plurals.days_left, 3, 3)
        assertTrue("$described", home.activity.getString(R.string.ring_of_plan, "Week", left) in described)
        handset.change { _, now -> setPlan(sim, week(LocalDate.of(2026, 12, 30)), now) }
        val calls = home.activity.resources.getQuantityString(R.plurals.in_days_outgoing_blocked, 12, 12)
        handset.openHome().mustSay(calls)
    }

    @Test fun aNoticeOfAPlanIsSnoozedByItsButton() {
        val sim = handset.addSmart(validUntil = LocalDate.of(2027, 5, 19))
        handset.change { _, now -> setPlan(sim, week(LocalDate.of(2026, 11, 30)), now) }
        while (handset.notices.isEmpty()) handset.fireNextAlarm()
        val notice = handset.notices.single()
        assertEquals("Market: Week ends in 3 days", notice.extras.getString(Notification.EXTRA_TITLE))
        val tomorrow = notice.actions.first { it.title == handset.app.getString(R.string.reminder_tomorrow) }
        val screen = handset.tap(tomorrow.actionIntent)
        assertEquals(ReminderWord.SNOOZED, state(sim).reminders.single().word)
        assertEquals("taken back", 0, handset.notices.size)
        val until = state(sim).reminders.single().until
        screen.rotate()
        assertEquals("said once", until, state(sim).reminders.single().until)
        var rang: LocalDateTime? = null
        while (handset.notices.isEmpty()) rang = handset.fireNextAlarm()
        assertEquals(until, rang)
    }

    @Test fun whatRingsCanBeSaidToBeDoneOnTheScreen() {
        val sim = handset.addSmart(validUntil = LocalDate.of(2026, 11, 30))
        val screen = handset.open(SimActivity.of(handset.app, sim))
        screen.mustSay(R.string.reminders_title)
        screen.tap(R.string.reminder_done)
        assertEquals(ReminderWord.DONE, state(sim).reminders.first().word)
        screen.mustSay(R.string.reminder_was_done)
        assertNull(screen.button(R.string.reminder_done))
    }

    @Test fun whatLooksWrongIsSaidWithOneThingToDo() {
        val sim = handset.addSmart(validUntil = LocalDate.of(2027, 5, 19))
        val low = Incoming(IncomingFrom.Pasted(sim, null), "Your balance is 1.00 USD valid till 19.05.27")
        handset.change { phone, now -> hear(low, phone, now) }
        handset.change { _, now -> setPlan(sim, week(LocalDate.of(2026, 11, 26), renews = true), now) }
        val screen = handset.open(SimActivity.of(handset.app, sim))
        screen.mustSay(R.string.anomaly_wont_cover, "Week")
        screen.mustSay(R.string.anomaly_wont_cover_why, "$1.00", "$1.50")
        assertFalse(screen.says(R.string.anomaly_renewal_missed, "Week"))
    }
}
