package app.baohao.ui

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.View
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.Salvaged
import app.baohao.ledger.LedgerTrouble
import app.baohao.ledger.Outcome
import app.baohao.notifications.Notices

/** The records can't be opened: what happened, and what one can choose. Nothing is made or set aside before that. */
class LedgerTroubleActivity : Screen() {
    private lateinit var page: Page
    private var trouble = LedgerTrouble.UNAVAILABLE

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        trouble = named(state?.getString(TROUBLE) ?: intent.data?.lastPathSegment)
        page = Page(this, look)
        setContentView(page)
        draw()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(TROUBLE, trouble.name)
    }

    /** There is no ledger to ask; and what is on the screen needs no notice. */
    override fun load() = Notices(this).takeBackTrouble()

    private fun draw() {
        page.column.removeAllViews()
        page.title(null, getString(trouble.title), null)
        val card = Card(this, look)
        card.add(look.text(getString(trouble.why)))
        card.add(look.text(getString(R.string.trouble_meanwhile), Type.SECOND, look.inkSecond), look.gap)
        page.column.add(card, look.margin)
        val tryAgain = button(this, look, ButtonKind.FILLED, getString(R.string.try_again)) { tapped ->
            waitFor(tapped) { then -> BaohaoApp.of(this).core.tryAgain(then) }
        }
        page.column.add(tryAgain, look.margin)
        if (trouble.maySalvage) {
            val salvage = button(this, look, ButtonKind.TONAL, getString(R.string.salvage), tapped = ::salvage)
            page.column.add(salvage, look.gap)
        }
        if (!trouble.mayStartAfresh) return
        val restore = button(this, look, ButtonKind.TONAL, getString(R.string.restore_backup)) {
            startActivity(Intent(this, RestoreActivity::class.java))
        }
        page.column.add(restore, look.gap)
        val afresh = button(this, look, ButtonKind.TONAL, getString(R.string.start_afresh), tapped = ::askAfresh)
        page.column.add(afresh, look.gap)
        val kept = look.text(getString(R.string.start_afresh_kept), Type.SECOND, look.inkSecond)
        kept.textAlignment = View.TEXT_ALIGNMENT_CENTER
        page.column.add(kept, look.dp(8))
    }

    private fun salvage(tapped: View) {
        tapped.isEnabled = false
        BaohaoApp.of(this).core.salvage { outcome ->
            tapped.isEnabled = true
            when {
                isDestroyed -> Unit
                outcome is Outcome.Done -> askAdopt(tapped, outcome.value)
                outcome is Outcome.Trouble && outcome.trouble.mayStartAfresh -> say(R.string.salvage_nothing)
                outcome is Outcome.Trouble -> say(outcome.trouble.title)
                else -> say(R.string.failed_inside)
            }
        }
    }

    private fun askAdopt(tapped: View, found: Salvaged) {
        val whole = getString(if (found.whole) R.string.salvage_whole else R.string.salvage_part)
        val why = getString(R.string.salvage_found_why, found.sims, found.replies, found.others, whole)
        confirm(R.string.salvage_found, why, R.string.salvage_take) {
            waitFor(tapped) { then -> BaohaoApp.of(this).core.adoptSalvaged(then) }
        }
    }

    private fun askAfresh(tapped: View) {
        val why = getString(R.string.start_afresh_sure_why)
        confirm(R.string.start_afresh_sure, why, R.string.start_afresh) {
            waitFor(tapped) { then -> BaohaoApp.of(this).core.startAfresh(then) }
        }
    }

    private fun waitFor(tapped: View, call: ((Outcome<Unit>) -> Unit) -> Unit) {
        tapped.isEnabled = false
        call { outcome ->
            tapped.isEnabled = true
            when {
                isDestroyed -> Unit
                outcome is Outcome.Done -> {
                    startActivity(Intent(this, HomeActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP))
                    finish()
                }
                outcome is Outcome.Trouble -> {
                    trouble = outcome.trouble
                    draw()
                    say(trouble.title)
                }
                else -> say(R.string.failed_inside)
            }
        }
    }

    companion object {
        private const val TROUBLE = "trouble"

        fun of(context: Context, trouble: LedgerTrouble): Intent =
            Intent(context, LedgerTroubleActivity::class.java)
                .setData(Uri.parse("baohao://trouble/${trouble.name}"))
                .apply { if (context !is Activity) addFlags(Intent.FLAG_ACTIVITY_NEW_TASK) }

        private fun named(name: String?): LedgerTrouble =
            LedgerTrouble.entries.find { it.name == name } ?: LedgerTrouble.UNAVAILABLE
    }
}
