package app.baohao.core

import java.io.File
import java.nio.file.Files
import org.json.JSONObject

private const val MESSAGES = 100_000
private const val ROUNDS = 7

/**
 * How many messages a second the core reads for Kotlin: the fixtures' texts again and again, in batches and one by one.
 * `cargo xtask bench --only jvm`; no test, since a time says more of the machine than of the code.
 */
fun main() {
    val folder = Files.createTempDirectory("bench").toFile()
    try {
        Core.create(File(folder, "baohao.db").path, LedgerFolder.KEY).use { core ->
            val sim = SmartSim.addTo(core)
            val fixtures = File(System.getProperty("baohao.fixtures"), "reply").listFiles().orEmpty().sorted()
            val texts = fixtures.flatMap { it.readLines() }.filter(String::isNotBlank).map { JSONObject(it).getString("text") }
            val messages = List(MESSAGES) { PastMessage(texts[it % texts.size], SmartSim.MORNING.epochMs) }
            for (batch in listOf(100, 1_000, 10_000)) {
                measure("in batches of $batch") { messages.chunked(batch).sumOf { core.readAll(sim, it).size } }
            }
            measure("one by one") { messages.count { core.read(sim, it.text, SmartSim.MORNING).marks.size >= 0 } }
        }
    } finally {
        folder.deleteRecursively()
    }
}

/** The median of several rounds, after one that warms the JVM up. */
private fun measure(how: String, read: () -> Int) {
    val seconds = List(ROUNDS + 1) {
        val start = System.nanoTime()
        check(read() == MESSAGES)
        (System.nanoTime() - start) / 1e9
    }.drop(1).sorted()
    val median = seconds[ROUNDS / 2]
    println("%-22s %,d messages in %.2f s: %,.0f a second".format(how, MESSAGES, median, MESSAGES / median))
}
