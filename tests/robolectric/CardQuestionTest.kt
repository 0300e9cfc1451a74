package app.baohao

import android.os.Build
import android.widget.RadioButton
import app.baohao.core.DirectRoute
import app.baohao.core.Location
import app.baohao.ui.AddSimActivity
import app.baohao.ui.SimActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** Which number is which card: certain, or asked. Nothing goes out of a card under question. */
@RunWith(BaohaoRunner::class)
class CardQuestionTest {
    @get:Rule val handset = Handset()

    private val first = Handset.Card(Handset.SUBSCRIPTION, slot = 1, cardId = 0, iccid = "8985506000000000001")
    private val second = Handset.Card(subscriptionId = 8, slot = 0, cardId = 1, iccid = "8985506000000000002")

    private fun location(simId: Long): Location =
        handset.ask { phone, now -> simDetail(simId, phone, now).card.sim.location }

    private fun ledgerHolds(text: String): Boolean = handset.ask { phone, now -> home(phone, now).toString() }.contains(text)

    @Test fun aNumberFromTheDrawerIsLinkedByTheAnswerOnHome() {
        val simId = handset.addSmart(label = "Drawer", inPhone = false)
        assertEquals(Location.Unsure, location(simId))
        val home = handset.openHome()
        home.mustSay(R.string.card_doubt_operator)
        val direct = handset.change { phone, now -> prepare(simId, Handset.BALANCE_ACTION, phone, now).direct }
        assertEquals("nothing is sent before the answer", DirectRoute.Impossible, direct)
        home.tap(R.string.card_yes)
        assertFalse(home.says(R.string.card_doubt_operator))
        handset.restartApp()
        assertEquals(Location.InPhone(Handset.SUBSCRIPTION, 1), location(simId))
    }

    @Test fun anotherOneLeadsToAddingItAndIsNotAskedAgain() {
        val simId = handset.addSmart(label = "Drawer", inPhone = false)
        val home = handset.openHome()
        home.tap(R.string.card_no)
        val add = home.follow()
        assertEquals(AddSimActivity::class.java, add.activity.javaClass)
        val chosen = views(add.activity.window.decorView).filterIsInstance<RadioButton>().filter { it.isChecked }
        assertEquals("the card is chosen already", listOf(Handset.SUBSCRIPTION), chosen.map { it.tag })
        assertFalse(home.says(R.string.card_doubt_operator))
        assertEquals(Location.Elsewhere, location(simId))
        add.tap(R.string.save)
        assertEquals(2, handset.ask { phone, now -> home(phone, now).cards.size })
        assertEquals(Location.Elsewhere, location(simId))
    }

    @Test fun twoNumbersOfOneOperatorKeepTheirCardsInSwappedSlots() {
        handset.insert(first)
        val one = handset.addSmart(label = "One")
        handset.insert(second)
        val two = handset.addSmart(label = "Two")
        handset.insert(
            Handset.Card(first.subscriptionId, slot = 0, cardId = first.cardId, iccid = first.iccid),
            Handset.Card(second.subscriptionId, slot = 1, cardId = second.cardId, iccid = second.iccid),
        )
        assertEquals(Location.InPhone(first.subscriptionId, 0), location(one))
        assertEquals(Location.InPhone(second.subscriptionId, 1), location(two))
        assertFalse(handset.openHome().says(R.string.card_doubt_several))
    }

    @Test fun anotherCardUnderAKnownSubscriptionIsAskedAbout() {
        handset.insert(first)
        val simId = handset.addSmart(label = "Work")
        val other = Handset.Card(first.subscriptionId, slot = 1, cardId = 5, iccid = "8985506000000000009")
        handset.insert(other)
        handset.restartApp()
        assertEquals(Location.Unsure, location(simId))
        val sim = handset.open(SimActivity.of(handset.app, simId))
        sim.mustSay(R.string.card_doubt_replaced)
        sim.tap(R.string.card_yes)
        assertFalse(sim.says(R.string.card_doubt_replaced))
        assertEquals(Location.InPhone(first.subscriptionId, 1), location(simId))
    }

    @Test fun aNumberIsLinkedByHandFromItsOwnScreen() {
        handset.insert()
        val simId = handset.addSmart(label = "Drawer", inPhone = false)
        handset.insert(Handset.Card(Handset.SUBSCRIPTION, slot = 0, carrierId = 1, plmn = "99999"))
        handset.restartApp()
        assertEquals("another operator's mark", Location.Elsewhere, location(simId))
        val sim = handset.open(SimActivity.of(handset.app, simId))
        sim.tap(R.string.more)
        sim.choose(R.string.link_card, 1)
        assertEquals(Location.InPhone(Handset.SUBSCRIPTION, 0), location(simId))
    }

    @Test fun theIccidIsReadWhereAndroidShowsItAndNeverShown() {
        handset.insert(first)
        val card = handset.ask { phone, _ -> phone.cards!!.single() }
        val old = Build.VERSION.SDK_INT < Build.VERSION_CODES.Q
        assertEquals(if (old) first.iccid else null, card.iccid)
        assertEquals(if (old) null else first.cardId, card.cardId)
        handset.addSmart()
        assertFalse(ledgerHolds(first.iccid))
        assertTrue(handset.ask { phone, _ -> suggest(phone) }.isEmpty())
    }

    @Test fun withoutThePermissionNothingIsAsked() {
        handset.addSmart(label = "Drawer", inPhone = false)
        handset.deny("android.permission.READ_PHONE_STATE")
        assertFalse(handset.openHome().says(R.string.card_doubt_operator))
    }
}
