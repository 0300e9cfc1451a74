package app.baohao.core

import java.io.File
import java.time.LocalDate
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.Parameterized

/** What is taught on one message through the bindings is read in the next ones; Rust's own tests prove the rules. */
@RunWith(Parameterized::class)
class TeachFixturesTest(private val id: String, private val fixture: JSONObject) {
    @get:Rule val ledger = LedgerFolder()

    private val phone = SmartSim.PHONE
    private val core by lazy { ledger.create() }
    private val simId by lazy { SmartSim.addTo(core) }

    private fun money(of: JSONObject): Money? = of.optJSONObject("balance")?.let {
        Money(it.getLong("units"), it.getInt("scale"), it.getString("currency"))
    }

    private fun day(of: JSONObject): LocalDate? =
        of.optString("valid_until").takeIf { it.contains('-') }?.let(LocalDate::parse)

    /** Saves the message and answers its lesson as the fixture says. */
    private fun teach(): Taught {
        val incoming = Incoming(IncomingFrom.Pasted(simId, null), fixture.getString("text"))
        val reply = (core.hear(incoming, phone, SmartSim.MORNING) as Heard.Kept).reply
        assertTrue(reply.reading.canTeach)
        val lesson = core.lesson(reply.replyId)
        val of = fixture.optString("valid_of").ifEmpty { "balance" }
        val answer = LessonAnswer(
            balance = money(fixture)?.let { money -> lesson.amounts.indexOfFirst { it.money == money } },
            lastDay = day(fixture)?.let { day -> lesson.days.indexOfFirst { it.day == day } },
            lastDayOf = ValidityOf.valueOf(of.uppercase()),
        )
        marksCoverTheDigits(lesson, answer)
        val checked = core.teachCheck(reply.replyId, answer)
        assertEquals(checked, core.teach(reply.replyId, answer, SmartSim.later(1)))
        return checked
    }

    private fun marksCoverTheDigits(lesson: Lesson, answer: LessonAnswer) {
        val amount = answer.balance?.let { lesson.amounts[it] } ?: return
        val spelt = lesson.text.substring(amount.start, amount.end).filter(Char::isDigit)
        assertEquals(amount.money.units, spelt.map(Char::digitToInt).joinToString("").toLong())
    }

    @Test fun theNextMessagesAreReadOrNotAsTheFixtureSays() {
        assertTrue(teach() is Taught.Reads)
        val shared = core.shareTemplate(core.taught(simId).single().templateId)
        assertEquals(fixture.getString("form"), "1 " + shared.lines()[2].removePrefix("message: "))
        val next = fixture.getJSONArray("next")
        for (message in List(next.length(), next::getJSONObject)) {
            val reading = core.read(simId, message.getString("text"), SmartSim.later(2))
            assertEquals(message.getString("text"), money(message), reading.balance)
            assertEquals(message.getString("text"), day(message), reading.validUntil)
        }
    }

    companion object {
        @JvmStatic
        @Parameterized.Parameters(name = "{0}")
        fun fixtures(): List<Array<Any>> {
            val file = File(System.getProperty("baohao.fixtures"), "teach/taught.jsonl")
            return file.readLines().map(::JSONObject).map { arrayOf(it.getString("id"), it) }
        }
    }
}
