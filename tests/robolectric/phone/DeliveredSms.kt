package app.baohao.phone

import android.content.Intent
import android.provider.Telephony.Sms.Intents
import java.io.ByteArrayOutputStream

/** A message on its way in, as 3GPP TS 23.040 SMS-DELIVER PDUs in UCS-2, and the broadcast that carries them. */
object DeliveredSms {
    /** UCS-2 letters in one part, with and without the header that joins parts. */
    private const val ALONE = 70
    private const val JOINED = 67
    private const val REFERENCE = 7

    fun broadcast(sender: String, text: String, subscriptionId: Int): Intent =
        Intent(Intents.SMS_RECEIVED_ACTION)
            .putExtra("pdus", pdus(sender, text).toTypedArray<java.io.Serializable>())
            .putExtra("format", "3gpp")
            .putExtra("subscription", subscriptionId)
            .putExtra("android.telephony.extra.SUBSCRIPTION_INDEX", subscriptionId)

    fun pdus(sender: String, text: String): List<ByteArray> {
        if (text.length <= ALONE) return listOf(pdu(sender, ByteArray(0), text))
        val parts = text.chunked(JOINED)
        return parts.mapIndexed { index, part ->
            pdu(sender, byteArrayOf(5, 0, 3, REFERENCE.toByte(), parts.size.toByte(), (index + 1).toByte()), part)
        }
    }

    private fun pdu(sender: String, header: ByteArray, text: String): ByteArray {
        val userData = header + text.toByteArray(Charsets.UTF_16BE)
        return ByteArrayOutputStream().apply {
            write(0) // no service centre address
            write(if (header.isEmpty()) 0x04 else 0x44) // SMS-DELIVER, no more to come; user data header
            write(address(sender))
            write(0) // protocol
            write(0x08) // UCS-2
            write(byteArrayOf(0x62, 0x11, 0x32, 0x01, 0x40, 0x00, 0x82.toByte())) // 2026-11-23 10:04:00 +07:00
            write(userData.size)
            write(userData)
        }.toByteArray()
    }

    /** Digits as swapped half-octets; a name as packed septets (§9.1.2.5). */
    private fun address(sender: String): ByteArray {
        val digits = sender.removePrefix("+")
        if (digits.any { !it.isDigit() }) {
            val packed = septets(sender)
            return byteArrayOf(((sender.length * 7 + 3) / 4).toByte(), 0xD0.toByte()) + packed
        }
        val type = if (sender == digits) 0x81 else 0x91
        val halves = digits.chunked(2).map { pair ->
            ((pair.getOrElse(1) { '?' }.digitToIntOrNull() ?: 0xF) shl 4 or pair[0].digitToInt()).toByte()
        }
        return byteArrayOf(digits.length.toByte(), type.toByte()) + halves.toByteArray()
    }

    /** Letters and digits have the same numbers in ASCII and in the GSM alphabet. */
    private fun septets(text: String): ByteArray {
        var bits = 0
        var held = 0
        val out = ByteArrayOutputStream()
        for (letter in text) {
            bits = bits or (letter.code shl held)
            held += 7
            while (held >= 8) {
                out.write(bits and 0xFF)
                bits = bits ushr 8
                held -= 8
            }
        }
        if (held > 0) out.write(bits and 0xFF)
        return out.toByteArray()
    }
}
