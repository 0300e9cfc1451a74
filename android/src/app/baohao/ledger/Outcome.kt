package app.baohao.ledger

import app.baohao.core.CoreException
import app.baohao.core.Fault
import app.baohao.core.Refusal
import app.baohao.core.Unavailable

/** What became of a call of the core. */
sealed interface Outcome<out T> {
    /** It was done. */
    data class Done<T>(val value: T) : Outcome<T>

    /** The core refused, and nothing happened. */
    data class Refused(val refusal: Refusal, val parameter: String) : Outcome<Nothing>

    /** The ledger isn't open. */
    data class Trouble(val trouble: LedgerTrouble) : Outcome<Nothing>

    /** Not backed up, restored or exported, and nothing has changed. */
    data class NotTakenAlong(val fault: Fault) : Outcome<Nothing>

    /** Anything else. [reason] is the name of a class: an exception's own text could hold what was in a message. */
    data class Failed(val reason: String) : Outcome<Nothing>
}

/** The same with another value. */
internal fun <T, R> Outcome<T>.map(change: (T) -> R): Outcome<R> = when (this) {
    is Outcome.Done -> Outcome.Done(change(value))
    is Outcome.Refused -> this
    is Outcome.Trouble -> this
    is Outcome.NotTakenAlong -> this
    is Outcome.Failed -> this
}

/**
 * Turns whatever a call throws into an [Outcome]. A panic in Rust arrives as an exception of another family than the
 * core's own errors, and a library that can't be loaded as an error: neither may end the app.
 */
internal fun <T> outcomeOf(call: () -> T): Outcome<T> = try {
    Outcome.Done(call())
} catch (e: LedgerClosed) {
    Outcome.Trouble(e.trouble)
} catch (e: CoreException) {
    when (e) {
        is CoreException.Refused -> Outcome.Refused(e.refusal, e.parameter)
        is CoreException.LedgerUnreadable -> Outcome.Trouble(LedgerTrouble.UNREADABLE)
        is CoreException.LedgerCorrupt -> Outcome.Trouble(LedgerTrouble.CORRUPT)
        is CoreException.LedgerTooNew -> Outcome.Trouble(LedgerTrouble.TOO_NEW)
        is CoreException.LedgerUnavailable -> Outcome.Trouble(trouble(e.why))
        is CoreException.NotTakenAlong -> Outcome.NotTakenAlong(e.fault)
        is CoreException.NotFound, is CoreException.TooLong, is CoreException.Bridge -> failed(e)
    }
} catch (e: Exception) {
    failed(e)
} catch (e: LinkageError) {
    failed(e)
}

private fun trouble(why: Unavailable) = when (why) {
    Unavailable.DISK_FULL -> LedgerTrouble.FULL
    Unavailable.IN_USE -> LedgerTrouble.IN_USE
    Unavailable.READ_ONLY -> LedgerTrouble.READ_ONLY
    Unavailable.NOT_THERE, Unavailable.EXISTS_ALREADY, Unavailable.CANNOT_OPEN,
    Unavailable.INPUT_OUTPUT, Unavailable.NOT_RENAMED,
    -> LedgerTrouble.UNAVAILABLE
}

private fun failed(e: Throwable) = Outcome.Failed(e.javaClass.simpleName)
