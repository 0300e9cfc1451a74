package app.baohao.ui

import android.content.Context
import android.graphics.Typeface
import android.view.View
import app.baohao.R
import app.baohao.core.ActionView
import app.baohao.core.Outgoing
import app.baohao.core.Preview
import app.baohao.core.SourceView
import app.baohao.core.Starts

/** What would go out, before it does: exactly what, to whom, from which SIM, what it costs and starts, who says so. */
class PreviewSheet(context: Context, private val theme: Theme, preview: Preview) : Column(context) {
    init {
        val sim = preview.sim
        add(theme.text(line(sim.name, sim.location.words(resources), sim.number), Type.SECOND, theme.inkSecond))
        add(theme.heading(resources.getString(preview.action.kind.words), Type.TITLE), theme.dp(4))
        add(exactly(preview.outgoing), theme.margin)
        table(preview)
    }

    private fun exactly(outgoing: Outgoing): View {
        val box = Column(context)
        box.background = theme.rounded(theme.ground, theme.dp(16))
        box.setPadding(theme.margin, theme.dp(20), theme.margin, theme.dp(20))
        val (says, exact) = when (outgoing) {
            is Outgoing.Ussd -> R.string.code_to_dial to outgoing.code
            is Outgoing.Sms -> R.string.message_to_send to outgoing.body
        }
        val label = theme.text(resources.getString(says), Type.SECOND, theme.inkSecond)
        val code = theme.text(exact, Type.TITLE)
        code.typeface = Typeface.MONOSPACE
        // Or TalkBack makes a number of it.
        code.contentDescription = exact.toList().joinToString(" ")
        for (view in listOf(label, code)) view.textAlignment = TEXT_ALIGNMENT_CENTER
        box.add(label)
        box.add(code, theme.dp(6))
        return box
    }

    private fun table(preview: Preview) {
        val outgoing = preview.outgoing
        if (outgoing is Outgoing.Sms) row(R.string.to, theme.text(outgoing.to))
        row(R.string.cost, theme.text(cost(preview)))
        row(R.string.starts, theme.text(resources.getString(starts(preview.action))))
        row(R.string.source, source(preview.action.source))
    }

    private fun row(key: Int, value: View) = add(pair(context, theme, resources.getString(key), value), theme.dp(14))

    /** A text that needs more than one message costs each of them. */
    private fun cost(preview: Preview): String {
        val messages = preview.smsSize?.segments?.takeIf { it > 1 }
        val several = messages?.let { resources.getString(R.string.several_messages, it) }
        return line(preview.action.cost.words(resources), several)
    }

    private fun starts(action: ActionView): Int = when (action.starts) {
        Starts.NOTHING -> R.string.starts_nothing
        Starts.RECURRING -> if (action.stopKnown) R.string.starts_stop_known else R.string.starts_stop_unknown
        Starts.UNKNOWN -> R.string.starts_unknown
    }

    /** The source's own title is a name, in the language that it has. */
    private fun source(source: SourceView): View {
        val column = Column(context)
        column.add(theme.text(source.words(resources)))
        column.add(theme.text(source.title, Type.SMALL, theme.inkSecond), theme.dp(2))
        val confidence = source.confidence
        column.addNarrow(Chip(context, theme, confidence.chip, resources.getString(confidence.words)), theme.dp(6))
        return column
    }
}
