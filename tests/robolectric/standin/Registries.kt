// Robolectric links against a handful of androidx.test types, which come from a repository that cannot be counted
// on. These stand in for the few that it touches: registries that remember one object each, and forget it between
// two tests. They go when androidx.test:monitor can be pinned like every other artefact.
package androidx.test.platform.app

import android.app.Instrumentation
import android.os.Bundle

object InstrumentationRegistry {
    private var registered: Instrumentation? = null
    private var arguments = Bundle()

    @JvmStatic fun registerInstance(instrumentation: Instrumentation?, arguments: Bundle?) {
        registered = instrumentation
        this.arguments = Bundle(arguments ?: Bundle.EMPTY)
    }

    @JvmStatic fun getInstrumentation(): Instrumentation = checkNotNull(registered)

    @JvmStatic fun getArguments(): Bundle = Bundle(arguments)
}
