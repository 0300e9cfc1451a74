package app.baohao.alarms

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import java.time.LocalDateTime
import java.time.ZoneId

/**
 * Makes AlarmManager equal to the core's list, without a memory of its own: slot i holds the list's alarm i, and the
 * slots behind its end hold nothing.
 */
internal class AlarmsHeld(private val context: Context) {
    private val manager = context.getSystemService(AlarmManager::class.java)!!

    /** `java.time` moves a time that the zone skips to after the gap, and takes the earlier of one that it has twice. */
    fun hold(alarms: List<LocalDateTime>) {
        val zone = ZoneId.systemDefault()
        for (slot in 0 until SLOTS) {
            val at = alarms.getOrNull(slot)
            if (at == null) release(slot) else hold(slot, at.atZone(zone).toInstant().toEpochMilli())
        }
    }

    /** Inexact on purpose: reminders are a matter of days, and exact ones take a permission that can be taken back. */
    private fun hold(slot: Int, atMs: Long) {
        val intent = PendingIntent.getBroadcast(
            context,
            0,
            intent(slot),
            PendingIntent.FLAG_IMMUTABLE or
                PendingIntent.FLAG_UPDATE_CURRENT,
        )
        manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, atMs, intent)
    }

    private fun release(slot: Int) {
        val intent: PendingIntent? = PendingIntent.getBroadcast(
            context,
            0,
            intent(slot),
            PendingIntent.FLAG_IMMUTABLE or
                PendingIntent.FLAG_NO_CREATE,
        )
        intent?.let(manager::cancel)
        intent?.cancel()
    }

    /** The data is what makes the slots differ: Android doesn't look at extras when it compares. */
    private fun intent(slot: Int) =
        Intent(context, ReplanReceiver::class.java).setData(Uri.parse("baohao://alarm/$slot"))

    private companion object {
        /** As many as the core plans at most, its `planner::HOLD`. */
        const val SLOTS = 32
    }
}
