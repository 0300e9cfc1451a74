package app.baohao.ui

import android.app.NotificationManager
import android.content.ActivityNotFoundException
import android.content.Intent
import android.os.Bundle
import android.provider.Settings
import android.view.View
import android.widget.Button
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.ArchivedSim
import app.baohao.core.CardQuestion
import app.baohao.core.Headline
import app.baohao.core.Home
import app.baohao.core.Tone
import app.baohao.levels.ApiLevels
import app.baohao.permissions.Permissions
import java.time.LocalDate

/** Is anything about to be lost? The title says it, a card a SIM shows it, the most urgent one first. */
class HomeActivity : Screen() {
    private lateinit var page: Page
    private lateinit var addNumber: Button

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        page = Page(this, look)
        addNumber = floatingButton(page, look, "＋ " + getString(R.string.add_number)) { openAdd() }
        addNumber.contentDescription = getString(R.string.add_number)
        addNumber.visibility = View.GONE
        setContentView(page)
    }

    override fun load() = ask({ phone, now -> home(phone, now) }) { home ->
        val hindrance = hindrance(home)
        show(Shown(home, hindrance, dates.today())) { draw(it) }
        if (hindrance == Hindrance.SILENT) askOnce(home)
    }

    private data class Shown(val home: Home, val hindrance: Hindrance?, val today: LocalDate)

    /** What of the phone's own settings keeps a reminder from ringing. */
    private enum class Hindrance { SILENT, MAY_SLEEP }

    /** One thing at a time, the more urgent one first. */
    private fun hindrance(home: Home): Hindrance? = when {
        home.cards.isEmpty() -> null
        !notices().areNotificationsEnabled() -> Hindrance.SILENT
        home.cards.any { it.validUntil != null } && ApiLevels.mayBePutToSleep(this) -> Hindrance.MAY_SLEEP
        else -> null
    }

    private fun draw(shown: Shown) {
        val home = shown.home
        page.column.removeAllViews()
        page.title(null, title(home), summary(home))
        addNumber.visibility = if (home.cards.isEmpty()) View.GONE else View.VISIBLE
        home.questions.firstOrNull()?.let { page.column.add(ask(it), look.margin) }
        if (home.cards.isEmpty()) drawEmpty() else drawCards(shown)
        if (home.archived > 0) page.column.add(archived(home.archived), look.gap)
        if (home.archived > 0 || home.cards.isNotEmpty()) page.column.addNarrow(more(), look.gap)
    }

    private fun drawCards(shown: Shown) {
        val home = shown.home
        shown.hindrance?.let { page.column.add(row(it), look.margin) }
        home.cards.forEachIndexed { at, card ->
            val view = SimCardView(
                this,
                look,
                card,
                urgent = at == 0,
                opened = { startActivity(SimActivity.of(this, card.sim.simId)) },
                checked = { action -> startActivity(PreviewActivity.of(this, card.sim.simId, action)) },
            )
            page.column.add(view, if (at == 0) look.margin else look.gap)
        }
        page.column.addNarrow(leadTo(R.string.take_along, TakeAlongActivity::class.java), look.gap)
    }

    private fun leadTo(words: Int, screen: Class<out Screen>): View =
        button(this, look, ButtonKind.TEXT, getString(words)) { startActivity(Intent(this, screen)) }

    private fun drawEmpty() {
        val card = Card(this, look)
        card.add(look.text(getString(R.string.home_empty)))
        card.add(button(this, look, ButtonKind.FILLED, getString(R.string.add_number)) { openAdd() }, look.margin)
        card.add(leadTo(R.string.restore_backup, RestoreActivity::class.java), look.dp(4))
        page.column.add(card, look.margin)
    }

    private fun title(home: Home): String = when (val headline = home.headline) {
        Headline.NoSims -> getString(R.string.title_no_sims)
        is Headline.Losing -> {
            val words = headline.stage.inDays(resources, headline.days)
            getString(R.string.of_sim, name(home, headline.sim.operatorName, headline.sim.name), words)
        }
        is Headline.PlanEnding -> {
            val name = name(home, headline.sim.operatorName, headline.sim.name)
            getString(R.string.of_sim, name, headline.next.inDays(resources))
        }
        is Headline.Lost -> {
            val name = name(home, headline.sim.operatorName, headline.sim.name)
            getString(R.string.of_sim, name, getString(R.string.title_lost))
        }
        is Headline.Unknown -> count(resources, R.plurals.title_unknown, headline.sims.toLong())
        is Headline.AllWell -> getString(R.string.title_all_well, dates.day(headline.until))
    }

    /** The operator alone is shorter, and enough where it has one SIM here. */
    private fun name(home: Home, operator: String, full: String): String =
        if (home.cards.count { it.sim.operatorName == operator } > 1) full else operator

    private fun summary(home: Home): String? {
        if (home.cards.isEmpty()) return null
        // Said once: the title may be about them already.
        val titled = home.headline is Headline.Unknown
        val unknown = home.cards.count { it.ring.tone == Tone.UNKNOWN }.takeIf { it > 0 && !titled }
        return line(
            count(resources, R.plurals.numbers, home.cards.size.toLong()),
            unknown?.let { count(resources, R.plurals.unknown_dates, it.toLong()) },
            home.nextAlarm?.let { getString(R.string.next_alarm_on, dates.day(it.toLocalDate())) },
        )
    }

    /** The reason stands on the screen while Android asks, and stays if the answer is no. */
    private fun row(hindrance: Hindrance): View = when (hindrance) {
        Hindrance.SILENT -> row(R.string.notices_off, R.string.notices_off_why) {
            val settings = Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
            startActivity(settings.putExtra(Settings.EXTRA_APP_PACKAGE, packageName))
        }
        Hindrance.MAY_SLEEP -> row(R.string.may_sleep, R.string.may_sleep_why) {
            try {
                startActivity(ApiLevels.sleepSettings(this))
            } catch (_: ActivityNotFoundException) {
                Permissions.openSettings(this) // where the switch is too
            }
        }
    }

    private fun row(what: Int, why: Int, fix: () -> Unit): View {
        val button = button(this, look, ButtonKind.TEXT, getString(R.string.fix)) { fix() }
        val card = Card(this, look)
        card.setPadding(look.margin, look.dp(6), look.dp(8), look.dp(6))
        card.add(ListRow(this, look, getString(what), getString(why), button))
        return card
    }

    /** Asked when there is first something to ring for; once, since a second time Android may show nothing. */
    private fun askOnce(home: Home) {
        val remembered = getPreferences(MODE_PRIVATE)
        if (remembered.getBoolean(ASKED, false) || home.cards.all { it.validUntil == null }) return
        remembered.edit().putBoolean(ASKED, true).apply()
        Permissions.askNotifications(this, NOTIFICATIONS)
    }

    /** One question at a time; the next one comes with the answer. */
    private fun ask(question: CardQuestion): View {
        val card = question.subscriptionId
        return CardQuestionView(
            this,
            look,
            question,
            itIs = { simId -> change({ phone, now -> cardIs(card, simId, phone, now) }) {} },
            noneOfThese = {
                change({ phone, now -> cardIsNone(card, phone, now) }) { startActivity(AddSimActivity.of(this, card)) }
            },
        )
    }

    private fun archived(count: Int): View {
        val card = Card(this, look)
        card.setPadding(look.margin, look.dp(2), look.margin, look.dp(2))
        val words = count(resources, R.plurals.archived_numbers, count.toLong())
        card.add(ListRow(this, look, words) { ask({ phone, _ -> archivedSims(phone) }, ::pickArchived) })
        return card
    }

    private fun pickArchived(sims: List<ArchivedSim>) {
        val words = sims.map { line(it.sim.name, it.sim.number, dates.dayOf(it.archivedMs)) }
        pickAction(getString(R.string.archived_title), words) { startActivity(SimActivity.of(this, sims[it].sim.simId)) }
    }

    private fun more(): View = button(this, look, ButtonKind.TEXT, getString(R.string.more)) {
        pickAction(getString(R.string.app_name), listOf(getString(R.string.delete_all))) { askDeleteEverything() }
    }

    private fun askDeleteEverything() =
        confirm(R.string.delete_all_sure, getString(R.string.delete_all_why), R.string.delete_yes) {
            confirm(R.string.delete_last, getString(R.string.delete_last_why), R.string.delete_last_yes) {
                BaohaoApp.of(this).core.deleteEverything { outcome -> take(outcome) { say(R.string.deleted) } }
            }
        }

    private fun openAdd() = startActivity(Intent(this, AddSimActivity::class.java))

    private fun notices() = getSystemService(NotificationManager::class.java)!!

    private companion object {
        const val ASKED = "asked_for_notifications"
        const val NOTIFICATIONS = 1
    }
}
