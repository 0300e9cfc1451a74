package app.baohao

import android.Manifest.permission
import android.app.Activity
import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Intent
import android.content.pm.PackageManager.FEATURE_TELEPHONY
import android.os.Build
import android.os.Looper
import android.os.SystemClock
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import app.baohao.core.Core
import app.baohao.core.Now
import app.baohao.core.Phone
import app.baohao.core.SimDraft
import app.baohao.ledger.Clock
import app.baohao.ledger.CoreAccess
import app.baohao.ledger.Outcome
import app.baohao.phone.MemoryKeyStore
import app.baohao.phone.PickedDocuments
import app.baohao.phone.SmsNetwork
import app.baohao.phone.UssdNetwork
import app.baohao.telephony.CommandRunner
import app.baohao.ui.HomeActivity
import app.baohao.ui.PreviewActivity
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId
import java.util.TimeZone
import java.util.concurrent.TimeUnit
import org.junit.rules.ExternalResource
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSubscriptionManager.SubscriptionInfoBuilder
import org.robolectric.util.ReflectionHelpers

/** A phone in Phnom Penh with a Smart card in its second slot, and the app on it with every permission. */
class Handset : ExternalResource() {
    val app: BaohaoApp get() = RuntimeEnvironment.getApplication() as BaohaoApp
    val ledger: File get() = File(app.noBackupFilesDir, "baohao.db")
    val sealedKey: File get() = File(app.noBackupFilesDir, "baohao.key")

    /** What the system's document picker offers. */
    val documents = PickedDocuments()

    private val alarmManager get() = shadowOf(app.getSystemService(AlarmManager::class.java))
    private val zoneBefore = TimeZone.getDefault()

    override fun before() {
        // Robolectric has started the app already, before there was a clock or a key store.
        endApp()
        app.noBackupFilesDir.deleteRecursively()
        SystemClock.setCurrentTimeMillis(epochMs(MORNING))
        MemoryKeyStore.install()
        UssdNetwork.forget()
        SmsNetwork.forget()
        pauseIfUnused(false)
        moveTo(ZONE)
        shadowOf(app.packageManager).setSystemFeature(FEATURE_TELEPHONY, true)
        allow(*ALL_PERMISSIONS)
        insertSmart()
        documents.offer()
        startApp()
    }

    override fun after() {
        endApp()
        TimeZone.setDefault(zoneBefore)
    }

    // What a person or the world does.

    fun allow(vararg permissions: String) = shadowOf(app).grantPermissions(*permissions)

    fun deny(vararg permissions: String) = shadowOf(app).denyPermissions(*permissions)

    /** Its ICCID stays empty: from API 29 on no ordinary app sees it. */
    fun insertSmart(subscriptionId: Int = SUBSCRIPTION, slot: Int = 1) = insert(Card(subscriptionId, slot))

    /** A card of an operator that the catalogue doesn't have. */
    fun insertUnknown() = insert(Card(SUBSCRIPTION, slot = 0, carrierId = 1, plmn = "99999"))

    /** A card, of Smart unless said otherwise. [cardId] is Android's own from API 29 on, [iccid] is shown below. */
    class Card(
        val subscriptionId: Int,
        val slot: Int,
        val cardId: Int = -1,
        val iccid: String = "",
        val carrierId: Int = SMART,
        val plmn: String = "45606",
    )

    /** These cards are in the phone, and no others. */
    fun insert(vararg cards: Card) {
        val subscriptions = shadowOf(app.getSystemService(SubscriptionManager::class.java))
        subscriptions.setActiveSubscriptionInfos(*cards.map(::shown).toTypedArray())
        cards.forEach { UssdNetwork.plmnOf[it.subscriptionId] = it.plmn }
    }

    private fun shown(card: Card): SubscriptionInfo {
        val shown = SubscriptionInfoBuilder.newBuilder()
            .setId(card.subscriptionId).setSimSlotIndex(card.slot).setDisplayName("SIM").setNumber("")
        val hidesIccid = Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q
        shown.setIccId(if (hidesIccid) "" else card.iccid)
        if (hidesIccid) shown.setCarrierId(card.carrierId)
        val info = shown.buildSubscriptionInfo()
        if (hidesIccid) ReflectionHelpers.setField(info, "mCardId", card.cardId)
        return info
    }

    fun moveTo(zone: String) = TimeZone.setDefault(TimeZone.getTimeZone(zone))

    /** Time goes forward only, as the shadow of the system's clock does. */
    fun waitUntil(local: LocalDateTime) = SystemClock.setCurrentTimeMillis(epochMs(local))

    fun waitSeconds(seconds: Long) {
        shadowOf(Looper.getMainLooper()).idleFor(seconds, TimeUnit.SECONDS)
        settle()
    }

    /** The phone wakes the app at the next alarm's time; gives that time. */
    fun fireNextAlarm(): LocalDateTime {
        val alarm = alarmManager.scheduledAlarms.minBy { it.triggerAtMs }
        val at = local(alarm.triggerAtMs)
        waitUntil(at)
        alarmManager.fireAlarm(alarm)
        settle()
        return at
    }

    /** As a forced stop, hibernation or a reboot does. */
    @Suppress("DEPRECATION") // the shadow has no other way to what an alarm does
    fun wipeAlarms() {
        val manager = app.getSystemService(AlarmManager::class.java)!!
        for (operation in alarmManager.scheduledAlarms.mapNotNull { it.operation }) {
            manager.cancel(operation)
            operation.cancel()
        }
    }

    fun broadcast(intent: Intent) {
        app.sendBroadcast(intent)
        settle()
    }

    fun dismissNotices() = app.getSystemService(NotificationManager::class.java)!!.cancelAll()

    /** Turns the app's notifications off or on again. */
    fun silence(silent: Boolean) =
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(!silent)

    /** What Android does with an app that nobody opens for months. It does on a new phone. */
    fun pauseIfUnused(paused: Boolean) = shadowOf(app.packageManager).setAutoRevokeWhitelisted(!paused)

    // What the app has done.

    fun now(): LocalDateTime = local(Clock.now().epochMs)

    val alarmsHeld: List<LocalDateTime> get() = alarmManager.scheduledAlarms.map { local(it.triggerAtMs) }.sorted()

    val notices: List<Notification>
        get() = shadowOf(app.getSystemService(NotificationManager::class.java)).allNotifications

    fun alarmsPlanned(): List<LocalDateTime> = ask { phone, now -> plan(phone, now).alarms }

    // The core behind the app.

    /** Waits until neither the core's thread nor the main one has anything to do now. */
    fun settle() {
        val main = shadowOf(Looper.getMainLooper())
        do {
            main.idle()
            app.core.idle().get(30, TimeUnit.SECONDS)
        } while (!main.isIdle)
    }

    fun <T> ask(call: Core.(phone: Phone, now: Now) -> T): T = done { then -> app.core.ask(call, then) }

    fun <T> change(call: Core.(phone: Phone, now: Now) -> T): T = done { then -> app.core.change(call, then) }

    /** A Smart SIM, in the phone unless it lies in a drawer. */
    fun addSmart(validUntil: LocalDate? = null, label: String = "Market", inPhone: Boolean = true): Long =
        change { phone, now ->
            val card = if (inPhone) phone.cards?.firstOrNull() else null
            addSim(SimDraft(label, "kh-smart", NUMBER, card), now).also { simId ->
                validUntil?.let { setValidUntil(simId, it, now) }
            }
        }

    private fun <T> done(start: ((Outcome<T>) -> Unit) -> Unit): T {
        var outcome: Outcome<T>? = null
        start { outcome = it }
        settle()
        return when (val found = outcome) {
            is Outcome.Done -> found.value
            else -> throw AssertionError("not done: $found")
        }
    }

    /** The process ends: what was in memory is gone; files, alarms and notices are not. */
    fun endApp() {
        settle()
        app.core.ask({ _, _ -> close() })
        app.core.idle().get(30, TimeUnit.SECONDS)
        ReflectionHelpers.setField(app, "core\$delegate", lazy { CoreAccess(app) })
        ReflectionHelpers.setField(app, "runner\$delegate", lazy { CommandRunner(app) })
    }

    fun startApp() {
        app.onCreate()
        settle()
    }

    fun restartApp() {
        endApp()
        startApp()
    }

    /** Opens the screen that an intent names. */
    fun open(intent: Intent): Shown {
        val screen = Class.forName(checkNotNull(intent.component).className).asSubclass(Activity::class.java)
        return Shown(this, Robolectric.buildActivity(screen, intent).setup()).also { settle() }
    }

    fun openPreview(simId: Long, actionId: String = BALANCE_ACTION): Shown =
        open(PreviewActivity.of(app, simId, actionId))

    /** Taps a notice: of the screens that it opens, the one on top. */
    fun tap(notice: Notification): Shown = tap(notice.contentIntent)

    /** Taps one of a notice's buttons. */
    fun tap(intent: PendingIntent): Shown = open(shadowOf(intent).savedIntents.last())

    fun openHome(): Shown = open(Intent(app, HomeActivity::class.java))

    private fun local(epochMs: Long) =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneId.systemDefault())

    companion object {
        const val SUBSCRIPTION = 7

        /** AOSP's carrier id. */
        private const val SMART = 869
        const val BALANCE_ACTION = "kh.balance"
        const val AUTO_RENEW_ACTION = "kh-smart.auto-renew-on"
        const val NUMBER = "+855 10 000 482"
        const val REPLY = "Your balance is 5.37749 USD valid till 14.03.27"
        const val ZONE = "Asia/Phnom_Penh"
        val MORNING: LocalDateTime = LocalDateTime.of(2026, 11, 23, 10, 0)
        val ALL_PERMISSIONS = arrayOf(
            permission.SEND_SMS,
            permission.RECEIVE_SMS,
            permission.READ_SMS,
            permission.CALL_PHONE,
            permission.READ_PHONE_STATE,
            permission.READ_PHONE_NUMBERS,
            permission.POST_NOTIFICATIONS,
        )

        fun epochMs(local: LocalDateTime): Long = local.atZone(ZoneId.of(ZONE)).toInstant().toEpochMilli()
    }
}
