package app.baohao.ui

import app.baohao.core.Money
import java.math.BigDecimal
import java.math.RoundingMode
import java.text.NumberFormat
import java.util.Locale

/** For a card: two decimals at most, and never more than there is, so what is left out is cut, not rounded. */
fun Money.short(locale: Locale): String = written(minOf(scale, 2), locale)

/** For the table beside the message: every decimal that the operator wrote. */
fun Money.full(locale: Locale): String = written(scale, locale)

private fun Money.written(decimals: Int, locale: Locale): String {
    val amount = BigDecimal.valueOf(units, scale).setScale(decimals, RoundingMode.DOWN)
    val format = NumberFormat.getNumberInstance(locale)
    format.minimumFractionDigits = decimals
    format.maximumFractionDigits = decimals
    val number = format.format(amount)
    return when (currency) {
        "USD" -> "$$number"
        "KHR" -> "$number៛"
        else -> "$number $currency"
    }
}
