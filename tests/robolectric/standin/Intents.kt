// See Registries.kt. Nobody watches or answers intents here: Robolectric's own shadows record them.
package androidx.test.runner.intent

import android.app.Instrumentation
import android.content.Intent

interface IntentMonitor

interface IntentStubber {
    fun getActivityResultForIntent(intent: Intent): Instrumentation.ActivityResult?
}

object IntentMonitorRegistry {
    private var registered: IntentMonitor? = null

    @JvmStatic fun registerInstance(monitor: IntentMonitor?) {
        registered = monitor
    }

    @JvmStatic fun getInstance(): IntentMonitor = checkNotNull(registered)
}

object IntentStubberRegistry {
    @JvmStatic fun isLoaded(): Boolean = false

    @JvmStatic fun getInstance(): IntentStubber = error("no stubber is ever loaded")
}
