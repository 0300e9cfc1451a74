package app.baohao.ui

import app.baohao.core.Money
import java.math.BigDecimal
import java.math.RoundingMode
import java.text.NumberFormat
import java.util.Locale

/** For a card: two decimals at most, and never more than there is, so what is left out is cut, not rounded. */
fun Money.short(): String = written(minOf(scale, 2))

/** For the table beside the message: every decimal that the operator wrote. */
fun Money.full(): String = written(scale)

/** As it is typed: no currency, no grouping. */
fun Money.plain(): String = BigDecimal.valueOf(units, scale).toPlainString()

/** With the point and comma that operators write, in every language: it will be compared with the message. */
private fun Money.written(decimals: Int): String {
    val amount = BigDecimal.valueOf(units, scale).setScale(decimals, RoundingMode.DOWN)
    val format = NumberFormat.getNumberInstance(Locale.ENGLISH)
    format.minimumFractionDigits = decimals
    format.maximumFractionDigits = decimals
    val number = format.format(amount)
    return when (currency) {
        "USD" -> "$$number"
        "KHR" -> "$number៛"
        else -> "$number $currency"
    }
}

/** Data as operators count it, 1 GB being 1024 MB; two decimals at most, cut and not rounded. */
fun bytes(bytes: Long): String {
    val (unit, shift) = listOf("GB" to 30, "MB" to 20, "KB" to 10).firstOrNull { bytes shr it.second > 0 } ?: ("B" to 0)
    val amount = BigDecimal(bytes).divide(BigDecimal(1L shl shift), 2, RoundingMode.DOWN).stripTrailingZeros()
    return "${amount.toPlainString()} $unit"
}
