package app.baohao

import android.content.Intent
import android.graphics.Rect
import android.view.View
import android.widget.RadioGroup
import android.widget.ScrollView
import android.widget.TextView
import app.baohao.core.ChargeKind
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.core.Now
import app.baohao.core.PaidFrom
import app.baohao.core.PlanDraft
import app.baohao.ledger.LedgerTrouble
import app.baohao.phone.UssdNetwork
import app.baohao.ui.AddSimActivity
import app.baohao.ui.AmountActivity
import app.baohao.ui.BackupActivity
import app.baohao.ui.ImportTemplateActivity
import app.baohao.ui.LedgerTroubleActivity
import app.baohao.ui.PlanActivity
import app.baohao.ui.RestoreActivity
import app.baohao.ui.SimActivity
import app.baohao.ui.TaughtActivity
import app.baohao.ui.TeachActivity
import app.baohao.ui.TakeAlongActivity
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen in every language, with real fonts and real-sized bars: saved, and looked over as far as a test can. */
@RunWith(BaohaoRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35])
class ScreensTest {
    @get:Rule val handset = Handset()

    @Test @Config(qualifiers = "en-rUS-w412dp-h892dp-xhdpi") fun english() = lookOver("en")

    @Test @Config(qualifiers = "zh-rCN-w412dp-h892dp-xhdpi") fun chinese() = lookOver("zh")

    @Test @Config(qualifiers = "km-rKH-w412dp-h892dp-xhdpi") fun khmer() = lookOver("km")

    @Test @Config(qualifiers = "en-rUS-w412dp-h892dp-night-xhdpi") fun dark() = lookOver("en-dark")

    @Test @Config(qualifiers = "en-rUS-w320dp-h640dp-xhdpi") fun small() = lookOver("en-small")

    @Test @Config(qualifiers = "km-rKH-w412dp-h892dp-xhdpi") fun khmerAtTwiceTheSize() {
        RuntimeEnvironment.setFontScale(2f)
        lookOver("km-200")
    }

    @Test @Config(qualifiers = "en-rUS-w412dp-h892dp-xhdpi") fun englishAtTwiceTheSize() {
        RuntimeEnvironment.setFontScale(2f)
        lookOver("en-200")
    }

    /** Its colours are the app's own: a system before Android 12 has none to offer. */
    @Test @Config(sdk = [26], qualifiers = "en-rUS-w412dp-h892dp-xhdpi") fun onTheOldestAndroid() {
        addThree()
        Picture.save(handset.openHome(), "home-en-26")
    }

    private fun lookOver(name: String) {
        val urgent = addThree()
        look(handset.openHome(), "home-$name")
        look(handset.open(SimActivity.of(handset.app, urgent)), "sim-$name")
        val preview = handset.openPreview(urgent)
        look(preview, "preview-$name")
        look(handset.openPreview(urgent, Handset.AUTO_RENEW_ACTION), "preview-message-$name")
        preview.tap(R.string.dial_now)
        val result = preview.follow()
        look(result, "waiting-$name")
        UssdNetwork.requests.single().answer(Handset.REPLY)
        handset.settle()
        look(result, "result-$name")
        lookOverTeaching(urgent, name)
        look(handset.open(Intent(handset.app, AddSimActivity::class.java)), "add-$name")
        addPlan(urgent)
        val plans = handset.open(SimActivity.of(handset.app, urgent))
        look(plans, "plans-$name")
        scrollTo(plans, plans.activity.window.decorView.height)
        Picture.save(plans, "plans-further-$name")
        look(handset.open(PlanActivity.of(handset.app, urgent, "Weekly 5 GB")), "plan-$name")
        look(handset.open(AmountActivity.charge(handset.app, urgent)), "amount-$name")
        look(handset.openHome(), "home-plan-$name")
        handset.insert(Handset.Card(Handset.SUBSCRIPTION, slot = 1), Handset.Card(subscriptionId = 8, slot = 0))
        look(handset.openHome(), "question-$name")
        handset.change { _, now -> archiveSim(urgent, now) }
        look(handset.open(SimActivity.of(handset.app, urgent)), "let-go-$name")
        look(handset.open(LedgerTroubleActivity.of(handset.app, LedgerTrouble.KEY_LOST)), "trouble-$name")
        look(handset.open(Intent(handset.app, TakeAlongActivity::class.java)), "take-along-$name")
        takeAlong(name)
    }

    /** A backup, and what its restore shows before anything changes. */
    private fun takeAlong(name: String) {
        val backup = handset.open(Intent(handset.app, BackupActivity::class.java))
        look(backup, "backup-$name")
        backup.type(R.id.field_passphrase, "three small words")
        backup.type(R.id.field_passphrase_again, "three small words")
        backup.tap(R.string.choose_where)
        val saved = handset.documents.uri("saved")
        backup.pick(saved)
        val restore = handset.open(Intent(handset.app, RestoreActivity::class.java))
        restore.tap(R.string.choose_file)
        restore.pick(saved)
        restore.type(R.id.field_passphrase, "three small words")
        look(restore, "restore-$name")
        restore.tap(R.string.look_inside)
        look(restore, "restore-contents-$name")
    }

    private fun lookOverTeaching(simId: Long, name: String) {
        for ((amount, day) in listOf("5.20" to "03/04/2027", "7.10" to "01/02/2027")) {
            val text = "Smart purse: $amount USD. Line open to $day. Help 010234567"
            handset.change { phone, now -> hear(Incoming(IncomingFrom.Pasted(simId, null), text), phone, now) }
        }
        val replyId = handset.ask { phone, now -> simDetail(simId, phone, now).replies.first().replyId }
        val teach = handset.open(TeachActivity.of(handset.app, replyId))
        look(teach, "teach-$name")
        val questions = views(teach.activity.window.decorView).filterIsInstance<RadioGroup>()
        questions.forEach { it.getChildAt(0).performClick() }
        handset.settle()
        look(teach, "teach-chosen-$name")
        look(teach, "teach-end-$name")
        teach.tap(R.string.teach_yes)
        look(handset.open(TaughtActivity.of(handset.app, simId)), "taught-$name")
        val shared = "smart purse [balance USD comma] usd line open to [figure] help [figure]"
        look(handset.open(takeIn(shared)), "import-$name")
        val against = "your balance is [balance USD point] usd valid till [day plan dmy]"
        look(handset.open(takeIn(against)), "import-refused-$name")
    }

    private fun takeIn(message: String): Intent =
        ImportTemplateActivity.of(handset.app, "Baohao template 1\noperator: kh-smart\nmessage: $message")

    /** One to hurry about, one that is well, one whose date nobody knows; gives the first. */
    private fun addThree(): Long {
        val urgent = handset.addSmart(validUntil = LocalDate.of(2026, 12, 5), label = "Market")
        val answer = Incoming(IncomingFrom.Pasted(urgent, null), "Your balance is 1.37749 USD valid till 05.12.26")
        handset.change { phone, now -> hear(answer, phone, now) }
        handset.addSmart(validUntil = LocalDate.of(2027, 5, 19), label = "Work", inPhone = false)
        handset.addSmart(label = "", inPhone = false)
        return urgent
    }

    /** One that renews itself in three days and can't pay for it, and two months of costs. */
    private fun addPlan(simId: Long) {
        val plan = PlanDraft(
            name = "Weekly 5 GB",
            validUntil = LocalDate.of(2026, 11, 26),
            periodDays = 7,
            price = "6.50",
            autoRenew = true,
            paidFrom = PaidFrom.BALANCE,
            promotionUntil = LocalDate.of(2026, 12, 3),
        )
        val bonus = "Your balance is 5.37749 USD valid till 14.03.27. Bonus balance: 2.00 USD valid till 01.12.26"
        handset.change { phone, now ->
            setPlan(simId, plan, now)
            addCharge(simId, ChargeKind.TOP_UP, null, "5", Now(now.epochMs - MONTH_MS, now.utcOffsetS))
            addCharge(simId, ChargeKind.RENEWAL, plan.name, "6.50", Now(now.epochMs - MONTH_MS, now.utcOffsetS))
            addCharge(simId, ChargeKind.SMS_FEE, null, "0.05", now)
            hear(Incoming(IncomingFrom.Pasted(simId, null), bonus), phone, now)
        }
    }

    private fun look(shown: Shown, name: String) {
        shown.withBars()
        Picture.save(shown, name)
        nothingToTapLiesUnder(shown.bars.status, shown, "$name, status bar")
        scrollToTheEnd(shown)
        nothingToTapLiesUnder(shown.bars.navigation, shown, "$name, navigation bar")
        everyTargetIsAFingerWide(shown, name)
        noTextIsCutOff(shown, name)
    }

    private fun scrollToTheEnd(shown: Shown) = scrollTo(shown, 1_000_000)

    private fun scrollTo(shown: Shown, y: Int) {
        views(shown.activity.window.decorView).filterIsInstance<ScrollView>().forEach { it.scrollTo(0, y) }
        handset.settle()
    }

    private fun nothingToTapLiesUnder(bar: Rect, shown: Shown, where: String) {
        val under = shown.targets().filter { view ->
            val visible = Rect()
            view.getGlobalVisibleRect(visible) && Rect.intersects(visible, bar)
        }
        assertEquals(where, emptyList<String>(), under.map(::words))
    }

    private fun everyTargetIsAFingerWide(shown: Shown, where: String) {
        val finger = 48 * shown.activity.resources.displayMetrics.density
        val narrow = shown.targets().filter { it.width < finger || it.height < finger }
        assertEquals("$where: smaller than 48 dp", emptyList<String>(), narrow.map(::words))
    }

    private fun noTextIsCutOff(shown: Shown, where: String) {
        val cut = shown.texts().filter { text ->
            val lines = text.layout ?: return@filter true
            val room = text.height - text.compoundPaddingTop - text.compoundPaddingBottom
            val narrow = (0 until lines.lineCount).any {
                lines.getEllipsisCount(it) > 0 || lines.getLineMax(it) > lines.width + 1
            }
            narrow || lines.height > room
        }
        assertEquals("$where: cut off", emptyList<String>(), cut.map(::words))
    }

    private fun words(view: View): String =
        views(view).filterIsInstance<TextView>().joinToString(" ") { it.text }.ifEmpty { view.toString() }

    private companion object {
        const val MONTH_MS = 30L * 24 * 60 * 60 * 1000
    }
}
