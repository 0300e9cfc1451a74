package app.baohao

import android.app.Application
import android.content.Context
import app.baohao.ledger.CoreAccess
import app.baohao.telephony.CommandRunner

/** Holds what lives as long as the process: the road to the core, and what carries its commands out. */
class BaohaoApp : Application() {
    /** The only road to the core. */
    val core: CoreAccess by lazy { CoreAccess(this) }

    /** What a tap on a preview sets off. */
    val runner: CommandRunner by lazy { CommandRunner(this) }

    /**
     * Plans anew whenever the process starts, which is also what opening the app does after hibernation or a forced
     * stop has taken its alarms away without a broadcast.
     */
    override fun onCreate() {
        super.onCreate()
        core.replan()
    }

    companion object {
        /** From any context of this app. */
        fun of(context: Context): BaohaoApp = context.applicationContext as BaohaoApp
    }
}
