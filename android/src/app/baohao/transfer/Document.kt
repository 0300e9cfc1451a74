package app.baohao.transfer

/** A file that a person takes along. */
enum class Document(val mimeType: String, private val begins: String, private val ends: String) {
    /** Encrypted; no type of the system's fits. */
    BACKUP("application/octet-stream", "baohao", "backup"),

    /** All records. */
    TABLE("text/csv", "baohao", "csv"),

    /** Deadlines. */
    CALENDAR("text/calendar", "baohao", "ics"),
    ;

    /** What the system's picker suggests; [day] tells one backup from the next. */
    fun suggested(day: String) = "$begins-$day.$ends"
}
