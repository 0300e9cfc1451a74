package app.baohao.ui

import android.text.InputType
import android.view.View
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.CardQuestion
import app.baohao.core.Core
import app.baohao.core.Now
import app.baohao.core.Phone
import app.baohao.core.SimDetail
import app.baohao.ledger.Outcome
import app.baohao.notifications.Notices

/** What can be done with a number itself, apart from keeping it: which card it is, its name, letting it go, deleting it. */
abstract class ManageSim : Screen() {
    protected abstract val simId: Long

    /** What is asked of a card that may be this number. */
    protected fun ask(question: CardQuestion): View {
        val card = question.subscriptionId
        return CardQuestionView(
            this,
            look,
            question,
            itIs = { sim -> set { phone, now -> cardIs(card, sim, phone, now) } },
            noneOfThese = { set { phone, now -> cardIsNone(card, phone, now) } },
        )
    }

    /** That it was let go, and the way back. */
    protected fun archived(atMs: Long): View {
        val card = Card(this, look)
        card.add(look.heading(getString(R.string.archived_title), Type.CARD))
        card.add(look.text(getString(R.string.archived_why, dates.dayOf(atMs)), Type.SECOND), look.dp(4))
        val back = button(this, look, ButtonKind.TONAL, getString(R.string.take_back)) {
            set { _, now -> takeBackSim(simId, now) }
        }
        card.add(back, look.gap)
        return card
    }

    /** Leads to the list. */
    protected fun more(detail: SimDetail): View = button(this, look, ButtonKind.TEXT, getString(R.string.more)) {
        val choices = choices(detail)
        pickAction(detail.card.sim.name, choices.map { it.first }) { choices[it].second() }
    }

    private fun choices(detail: SimDetail): List<Pair<String, () -> Unit>> = listOf(
        listOf(getString(R.string.rename) to { rename(detail) }),
        listOf(getString(R.string.correct_number) to { correct(detail) }),
        detail.linkable.map { suggestion ->
            val words = getString(R.string.link_card, suggestion.card.slot + 1)
            line(words, suggestion.operator?.name) to {
                set { phone, now -> cardIs(suggestion.card.subscriptionId, simId, phone, now) }
            }
        },
        if (detail.archivedMs == null) listOf(getString(R.string.archive) to ::askArchive) else emptyList(),
        listOf(getString(R.string.delete_sim) to ::askDelete),
    ).flatten()

    private fun rename(detail: SimDetail) {
        val words = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
        typeIn(R.string.label_optional, words, detail.card.sim.label) { typed ->
            set { _, now -> renameSim(simId, typed, now) }
        }
    }

    private fun correct(detail: SimDetail) =
        typeIn(R.string.number_optional, InputType.TYPE_CLASS_PHONE, detail.msisdn.orEmpty()) { typed ->
            set { _, now -> setMsisdn(simId, typed, now) }
        }

    private fun askArchive() = confirm(R.string.archive_sure, getString(R.string.archive_why), R.string.archive_yes) {
        set { _, now -> archiveSim(simId, now) }
    }

    private fun askDelete() =
        confirm(R.string.delete_sim_sure, getString(R.string.delete_sim_why), R.string.delete_yes) {
            confirm(R.string.delete_last, getString(R.string.delete_last_why), R.string.delete_last_yes, agreed = ::delete)
        }

    /** The screen ends before it hears of the change and asks for a number that is no more. */
    private fun delete() {
        val (id, app) = simId to BaohaoApp.of(this)
        app.core.change({ _, now -> deleteSim(id, now) }) { outcome ->
            if (outcome is Outcome.Done) Notices(app).takeBackDeleted(id, outcome.value)
            take(outcome) {
                say(R.string.deleted)
                finish()
            }
        }
    }

    private fun set(call: Core.(Phone, Now) -> Unit) = change(call) {}
}
