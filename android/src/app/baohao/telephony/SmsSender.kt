package app.baohao.telephony

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import app.baohao.core.Doing
import app.baohao.core.PlatformWord
import app.baohao.levels.ApiLevels

/**
 * Sends one message from the chosen card. No delivery report: Android drops its status where the intent is immutable,
 * and short codes send none.
 */
internal class SmsSender(private val context: Context) {
    /** Null: taken, and [SmsSentReceiver] hears the rest. */
    fun send(commandId: Long, doing: Doing.SendSms): PlatformWord? = try {
        ApiLevels.smsManager(context, doing.subscriptionId)
            .sendTextMessage(doing.to, null, doing.body, sent(commandId), null)
        null
    } catch (_: RuntimeException) {
        PlatformWord.Refused // permission taken back, card gone, no radio: each Android throws something else
    }

    /** Immutable, since the result comes as the broadcast's code and not as an extra. */
    private fun sent(commandId: Long): PendingIntent = PendingIntent.getBroadcast(
        context,
        0,
        Intent(context, SmsSentReceiver::class.java).setData(Uri.parse("baohao://sent/$commandId")),
        PendingIntent.FLAG_IMMUTABLE or
            PendingIntent.FLAG_ONE_SHOT,
    )
}
