package app.baohao.core

import java.io.File
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** The calls before there is a ledger, after there was one, and around the first SIM. */
class StartTest {
    @get:Rule val ledger = LedgerFolder()

    private val phone = SmartSim.PHONE

    @Test fun aLedgerWithoutItsKeyIsAskedAbout() {
        assertEquals(Start.CREATE, start(false, KeyState.ABSENT))
        assertEquals(Start.OPEN, start(true, KeyState.READY))
        assertEquals(Start.ASK_KEY_LOST, start(true, KeyState.UNUSABLE))
    }

    @Test fun aLedgerSetAsideIsThereUnderItsNewNameAndOpensWithItsKey() {
        val simId = SmartSim.addTo(ledger.create())
        ledger.closeAll()
        val aside = setLedgerAside(ledger.file.path, SmartSim.MORNING)
        assertFalse(ledger.file.exists())
        Core.open(aside, LedgerFolder.KEY).use { core ->
            assertEquals(simId, core.home(phone, SmartSim.MORNING).cards.single().sim.simId)
        }
        assertTrue(File(aside).exists())
    }

    @Test fun aCardOfTheCatalogueIsSuggestedUntilItWasAdded() {
        val core = ledger.create()
        val suggested = core.suggest(phone).single()
        assertEquals(SmartSim.CARD, suggested.card)
        assertTrue(suggested.operator in core.operators())
        SmartSim.addTo(core)
        assertEquals(emptyList<CardSuggestion>(), core.suggest(phone))
    }

    @Test fun aPreviewIsTheSameWhenItIsAskedForAgainAndAFailureIsHeard() {
        val core = ledger.create()
        val preview = core.prepare(SmartSim.addTo(core), SmartSim.BALANCE_ACTION, phone, SmartSim.MORNING)
        assertEquals(preview, core.preview(preview.commandId, phone, SmartSim.MORNING))
        core.handOver(preview.commandId, Route.DIRECT, false, phone, SmartSim.MORNING)
        val failed = PlatformWord.UssdFailed(-1)
        val view = core.platformWord(preview.commandId, failed, phone, SmartSim.later(seconds = 6))
        assertTrue(view.state.toString(), view.state != CommandState.Answered)
    }

    @Test fun aNoticeThatWasShownIsNotDueAgain() {
        val core = ledger.create()
        core.setValidUntil(SmartSim.addTo(core), LocalDate.of(2026, 12, 20), SmartSim.MORNING)
        assertEquals(emptyList<DueNotice>(), core.plan(phone, SmartSim.MORNING).due)
        val onTheLastDay = SmartSim.at("2026-12-20T10:00:00")
        val due = core.plan(phone, onTheLastDay).due
        assertTrue(due.isNotEmpty())
        due.forEach { core.rung(it.id, onTheLastDay) }
        assertEquals(emptyList<DueNotice>(), core.plan(phone, onTheLastDay).due)
    }
}
