package app.baohao.phone

import android.app.PendingIntent
import android.telephony.SmsManager
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadows.ShadowSmsManager

/** A message that the app asked the platform to send. */
class SentSms(val subscriptionId: Int, val to: String, val body: String, private val sentIntent: PendingIntent?) {
    /** The platform says what became of it, as `SmsManager` does: −1 is sent, everything else is not. */
    fun result(code: Int) = checkNotNull(sentIntent) { "nobody asked what became of it" }.send(code)
}

/** Robolectric remembers the last message only and never fires a sent intent. Here all are kept and counted. */
@Implements(SmsManager::class)
class SmsNetwork : ShadowSmsManager() {
    @RealObject private lateinit var real: SmsManager

    @Implementation
    public override fun sendTextMessage(
        to: String,
        serviceCentre: String?,
        body: String,
        sentIntent: PendingIntent?,
        deliveryIntent: PendingIntent?,
    ) {
        refusal?.let { throw it }
        sent += SentSms(real.subscriptionId, to, body, sentIntent)
    }

    companion object {
        val sent = mutableListOf<SentSms>()

        /** What the platform throws instead of sending, if a test wants that. */
        var refusal: RuntimeException? = null

        /** Robolectric resets its own shadows only. */
        fun forget() {
            sent.clear()
            refusal = null
        }
    }
}
