package app.baohao.permissions

import android.Manifest.permission.CALL_PHONE
import android.Manifest.permission.POST_NOTIFICATIONS
import android.Manifest.permission.READ_PHONE_NUMBERS
import android.Manifest.permission.READ_PHONE_STATE
import android.Manifest.permission.RECEIVE_SMS
import android.Manifest.permission.SEND_SMS
import android.app.Activity
import android.app.AlertDialog
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.Uri
import android.provider.Settings
import app.baohao.R
import app.baohao.core.Permission
import app.baohao.levels.ApiLevels

/**
 * Asks for what the next step needs, when it is needed, never at the start. Denial is an answer: the hand-off to the
 * phone's own apps is always there.
 */
object Permissions {
    /**
     * Asks by the system's dialog, with the reason in words before it if it was denied before. The activity hears the
     * answer in `onRequestPermissionsResult` and reads the core's preview again.
     */
    fun ask(activity: Activity, permissions: List<Permission>, requestCode: Int) {
        val missing = permissions.filter { names(it).any { name -> !granted(activity, name) } }
        ask(activity, missing.flatMap(::names), missing.map(::reason), requestCode)
    }

    /** As [ask], for notifications. Below Android 13 they need no permission, and nothing happens. */
    fun askNotifications(activity: Activity, requestCode: Int) {
        if (ApiLevels.asksForNotifications) {
            ask(activity, listOf(POST_NOTIFICATIONS), listOf(R.string.permission_notifications), requestCode)
        }
    }

    /**
     * Whether these can be had at all: the lean app's manifest lacks those for SMS, and Android refuses without a word
     * what the manifest lacks.
     */
    fun declared(context: Context, permissions: List<Permission>): Boolean {
        val info = context.packageManager.getPackageInfo(context.packageName, PackageManager.GET_PERMISSIONS)
        val declared = info.requestedPermissions.orEmpty()
        return permissions.flatMap(::names).all { it in declared }
    }

    /**
     * Whether the system will not show its dialog any more, so that only Settings helps. Android says the same of a
     * permission that was never asked for, so what was asked is remembered; so is a sideloaded app's SMS permission,
     * which Android 15 denies without a dialog.
     */
    fun onlySettingsHelp(activity: Activity, permissions: List<Permission>): Boolean {
        val (granted, missing) = permissions.flatMap(::names).partition { granted(activity, it) }
        // Taken back later, by hibernation for one, it is asked for as if for the first time.
        asked(activity).edit().apply { granted.forEach(::remove) }.apply()
        return missing.any { asked(activity).contains(it) && !activity.shouldShowRequestPermissionRationale(it) }
    }

    /** Opens the app's page in the system's settings. */
    fun openSettings(activity: Activity) = activity.startActivity(
        Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", activity.packageName, null)),
    )

    private fun ask(activity: Activity, names: List<String>, reasons: List<Int>, requestCode: Int) {
        val missing = names.filter { !granted(activity, it) }
        if (missing.isEmpty()) return
        if (missing.none(activity::shouldShowRequestPermissionRationale)) return request(activity, missing, requestCode)
        AlertDialog.Builder(activity)
            .setMessage(reasons.joinToString("\n\n") { activity.getString(it) })
            .setPositiveButton(R.string.allow) { _, _ -> request(activity, missing, requestCode) }
            .setNegativeButton(R.string.cancel, null)
            .show()
    }

    private fun request(activity: Activity, names: List<String>, requestCode: Int) {
        asked(activity).edit().apply { names.forEach { putBoolean(it, true) } }.apply()
        activity.requestPermissions(names.toTypedArray(), requestCode)
    }

    /** A group is one dialog, so what the same step will need of it is asked along: a reply is read after sending. */
    private fun names(permission: Permission): List<String> = when (permission) {
        Permission.SEE_CARDS -> listOf(READ_PHONE_STATE, READ_PHONE_NUMBERS)
        Permission.SEND_SMS -> listOf(SEND_SMS, RECEIVE_SMS)
        Permission.CALL -> listOf(CALL_PHONE)
    }

    private fun reason(permission: Permission): Int = when (permission) {
        Permission.SEE_CARDS -> R.string.permission_see_cards
        Permission.SEND_SMS -> R.string.permission_send_sms
        Permission.CALL -> R.string.permission_call
    }

    private fun granted(context: Context, name: String) = context.checkSelfPermission(name) == PERMISSION_GRANTED

    private fun asked(context: Context) = context.getSharedPreferences("permissions_asked", Context.MODE_PRIVATE)
}
