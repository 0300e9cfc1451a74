package app.baohao

import android.app.Dialog
import android.content.Intent
import android.widget.RadioButton
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.core.Money
import app.baohao.core.TemplateOrigin
import app.baohao.phone.UssdNetwork
import app.baohao.ui.Dates
import app.baohao.ui.ImportTemplateActivity
import app.baohao.ui.PasteActivity
import app.baohao.ui.SimActivity
import app.baohao.ui.TaughtActivity
import app.baohao.ui.TeachActivity
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** A message that nobody reads is shown once how to be read, and the next one counts by itself. */
@RunWith(BaohaoRunner::class)
class TeachTest {
    @get:Rule val handset = Handset()

    private var simId = 0L

    @Before fun addSim() {
        simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 10))
    }

    private val card get() = handset.ask { phone, now -> home(phone, now).cards.single() }
    private fun day(day: LocalDate) = Dates(handset.app).day(day)

    /** Dials the balance code and is answered so; the screen of the command. */
    private fun dial(answer: String): Shown {
        val preview = handset.openPreview(simId)
        preview.tap(R.string.dial_now)
        val result = preview.follow()
        UssdNetwork.requests.last().answer(answer)
        handset.settle()
        return result
    }

    @Test fun fromAnUnreadAnswerToTheNextOneThatIsReadByItself() {
        val result = dial(unread("5.20", "14/03/2027"))
        result.mustSay(R.string.title_kept)
        result.tap(R.string.teach)
        val teach = result.follow()
        assertNull("nothing is chosen for one", teach.button(R.string.teach_yes))
        teach.choose("$5.20")
        teach.choose(Dates(handset.app).fullDay(LocalDate.of(2027, 3, 14)))
        teach.mustSay(R.string.teach_from_now_on)
        teach.mustSay(R.string.teach_also_none)
        assertEquals("looking changes nothing", LocalDate.of(2026, 12, 10), card.validUntil)
        teach.tap(R.string.teach_yes)
        assertTrue(teach.activity.isFinishing)
        result.leaveAndReturn()
        result.mustSay(R.string.title_good_until, day(LocalDate.of(2027, 3, 14)))
        result.mustSay(R.string.read_as_taught)
        assertEquals(Money(520, 2, "USD"), card.balance)
        assertEquals(handset.alarmsPlanned(), handset.alarmsHeld)

        handset.waitSeconds(5 * 60)
        val next = dial(unread("3.10", "20/04/2027"))
        next.mustSay(R.string.title_good_until, day(LocalDate.of(2027, 4, 20)))
        assertNull(next.button(R.string.teach))
        assertEquals(Money(310, 2, "USD"), card.balance)
        assertEquals(LocalDate.of(2027, 4, 20), card.validUntil)
    }

    @Test fun aDateInTwoOrdersIsAskedAboutAndTheAnswerHolds() {
        val result = dial(unread("5.20", "03/04/2027"))
        result.tap(R.string.teach)
        val teach = result.follow()
        val dates = Dates(handset.app)
        assertTrue(teach.says(dates.fullDay(LocalDate.of(2027, 4, 3))))
        teach.choose(dates.fullDay(LocalDate.of(2027, 3, 4)))
        teach.rotate()
        assertTrue("kept over a rotation", teach.radio(dates.fullDay(LocalDate.of(2027, 3, 4))).isChecked)
        teach.tap(R.string.teach_yes)
        assertEquals(LocalDate.of(2027, 3, 4), card.validUntil)
    }

    @Test fun aPlansDayDoesNotMoveTheNumbers() {
        val result = dial(unread("5.20", "14/03/2027"))
        result.tap(R.string.teach)
        val teach = result.follow()
        teach.choose(Dates(handset.app).fullDay(LocalDate.of(2027, 3, 14)))
        teach.choose(handset.app.getString(R.string.ends_plan))
        teach.tap(R.string.teach_yes)
        assertEquals(LocalDate.of(2026, 12, 10), card.validUntil)
    }

    @Test fun whatContradictsAnEarlierReadingIsRefusedWithTheMessage() {
        paste("Your balance is 1.234 USD valid till 14.03.27")
        val shared = "Baohao template 1\noperator: kh-smart\n" +
            "message: your balance is [balance USD comma] usd valid till [figure]"
        val import = handset.open(ImportTemplateActivity.of(handset.app, shared))
        import.mustSay(R.string.import_title_refused)
        import.mustSay(R.string.teach_refused_contradicts)
        import.mustSay("1.234")
        import.mustSay("1,234")
        assertNull(import.button(R.string.import_yes))
    }

    @Test fun tooFewWordsAreRefusedInWords() {
        val replyId = paste("x 5.20 USD")
        val teach = handset.open(TeachActivity.of(handset.app, replyId))
        teach.choose("$5.20")
        teach.mustSay(R.string.teach_refused_words)
        assertNull(teach.button(R.string.teach_yes))
    }

    @Test fun aPastedMessageIsSavedAndTaughtInOneGo() {
        val paste = handset.open(share(unread("5.20", "14/03/2027")))
        handset.waitSeconds(1)
        paste.tap(R.string.teach_save)
        val opened = generateSequence { paste.started() }.toList()
        val (on, below) = listOf(TeachActivity::class, SimActivity::class)
        assertEquals(setOf(on.java.name, below.java.name), opened.map { it.component?.className }.toSet())
        val teach = handset.open(opened.single { it.component?.className == on.java.name })
        teach.choose("$5.20")
        teach.tap(R.string.teach_yes)
        assertEquals(Money(520, 2, "USD"), card.balance)
    }

    @Test fun aShapeIsSharedWithoutADigitTakenInElsewhereAndRemoved() {
        val replyId = paste(unread("5.20", "14/03/2027"))
        val teach = handset.open(TeachActivity.of(handset.app, replyId))
        teach.choose("$5.20")
        teach.tap(R.string.teach_yes)
        val list = handset.open(TaughtActivity.of(handset.app, simId))
        list.tap(R.string.share)
        assertNotNull("shown before it goes", list.dialog)
        list.answerDialog(Dialog.BUTTON_POSITIVE)
        val chooser = checkNotNull(list.started())
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        @Suppress("DEPRECATION") // the typed one came with API 33
        val sent = checkNotNull(chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT))
        val text = checkNotNull(sent.getStringExtra(Intent.EXTRA_TEXT))
        assertEquals("the version's", "1", text.filter(Char::isDigit))
        list.tap(R.string.remove)
        list.answerDialog(Dialog.BUTTON_POSITIVE)
        list.mustSay(R.string.taught_none)
        assertNull(read(unread("3.10", "20/04/2027")).balance)

        val target = handset.open(share(text))
        handset.waitSeconds(1)
        val import = target.follow()
        import.mustSay(R.string.import_title, "Smart")
        assertNull("not before a tap", read(unread("3.10", "20/04/2027")).balance)
        import.tap(R.string.import_yes)
        assertEquals(TemplateOrigin.FILE, read(unread("3.10", "20/04/2027")).taught)
        val sim = handset.open(SimActivity.of(handset.app, simId))
        sim.tap(R.string.taught_title)
        sim.follow().mustSay(handset.app.getString(R.string.taught_from_file, day(LocalDate.of(2026, 11, 23))))
    }

    @Test fun aMessageThatWasReadOffersNothingToTeach() {
        assertNull(dial(Handset.REPLY).button(R.string.teach))
        val sim = handset.open(SimActivity.of(handset.app, simId))
        assertNull(sim.button(R.string.teach))
        assertFalse(sim.says(R.string.taught_title))
    }

    private fun read(text: String) = handset.ask { _, now -> read(simId, text, now) }

    private fun share(text: String) = Intent(handset.app, PasteActivity::class.java)
        .setAction(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)

    private fun paste(text: String): Long {
        val incoming = Incoming(IncomingFrom.Pasted(simId, null), text)
        handset.change { phone, now -> hear(incoming, phone, now) }
        return handset.ask { phone, now -> simDetail(simId, phone, now).replies.first().replyId }
    }

    private fun Shown.radio(words: String): RadioButton =
        views(activity.window.decorView).filterIsInstance<RadioButton>().first { it.text.startsWith(words) }

    private fun Shown.choose(words: String) {
        radio(words).performClick()
        handset.settle()
    }

    private fun unread(amount: String, day: String) = "Smart purse: $amount USD. Line open to $day. Help 010234567"
}
