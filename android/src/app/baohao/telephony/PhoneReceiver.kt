package app.baohao.telephony

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.provider.Telephony.Sms.Intents
import android.telephony.SubscriptionManager
import app.baohao.BaohaoApp
import app.baohao.HeldBroadcast
import app.baohao.core.IncomingFrom

/** Hears what the phone process sends: messages, and that the cards may have changed. */
class PhoneReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = BaohaoApp.of(context)
        when (intent.action) {
            Intents.SMS_RECEIVED_ACTION -> takeIn(app, intent)
            else -> app.core.replan(HeldBroadcast(goAsync())::finish)
        }
    }

    private fun takeIn(app: BaohaoApp, intent: Intent) {
        // Null, or with nulls in it, where a part can't be decoded.
        val parts = Intents.getMessagesFromIntent(intent).orEmpty().filterNotNull()
        val sender = parts.firstOrNull()?.displayOriginatingAddress ?: return
        val text = parts.joinToString("") { it.displayMessageBody.orEmpty() }
        app.takeIn(IncomingFrom.Sms(sender, subscriptionId(intent)), text, HeldBroadcast(goAsync())::finish)
    }

    /** The documented extra is missing on older phones, which have the one that AOSP itself reads. */
    private fun subscriptionId(intent: Intent): Int? {
        val none = SubscriptionManager.INVALID_SUBSCRIPTION_ID
        val aosp = intent.getIntExtra("subscription", none)
        return intent.getIntExtra(SubscriptionManager.EXTRA_SUBSCRIPTION_INDEX, aosp).takeIf { it != none }
    }
}
