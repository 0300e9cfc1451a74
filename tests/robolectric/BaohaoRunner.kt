package app.baohao

import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration

/**
 * Robolectric loads classes anew for each Android version. What talks to the one native library of the process must
 * not be among them, or the second copy finds handles that the first one made. The app's clock is rewritten as the
 * framework is, so that it shows the time that a test sets.
 */
class BaohaoRunner(test: Class<*>) : RobolectricTestRunner(test) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration {
        val config = InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
        for (shared in listOf("app.baohao.core.", "com.sun.jna.", "kotlin.")) config.doNotAcquirePackage(shared)
        config.addInstrumentedClass("app.baohao.ledger.Clock")
        return config.build()
    }
}
