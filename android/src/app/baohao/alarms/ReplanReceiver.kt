package app.baohao.alarms

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.baohao.BaohaoApp
import app.baohao.HeldBroadcast

/** Whatever woke it (an alarm, a boot, an update, another time or zone): the plan is made anew, and that is all. */
class ReplanReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) =
        BaohaoApp.of(context).core.replan(HeldBroadcast(goAsync())::finish)
}
