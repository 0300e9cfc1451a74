package app.baohao.telephony

import android.os.Handler
import android.os.Looper
import android.telephony.TelephonyManager
import app.baohao.BaohaoApp
import app.baohao.core.Doing
import app.baohao.core.IncomingFrom
import app.baohao.core.PlatformWord

/**
 * Asks the network from the chosen card. The callback may come late, twice or never; whatever comes goes to the core,
 * which knows from the time alone what has timed out.
 */
internal class UssdCaller(private val app: BaohaoApp) {
    /** Null: asked, and the callback hears the rest. */
    fun request(commandId: Long, doing: Doing.RequestUssd): PlatformWord? = try {
        app.getSystemService(TelephonyManager::class.java)!!
            .createForSubscriptionId(doing.subscriptionId)
            .sendUssdRequest(doing.code, Answer(commandId), Handler(Looper.getMainLooper()))
        null
    } catch (_: RuntimeException) {
        PlatformWord.Refused // permission taken back, card gone, no radio: each Android throws something else
    }

    private inner class Answer(private val commandId: Long) : TelephonyManager.UssdResponseCallback() {
        override fun onReceiveUssdResponse(telephony: TelephonyManager, request: String, response: CharSequence) =
            app.takeIn(IncomingFrom.Ussd(commandId), response.toString())

        override fun onReceiveUssdResponseFailed(telephony: TelephonyManager, request: String, failureCode: Int) =
            app.core.change({ phone, now -> platformWord(commandId, PlatformWord.UssdFailed(failureCode), phone, now) })
    }
}
