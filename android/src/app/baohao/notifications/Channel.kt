package app.baohao.notifications

import android.app.NotificationManager
import app.baohao.R

/** The kinds of notices that a person can silence apart. Ids stay: a person's choice hangs on them. */
internal enum class Channel(
    val id: String,
    val label: Int,
    val about: Int,
    val inPublic: Int,
    val importance: Int,
) {
    DEADLINES(
        "deadlines",
        R.string.channel_deadlines,
        R.string.channel_deadlines_about,
        R.string.notice_public,
        NotificationManager.IMPORTANCE_HIGH,
    ),
    REPLIES(
        "replies",
        R.string.channel_replies,
        R.string.channel_replies_about,
        R.string.notice_reply_public,
        NotificationManager.IMPORTANCE_DEFAULT,
    ),
}
