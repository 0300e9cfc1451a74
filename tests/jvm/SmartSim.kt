package app.baohao.core

import java.time.LocalDateTime
import java.time.ZoneOffset

/** A Smart card in the second slot of a phone that allows everything. */
object SmartSim {
    const val SUBSCRIPTION = 7
    const val NUMBER = "+855 10 000 482"
    const val BALANCE_ACTION = "kh.balance"
    const val AUTO_RENEW_ACTION = "kh-smart.auto-renew-on"
    const val REPLY = "Your balance is 5.37749 USD valid till 14.03.27"

    val CARD = PresentCard(subscriptionId = SUBSCRIPTION, slot = 1, carrierId = 869, plmn = "45606", msisdn = null)
    val PHONE = Phone(cards = listOf(CARD), maySendSms = true, mayCall = true)
    val MORNING = at("2026-11-23T10:00:00")

    fun draft(msisdn: String? = NUMBER) =
        SimDraft(label = "In the drawer", operatorId = "kh-smart", msisdn = msisdn, card = CARD)

    fun addTo(core: Core): Long = core.addSim(draft(), MORNING)

    /** This local time in Phnom Penh. */
    fun at(local: String): Now {
        val offset = ZoneOffset.ofHours(7)
        return Now(LocalDateTime.parse(local).toInstant(offset).toEpochMilli(), offset.totalSeconds)
    }

    fun later(seconds: Long): Now = MORNING.copy(epochMs = MORNING.epochMs + seconds * 1000)
}
