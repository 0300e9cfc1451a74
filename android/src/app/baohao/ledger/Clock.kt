package app.baohao.ledger

import app.baohao.core.Now
import java.time.Instant
import java.time.ZoneId

/** The app's only look at the clock; the core has none and is told. */
internal object Clock {
    fun now(): Now {
        val instant = Instant.ofEpochMilli(System.currentTimeMillis())
        return Now(instant.toEpochMilli(), ZoneId.systemDefault().rules.getOffset(instant).totalSeconds)
    }
}
