package app.baohao.ui

import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.Core
import app.baohao.core.Now
import app.baohao.core.Phone
import app.baohao.ledger.Outcome
import app.baohao.transfer.Document
import app.baohao.transfer.Documents

/**
 * A screen that saves files through the system's picker, or takes one in. A file is complete before the person is asked
 * where it goes, so that a refusal leaves no empty document behind.
 */
abstract class DocumentScreen : Screen() {
    internal val documents by lazy { Documents(this) }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (state == null) clear()
    }

    /** Not in onDestroy, which may come so late that it would remove what the next screen took in. */
    override fun onPause() {
        if (isFinishing) clear()
        super.onPause()
    }

    /** Nothing is under way any more, whatever became of it. */
    protected open fun ready() = Unit

    /** The document is where the person chose. */
    protected open fun saved(document: Document) = say(R.string.saved)

    /** A chosen file came in. */
    protected open fun cameIn(name: String?) = Unit

    /** Has the core write a document, then asks where it goes. [write] gives false if there is nothing to write. */
    internal fun make(
        document: Document,
        nothing: Int = R.string.failed_inside,
        write: Core.(path: String, phone: Phone, now: Now) -> Boolean,
    ) = BaohaoApp.of(this).core.ask({ phone, now ->
        write(documents.outgoing(document).path, phone, now)
    }) { made -> done(made) { written -> if (written) askWhere(document) else say(nothing) } }

    /** Asks for a file to take in. */
    protected fun choose() {
        val any = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")
        open(any, INCOMING)
    }

    private fun askWhere(document: Document) {
        val where = Intent(Intent.ACTION_CREATE_DOCUMENT)
            .addCategory(Intent.CATEGORY_OPENABLE)
            .setType(document.mimeType)
            .putExtra(Intent.EXTRA_TITLE, document.suggested(dates.today().toString()))
        open(where, document.ordinal)
    }

    private fun open(picker: Intent, request: Int) = try {
        @Suppress("DEPRECATION") // its successor is AndroidX's
        startActivityForResult(picker, request)
    } catch (_: ActivityNotFoundException) {
        say(R.string.no_picker)
    }

    @Deprecated("The framework has no other way")
    override fun onActivityResult(request: Int, result: Int, data: Intent?) {
        val chosen = data?.data.takeIf { result == RESULT_OK } ?: return
        if (request == INCOMING) return takeIn(chosen)
        val document = Document.entries.getOrNull(request) ?: return
        val copied = { _: Now -> documents.copyOut(document, chosen) }
        BaohaoApp.of(this).core.apart(copied) { copy -> done(copy) { saved(document) } }
    }

    private fun takeIn(chosen: Uri) =
        BaohaoApp.of(this).core.apart({ documents.copyIn(chosen) }) { copy -> done(copy, ::cameIn) }

    protected fun <T> done(outcome: Outcome<T>, then: (T) -> Unit) {
        if (!isDestroyed) ready()
        take(outcome, then)
    }

    private fun clear() = BaohaoApp.of(this).core.apart({ documents.clear() }) {}

    private companion object {
        const val INCOMING = 100
    }
}
