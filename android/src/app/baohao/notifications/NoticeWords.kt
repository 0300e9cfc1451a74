package app.baohao.notifications

import android.content.Context
import app.baohao.R
import app.baohao.core.DueNotice
import app.baohao.ui.Dates
import app.baohao.ui.inDays
import app.baohao.ui.line
import app.baohao.ui.on

/** Says a notice: first what is lost and when, then on which day and which number. */
internal class NoticeWords(private val context: Context, private val notice: DueNotice) {
    val title: String
        get() {
            val whose = notice.sim.label.ifEmpty { notice.sim.operatorName }
            return context.getString(R.string.of_sim, whose, loss)
        }

    val text: String
        get() = line(notice.loss.on(context, Dates(context).day(notice.on)), notice.sim.msisdnMasked)

    val longText: String
        get() {
            val tap = if (notice.actionId == null) R.string.notice_plan_tap else R.string.notice_tap
            return listOf(text, context.getString(tap)).joinToString("\n")
        }

    private val loss: String
        get() = notice.loss.inDays(context.resources, notice.days)
}
