package app.baohao.ui

import android.content.Context
import android.icu.text.DateTimePatternGenerator
import android.icu.text.RelativeDateTimeFormatter
import android.icu.text.RelativeDateTimeFormatter.AbsoluteUnit
import android.icu.text.RelativeDateTimeFormatter.Direction
import android.icu.text.RelativeDateTimeFormatter.RelativeUnit
import android.icu.util.ULocale
import android.text.format.DateFormat
import app.baohao.ledger.Clock
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit
import java.time.temporal.TemporalAccessor
import java.util.Locale

/** Dates as the phone's language writes them. */
class Dates(private val context: Context) {
    private val locale: Locale = context.resources.configuration.locales[0]
    private val patterns by lazy { DateTimePatternGenerator.getInstance(ULocale.forLocale(locale)) }

    /** A day in few words, kept on one line; with its year only if it isn't this one. */
    fun day(day: LocalDate): String =
        format(if (day.year == today().year) "MMMd" else "yMMMd", day).replace(' ', '\u00a0')

    /** A month with its year. */
    fun month(day: LocalDate): String = format("yMMMM", day)

    /** A day in full, as a fact that one may want to compare. */
    fun fullDay(day: LocalDate): String = format("yMMMMd", day)

    /** The day of a moment. */
    fun dayOf(epochMs: Long): String = day(local(epochMs).toLocalDate())

    /** An alarm: day and time. */
    fun moment(moment: LocalDateTime): String {
        val year = if (moment.year == today().year) "" else "y"
        return format(year + "MMMMd" + clock("m"), moment)
    }

    /** When a message came. */
    fun momentOf(epochMs: Long): String = moment(local(epochMs))

    /** A time of today, to the second. */
    fun timeOf(epochMs: Long): String = format(clock("ms"), local(epochMs))

    /** "3 days ago", counted in calendar days; after a month the day itself. */
    fun ago(epochMs: Long): String {
        val day = local(epochMs).toLocalDate()
        val words = RelativeDateTimeFormatter.getInstance(ULocale.forLocale(locale))
        return when (val days = ChronoUnit.DAYS.between(day, today())) {
            0L -> words.format(Direction.THIS, AbsoluteUnit.DAY)
            1L -> words.format(Direction.LAST, AbsoluteUnit.DAY)
            in 2L..30L -> words.format(days.toDouble(), Direction.LAST, RelativeUnit.DAYS)
            else -> day(day)
        }
    }

    /** As [ago], and in minutes within the last hour. */
    fun agoOrMinutes(epochMs: Long): String {
        val minutes = (Clock.now().epochMs - epochMs) / 60_000
        if (minutes !in 0..59) return ago(epochMs)
        val words = RelativeDateTimeFormatter.getInstance(ULocale.forLocale(locale))
        return words.format(minutes.toDouble(), Direction.LAST, RelativeUnit.MINUTES)
    }

    fun today(): LocalDate = local(Clock.now().epochMs).toLocalDate()

    private fun clock(rest: String): String = (if (DateFormat.is24HourFormat(context)) "H" else "h") + rest

    private fun local(epochMs: Long): LocalDateTime =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneId.systemDefault())

    private fun format(skeleton: String, value: TemporalAccessor): String =
        DateTimeFormatter.ofPattern(patterns.getBestPattern(skeleton), locale).format(value)
}
