package app.baohao.core

import java.io.File
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Rule
import org.junit.Test

/** Past messages read in a batch say what they say one by one, in their order. */
class ReadAllTest {
    @get:Rule val ledger = LedgerFolder()

    private fun texts(): List<String> {
        val files = File(System.getProperty("baohao.fixtures"), "reply").listFiles().orEmpty().sorted()
        return files.flatMap { it.readLines() }.filter(String::isNotBlank).map { JSONObject(it).getString("text") }
    }

    @Test fun aBatchReadsEachMessageAsItIsReadAlone() {
        val core = ledger.create()
        val sim = SmartSim.addTo(core)
        // Two days of arrival, since dates without a year are told by it.
        val days = listOf(SmartSim.MORNING, SmartSim.at("2026-03-02T10:00:00"))
        val sent = texts().mapIndexed { at, text -> text to days[at % days.size] }
        val alone = sent.map { (text, day) -> core.read(sim, text, day) }
        val together = core.readAll(sim, sent.map { (text, day) -> PastMessage(text, day.epochMs) })
        assertEquals(alone, together)
    }

    @Test fun oneMessageThatIsTooLongDoesNotSpoilTheOthers() {
        val core = ledger.create()
        val texts = listOf(SmartSim.REPLY, "9".repeat(70_000), SmartSim.REPLY)
        val read = core.readAll(SmartSim.addTo(core), texts.map { PastMessage(it, SmartSim.MORNING.epochMs) })
        assertEquals(listOf(listOf(), listOf(Withheld.TOO_LONG), listOf()), read.map { it.withheld })
        assertEquals(read[0], read[2])
    }

    @Test fun nothingIsReadForASimThatIsNotThere() {
        val core = ledger.create()
        assertThrows(CoreException::class.java) { core.readAll(99, listOf(PastMessage("", 0))) }
    }

    @Test fun anEmptyBatchIsNoTrouble() {
        val core = ledger.create()
        assertEquals(emptyList<ReadingView>(), core.readAll(SmartSim.addTo(core), emptyList()))
    }
}
