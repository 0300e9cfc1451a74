package app.baohao.telephony

import android.app.Activity
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.baohao.BaohaoApp
import app.baohao.HeldBroadcast
import app.baohao.core.PlatformWord

/** Hears whether a message left the phone. In the manifest, so that the word isn't lost with the process. */
class SmsSentReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val commandId = intent.data?.lastPathSegment?.toLongOrNull() ?: return
        val word = if (resultCode == Activity.RESULT_OK) PlatformWord.SmsSent else PlatformWord.SmsFailed(resultCode)
        val held = HeldBroadcast(goAsync())
        BaohaoApp.of(context).core.change({ phone, now -> platformWord(commandId, word, phone, now) }) { held.finish() }
    }
}
