package app.baohao.core

import java.time.LocalDate
import java.time.LocalDateTime
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** The journey without Android: what a shell that only obeys gets to see. */
class JourneyTest {
    @get:Rule val ledger = LedgerFolder()

    private val phone = SmartSim.PHONE
    private val expires = LocalDate.of(2027, 3, 14)

    @Test fun fromAnEmptyLedgerToAPlannedAlarm() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        assertEquals(PlanView(emptyList(), emptyList(), listOf(simId.toString())), core.plan(phone, SmartSim.MORNING))

        val preview = core.prepare(simId, SmartSim.BALANCE_ACTION, phone, SmartSim.MORNING)
        assertEquals(Outgoing.Ussd("*1201#"), preview.outgoing)
        assertEquals(DirectRoute.Ready, preview.direct)
        val handOver = core.handOver(preview.commandId, Route.DIRECT, false, phone, SmartSim.MORNING)
        assertEquals(Doing.RequestUssd(SmartSim.SUBSCRIPTION, "*1201#", 30_000), handOver.doing)

        val answer = Incoming(IncomingFrom.Ussd(preview.commandId), SmartSim.REPLY)
        val heard = core.hear(answer, phone, SmartSim.later(seconds = 4)) as Heard.Kept
        assertEquals(Money(537749, 5, "USD"), heard.reply.reading.balance)
        assertEquals(expires, heard.reply.reading.validUntil)
        assertEquals(4_000L, heard.reply.answeredAfterMs)
        assertEquals(CommandState.Answered, core.command(preview.commandId, phone, SmartSim.later(5)).state)

        val plan = core.plan(phone, SmartSim.later(5))
        assertEquals(LocalDateTime.of(2026, 11, 24, 9, 0), plan.alarms.first())
        // Outgoing may stop on the day that the message names; the first warning comes a fortnight before.
        assertTrue(expires.minusDays(14).atTime(9, 0) in plan.alarms)
        assertEquals(plan.alarms.sorted().distinct(), plan.alarms)
        assertEquals(expires, core.home(phone, SmartSim.later(5)).cards.single().validUntil)
    }

    @Test fun theSecondTapIsRefusedOnEitherRoute() {
        val core = ledger.create()
        val preview = core.prepare(SmartSim.addTo(core), SmartSim.BALANCE_ACTION, phone, SmartSim.MORNING)
        core.handOver(preview.commandId, Route.DIRECT, false, phone, SmartSim.MORNING)
        for (route in Route.entries) {
            val refused = assertThrows(CoreException.Refused::class.java) {
                core.handOver(preview.commandId, route, false, phone, SmartSim.later(seconds = 1))
            }
            assertEquals(Refusal.ALREADY_HANDED_OVER, refused.refusal)
        }
    }

    @Test fun theSecondTapIsRefusedAfterTheProcessDiedToo() {
        val first = ledger.create()
        val preview = first.prepare(SmartSim.addTo(first), SmartSim.BALANCE_ACTION, phone, SmartSim.MORNING)
        first.handOver(preview.commandId, Route.DIRECT, false, phone, SmartSim.MORNING)
        ledger.closeAll()
        val refused = assertThrows(CoreException.Refused::class.java) {
            ledger.open().handOver(preview.commandId, Route.DIRECT, false, phone, SmartSim.MORNING)
        }
        assertEquals(Refusal.ALREADY_HANDED_OVER, refused.refusal)
    }

    @Test fun whatWasHeardIsThereWhenTheLedgerIsOpenedAgain() {
        val first = ledger.create()
        val simId = SmartSim.addTo(first)
        first.hear(Incoming(IncomingFrom.Pasted(simId, null), SmartSim.REPLY), phone, SmartSim.MORNING)
        ledger.closeAll()
        val detail = ledger.open().simDetail(simId, phone, SmartSim.later(60))
        assertEquals(Money(537749, 5, "USD"), detail.card.balance)
        assertEquals(SmartSim.REPLY, detail.replies.single().text)
        assertEquals(Stage.ACTIVE, detail.timeline.first().stage)
    }

    @Test fun unaskedTextBringsADateForwardAndPushesItBackOnlyByATap() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        core.setValidUntil(simId, LocalDate.of(2027, 1, 20), SmartSim.MORNING)
        confirmSenderSmart(core, simId)
        fun hear(day: String) = hear(core, "Smart", "Your balance is 1.00 USD valid till $day", seconds = 3600)
        fun known() = core.home(phone, SmartSim.later(7200)).cards.single().validUntil

        assertNull(hear("10.01.27").question)
        assertEquals(LocalDate.of(2027, 1, 10), known())
        val later = hear("14.03.27")
        assertEquals(ReplyQuestion.AcceptDate(expires), later.question)
        assertEquals(LocalDate.of(2027, 1, 10), known())
        assertNull(core.acceptDate(later.replyId, phone, SmartSim.later(3700)).question)
        assertEquals(expires, known())
    }

    /** An unknown sender is asked about only while a command of ours is open. */
    private fun confirmSenderSmart(core: Core, simId: Long) {
        val preview = core.prepare(simId, SmartSim.AUTO_RENEW_ACTION, phone, SmartSim.MORNING)
        core.handOver(preview.commandId, Route.DIRECT, true, phone, SmartSim.MORNING)
        val unknown = hear(core, "Smart", "Welcome", seconds = 60)
        assertEquals(ReplyQuestion.IsSenderOperator("Smart"), unknown.question)
        core.confirmSender(unknown.replyId, true, phone, SmartSim.later(61))
    }

    private fun hear(core: Core, sender: String, text: String, seconds: Long): ReplyView {
        val message = Incoming(IncomingFrom.Sms(sender, SmartSim.SUBSCRIPTION), text)
        return (core.hear(message, phone, SmartSim.later(seconds)) as Heard.Kept).reply
    }

    @Test fun theLedgerSurvivesAPowerLossByItsOwnWord() {
        val health = ledger.create().health()
        assertEquals(2, health.synchronous)
        assertEquals("wal", health.journalMode)
        assertTrue(health.intact)
        assertTrue(health.cipherVersion, health.cipherVersion.startsWith("4."))
    }

    @Test fun theFileItselfShowsNothingOfWhatItHolds() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        core.hear(Incoming(IncomingFrom.Pasted(simId, null), SmartSim.REPLY), phone, SmartSim.MORNING)
        val bytes = checkNotNull(ledger.root.listFiles()).flatMap { it.readBytes().asList() }.toByteArray()
        val content = String(bytes, Charsets.ISO_8859_1)
        for (plain in listOf("SQLite format 3", "10000482", "5.37749", "CREATE TABLE")) {
            assertTrue(plain, plain !in content)
        }
    }
}
