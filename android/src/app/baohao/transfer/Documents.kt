package app.baohao.transfer

import android.content.Context
import android.net.Uri
import android.provider.OpenableColumns
import app.baohao.core.CoreException
import app.baohao.core.Fault
import java.io.File
import java.io.IOException

/**
 * Files on their way out or in. The core writes and reads paths, the system's picker gives streams: in between a file lies
 * in a folder that is never backed up, and is removed. All of it belongs on the core's thread.
 */
internal class Documents(private val context: Context) {
    private val folder = File(context.noBackupFilesDir, "transfer")

    /** Where the core writes one before it goes out. */
    fun outgoing(document: Document): File = file("out-${document.name.lowercase()}")

    /** Where a chosen one lies once it came in. */
    val incoming: File get() = file("in-backup")

    /** Removes whatever lies in between, also what a killed process left. */
    fun clear() {
        folder.deleteRecursively()
    }

    /** Writes the document where the person chose. What was in a file that existed goes, whether or not it was longer. */
    fun copyOut(document: Document, to: Uri) {
        val from = outgoing(document)
        reached(Fault.NOT_WRITTEN) {
            val stream = context.contentResolver.openOutputStream(to, "wt") ?: throw IOException("no stream")
            stream.use { out -> from.inputStream().use { it.copyTo(out) } }
        }
        from.delete()
    }

    /** Takes a chosen file in, and gives the name that a person knows it by. */
    fun copyIn(from: Uri): String? = reached(Fault.NOT_READ) {
        val stream = context.contentResolver.openInputStream(from) ?: throw IOException("no stream")
        stream.use { source -> incoming.outputStream().use { source.copyTo(it) } }
        name(from)
    }

    private fun name(document: Uri): String? {
        val columns = arrayOf(OpenableColumns.DISPLAY_NAME)
        return context.contentResolver.query(document, columns, null, null, null)?.use { found ->
            if (found.moveToFirst()) found.getString(0) else null
        }
    }

    private fun file(name: String): File {
        folder.mkdirs()
        return File(folder, name)
    }

    /** Another app's provider may fail in any way, also by exceptions of its own: none may end this app. */
    private fun <T> reached(fault: Fault, call: () -> T): T = try {
        call()
    } catch (_: IOException) {
        throw CoreException.NotTakenAlong(fault)
    } catch (_: RuntimeException) {
        throw CoreException.NotTakenAlong(fault)
    }
}
