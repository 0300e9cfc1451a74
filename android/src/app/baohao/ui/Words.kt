package app.baohao.ui

import android.content.res.Resources
import app.baohao.R
import app.baohao.core.ActionKind
import app.baohao.core.CommandState
import app.baohao.core.Confidence
import app.baohao.core.Cost
import app.baohao.core.Failure
import app.baohao.core.Location
import app.baohao.core.Origin
import app.baohao.core.Permission
import app.baohao.core.Refusal
import app.baohao.core.Ring
import app.baohao.core.SimBrief
import app.baohao.core.SourceKind
import app.baohao.core.SourceView
import app.baohao.core.Stage
import app.baohao.core.Tone
import app.baohao.core.ValidityOf
import app.baohao.core.Withheld
import app.baohao.ledger.LedgerTrouble

// Every word of the core → a resource. Each `when` is complete, so a new word doesn't compile before it has its text.

/** What holds during a stage. */
val Stage.words: Int
    get() = when (this) {
        Stage.ACTIVE -> R.string.stage_active
        Stage.OUTGOING_BLOCKED -> R.string.stage_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.string.stage_incoming_blocked
        Stage.CUT_OFF -> R.string.stage_cut_off
        Stage.RESOLD -> R.string.stage_resold
    }

/** That a stage has begun. */
val Stage.now: Int
    get() = when (this) {
        Stage.ACTIVE -> R.string.now_active
        Stage.OUTGOING_BLOCKED -> R.string.now_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.string.now_incoming_blocked
        Stage.CUT_OFF -> R.string.now_cut_off
        Stage.RESOLD -> R.string.now_resold
    }

/** Whether something doesn't work during a stage. */
val Stage.isLoss: Boolean
    get() = this != Stage.ACTIVE

/** On which day a stage begins. */
val Stage.from: Int
    get() = when (this) {
        Stage.ACTIVE -> R.string.from_active
        Stage.OUTGOING_BLOCKED -> R.string.from_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.string.from_incoming_blocked
        Stage.CUT_OFF -> R.string.from_cut_off
        Stage.RESOLD -> R.string.from_resold
    }

/** In how many days a stage begins. */
fun Stage.inDays(resources: Resources, days: Long): String = count(
    resources,
    when (this) {
        Stage.ACTIVE -> R.plurals.in_days_active
        Stage.OUTGOING_BLOCKED -> R.plurals.in_days_outgoing_blocked
        Stage.INCOMING_BLOCKED -> R.plurals.in_days_incoming_blocked
        Stage.CUT_OFF -> R.plurals.in_days_cut_off
        Stage.RESOLD -> R.plurals.in_days_resold
    },
    days,
)

val ActionKind.words: Int
    get() = when (this) {
        ActionKind.CHECK_BALANCE -> R.string.action_check_balance
        ActionKind.AUTO_RENEW_ON -> R.string.action_auto_renew_on
    }

val Cost.words: Int
    get() = when (this) {
        Cost.FREE -> R.string.cost_free
        Cost.UNKNOWN -> R.string.cost_unknown
    }

val Confidence.words: Int
    get() = when (this) {
        Confidence.OFFICIAL -> R.string.confidence_official
        Confidence.INDEPENDENT -> R.string.confidence_independent
        Confidence.UNCONFIRMED -> R.string.confidence_unconfirmed
    }

val Confidence.chip: ChipKind
    get() = when (this) {
        Confidence.OFFICIAL, Confidence.INDEPENDENT -> ChipKind.QUIET
        Confidence.UNCONFIRMED -> ChipKind.WARNING
    }

val SourceKind.words: Int
    get() = when (this) {
        SourceKind.REGULATOR -> R.string.source_regulator
        SourceKind.OPERATOR -> R.string.source_operator
        SourceKind.DATASET -> R.string.source_dataset
        SourceKind.OBSERVED -> R.string.source_observed
        SourceKind.GUIDE -> R.string.source_guide
    }

val Failure.words: Int
    get() = when (this) {
        Failure.NO_SERVICE -> R.string.failed_no_service
        Failure.RADIO_OFF -> R.string.failed_radio_off
        Failure.LIMIT_REACHED -> R.string.failed_limit_reached
        Failure.DENIED -> R.string.failed_denied
        Failure.NEVER_ALLOWED -> R.string.failed_never_allowed
        Failure.USSD_REFUSED -> R.string.failed_ussd_refused
        Failure.USSD_UNAVAILABLE -> R.string.failed_ussd_unavailable
        Failure.NO_APP -> R.string.failed_no_app
    }

/** Where a command stands, as a title. */
val CommandState.title: Int
    get() = when (this) {
        CommandState.Prepared -> R.string.title_prepared
        CommandState.HandedOver, CommandState.Sent -> R.string.title_waiting
        CommandState.AskUser -> R.string.title_ask_user
        CommandState.Answered -> R.string.title_answered
        CommandState.TimedOut -> R.string.title_timed_out
        is CommandState.Failed -> R.string.title_failed
        CommandState.NotSent -> R.string.title_not_sent
        CommandState.Unknown -> R.string.title_unknown_sent
    }

val Withheld.words: Int
    get() = when (this) {
        Withheld.NO_BALANCE_WORD -> R.string.withheld_no_balance_word
        Withheld.SEVERAL_AMOUNTS -> R.string.withheld_several_amounts
        Withheld.UNCLEAR_AMOUNT -> R.string.withheld_unclear_amount
        Withheld.SEVERAL_DATES -> R.string.withheld_several_dates
        Withheld.UNCLEAR_DATE -> R.string.withheld_unclear_date
        Withheld.NOT_MAIN_BALANCE -> R.string.withheld_not_main_balance
        Withheld.BANK_MESSAGE -> R.string.withheld_bank_message
        Withheld.ADVERTISING -> R.string.withheld_advertising
        Withheld.ONE_TIME_PASSWORD -> R.string.withheld_one_time_password
        Withheld.TOO_LONG -> R.string.withheld_too_long
    }

/** What a last day is the last day of. */
val ValidityOf.words: Int
    get() = when (this) {
        ValidityOf.BALANCE -> R.string.valid_until
        ValidityOf.PLAN -> R.string.plan_until
        ValidityOf.BONUS -> R.string.bonus_until
        ValidityOf.SIM -> R.string.sim_until
    }

val Refusal.words: Int
    get() = when (this) {
        Refusal.NOT_USSD, Refusal.CHANGES_PHONE, Refusal.NOT_RECIPIENT, Refusal.NOT_GSM7, Refusal.TOO_LONG ->
            R.string.refused_command
        Refusal.UNKNOWN_OPERATOR -> R.string.error_operator
        Refusal.NOT_NUMBER -> R.string.error_number
        Refusal.NOT_AMOUNT -> R.string.error_amount
        Refusal.ALREADY_HANDED_OVER -> R.string.refused_already
        Refusal.USSD_BUSY -> R.string.refused_busy
        Refusal.NEEDS_SECOND_YES -> R.string.refused_second_yes
        Refusal.NO_DIRECT_ROUTE -> R.string.refused_no_route
        Refusal.WRONG_STATE -> R.string.refused_wrong_state
    }

val Permission.words: Int
    get() = when (this) {
        Permission.SEE_CARDS -> R.string.needs_see_cards
        Permission.SEND_SMS -> R.string.needs_send_sms
        Permission.CALL -> R.string.needs_call
    }

/** Who says until when a number is valid, and on which day. */
val Origin.words: Int
    get() = when (this) {
        Origin.REPLY -> R.string.origin_reply
        Origin.HAND -> R.string.origin_hand
        Origin.TAP -> R.string.origin_tap
    }

val LedgerTrouble.title: Int
    get() = when (this) {
        LedgerTrouble.KEY_LOST -> R.string.trouble_key_lost
        LedgerTrouble.UNREADABLE -> R.string.trouble_unreadable
        LedgerTrouble.CORRUPT -> R.string.trouble_corrupt
        LedgerTrouble.TOO_NEW -> R.string.trouble_too_new
        LedgerTrouble.UNAVAILABLE -> R.string.trouble_unavailable
    }

val LedgerTrouble.why: Int
    get() = when (this) {
        LedgerTrouble.KEY_LOST -> R.string.trouble_key_lost_why
        LedgerTrouble.UNREADABLE -> R.string.trouble_unreadable_why
        LedgerTrouble.CORRUPT -> R.string.trouble_corrupt_why
        LedgerTrouble.TOO_NEW -> R.string.trouble_too_new_why
        LedgerTrouble.UNAVAILABLE -> R.string.trouble_unavailable_why
    }

/** "Smart · Work": operator and what its owner calls it. */
val SimBrief.name: String
    get() = if (label.isEmpty()) operatorName else "$operatorName · $label"

/** Its number, masked, kept on one line. */
val SimBrief.number: String?
    get() = msisdnMasked?.replace(' ', '\u00a0')

/** Where a SIM is; nothing is said while the phone may not be looked into. */
fun Location.words(resources: Resources): String? = when (this) {
    is Location.InPhone -> resources.getString(R.string.slot, slot + 1)
    Location.Elsewhere -> resources.getString(R.string.not_in_phone)
    Location.Unsure -> resources.getString(R.string.not_sure_which)
    Location.NotSeen -> null
}

/** "Regulator · 2022": who says so, and when it was said if that is known. */
fun SourceView.words(resources: Resources): String =
    listOfNotNull(resources.getString(kind.words), asOf?.take(4)).joinToString(" · ")

/** The ring in words, for TalkBack. */
fun ringWords(resources: Resources, ring: Ring): String {
    val days = ring.days
    return when {
        days != null -> count(resources, R.plurals.days_left, days)
        ring.tone == Tone.UNKNOWN -> resources.getString(R.string.date_unknown)
        else -> resources.getString(R.string.nothing_left)
    }
}

fun daysUnit(resources: Resources, days: Long): String = count(resources, R.plurals.days_unit, days)

/** A plural whose number is also its argument. */
fun count(resources: Resources, plural: Int, number: Long): String =
    resources.getQuantityString(plural, number.coerceIn(0, Int.MAX_VALUE.toLong()).toInt(), number)

/** Parts of a quiet line; those that have nothing to say are left out. */
fun line(vararg parts: String?): String = parts.filterNot { it.isNullOrEmpty() }.joinToString(" · ")

/** A sentence that follows a name elsewhere, standing alone as a title. */
fun String.asTitle(): String = replaceFirstChar { it.titlecase() }
