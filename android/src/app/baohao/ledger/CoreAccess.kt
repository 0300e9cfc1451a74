package app.baohao.ledger

import android.app.Application
import android.os.Handler
import android.os.Looper
import android.util.Log
import app.baohao.alarms.AlarmsHeld
import app.baohao.core.Core
import app.baohao.core.InternalException
import app.baohao.core.Now
import app.baohao.core.Phone
import app.baohao.core.Salvaged
import app.baohao.notifications.Notices
import app.baohao.telephony.PhoneFacts
import java.io.File
import java.util.concurrent.Executors
import java.util.concurrent.Future

/**
 * The one road to the core: one thread, on which every call runs in the order in which it was asked for. The ledger is
 * opened by the first call. Answers come on the main thread.
 */
class CoreAccess(app: Application) {
    private val thread = Executors.newSingleThreadExecutor { Thread(it, "core").apply { isDaemon = true } }
    private val main = Handler(Looper.getMainLooper())
    private val ledger = LedgerFile(app)
    private val phone = PhoneFacts(app)
    private val alarms = AlarmsHeld(app)
    private val notices = Notices(app)
    private val listeners = LinkedHashSet<() -> Unit>()

    // Belongs to the core's thread.
    private var opened: Core? = null

    /** Whether a screen listens, and so shows what happens by itself. Main thread. */
    val watched: Boolean get() = listeners.isNotEmpty()

    /**
     * Runs [call] on the core's thread with what the phone shows and the time now; [then] on the main thread. Opens (or
     * on first run creates) the ledger first.
     */
    fun <T> ask(call: Core.(phone: Phone, now: Now) -> T, then: (Outcome<T>) -> Unit = {}) = thread.execute {
        val outcome = attempt { call(phone.facts(), Clock.now()) }
        main.post { then(outcome) }
    }

    /** As [ask], for calls that change the ledger: afterwards re-plans (alarms, notices) and tells the listeners. */
    fun <T> change(call: Core.(phone: Phone, now: Now) -> T, then: (Outcome<T>) -> Unit = {}) = thread.execute {
        change(attempt { call(phone.facts(), Clock.now()) }, then)
    }

    /** Runs [call] on the core's thread without the ledger: for files alone, and where there is no ledger to open. */
    fun <T> apart(call: (now: Now) -> T, then: (Outcome<T>) -> Unit) = thread.execute {
        val outcome = outcomeOf { call(Clock.now()) }
        main.post { then(outcome) }
    }

    /** Plans anew, because time, cards or the phone's memory of its alarms may have changed. */
    fun replan(then: () -> Unit = {}) = change({ _, _ -> }) { then() }

    /** Opens the ledger once more. */
    fun tryAgain(then: (Outcome<Unit>) -> Unit) = thread.execute {
        close()
        change(attempt {}, then)
    }

    /**
     * The person chose to start afresh: the old file is renamed and a new ledger is made. Unless it opens by now, after
     * a second tap or because the keystore is back: then it is used as it is.
     */
    fun startAfresh(then: (Outcome<Unit>) -> Unit) = thread.execute { replace(ledger::setAside, then) }

    /** Reads what can be read of a damaged ledger, for the person to look at. Nothing is changed yet. */
    fun salvage(then: (Outcome<Salvaged>) -> Unit) = thread.execute {
        close()
        val outcome = outcomeOf(ledger::salvage)
        main.post { then(outcome) }
    }

    /** The person said twice that everything is to go: the ledger, its key, what is shown. A new ledger is made. */
    fun deleteEverything(then: (Outcome<Unit>) -> Unit) = thread.execute {
        close()
        val deleted = outcomeOf(ledger::delete)
        notices.takeBackAll()
        change(if (deleted is Outcome.Done) attempt {} else deleted, then)
    }

    /** The person wants what [salvage] found. As [startAfresh], it leaves a ledger alone that opens by now. */
    fun adoptSalvaged(then: (Outcome<Unit>) -> Unit) = thread.execute { replace(ledger::adoptSalvaged, then) }

    /** Makes [backup] the ledger; the present one is renamed. It is opened before [then], so what it says is true. */
    fun restore(backup: File, passphrase: ByteArray, then: (Outcome<Unit>) -> Unit) = thread.execute {
        close()
        val restored = outcomeOf { ledger.restore(backup, passphrase) }
        change(if (restored is Outcome.Done) attempt {} else restored, then)
    }

    /** Calls [listener] on the main thread after every change. */
    fun addListener(listener: () -> Unit) {
        listeners += listener
    }

    /** The contrary of [addListener]. */
    fun removeListener(listener: () -> Unit) {
        listeners -= listener
    }

    /** Done when everything asked for until now has run; its answers are then in the main thread's queue. */
    fun idle(): Future<*> = thread.submit {}

    private fun replace(byAnother: () -> Unit, then: (Outcome<Unit>) -> Unit) {
        close()
        val found = attempt { readThrough(this) }
        val lost = found is Outcome.Trouble && found.trouble.mayStartAfresh
        if (lost) close()
        val replaced = if (lost) outcomeOf(byAnother) else found
        change(if (replaced is Outcome.Done) attempt {} else replaced, then)
    }

    /** A call that failed may have stored something before it did, so the plan is made anew after every one. */
    private fun <T> change(outcome: Outcome<T>, then: (Outcome<T>) -> Unit) {
        val planned = attempt { plan(this) }
        if (planned !is Outcome.Done) Log.w(TAG, "not planned: $planned")
        main.post {
            tell(listOf(outcome, planned))
            then(outcome)
            listeners.toList().forEach { it() }
        }
    }

    /** Without a screen to say so, trouble would be silence: no alarm is planned, and what came in is not kept. */
    private fun tell(outcomes: List<Outcome<*>>) {
        val trouble = outcomes.firstNotNullOfOrNull { it as? Outcome.Trouble }
        if (trouble == null) notices.takeBackTrouble() else if (!watched) notices.showTrouble(trouble.trouble)
    }

    private fun plan(core: Core) {
        val (facts, now) = phone.facts() to Clock.now()
        core.seeCards(facts, now)
        val plan = core.plan(facts, now)
        alarms.hold(plan.alarms)
        plan.settled.forEach(notices::takeBack)
        // Shown first, remembered after: a kill in between shows a notice twice rather than never.
        plan.due.filter(notices::show).forEach { core.rung(it.id, now) }
    }

    /** A damaged page shows only when it is read, so opening alone proves little. */
    private fun readThrough(core: Core) {
        if (!core.health().intact) throw LedgerClosed(LedgerTrouble.CORRUPT)
        core.home(phone.facts(), Clock.now())
    }

    private fun <T> attempt(call: Core.() -> T): Outcome<T> = outcomeOf {
        try {
            core().call()
        } catch (panic: InternalException) {
            close() // a core that panicked answers nothing more; the next call opens the ledger anew
            throw panic
        }
    }

    private fun core(): Core {
        check(Looper.myLooper() != Looper.getMainLooper()) { "the core was asked on the main thread" }
        return opened ?: ledger.open().also { opened = it }
    }

    private fun close() {
        opened?.close()
        opened = null
    }

    private companion object {
        const val TAG = "Baohao"
    }
}
