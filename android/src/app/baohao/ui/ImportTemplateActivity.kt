package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.widget.Button
import app.baohao.R
import app.baohao.core.Taught

/** A shape that somebody shared: what it reads in the stored messages, before it counts. */
class ImportTemplateActivity : Screen() {
    private lateinit var page: Page
    private var yes: Button? = null
    private val text: String get() = intent.getStringExtra(TEXT).orEmpty()

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        page = Page(this, look)
        setContentView(page)
    }

    override fun load() {
        val shared = text
        ask({ _, _ -> importCheck(shared) }) { found -> show(found) { draw(it) } }
    }

    private fun draw(taught: Taught) {
        page.column.removeAllViews()
        when (taught) {
            is Taught.Reads -> {
                val title = getString(R.string.import_title, taught.operatorName)
                page.title(null, title, getString(R.string.import_why))
            }
            is Taught.Refused -> page.title(null, getString(R.string.import_title_refused), null)
        }
        page.column.add(TaughtCard(this, look, taught), look.margin)
        if (taught !is Taught.Reads) return
        yes = page.column.add(button(this, look, ButtonKind.FILLED, getString(R.string.import_yes)) { use() }, look.margin)
        yes?.filterTouchesWhenObscured = true
    }

    private fun use() {
        yes?.allow(false)
        val shared = text
        change({ _, now -> importTemplate(shared, now) }) { taught ->
            if (taught is Taught.Reads) finish() else draw(taught)
        }
    }

    companion object {
        private const val TEXT = "text"

        fun of(context: Context, text: String): Intent =
            Intent(context, ImportTemplateActivity::class.java).putExtra(TEXT, text)
    }
}
