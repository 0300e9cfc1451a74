package app.baohao.core

import java.io.File
import java.lang.management.ManagementFactory
import java.nio.file.Files
import org.json.JSONObject

private const val MESSAGES = 100_000
private const val ROUNDS = 5

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

/** The medians of several rounds, after one that warms the JVM up. Processor time is what a busy machine can't stretch. */
private fun measure(how: String, read: () -> Int) {
    val processor = ManagementFactory.getThreadMXBean()
    val rounds = List(ROUNDS + 1) {
        val start = System.nanoTime()
        val busy = processor.currentThreadCpuTime
        check(read() == MESSAGES)
        (System.nanoTime() - start) / 1e9 to (processor.currentThreadCpuTime - busy) / 1e9
    }.drop(1)
    val seconds = rounds.map { it.first }.sorted()[ROUNDS / 2]
    val busy = rounds.map { it.second }.sorted()[ROUNDS / 2]
    println(
        "%-20s %,d messages in %.2f s (%.2f s of processor time): %,.0f a second"
            .format(how, MESSAGES, seconds, busy, MESSAGES / seconds),
    )
}
