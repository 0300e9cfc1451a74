package app.baohao.phone

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.File
import java.io.FileNotFoundException
import java.nio.file.Files
import org.robolectric.Robolectric

/** Another app's documents, as the system's picker gives them: an address each, and streams behind a provider. */
class PickedDocuments {
    /** Makes the provider known to the phone. */
    fun offer() {
        Robolectric.buildContentProvider(Provider::class.java).create(AUTHORITY)
    }

    /** The address of a document that need not exist yet. */
    fun uri(name: String): Uri = Uri.parse("content://$AUTHORITY/$name")

    /** What lies behind an address. */
    fun file(name: String) = File(folder, name)

    /** One whose provider gives nothing away. */
    val unreachable: Uri get() = uri("no/such/folder")

    class Provider : ContentProvider() {
        override fun onCreate() = true

        override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
            val name = uri.path!!.removePrefix("/")
            if ('/' in name) throw FileNotFoundException("unreachable")
            return ParcelFileDescriptor.open(File(folder, name), ParcelFileDescriptor.parseMode(mode))
        }

        override fun query(
            uri: Uri,
            projection: Array<String>?,
            selection: String?,
            arguments: Array<String>?,
            order: String?,
        ): Cursor = MatrixCursor(arrayOf(OpenableColumns.DISPLAY_NAME)).apply { addRow(arrayOf(uri.lastPathSegment)) }

        override fun getType(uri: Uri) = "application/octet-stream"
        override fun insert(uri: Uri, values: ContentValues?) = null
        override fun delete(uri: Uri, selection: String?, arguments: Array<String>?) = 0
        override fun update(uri: Uri, values: ContentValues?, selection: String?, arguments: Array<String>?) = 0
    }

    private companion object {
        const val AUTHORITY = "documents.test"
        val folder: File = Files.createTempDirectory("documents").toFile()
    }
}
