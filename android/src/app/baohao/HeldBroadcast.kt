package app.baohao

import android.content.BroadcastReceiver.PendingResult
import android.os.Handler
import android.os.Looper
import java.util.concurrent.atomic.AtomicBoolean

/**
 * Keeps the process alive for a broadcast while the core works. Ends once: when the work has, or before Android gives
 * up after 10 seconds and calls the app unresponsive. The work then goes on for as long as the process lives.
 */
class HeldBroadcast(private val result: PendingResult?) {
    private val held = AtomicBoolean(true)
    private val main = Handler(Looper.getMainLooper())
    private val giveUp = Runnable { finish() }

    init {
        main.postDelayed(giveUp, LONGEST_MS)
    }

    /** Lets go, from any thread; a second time does nothing. */
    fun finish() {
        main.removeCallbacks(giveUp)
        if (held.getAndSet(false)) result?.finish()
    }

    private companion object {
        const val LONGEST_MS = 8_000L
    }
}
