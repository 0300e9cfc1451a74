package app.baohao.core

import java.io.File
import java.nio.file.Files
import org.junit.rules.ExternalResource

/** A ledger file in a folder of its own. What a test opened is closed before the folder goes. */
class LedgerFolder : ExternalResource() {
    val root: File = Files.createTempDirectory("ledger").toFile()
    val file = File(root, "baohao.db")
    private val opened = mutableListOf<Core>()

    fun create(): Core = Core.create(file.path, KEY).also(opened::add)

    fun open(key: ByteArray = KEY): Core = Core.open(file.path, key).also(opened::add)

    /** Closing the last connection moves the write-ahead log into the file itself. */
    fun closeAll() {
        opened.forEach(Core::close)
        opened.clear()
    }

    override fun after() {
        closeAll()
        root.deleteRecursively()
    }

    companion object {
        val KEY = ByteArray(32) { it.toByte() }
        val OTHER_KEY = ByteArray(32) { 1 }
    }
}
