package app.baohao

import android.telephony.SmsMessage
import app.baohao.core.Encoding
import app.baohao.core.smsSegments
import app.baohao.core.smsSize
import java.util.Random
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** What a text costs is what Android itself makes of it: the same encoding, the same units, the same parts. */
@RunWith(BaohaoRunner::class)
class SmsSizeTest {
    @Test fun tenThousandTextsAreCountedAsAndroidCountsThem() {
        val random = Random(SEED)
        val seen = mutableMapOf<Pair<Encoding, Boolean>, Int>()
        repeat(10_000) { round ->
            val text = text(random)
            val (messages, units, _, unitSize) = SmsMessage.calculateLength(text, false).toList()
            val size = smsSize(text)
            val which = "seed $SEED, text $round: ${text.map { it.code.toString(16) }}"
            assertEquals(which, if (unitSize == 1) Encoding.GSM7 else Encoding.UCS2, size.encoding)
            assertEquals(which, units, size.units)
            // Android's count divides the septets; where an escape may not be split, its own parts may be one more.
            if (text.none { it in EXTENSION }) assertEquals(which, messages, size.segments)
            if (round % EACH == 0) assertEquals(which, fragments(text), smsSegments(text))
            seen.merge(size.encoding to (size.segments > 1), 1, Int::plus)
        }
        assertEquals("both encodings, one part and several", 4, seen.size)
        assertTrue("$seen", seen.values.all { it > 500 })
    }

    @Test fun anEscapeThatWouldBeSplitMovesToTheNextPart() {
        for (text in listOf("A".repeat(152) + "€" + "B".repeat(20), "€".repeat(153), "😀".repeat(40))) {
            assertEquals(fragments(text), smsSegments(text))
        }
    }

    /** The parts in which `SmsManager.divideMessage` sends it. */
    private fun fragments(text: String): List<String> = ReflectionHelpers.callStaticMethod(
        SmsMessage::class.java,
        "fragmentText",
        ClassParameter.from(String::class.java, text),
    )

    private fun text(random: Random): String {
        val alphabet = ALPHABETS[random.nextInt(ALPHABETS.size)]
        val length = if (random.nextBoolean()) 1 + random.nextInt(90) else 1 + random.nextInt(500)
        return buildString { repeat(length) { appendCodePoint(alphabet[random.nextInt(alphabet.size)]) } }
    }

    private companion object {
        const val SEED = 20_261_125L

        /** OpenJDK 17.0.15 crashes when it optimises Robolectric's `fragmentText`, so that may not be called too often. */
        const val EACH = 20
        const val EXTENSION = "\u000c^{}\\[~]|€"
        const val BASIC = "@£\$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡AMZÄÖÑÜ§¿amzäöñüà"

        /** Whole characters only: Android keeps an accent or a vowel sign with its letter, the core a pair with itself. */
        const val BEYOND = "çáőЖя开通续订ខមរ៥៛ภ`“”…"
        const val PAIRS = "😀🎉𠮷"

        fun points(text: String): IntArray = text.codePoints().toArray()

        val ALPHABETS = listOf(
            points("AUTO RECHARGE*#0123456789"),
            points(BASIC),
            points(BASIC + EXTENSION),
            points(EXTENSION),
            points(BEYOND),
            points(PAIRS),
            points(BASIC.replace("\r", "") + EXTENSION + BEYOND + PAIRS),
        )
    }
}
