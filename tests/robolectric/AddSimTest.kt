package app.baohao

import android.content.Intent
import android.widget.EditText
import android.widget.RadioButton
import app.baohao.ui.AddSimActivity
import java.util.concurrent.CountDownLatch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** Adding a number: nothing is guessed about a card, and one tap adds one number. */
@RunWith(BaohaoRunner::class)
class AddSimTest {
    @get:Rule val handset = Handset()

    private fun openAdd(): Shown = handset.open(Intent(handset.app, AddSimActivity::class.java))

    private fun Shown.pickTheCard() {
        views(activity.window.decorView).filterIsInstance<RadioButton>().first().performClick()
        handset.settle()
    }

    private val Shown.number: EditText get() = activity.findViewById(R.id.field_number)!!

    private fun sims(): Int = handset.ask { phone, now -> home(phone, now).cards.size }

    @Test fun theOperatorOfAnUnknownCardIsForThePersonToSay() {
        handset.insertUnknown()
        val add = openAdd()
        add.pickTheCard()
        add.mustSay(R.string.choose)
        add.rotate()
        add.mustSay(R.string.choose)
        add.tap(R.string.save)
        add.mustSay(R.string.error_operator)
        assertEquals(0, sims())
    }

    @Test fun aRotationWhileSavingAddsItOnce() {
        val add = openAdd()
        add.pickTheCard()
        val busy = CountDownLatch(1)
        handset.app.core.ask({ _, _ -> busy.await() })
        checkNotNull(add.button(R.string.save)).performClick()
        add.rotate {
            assertNull("a second tap would add it twice", add.button(R.string.save))
            busy.countDown()
        }
        assertEquals(1, sims())
        assertTrue("the new screen ends with the save that the old one began", add.activity.isFinishing)
    }

    @Test fun aSaveThatWasRefusedCanBeTriedAgainAfterARotation() {
        val add = openAdd()
        add.pickTheCard()
        add.number.setText("12")
        val busy = CountDownLatch(1)
        handset.app.core.ask({ _, _ -> busy.await() })
        checkNotNull(add.button(R.string.save)).performClick()
        add.rotate { busy.countDown() }
        add.mustSay(R.string.error_number_length)
        add.number.setText(Handset.NUMBER)
        add.tap(R.string.save)
        assertEquals(1, sims())
    }
}
