package app.baohao.phone

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import java.io.InputStream
import java.io.OutputStream
import java.security.InvalidKeyException
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/**
 * Stands in for the phone's key store, which Robolectric lacks: a JCA provider of the same name whose keys live in
 * memory, and which loses them when told, as phones do when the screen lock goes or a backup lands on another phone.
 */
object MemoryKeyStore {
    private const val NAME = "AndroidKeyStore"
    internal val keys = mutableMapOf<String, SecretKey>()

    /** An empty key store, in the class loader of the Android that runs now. */
    fun install() {
        keys.clear()
        Security.removeProvider(NAME)
        Security.addProvider(
            object : Provider(NAME, "1.0", "in memory, for tests") {
                init {
                    offer("KeyStore", NAME, ::MemoryKeyStoreSpi)
                    offer("KeyGenerator", "AES", ::MemoryKeyGeneratorSpi)
                }

                private fun offer(type: String, algorithm: String, make: () -> Any) = putService(
                    object : Service(this, type, algorithm, make.toString(), null, null) {
                        override fun newInstance(parameter: Any?): Any = make()
                    },
                )
            },
        )
    }

    /** The entries are gone, as after a restore on another phone. */
    fun forget() = keys.clear()

    /** The entries are there and can't be used any more, as after the screen lock was removed. */
    fun invalidate() = keys.values.forEach { (it as MemoryKey).failure = KeyPermanentlyInvalidatedException() }

    /** The entries are there, and the hardware behind them does not answer until [recover]. */
    fun falter(failure: Exception = InvalidKeyException("busy")) =
        keys.values.forEach { (it as MemoryKey).failure = failure }

    fun recover() = keys.values.forEach { (it as MemoryKey).failure = null }
}

/** Fails where the real one does, when a cipher takes it. */
private class MemoryKey(private val bytes: ByteArray) : SecretKey {
    var failure: Exception? = null

    override fun getAlgorithm() = "AES"

    override fun getFormat() = "RAW"

    override fun getEncoded(): ByteArray = failure?.let { throw it } ?: bytes.clone()
}

private class MemoryKeyGeneratorSpi : KeyGeneratorSpi() {
    private var spec: KeyGenParameterSpec? = null

    override fun engineInit(random: SecureRandom?) = error("the phone's key store wants a spec")

    override fun engineInit(keySize: Int, random: SecureRandom?) = error("the phone's key store wants a spec")

    override fun engineInit(spec: AlgorithmParameterSpec, random: SecureRandom?) {
        this.spec = spec as KeyGenParameterSpec
    }

    override fun engineGenerateKey(): SecretKey {
        val spec = checkNotNull(spec)
        val bytes = ByteArray(maxOf(spec.keySize, 128) / 8).also(SecureRandom()::nextBytes)
        return MemoryKey(bytes).also { MemoryKeyStore.keys[spec.keystoreAlias] = it }
    }
}

private class MemoryKeyStoreSpi : KeyStoreSpi() {
    private val keys get() = MemoryKeyStore.keys

    override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

    override fun engineGetKey(alias: String, password: CharArray?): Key? = keys[alias]

    override fun engineContainsAlias(alias: String) = alias in keys

    override fun engineIsKeyEntry(alias: String) = alias in keys

    override fun engineDeleteEntry(alias: String) {
        keys.remove(alias)
    }

    override fun engineSize() = keys.size

    override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

    override fun engineGetCreationDate(alias: String): Date? = null

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

    override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<out Certificate>?) = no()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<out Certificate>?) = no()

    override fun engineSetCertificateEntry(alias: String, certificate: Certificate?) = no()

    override fun engineStore(stream: OutputStream?, password: CharArray?) = no()

    private fun no(): Nothing = throw UnsupportedOperationException()
}
