package app.baohao.telephony

import android.Manifest.permission.CALL_PHONE
import android.Manifest.permission.READ_PHONE_STATE
import android.Manifest.permission.SEND_SMS
import android.content.Context
import android.content.pm.PackageManager.FEATURE_TELEPHONY
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import app.baohao.core.Phone
import app.baohao.core.PresentCard
import app.baohao.levels.ApiLevels

/**
 * What the phone shows and allows at this moment. Read anew for every call of the core: cards move and permissions are
 * taken back at any time, also between the check and the look, hence the catches.
 */
internal class PhoneFacts(private val context: Context) {
    fun facts() = Phone(cards(), maySendSms = granted(SEND_SMS), mayCall = granted(CALL_PHONE))

    private fun cards(): List<PresentCard>? {
        if (!context.packageManager.hasSystemFeature(FEATURE_TELEPHONY)) return emptyList()
        if (!granted(READ_PHONE_STATE)) return null
        return try {
            val subscriptions = context.getSystemService(SubscriptionManager::class.java)!!
            // Null on some phones without a card, and on any while the cards are still being read after a boot.
            subscriptions.activeSubscriptionInfoList.orEmpty().map { card(it, subscriptions) }
        } catch (_: SecurityException) {
            null
        } catch (_: RuntimeException) {
            emptyList() // no service for cards, or a maker's own that fails: the hand-off is left
        }
    }

    private fun card(info: SubscriptionInfo, subscriptions: SubscriptionManager): PresentCard {
        val telephony = context.getSystemService(TelephonyManager::class.java)!!
            .createForSubscriptionId(info.subscriptionId)
        return PresentCard(
            subscriptionId = info.subscriptionId,
            slot = info.simSlotIndex,
            carrierId = ApiLevels.carrierId(info, telephony),
            // As text: the numeric MNC of SubscriptionInfo has lost its leading zero, and with it its length.
            plmn = telephony.simOperator.orEmpty().ifEmpty { null },
            msisdn = msisdn(info, subscriptions),
            cardId = ApiLevels.cardId(info),
            iccid = ApiLevels.iccid(info).orEmpty().ifBlank { null },
            embedded = ApiLevels.embedded(info),
        )
    }

    /** Needs READ_PHONE_NUMBERS, which is not worth a question of its own: without it the number is typed. */
    private fun msisdn(info: SubscriptionInfo, subscriptions: SubscriptionManager): String? = try {
        ApiLevels.msisdn(info, subscriptions).orEmpty().ifBlank { null }
    } catch (_: RuntimeException) {
        null
    }

    private fun granted(permission: String) = context.checkSelfPermission(permission) == PERMISSION_GRANTED
}
