package app.baohao.ledger

/** Why the ledger isn't open; each is a choice for the person, never a crash, never a silent new ledger. */
enum class LedgerTrouble {
    /** There is a ledger and no key for it. */
    KEY_LOST,

    /** The key doesn't fit, or the file's beginning is damaged. */
    UNREADABLE,

    /** The file is damaged. */
    CORRUPT,

    /** A newer version of the app wrote it. */
    TOO_NEW,

    /** Disk full, file in use, or a keystore that can't be reached now. */
    UNAVAILABLE,
}

/** Travels from where the trouble shows to where it becomes an [Outcome]. */
internal class LedgerClosed(val trouble: LedgerTrouble) : Exception()
