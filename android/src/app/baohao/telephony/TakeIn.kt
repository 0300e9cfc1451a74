package app.baohao.telephony

import app.baohao.BaohaoApp
import app.baohao.core.Heard
import app.baohao.core.Incoming
import app.baohao.core.IncomingFrom
import app.baohao.ledger.Outcome
import app.baohao.notifications.Notices

/** Gives a message to the core, which keeps it or not, and says that it is there unless a screen shows it anyway. */
internal fun BaohaoApp.takeIn(from: IncomingFrom, text: String, then: () -> Unit = {}) =
    core.change({ phone, now -> hear(Incoming(from, text), phone, now) }) { outcome ->
        val heard = (outcome as? Outcome.Done)?.value
        if (heard is Heard.Kept && !core.watched) Notices(this).showReply(heard.reply)
        then()
    }
