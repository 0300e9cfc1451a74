package app.baohao.ledger

import android.content.Context
import app.baohao.core.Core
import app.baohao.core.KeyState
import app.baohao.core.Salvaged
import app.baohao.core.Start
import app.baohao.core.adoptSalvagedLedger
import app.baohao.core.deleteLedger
import app.baohao.core.ledgerIsThere
import app.baohao.core.restoreBackup
import app.baohao.core.salvageLedger
import app.baohao.core.setLedgerAside
import app.baohao.core.settleRestore
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
        // What a restore left half done when the app was killed comes before any look at what is there.
        settleRestore(file.path)
        when (start(ledgerIsThere(file.path), found.state)) {
            Start.OPEN -> Core.open(file.path, found.bytes)
            Start.CREATE -> if (found.state == KeyState.READY) Core.create(file.path, found.bytes) else createWithKey()
            Start.ASK_KEY_LOST -> throw LedgerClosed(LedgerTrouble.KEY_LOST)
        }
    }

    /** Makes a backup the ledger, under the key that there is, or a new one where there is none. The core must be closed. */
    fun restore(backup: File, passphrase: ByteArray) {
        val found = key.find()
        (if (found.state == KeyState.READY) found else made()).use {
            restoreBackup(backup.path, passphrase, file.path, it.bytes, Clock.now())
        }
    }

    /**
     * Renames the ledger. Its key stays if it can be used, so that the renamed file can still be read one day; if not,
     * [LedgerKey.make] renames it too.
     */
    fun setAside() {
        setLedgerAside(file.path, Clock.now())
    }

    /** Deletes the ledger, then its key: a kill in between leaves a key that nothing needs. */
    fun delete() {
        deleteLedger(file.path)
        key.delete()
    }

    /** Reads what can be read of a damaged ledger into a file beside it. Nothing else is changed. */
    fun salvage(): Salvaged = key.find().use { found ->
        if (found.state != KeyState.READY) throw LedgerClosed(LedgerTrouble.KEY_LOST)
        salvageLedger(file.path, found.bytes)
    }

    /** Renames the damaged ledger and puts what was salvaged in its place. */
    fun adoptSalvaged() = adoptSalvagedLedger(file.path, Clock.now())

    private fun createWithKey(): Core = made().use { Core.create(file.path, it.bytes) }

    private fun made(): FoundKey = try {
        key.make()
    } catch (_: Exception) {
        throw LedgerClosed(LedgerTrouble.UNAVAILABLE)
    }
}
