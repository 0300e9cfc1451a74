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

/** What Rust's own tests prove of each message must survive the way to Kotlin: facts, reasons, and marks in UTF-16. */
@RunWith(Parameterized::class)
class ReplyFixturesTest(private val id: String, private val fixture: JSONObject) {
    @get:Rule val ledger = LedgerFolder()

    private val text = fixture.getString("text")
    private lateinit var reading: ReadingView

    private fun read() {
        val core = ledger.create()
        val received = fixture.optString("received_on").ifEmpty { null }
        val now = received?.let { SmartSim.at("${it}T10:00:00") } ?: SmartSim.MORNING
        reading = core.read(SmartSim.addTo(core), text, now)
    }

    @Test fun kotlinSeesTheFactsThatAreStated() {
        read()
        val balance = fixture.optJSONObject("balance")?.let {
            Money(it.getLong("units"), it.getInt("scale"), it.getString("currency"))
        }
        val validUntil = fixture.optString("valid_until").takeIf { it.contains('-') }?.let(LocalDate::parse)
        assertEquals(balance, reading.balance)
        assertEquals(validUntil, reading.validUntil)
        assertEquals(fixture.getString("kind"), reading.kind.name.lowercase())
        assertEquals(fixture.optString("valid_of").ifEmpty { null }, reading.validOf?.name?.lowercase())
        assertEquals(number("data_bytes"), reading.dataBytes)
        assertEquals(number("days_left"), reading.daysLeft)
        assertEquals(fixture.optString("plan").ifEmpty { null }, reading.plan)
        val withheld = fixture.getJSONArray("withheld")
        assertEquals(
            List(withheld.length()) { withheld.getString(it) },
            reading.withheld.map { it.name.split('_').joinToString("") { word -> word[0] + word.drop(1).lowercase() } },
        )
    }

    @Test fun aMarkCoversTheDigitsOfItsFactAndNothingStandsWithoutOne() {
        read()
        val marked = reading.marks.associate { it.fact to digits(text.substring(it.start, it.end)) }
        val facts = setOfNotNull(
            reading.balance?.let { FactKind.BALANCE },
            reading.validUntil?.let { FactKind.VALID_UNTIL },
            reading.bonuses.firstOrNull()?.let { FactKind.BONUS },
            reading.dataBytes?.let { FactKind.DATA },
            reading.minutes?.let { FactKind.MINUTES },
            reading.texts?.let { FactKind.TEXTS },
            reading.plan?.let { FactKind.PLAN },
            reading.amount?.let { FactKind.AMOUNT },
            reading.daysLeft?.let { FactKind.DAYS_LEFT },
        )
        assertEquals(facts, marked.keys)
        reading.balance?.let { assertEquals(it.units, marked.getValue(FactKind.BALANCE).toLong()) }
        reading.validUntil?.let { day ->
            val spelled = marked.getValue(FactKind.VALID_UNTIL)
            assertTrue(spelled, day.dayOfMonth.toString() in spelled && (day.year % 100).toString() in spelled)
        }
    }

    private fun number(name: String) = if (fixture.has(name)) fixture.getLong(name) else null

    /** Khmer digits are digits too. */
    private fun digits(part: String) = part.filter(Char::isDigit).map(Char::digitToInt).joinToString("")

    companion object {
        /** A reading is made for a SIM, and only a Cambodian operator's hints are in the catalogue. */
        private fun hasHintsOfSmart(fixture: JSONObject) = fixture.getString("country") == "KH"

        @JvmStatic
        @Parameterized.Parameters(name = "{0}")
        fun fixtures(): List<Array<Any>> {
            val folder = File(System.getProperty("baohao.fixtures"), "reply")
            val files = folder.listFiles { file -> file.extension == "jsonl" }.orEmpty().sorted()
            val fixtures = files.flatMap { it.readLines() }.filter(String::isNotBlank).map(::JSONObject)
            return fixtures.filter(::hasHintsOfSmart).map { arrayOf(it.getString("id"), it) }
        }
    }
}
