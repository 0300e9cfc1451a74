package app.baohao.notifications

import android.content.res.Resources
import app.baohao.R
import app.baohao.core.DueNotice
import app.baohao.core.Stage
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle

/** Says a notice: first what is lost and when, then whose it is. */
internal class NoticeWords(private val resources: Resources) {
    fun title(notice: DueNotice): String {
        val whose = notice.sim.label.ifEmpty { notice.sim.operatorName }
        return resources.getString(R.string.of_sim, whose, loss(notice))
    }

    fun text(notice: DueNotice): String {
        val from = resources.getString(from(notice.stage), date(notice.on))
        return listOfNotNull(from, notice.sim.msisdnMasked).joinToString(" · ")
    }

    fun longText(notice: DueNotice): String {
        val tap = notice.actionId?.let { resources.getString(R.string.notice_tap) }
        return listOfNotNull(text(notice), tap).joinToString("\n")
    }

    private fun loss(notice: DueNotice): String = when (val days = notice.days.toInt()) {
        0 -> resources.getString(today(notice.stage))
        else -> resources.getQuantityString(inDays(notice.stage), days, days)
    }

    private fun date(day: LocalDate): String =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(resources.configuration.locales[0]).format(day)

    private fun inDays(stage: Stage) = when (stage) {
        Stage.ACTIVE -> R.plurals.in_days_active
        Stage.OUTGOING_BLOCKED -> R.plurals.in_days_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.plurals.in_days_incoming_blocked
        Stage.CUT_OFF -> R.plurals.in_days_cut_off
        Stage.RESOLD -> R.plurals.in_days_resold
    }

    private fun today(stage: Stage) = when (stage) {
        Stage.ACTIVE -> R.string.now_active
        Stage.OUTGOING_BLOCKED -> R.string.now_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.string.now_incoming_blocked
        Stage.CUT_OFF -> R.string.now_cut_off
        Stage.RESOLD -> R.string.now_resold
    }

    private fun from(stage: Stage) = when (stage) {
        Stage.ACTIVE -> R.string.from_active
        Stage.OUTGOING_BLOCKED -> R.string.from_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.string.from_incoming_blocked
        Stage.CUT_OFF -> R.string.from_cut_off
        Stage.RESOLD -> R.string.from_resold
    }
}
