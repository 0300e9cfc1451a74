package app.baohao.core

import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** Where a panic does not unwind: the process ends, and nothing that was stored is lost. */
class PanicEndsTheProcessTest {
    @get:Rule val ledger = LedgerFolder()

    @Test fun theProcessEndsByAbortAndTheLedgerOpensWithAllThatWasInIt() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        val preview = core.prepare(simId, SmartSim.BALANCE_ACTION, SmartSim.PHONE, SmartSim.MORNING)
        core.handOver(preview.commandId, Route.DIRECT, false, SmartSim.PHONE, SmartSim.MORNING)

        val ended = assertThrows(ProcessEnded::class.java) { crashDrill() }
        assertEquals(SIGNALLED + SIGABRT, ended.exitCode)

        val again = ledger.open()
        assertTrue(again.health().intact)
        assertEquals(simId, again.home(SmartSim.PHONE, SmartSim.MORNING).cards.single().sim.simId)
        val refused = assertThrows(CoreException.Refused::class.java) {
            again.handOver(preview.commandId, Route.DIRECT, false, SmartSim.PHONE, SmartSim.later(seconds = 1))
        }
        assertEquals(Refusal.ALREADY_HANDED_OVER, refused.refusal)
    }

    private companion object {
        /** What a JVM adds to the number of the signal that ended a process. */
        const val SIGNALLED = 128
        const val SIGABRT = 6
    }
}
