package app.baohao.levels

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build.VERSION.SDK_INT
import android.telephony.SmsManager
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager

/**
 * With [ViewLevels], which the screens use, the only file that calls Android above 26. Each function says from which
 * level on it does, and what it does below.
 */
object ApiLevels {
    /** Whether notifications need a permission that is asked for: 33. Below, asking for it would count as denied. */
    val asksForNotifications: Boolean
        get() = SDK_INT >= 33

    /** AOSP's carrier id, from the subscription on 29, from its telephony on 28. The phone says -1 if it has none. */
    @NewerApi(28)
    fun carrierId(card: SubscriptionInfo, telephony: TelephonyManager): Int? = when {
        SDK_INT >= 29 -> card.carrierId
        SDK_INT >= 28 -> telephony.simCarrierId
        else -> null
    }.takeIf { it != TelephonyManager.UNKNOWN_CARRIER_ID }

    /** The card's own number, empty on most prepaid ones. From 33 on it takes READ_PHONE_NUMBERS, or throws. */
    @NewerApi(33)
    @Suppress("DEPRECATION") // `number` is the only way below 33
    fun msisdn(card: SubscriptionInfo, subscriptions: SubscriptionManager): String? =
        if (SDK_INT >= 33) subscriptions.getPhoneNumber(card.subscriptionId) else card.number

    /** The ICCID, up to 28. Above, an ordinary app gets an empty one, so it isn't asked for. */
    @NewerApi(29)
    fun iccid(card: SubscriptionInfo): String? = if (SDK_INT >= 29) null else card.iccId

    /** Android's own id of the card, from 29 on. Negative where the phone has none. */
    @NewerApi(29)
    fun cardId(card: SubscriptionInfo): Int? = if (SDK_INT >= 29) card.cardId.takeIf { it >= 0 } else null

    /** Whether it is an eSIM profile, which is known from 28 on. */
    @NewerApi(28)
    fun embedded(card: SubscriptionInfo): Boolean = SDK_INT >= 28 && card.isEmbedded

    /** Whether Android takes alarms and permissions from the app when nobody opens it for months: from 30 on, below never. */
    @NewerApi(30)
    fun mayBePutToSleep(context: Context): Boolean =
        SDK_INT >= 30 && !context.packageManager.isAutoRevokeWhitelisted

    /** The page with the switch for that. Some makers' phones don't have it. */
    @NewerApi(30)
    fun sleepSettings(context: Context) =
        Intent(Intent.ACTION_AUTO_REVOKE_PERMISSIONS, Uri.fromParts("package", context.packageName, null))

    /** Sends from that card. From 31 on the manager is a system service. */
    @NewerApi(31)
    @Suppress("DEPRECATION") // the static one is the only way below 31
    fun smsManager(context: Context, subscriptionId: Int): SmsManager =
        if (SDK_INT >= 31) {
            context.getSystemService(SmsManager::class.java)!!.createForSubscriptionId(subscriptionId)
        } else {
            SmsManager.getSmsManagerForSubscriptionId(subscriptionId)
        }
}
