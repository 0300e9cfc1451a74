package app.baohao

import android.os.Looper
import app.baohao.core.CoreException
import app.baohao.core.InternalException
import app.baohao.core.crashDrill
import app.baohao.ledger.Outcome
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.util.ReflectionHelpers

/** The road to the core: which thread, in which order, and what an error becomes. */
@RunWith(BaohaoRunner::class)
class CoreAccessTest {
    @get:Rule val handset = Handset()

    @Test fun theAppRunsAtTheLevelItTargets() {
        assertEquals(36, handset.app.applicationInfo.targetSdkVersion)
    }

    @Test fun theMainThreadNeverGetsTheCore() {
        val thrown = assertThrows(IllegalStateException::class.java) {
            ReflectionHelpers.callInstanceMethod<Any>(handset.app.core, "core")
        }
        assertTrue(thrown.message, "main thread" in thrown.message.orEmpty())
    }

    @Test fun callsRunOffTheMainThreadInTheirOrderAndAnswerOnIt() {
        val ran = mutableListOf<Int>()
        val answered = mutableListOf<Int>()
        repeat(20) { turn ->
            handset.app.core.ask({ _, _ ->
                check(Looper.myLooper() != Looper.getMainLooper())
                ran += turn
            }) {
                check(Looper.myLooper() == Looper.getMainLooper())
                answered += turn
            }
        }
        handset.settle()
        assertEquals((0 until 20).toList(), ran)
        assertEquals(ran, answered)
    }

    @Test fun aPanicInTheCoreIsAnOutcomeAndTheNextCallWorks() {
        val simId = handset.addSmart()
        var outcome: Outcome<Unit>? = null
        handset.app.core.ask({ _, _ -> crashDrill() }) { outcome = it }
        handset.settle()
        assertEquals(Outcome.Failed(InternalException::class.java.simpleName), outcome)
        assertEquals(simId, handset.ask { phone, now -> home(phone, now).cards.single().sim.simId })
    }

    @Test fun whatWentWrongIsToldWithoutTheTextOfAMessage() {
        val outcomes = mutableListOf<Outcome<Any>>()
        handset.app.core.ask({ _, now -> read(99, Handset.REPLY, now) }, outcomes::add)
        handset.app.core.ask({ _, _ -> throw IllegalArgumentException(Handset.REPLY) }, outcomes::add)
        handset.settle()
        val classes = listOf(CoreException.NotFound::class, IllegalArgumentException::class)
        assertEquals(classes.map { Outcome.Failed(it.java.simpleName) }, outcomes)
    }

    @Test fun aListenerHearsEveryChangeAfterItsAnswerAndNoQuestion() {
        var heard = 0
        val listener: () -> Unit = { heard++ }
        handset.app.core.addListener(listener)
        handset.ask { phone, now -> home(phone, now) }
        assertEquals(0, heard)
        handset.addSmart()
        assertEquals(1, heard)
        handset.app.core.removeListener(listener)
        handset.addSmart()
        assertEquals(1, heard)
    }
}
