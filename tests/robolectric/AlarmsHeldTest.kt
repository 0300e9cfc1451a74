package app.baohao

import android.content.Intent
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import java.time.LocalDate
import java.time.LocalDateTime
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** What AlarmManager holds is what the core plans, as local times of the phone's zone, whatever happened before. */
@RunWith(BaohaoRunner::class)
class AlarmsHeldTest {
    @get:Rule val handset = Handset()

    private var simId = 0L

    @Before fun addSim() {
        simId = handset.addSmart(validUntil = LocalDate.of(2026, 12, 31))
        assertHeldArePlanned()
    }

    private fun assertHeldArePlanned(): List<LocalDateTime> {
        val planned = handset.alarmsPlanned()
        assertTrue("nothing is planned", planned.size > 5)
        assertEquals(planned, handset.alarmsHeld)
        return planned
    }

    @Test fun afterTheProcessStarts() {
        handset.restartApp()
        assertHeldArePlanned()
    }

    @Test fun afterTheProcessStartsWithAllAlarmsWiped() {
        handset.wipeAlarms()
        assertEquals(emptyList<LocalDateTime>(), handset.alarmsHeld)
        handset.restartApp()
        assertHeldArePlanned()
    }

    @Test fun afterEachAlarmUntilTheNumberIsLost() {
        var fired = LocalDateTime.MIN
        repeat(40) {
            val at = handset.fireNextAlarm()
            assertTrue("$at after $fired", at > fired)
            fired = at
            assertHeldArePlanned()
        }
    }

    @Test fun afterAReply() {
        val before = handset.alarmsHeld
        handset.change { phone, now -> hear(Incoming(IncomingFrom.Pasted(simId, null), Handset.REPLY), phone, now) }
        assertNotEquals(before, assertHeldArePlanned())
    }

    @Test fun afterADateWithFewerAlarms() {
        val twenty = LocalDate.of(2026, 5, 30) // all that is left is to be resold
        val before = handset.alarmsHeld.size
        handset.change { _, now -> setValidUntil(simId, twenty, now) }
        val planned = handset.alarmsPlanned()
        assertTrue("${planned.size} of $before", planned.size in 1 until before)
        assertEquals(planned, handset.alarmsHeld)
    }

    @Test fun afterABoot() = afterBroadcast(Intent.ACTION_BOOT_COMPLETED)

    @Test fun afterAnUpdateOfTheApp() = afterBroadcast(Intent.ACTION_MY_PACKAGE_REPLACED)

    @Test fun afterTheClockWasSet() {
        handset.waitUntil(LocalDateTime.of(2026, 12, 20, 12, 0))
        afterBroadcast(Intent.ACTION_TIME_CHANGED)
        assertEquals(LocalDateTime.of(2026, 12, 21, 9, 0), handset.alarmsHeld.first())
    }

    @Test fun afterTheCardsMayHaveChanged() {
        handset.allow("android.permission.BROADCAST_SMS") // as the phone process, which sends it, has
        afterBroadcast("android.telephony.action.CARRIER_CONFIG_CHANGED")
    }

    @Test fun afterTheZoneChangedAtTheNewZonesHour() {
        handset.moveTo("Asia/Tokyo")
        assertNotEquals("held for the old zone", handset.alarmsPlanned(), handset.alarmsHeld)
        afterBroadcast(Intent.ACTION_TIMEZONE_CHANGED)
        assertEquals(9, handset.alarmsHeld.first().hour)
    }

    private fun afterBroadcast(action: String) {
        handset.broadcast(Intent(action))
        assertHeldArePlanned()
        handset.wipeAlarms()
        handset.broadcast(Intent(action))
        assertHeldArePlanned()
    }
}
