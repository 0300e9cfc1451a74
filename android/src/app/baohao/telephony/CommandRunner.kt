package app.baohao.telephony

import android.app.Activity
import app.baohao.BaohaoApp
import app.baohao.core.Doing
import app.baohao.core.HandOver
import app.baohao.core.PlatformWord
import app.baohao.core.Route
import app.baohao.ledger.Outcome
import app.baohao.ledger.map

/** Does what the core gives leave to do, once, and tells it what the platform says. Nothing is tried a second time. */
class CommandRunner(private val app: BaohaoApp) {
    private val sms = SmsSender(app)
    private val ussd = UssdCaller(app)

    /**
     * The tap: the hand-over is stored first, then the platform does it, once. [then] gets the command's id or why not.
     * Main thread.
     */
    fun handOver(
        activity: Activity,
        commandId: Long,
        route: Route,
        saidYesTwice: Boolean,
        then: (Outcome<Long>) -> Unit,
    ) = app.core.change({ phone, now ->
        // On the core's thread, so that nothing can come between storing and sending but a kill.
        val leave = handOver(commandId, route, saidYesTwice, phone, now)
        send(leave)?.let { platformWord(commandId, it, phone, now) }
        leave
    }) { outcome ->
        then(outcome.map { it.commandId })
        // After [then], so that the other app stands above the screen that asks what happened.
        if (outcome is Outcome.Done) open(activity, outcome.value)
    }

    private fun send(leave: HandOver): PlatformWord? = when (val doing = leave.doing) {
        is Doing.SendSms -> sms.send(leave.commandId, doing)
        is Doing.RequestUssd -> ussd.request(leave.commandId, doing)
        is Doing.Dial, is Doing.WriteSms -> null
    }

    private fun open(activity: Activity, leave: HandOver) {
        val word = when (val doing = leave.doing) {
            is Doing.Dial -> HandOff.dial(activity, doing)
            is Doing.WriteSms -> HandOff.writeSms(activity, doing)
            is Doing.SendSms, is Doing.RequestUssd -> return
        }
        app.core.change({ phone, now -> platformWord(leave.commandId, word, phone, now) })
    }
}
