package app.baohao.notifications

import android.content.Context
import app.baohao.R
import app.baohao.core.DueNotice
import app.baohao.ui.Dates
import app.baohao.ui.from
import app.baohao.ui.inDays
import app.baohao.ui.line
import app.baohao.ui.now

/** Says a notice: first what is lost and when, then on which day and which number. */
internal class NoticeWords(private val context: Context, private val notice: DueNotice) {
    val title: String
        get() {
            val whose = notice.sim.label.ifEmpty { notice.sim.operatorName }
            return context.getString(R.string.of_sim, whose, loss)
        }

    val text: String
        get() = line(context.getString(notice.stage.from, Dates(context).day(notice.on)), notice.sim.msisdnMasked)

    val longText: String
        get() = listOfNotNull(text, notice.actionId?.let { context.getString(R.string.notice_tap) }).joinToString("\n")

    private val loss: String
        get() = when (notice.days) {
            0L -> context.getString(notice.stage.now)
            else -> notice.stage.inDays(context.resources, notice.days)
        }
}
