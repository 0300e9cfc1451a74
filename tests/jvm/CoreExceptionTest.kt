package app.baohao.core

import java.io.File
import java.io.RandomAccessFile
import java.time.LocalDate
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Assert.fail
import org.junit.Rule
import org.junit.Test

/** Each error as Kotlin sees it: the shell acts on its class and fields, and its text may reach a log. */
class CoreExceptionTest {
    @get:Rule val ledger = LedgerFolder()

    private val phone = SmartSim.PHONE
    private val now = SmartSim.MORNING

    @Test fun anotherKeyIsUnreadableAndTheFailedTryChangesNothing() {
        ledger.create()
        ledger.closeAll()
        val before = ledger.file.readBytes()
        thrown<CoreException.LedgerUnreadable> { ledger.open(LedgerFolder.OTHER_KEY) }
        assertArrayEquals(before, ledger.file.readBytes())
        assertTrue(ledger.open().health().intact)
    }

    @Test fun aKeyOf31BytesIsUnreadableAndMakesNoFile() {
        thrown<CoreException.LedgerUnreadable> { Core.create(ledger.file.path, ByteArray(31)) }
        assertFalse(ledger.file.exists())
    }

    @Test fun aLedgerWhoseFirstPageIsDamagedIsUnreadable() {
        ledger.create()
        ledger.closeAll()
        flipByte(page = 0)
        thrown<CoreException.LedgerUnreadable> { ledger.open() }
    }

    @Test fun everyLaterPageThatIsDamagedIsCorruptOrSeenByTheHealthCheck() {
        SmartSim.addTo(ledger.create())
        ledger.closeAll()
        val pages = (ledger.file.length() / PAGE).toInt()
        assertTrue("$pages pages", pages > 2)
        val whole = ledger.file.readBytes()
        var refusedAtOnce = 0
        for (page in 1 until pages) {
            ledger.file.writeBytes(whole)
            flipByte(page)
            try {
                assertFalse("page $page", ledger.open().health().intact)
            } catch (corrupt: CoreException.LedgerCorrupt) {
                assertEquals("", corrupt.message)
                refusedAtOnce++
            }
            ledger.closeAll()
        }
        assertTrue("none was refused", refusedAtOnce > 0)
    }

    @Test fun aNewerLedgerNamesBothSchemasAndIsLeftAsItIs() {
        File(System.getProperty("baohao.fixtures"), "ledger/too-new.db").copyTo(ledger.file)
        val before = ledger.file.readBytes()
        val tooNew = thrown<CoreException.LedgerTooNew> { ledger.open() }
        assertEquals(99, tooNew.found)
        assertEquals(2, tooNew.known)
        assertArrayEquals(before, ledger.file.readBytes())
    }

    @Test fun noFileToOpenIsUnavailableAndNoneIsMade() {
        val unavailable = thrown<CoreException.LedgerUnavailable> { ledger.open() }
        assertEquals("is not there", unavailable.detail)
        assertFalse(ledger.file.exists())
    }

    @Test fun aFileInTheWayOfANewLedgerIsUnavailableAndStaysAsItIs() {
        ledger.file.writeText("somebody's")
        val unavailable = thrown<CoreException.LedgerUnavailable> { ledger.create() }
        assertEquals("exists already", unavailable.detail)
        assertEquals("somebody's", ledger.file.readText())
    }

    @Test fun aMissingFolderIsUnavailableWithoutItsPath() {
        val path = File(ledger.root, "nowhere/baohao.db").path
        val unavailable = thrown<CoreException.LedgerUnavailable>(path) { Core.create(path, LedgerFolder.KEY) }
        assertEquals("cannot open", unavailable.detail)
    }

    @Test fun eachRefusalThatTheSurfaceCanGiveNamesItsParameterOnly() {
        val core = ledger.create()
        refused(Refusal.UNKNOWN_OPERATOR, "operator_id", "kh-nobody") {
            core.addSim(SmartSim.draft().copy(operatorId = "kh-nobody"), now)
        }
        refused(Refusal.NOT_NUMBER, "msisdn", "01000048x") { core.addSim(SmartSim.draft("01000048x"), now) }

        val simId = SmartSim.addTo(core)
        val renew = core.prepare(simId, SmartSim.AUTO_RENEW_ACTION, phone, now).commandId
        refused(Refusal.NEEDS_SECOND_YES, "said_yes_twice") { core.handOver(renew, Route.DIRECT, false, phone, now) }
        refused(Refusal.NO_DIRECT_ROUTE, "route") {
            core.handOver(renew, Route.DIRECT, true, phone.copy(maySendSms = false), now)
        }
        refused(Refusal.WRONG_STATE, "command_id") { core.userWord(renew, UserWord.SENT, phone, now) }

        val balance = core.prepare(simId, SmartSim.BALANCE_ACTION, phone, now).commandId
        core.handOver(balance, Route.DIRECT, false, phone, now)
        refused(Refusal.ALREADY_HANDED_OVER, "command_id") { core.handOver(balance, Route.DIRECT, false, phone, now) }
        val again = core.prepare(simId, SmartSim.BALANCE_ACTION, phone, now).commandId
        refused(Refusal.USSD_BUSY, "command_id") { core.handOver(again, Route.DIRECT, false, phone, now) }

        val pasted = core.hear(Incoming(IncomingFrom.Pasted(simId, null), SmartSim.REPLY), phone, now) as Heard.Kept
        val replyId = pasted.reply.replyId
        refused(Refusal.WRONG_STATE, "reply_id", SmartSim.REPLY) { core.confirmSender(replyId, true, phone, now) }
        refused(Refusal.WRONG_STATE, "reply_id", SmartSim.REPLY) { core.acceptDate(replyId, phone, now) }
    }

    @Test fun whatIsGoneIsNamedByItsKind() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        notFound("SIM") { core.simDetail(99, phone, now) }
        notFound("SIM") { core.read(99, SmartSim.REPLY, now) }
        notFound("SIM") { core.setValidUntil(99, LocalDate.of(2027, 1, 1), now) }
        notFound("SIM") { core.hear(Incoming(IncomingFrom.Pasted(99, null), SmartSim.REPLY), phone, now) }
        notFound("action") { core.prepare(simId, "kh.nothing", phone, now) }
        notFound("command") { core.command(99, phone, now) }
        notFound("command") { core.hear(Incoming(IncomingFrom.Ussd(99), SmartSim.REPLY), phone, now) }
        notFound("reply") { core.acceptDate(99, phone, now) }
    }

    @Test fun aTextThatIsTooLongGivesBothLengthsInBytesAndIsNotKept() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        val text = "៛".repeat(30_000)
        val incoming = Incoming(IncomingFrom.Pasted(simId, null), text)
        for (call in listOf<() -> Unit>({ core.read(simId, text, now) }, { core.hear(incoming, phone, now) })) {
            val tooLong = thrown<CoreException.TooLong>("៛", call = call)
            assertEquals(90_000L, tooLong.length)
            assertEquals(65_536L, tooLong.limit)
        }
        assertEquals(emptyList<ReplyView>(), core.simDetail(simId, phone, now).replies)
    }

    private fun refused(refusal: Refusal, parameter: String, vararg given: String, call: () -> Unit) {
        val refused = thrown<CoreException.Refused>(*given, call = call)
        assertEquals(refusal, refused.refusal)
        assertEquals(parameter, refused.parameter)
    }

    private fun notFound(what: String, call: () -> Unit) {
        assertEquals(what, thrown<CoreException.NotFound>(SmartSim.REPLY, call = call).what)
    }

    /** The exception itself, once its text is seen to hold nothing of what was [given] to the core. */
    private inline fun <reified E : CoreException> thrown(vararg given: String, call: () -> Unit): E {
        try {
            call()
        } catch (expected: CoreException) {
            if (expected !is E) throw expected
            for (secret in listOf(*given, SmartSim.NUMBER, "10000482", ledger.root.path)) {
                assertFalse("$secret in: $expected", secret in expected.toString())
            }
            return expected
        }
        fail("nothing was thrown")
        throw AssertionError()
    }

    private fun flipByte(page: Int) = RandomAccessFile(ledger.file, "rw").use {
        val at = page * PAGE + 100
        it.seek(at)
        val byte = it.read()
        it.seek(at)
        it.write(byte xor 1)
    }

    private companion object {
        /** SQLCipher's page size. */
        const val PAGE = 4096L
    }
}
