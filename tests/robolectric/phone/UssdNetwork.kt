package app.baohao.phone

import android.content.Context
import android.os.Handler
import android.telephony.TelephonyManager
import android.telephony.TelephonyManager.UssdResponseCallback
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadows.ShadowTelephonyManager
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter.from

/** One USSD request as the network got it. Nothing comes back before the test says what. */
class UssdRequest(
    val subscriptionId: Int,
    val code: String,
    private val manager: TelephonyManager,
    private val callback: UssdResponseCallback,
    private val handler: Handler,
) {
    fun answer(text: String) {
        handler.post { callback.onReceiveUssdResponse(manager, code, text) }
    }

    /** −1: refused or a menu, Android doesn't tell which. −2: the service can't be reached. */
    fun fail(code: Int) {
        handler.post { callback.onReceiveUssdResponseFailed(manager, this.code, code) }
    }
}

/**
 * Robolectric knows one TelephonyManager, whose USSD requests vanish. Here each subscription has its own, and the
 * requests are kept for the test to count and to answer: at once, late, twice or never, as networks do.
 */
@Implements(TelephonyManager::class)
class UssdNetwork : ShadowTelephonyManager() {
    @RealObject private lateinit var real: TelephonyManager

    @Implementation
    public override fun createForSubscriptionId(subscriptionId: Int): TelephonyManager {
        val context = ReflectionHelpers.getField<Context>(real, "mContext")
        return ReflectionHelpers.callConstructor(
            TelephonyManager::class.java,
            from(Context::class.java, context),
            from(Int::class.java, subscriptionId),
        )
    }

    @Implementation
    public override fun getSimOperator(): String = plmnOf[subscription()].orEmpty()

    @Implementation
    fun sendUssdRequest(code: String, callback: UssdResponseCallback, handler: Handler) {
        refusal?.let { throw it }
        requests += UssdRequest(subscription(), code, real, callback, handler)
    }

    private fun subscription() = ReflectionHelpers.getField<Int>(real, "mSubId")

    companion object {
        val requests = mutableListOf<UssdRequest>()

        /** MCC and MNC of the cards in the phone. */
        val plmnOf = mutableMapOf<Int, String>()

        /** What the platform throws instead of dialling, if a test wants that. */
        var refusal: RuntimeException? = null

        /** Robolectric resets its own shadows only. */
        fun forget() {
            requests.clear()
            plmnOf.clear()
            refusal = null
        }
    }
}
