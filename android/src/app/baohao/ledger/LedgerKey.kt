package app.baohao.ledger

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import app.baohao.core.KeyState
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.StandardOpenOption
import java.security.KeyStore
import java.security.SecureRandom
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
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
 * The file is a version byte, the 12-byte IV, and the ciphertext with its 16-byte tag.
 */
internal class LedgerKey(private val file: File) {
    /** Whatever a keystore throws, and phones differ in that, the key can't be used now. */
    fun find(): FoundKey {
        if (!file.exists()) return FoundKey(KeyState.ABSENT)
        return try {
            FoundKey(KeyState.READY, unsealed(file.readBytes()))
        } catch (_: Exception) {
            FoundKey(KeyState.UNUSABLE)
        }
    }

    /** Makes a new key in place of any there was. On the disk when this returns: a ledger must not outlast its key. */
    fun make() {
        val bytes = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
        try {
            write(sealed(bytes))
        } finally {
            bytes.fill(0)
        }
    }

    private fun sealed(bytes: ByteArray): ByteArray {
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE)
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        generator.init(
            KeyGenParameterSpec.Builder(ALIAS, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setKeySize(KEY_BYTES * 8)
                .build(),
        )
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.ENCRYPT_MODE, generator.generateKey())
        val sealed = cipher.doFinal(bytes)
        check(cipher.iv.size == IV_BYTES)
        return byteArrayOf(VERSION) + cipher.iv + sealed
    }

    private fun unsealed(blob: ByteArray): ByteArray {
        require(blob.size == 1 + IV_BYTES + KEY_BYTES + TAG_BYTES && blob[0] == VERSION)
        val keystore = KeyStore.getInstance(KEYSTORE).apply { load(null) }
        val sealing = keystore.getKey(ALIAS, null) as SecretKey
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.DECRYPT_MODE, sealing, GCMParameterSpec(TAG_BYTES * 8, blob, 1, IV_BYTES))
        return cipher.doFinal(blob, 1 + IV_BYTES, blob.size - 1 - IV_BYTES)
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
        const val KEYSTORE = "AndroidKeyStore"
        const val ALIAS = "baohao.ledger"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val VERSION: Byte = 1
        const val KEY_BYTES = 32
        const val IV_BYTES = 12
        const val TAG_BYTES = 16
    }
}
