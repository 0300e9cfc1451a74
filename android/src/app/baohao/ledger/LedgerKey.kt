package app.baohao.ledger

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import app.baohao.core.KeyState
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.StandardOpenOption
import java.security.KeyStore
import java.security.SecureRandom
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.spec.GCMParameterSpec

/** The ledger's key as it was found; [bytes] are empty unless it can be used, and are wiped on [close]. */
internal class FoundKey(val state: KeyState, val bytes: ByteArray = ByteArray(0)) : AutoCloseable {
    override fun close() = bytes.fill(0)
}

/**
 * Keeps the ledger's key: 32 random bytes, sealed by a key that never leaves the phone's keystore. The ledger needs the
 * bytes themselves, and the keystore gives none of its own away. Not tied to the screen lock: the alarms plan while the
 * phone is locked, and a removed lock would take the ledger with it.
 *
 * The file is a version byte, the 8 bytes that name the sealing key, the 12-byte IV, and the ciphertext with its
 * 16-byte tag. Each key is sealed by a new one: generating over an alias destroys what was there, and with it the last
 * hope of an old ledger.
 */
internal class LedgerKey(private val file: File) {
    /** Only what can't pass counts as unusable. A keystore is a service: it may be busy, or not up yet after a boot. */
    fun find(): FoundKey {
        if (!file.exists()) return FoundKey(KeyState.ABSENT)
        val bytes = try {
            unsealed(file.readBytes())
        } catch (e: Exception) {
            if (!isFinal(e)) throw LedgerClosed(LedgerTrouble.UNAVAILABLE)
            null
        }
        return if (bytes == null) FoundKey(KeyState.UNUSABLE) else FoundKey(KeyState.READY, bytes)
    }

    /**
     * Makes a new key; the file of an old one is renamed. It was unsealed once, since a keystore that seals and can't
     * unseal must show before there is a ledger to lose, and is on the disk: a ledger must not outlast its key.
     */
    fun make(): FoundKey {
        val bytes = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
        val blob = try {
            sealed(bytes)
        } finally {
            bytes.fill(0)
        }
        val made = FoundKey(KeyState.READY, checkNotNull(unsealed(blob)))
        if (file.exists()) setAside()
        write(blob)
        return made
    }

    /** Deletes the key for good, with those that were set aside, and all that ever sealed one. */
    fun delete() {
        val beside = file.parentFile!!.listFiles { _, name -> name.startsWith(file.name) }.orEmpty()
        for (found in beside) if (!found.delete() && found.exists()) throw IOException("not deleted")
        syncFolder()
        val keystore = KeyStore.getInstance(KEYSTORE).apply { load(null) }
        keystore.aliases().toList().filter { it.startsWith(ALIAS) }.forEach(keystore::deleteEntry)
    }

    private fun isFinal(e: Exception) =
        e is AEADBadTagException || e is KeyPermanentlyInvalidatedException || e is UnrecoverableKeyException

    private fun sealed(bytes: ByteArray): ByteArray {
        val name = ByteArray(NAME_BYTES).also(SecureRandom()::nextBytes)
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE)
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        generator.init(
            KeyGenParameterSpec.Builder(alias(name), purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setKeySize(KEY_BYTES * 8)
                .build(),
        )
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.ENCRYPT_MODE, generator.generateKey())
        val sealed = cipher.doFinal(bytes)
        check(cipher.iv.size == IV_BYTES)
        return byteArrayOf(VERSION) + name + cipher.iv + sealed
    }

    /** Null if it is no such file, or the keystore has no such key. */
    private fun unsealed(blob: ByteArray): ByteArray? {
        if (blob.size != SEALED_AT + KEY_BYTES + TAG_BYTES || blob[0] != VERSION) return null
        val keystore = KeyStore.getInstance(KEYSTORE).apply { load(null) }
        val sealing = keystore.getKey(alias(blob.copyOfRange(NAME_AT, IV_AT)), null) ?: return null
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.DECRYPT_MODE, sealing, GCMParameterSpec(TAG_BYTES * 8, blob, IV_AT, IV_BYTES))
        return cipher.doFinal(blob, SEALED_AT, blob.size - SEALED_AT)
    }

    private fun alias(name: ByteArray) = ALIAS + name.toHexString()

    /** Named as the ledger that it may belong to was. */
    private fun setAside() {
        val aside = File("${file.path}.aside-${Clock.now().epochMs}")
        if (aside.exists() || !file.renameTo(aside)) throw IOException("not set aside")
    }

    private fun write(blob: ByteArray) {
        val fresh = File(file.path + ".new")
        FileOutputStream(fresh).use {
            it.write(blob)
            it.fd.sync()
        }
        if (!fresh.renameTo(file)) throw IOException("not renamed")
        syncFolder()
    }

    /** Makes the new name outlast a power loss. Not every file system lets a folder be synced. */
    private fun syncFolder() {
        try {
            FileChannel.open(file.parentFile!!.toPath(), StandardOpenOption.READ).use { it.force(true) }
        } catch (_: IOException) {
        }
    }

    private companion object {
        const val ALIAS = "baohao.ledger."
        const val KEYSTORE = "AndroidKeyStore"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val VERSION: Byte = 1
        const val KEY_BYTES = 32
        const val IV_BYTES = 12
        const val TAG_BYTES = 16
        const val NAME_BYTES = 8
        const val NAME_AT = 1
        const val IV_AT = NAME_AT + NAME_BYTES
        const val SEALED_AT = IV_AT + IV_BYTES
    }
}
