package app.baohao.core

import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test

class CrashDrillTest {
    @get:Rule val ledger = LedgerFolder()

    /** On 32-bit ARM it ends the process, which has a test of its own. */
    @Before fun aPanicUnwinds() = assumeTrue("a panic ends the process", System.getProperty("baohao.panic") != "aborts")

    @Test fun aPanicIsAnExceptionAndTheCoreBesideItWorksOn() {
        val core = ledger.create()
        val simId = SmartSim.addTo(core)
        assertThrows(InternalException::class.java) { crashDrill() }
        assertEquals(simId, core.home(SmartSim.PHONE, SmartSim.MORNING).cards.single().sim.simId)
    }

    @Test fun aPanicIsAnExceptionEveryTimeAndALedgerCanBeOpenedAfterIt() {
        repeat(3) { assertThrows(InternalException::class.java) { crashDrill() } }
        assertTrue(ledger.create().health().intact)
    }

    @Test fun aPanicIsNoneOfTheErrorsThatTheShellActsOn() {
        val thrown = runCatching { crashDrill() }.exceptionOrNull()
        assertEquals(InternalException::class.java, thrown?.javaClass)
    }
}
