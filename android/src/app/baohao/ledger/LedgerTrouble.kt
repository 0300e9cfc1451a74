package app.baohao.ledger

/** Why the ledger isn't open; each is a choice for the person, never a crash, never a silent new ledger. */
enum class LedgerTrouble(
    /** Where the ledger may still be opened later, it would be wrong to offer an empty one. */
    val mayStartAfresh: Boolean,
    /** Whether a part of it may still be read. */
    val maySalvage: Boolean = false,
) {
    /** There is a ledger and no key for it. */
    KEY_LOST(mayStartAfresh = true),

    /** The key doesn't fit, or the file's beginning is damaged. */
    UNREADABLE(mayStartAfresh = true),

    /** The file is damaged. */
    CORRUPT(mayStartAfresh = true, maySalvage = true),

    /** A newer version of the app wrote it. */
    TOO_NEW(mayStartAfresh = false),

    /** No room for what was to be stored. */
    FULL(mayStartAfresh = false),

    /** Another opener holds it. */
    IN_USE(mayStartAfresh = false),

    /** The phone lets it be read only. */
    READ_ONLY(mayStartAfresh = false),

    /** Anything else that may pass: a keystore that can't be reached now, a storage that fails. */
    UNAVAILABLE(mayStartAfresh = false),
}

/** Travels from where the trouble shows to where it becomes an [Outcome]. */
internal class LedgerClosed(val trouble: LedgerTrouble) : Exception()
