package app.baohao.ledger

import android.content.Context
import app.baohao.core.Core
import app.baohao.core.KeyState
import app.baohao.core.Start
import app.baohao.core.setLedgerAside
import app.baohao.core.start
import java.io.File

/** The ledger's two files. Neither is backed up: on another phone the key can't be unsealed. */
internal class LedgerFile(context: Context) {
    private val file = File(context.noBackupFilesDir, "baohao.db")
    private val key = LedgerKey(File(context.noBackupFilesDir, "baohao.key"))

    /**
     * Opens the ledger, or makes it on the first run. The key comes first: a kill in between leaves a key without a
     * ledger, which the next start uses, and never a ledger without a key.
     */
    fun open(): Core = key.find().use { found ->
        when (start(file.exists(), found.state)) {
            Start.OPEN -> Core.open(file.path, found.bytes)
            Start.CREATE -> if (found.state == KeyState.READY) Core.create(file.path, found.bytes) else createWithKey()
            Start.ASK_KEY_LOST -> throw LedgerClosed(LedgerTrouble.KEY_LOST)
        }
    }

    /** Renames the ledger. The key stays if it can be used, so that the renamed file can still be read one day. */
    fun setAside() {
        setLedgerAside(file.path, Clock.now())
    }

    /** The new key is read back: a keystore that seals and can't unseal must show before there is a ledger to lose. */
    private fun createWithKey(): Core {
        try {
            key.make()
        } catch (_: Exception) {
            throw LedgerClosed(LedgerTrouble.UNAVAILABLE)
        }
        return key.find().use { made ->
            if (made.state != KeyState.READY) throw LedgerClosed(LedgerTrouble.UNAVAILABLE)
            Core.create(file.path, made.bytes)
        }
    }
}
