package app.baohao.notifications

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.TaskStackBuilder
import android.content.Context
import android.content.Intent
import app.baohao.R
import app.baohao.core.DueNotice
import app.baohao.core.ReplyView
import app.baohao.core.SimBrief
import app.baohao.ledger.LedgerTrouble
import app.baohao.ui.CommandActivity
import app.baohao.ui.HomeActivity
import app.baohao.ui.LedgerTroubleActivity
import app.baohao.ui.PreviewActivity
import app.baohao.ui.SimActivity

/**
 * Shows what the core says is due. A tap opens the screen directly: since Android 12 a receiver may not open one. The
 * lock screen says only that there is something; the rest is masked even when unlocked.
 */
internal class Notices(private val context: Context) {
    private val manager = context.getSystemService(NotificationManager::class.java)!!

    /** Whether it is shown. False where notifications are off: the notice then stays due, for the day they are on. */
    fun show(notice: DueNotice): Boolean {
        val channel = Channel.DEADLINES
        if (!heard(channel)) return false
        val words = NoticeWords(context, notice)
        val tap = notice.actionId?.let { PreviewActivity.of(context, notice.sim.simId, it) }
        val notification = notification(channel, tap ?: SimActivity.of(context, notice.sim.simId))
            .setCategory(Notification.CATEGORY_REMINDER)
            .setContentTitle(words.title)
            .setContentText(words.text)
            .setStyle(Notification.BigTextStyle().bigText(words.longText))
            .addAction(action(R.string.reminder_tomorrow, notice, SimActivity.Word.TOMORROW))
            .addAction(action(R.string.reminder_done, notice, SimActivity.Word.DONE))
        manager.notify(tag(notice.clock), 0, notification.build())
        return true
    }

    /** Takes back what was said of a clock, a number's or a plan's, once it no longer stands. */
    fun takeBack(clock: String) = manager.cancel(tag(clock), 0)

    /** Takes back everything that was said of a SIM, which is deleted, and of its clocks. */
    fun takeBackDeleted(simId: Long, clocks: List<String>) {
        clocks.forEach(::takeBack)
        manager.cancel(Channel.REPLIES.id, simId.toInt())
    }

    /** Takes back everything. */
    fun takeBackAll() = manager.cancelAll()

    /** Says that a message came, and nothing of what is in it. */
    fun showReply(reply: ReplyView) {
        val channel = Channel.REPLIES
        if (!heard(channel)) return
        val tap = reply.commandId?.let { CommandActivity.of(context, it) }
        val notification = notification(channel, tap ?: SimActivity.of(context, reply.sim.simId))
            .setCategory(Notification.CATEGORY_MESSAGE)
            .setContentTitle(context.getString(R.string.notice_reply, reply.sim.operatorName))
            .setContentText(context.getString(R.string.notice_reply_tap))
        post(channel, reply.sim, notification)
    }

    /**
     * Says that nothing will ring. Nothing in it is secret. It alerts once for as long as it stands, since every message
     * that comes meets the same trouble.
     */
    fun showTrouble(trouble: LedgerTrouble) {
        val channel = Channel.DEADLINES
        if (!heard(channel)) return
        val notification = notification(channel, LedgerTroubleActivity.of(context, trouble))
            .setCategory(Notification.CATEGORY_ERROR)
            .setContentTitle(context.getString(R.string.notice_trouble))
            .setContentText(context.getString(R.string.notice_trouble_tap))
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setOnlyAlertOnce(true)
        manager.notify(TROUBLE, 0, notification.build())
    }

    /** The contrary of [showTrouble]. */
    fun takeBackTrouble() = manager.cancel(TROUBLE, 0)

    /** A later notice of the same clock takes the place of an earlier one. */
    private fun tag(clock: String): String = "${Channel.DEADLINES.id}:$clock"

    /** Says its word on the SIM's screen: a receiver may open none, and the word is seen to be taken. */
    private fun action(words: Int, notice: DueNotice, word: SimActivity.Word): Notification.Action {
        val screen = SimActivity.remind(context, notice.sim.simId, notice.deadline, word)
        return Notification.Action.Builder(null, context.getString(words), tap(screen)).build()
    }

    /** A later notice about the same SIM takes the place of an earlier one. */
    private fun post(channel: Channel, sim: SimBrief, notification: Notification.Builder) =
        manager.notify(channel.id, sim.simId.toInt(), notification.build())

    /** Makes the channel too, each time: that is how its name follows the language. */
    private fun heard(channel: Channel): Boolean {
        val made = NotificationChannel(channel.id, context.getString(channel.label), channel.importance)
        made.description = context.getString(channel.about)
        manager.createNotificationChannel(made)
        val chosen = manager.getNotificationChannel(channel.id)?.importance
        return manager.areNotificationsEnabled() && chosen != NotificationManager.IMPORTANCE_NONE
    }

    private fun notification(channel: Channel, screen: Intent): Notification.Builder =
        Notification.Builder(context, channel.id)
            .setSmallIcon(R.drawable.ic_notice)
            .setContentIntent(tap(screen))
            .setAutoCancel(true)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(
                Notification.Builder(context, channel.id)
                    .setSmallIcon(R.drawable.ic_notice)
                    .setContentTitle(context.getString(channel.inPublic))
                    .build(),
            )

    /** Back leads to the first screen. [screen] has its own data URI, which tells the intents apart. */
    private fun tap(screen: Intent): PendingIntent = TaskStackBuilder.create(context)
        .addNextIntent(Intent(context, HomeActivity::class.java))
        .addNextIntent(screen)
        .getPendingIntent(
            0,
            PendingIntent.FLAG_IMMUTABLE or
                PendingIntent.FLAG_UPDATE_CURRENT,
        )!!

    private companion object {
        const val TROUBLE = "trouble"
    }
}
