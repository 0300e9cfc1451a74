package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.View
import app.baohao.R
import app.baohao.core.TaughtShape

/** The shapes that were taught for a SIM's operator: to share, or to remove. */
class TaughtActivity : Screen() {
    private lateinit var page: Page
    private val simId: Long get() = intent.data?.lastPathSegment?.toLongOrNull() ?: -1

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        page = Page(this, look)
        setContentView(page)
    }

    override fun load() {
        val id = simId
        ask({ _, _ -> taught(id) }) { found -> show(found) { draw(it) } }
    }

    private fun draw(shapes: List<TaughtShape>) {
        page.column.removeAllViews()
        val operator = shapes.firstOrNull()?.operatorName
        page.title(operator, getString(R.string.taught_title), getString(R.string.taught_why))
        if (shapes.isEmpty()) {
            val none = look.text(getString(R.string.taught_none))
            none.setPadding(look.dp(8), 0, look.dp(8), 0)
            page.column.add(none, look.margin)
        }
        shapes.forEachIndexed { at, shape -> page.column.add(card(shape), if (at == 0) look.margin else look.gap) }
    }

    private fun card(shape: TaughtShape): View {
        val card = Card(this, look)
        card.add(look.text(shapeWords(this, look, shape.shape)))
        val since = getString(shape.origin.since, dates.dayOf(shape.atMs))
        card.add(look.text(since, Type.SECOND, look.inkSecond), look.dp(8))
        val share = button(this, look, ButtonKind.TONAL, getString(R.string.share)) { share(shape.templateId) }
        val remove = button(this, look, ButtonKind.TEXT, getString(R.string.remove)) { remove(shape.templateId) }
        card.add(sideBySide(this, look, share, remove, equal = true), look.gap)
        return card
    }

    /** Shown whole before it goes: words can hold a name. */
    private fun share(templateId: Long) = ask({ _, _ -> shareTemplate(templateId) }) { text ->
        confirm(R.string.share_title, getString(R.string.share_why) + "\n\n" + text.trim(), R.string.share) {
            val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
            startActivity(Intent.createChooser(send, null))
        }
    }

    private fun remove(templateId: Long) =
        confirm(R.string.remove_title, getString(R.string.remove_why), R.string.remove) {
            change({ _, now -> dropTemplate(templateId, now) }) {}
        }

    companion object {
        fun of(context: Context, simId: Long): Intent =
            Intent(context, TaughtActivity::class.java).setData(Uri.parse("baohao://taught/$simId"))
    }
}
