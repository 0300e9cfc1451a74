package app.baohao.telephony

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import app.baohao.core.Doing
import app.baohao.core.PlatformWord

/** Opens the phone's own dialler or SMS app, filled in; the person sends it there, and picks the SIM there. */
internal object HandOff {
    fun dial(activity: Activity, doing: Doing.Dial): PlatformWord =
        open(activity, Intent(Intent.ACTION_DIAL, Uri.parse(doing.uri)))

    fun writeSms(activity: Activity, doing: Doing.WriteSms): PlatformWord =
        open(
            activity,
            Intent(Intent.ACTION_SENDTO, Uri.fromParts("smsto", doing.to, null)).putExtra("sms_body", doing.body),
        )

    private fun open(activity: Activity, intent: Intent): PlatformWord = try {
        // In its own task: the preview that this starts from may be finishing already.
        activity.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        PlatformWord.HandOffOpened
    } catch (_: ActivityNotFoundException) {
        PlatformWord.HandOffFailed
    } catch (_: SecurityException) {
        PlatformWord.HandOffFailed // a work profile, or an app that guards its screen
    }
}
