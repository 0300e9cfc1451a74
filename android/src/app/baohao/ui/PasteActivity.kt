package app.baohao.ui

import android.content.ClipboardManager
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.text.Editable
import android.text.InputType
import android.text.TextWatcher
import android.view.Gravity
import android.view.View
import android.widget.Button
import app.baohao.R
import app.baohao.core.Heard
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.core.ReadingView
import app.baohao.core.SimBrief
import app.baohao.core.isTemplate
import app.baohao.ledger.Outcome

/** A message that comes by hand: shared from another app, or pasted. Read at once; it counts when it is saved. */
class PasteActivity : Screen() {
    private lateinit var page: Page
    private lateinit var message: MarkedEdit
    private lateinit var messageField: Field
    private lateinit var sim: Field
    private lateinit var table: Column
    private lateinit var save: Button
    private lateinit var teach: Button

    private val pause = Handler(Looper.getMainLooper())
    private var sims: List<SimBrief> = emptyList()
    private var simId: Long? = null
    private val commandId: Long? get() = segment(1)

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        simId = state?.getLong(SIM, NONE)?.takeIf { it != NONE } ?: segment(0)
        page = Page(this, look)
        setContentView(page)
        page.title(null, getString(R.string.paste_title), getString(R.string.paste_why))
        page.column.add(form(), look.margin)
        save = button(this, look, ButtonKind.FILLED, getString(R.string.save)) { save() }
        save.filterTouchesWhenObscured = true
        page.column.add(save, look.margin)
        teach = button(this, look, ButtonKind.TONAL, getString(R.string.teach_save)) { save(thenTeach = true) }
        teach.filterTouchesWhenObscured = true
        page.column.add(teach, look.gap)
        if (state == null) shared()?.let(message::setText)
        read()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putLong(SIM, simId ?: NONE)
    }

    override fun onDestroy() {
        pause.removeCallbacksAndMessages(null)
        super.onDestroy()
    }

    override fun load() = ask({ phone, now -> home(phone, now).cards.map { it.sim } }) { found ->
        sims = found
        simId = simId ?: found.singleOrNull()?.simId
        sim.answer.text = found.find { it.simId == simId }?.let(::named) ?: getString(R.string.choose)
        if (found.isEmpty()) sim.say(getString(R.string.no_sim_for_paste))
        read()
    }

    private fun named(sim: SimBrief): String = line(sim.name, sim.number)

    private fun form(): View {
        val card = Card(this, look)
        message = MarkedEdit(this, look)
        Field.dress(look, message)
        message.id = R.id.field_message
        message.inputType = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_MULTI_LINE
        message.gravity = Gravity.TOP
        message.minLines = 3
        message.setHintTextColor(look.inkSecond)
        message.addTextChangedListener(Typed())
        messageField = card.add(Field(this, look, getString(R.string.paste_hint), message))
        card.add(button(this, look, ButtonKind.TONAL, getString(R.string.paste)) { paste() }, look.gap)
        val choice = Field.choice(this, look, ::pickSim)
        sim = card.add(Field(this, look, getString(R.string.for_which_sim), choice), look.margin)
        table = card.add(Column(this), look.margin)
        return card
    }

    /** Waits for a pause in typing, so that not every letter is read. */
    private inner class Typed : TextWatcher {
        override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit
        override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit
        override fun afterTextChanged(text: Editable) {
            message.marks = emptyList()
            pause.removeCallbacksAndMessages(null)
            pause.postDelayed(::read, 250)
        }
    }

    private fun read() {
        val (id, text) = simId to message.text.toString()
        messageField.say(null)
        save.allow(id != null && text.isNotBlank())
        if (text.isBlank()) return draw(null)
        ask({ _, now -> if (isTemplate(text)) null else Read(id?.let { read(it, text, now) }) }) { read ->
            if (text != message.text.toString()) return@ask
            if (read == null) takeIn(text) else draw(read.reading)
        }
    }

    /** What was read in a text that is a message; nothing while it isn't known whose. */
    private class Read(val reading: ReadingView?)

    /** What somebody shared is no operator's message. */
    private fun takeIn(text: String) {
        startActivity(ImportTemplateActivity.of(this, text))
        finish()
    }

    private fun draw(reading: ReadingView?) {
        message.marks = reading?.marks.orEmpty()
        table.removeAllViews()
        val found = reading?.takeIf { it.marks.isNotEmpty() || it.withheld.isNotEmpty() }
        if (found == null) {
            table.add(look.text(getString(R.string.nothing_read), Type.SECOND, look.inkSecond))
        } else {
            table.add(ReadingTable(this, look, found, null))
        }
        teach.visibility = if (reading?.canTeach == true) View.VISIBLE else View.GONE
    }

    override fun failed(outcome: Outcome.Failed) {
        if (outcome.reason.endsWith("TooLong")) {
            save.allow(false)
            messageField.say(getString(R.string.too_long))
        } else {
            save.allow(true)
            super.failed(outcome)
        }
    }

    private fun paste() {
        val clip = getSystemService(ClipboardManager::class.java)!!.primaryClip
        val text = clip?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.coerceToText(this)
        if (text.isNullOrBlank()) say(R.string.nothing_to_paste) else message.setText(text)
    }

    private fun pickSim() {
        if (sims.isEmpty()) return startActivity(Intent(this, AddSimActivity::class.java))
        pickOne(R.string.for_which_sim, sims.map(::named), sims.indexOfFirst { it.simId == simId }) { at ->
            simId = sims[at].simId
            load()
        }
    }

    private fun save(thenTeach: Boolean = false) {
        val id = simId ?: return
        save.allow(false)
        teach.visibility = View.GONE
        val incoming = Incoming(IncomingFrom.Pasted(id, commandId), message.text.toString())
        change({ phone, now -> hear(incoming, phone, now) }) { heard ->
            // The screen of the command lies below and shows what was read; a shared text has none.
            if (commandId == null) startActivity(SimActivity.of(this, id))
            if (thenTeach && heard is Heard.Kept) startActivity(TeachActivity.of(this, heard.reply.replyId))
            finish()
        }
    }

    private fun shared(): String? =
        if (intent.action == Intent.ACTION_SEND) intent.getCharSequenceExtra(Intent.EXTRA_TEXT)?.toString() else null

    /** This screen's own address only: a share comes with whatever data it likes. */
    private fun segment(at: Int): Long? =
        if (intent.action == null) intent.data?.pathSegments?.getOrNull(at)?.toLongOrNull() else null

    companion object {
        private const val SIM = "sim"
        private const val NONE = -1L

        /** To paste what answers a command. */
        fun of(context: Context, simId: Long, commandId: Long): Intent =
            Intent(context, PasteActivity::class.java).setData(Uri.parse("baohao://paste/$simId/$commandId"))
    }
}
