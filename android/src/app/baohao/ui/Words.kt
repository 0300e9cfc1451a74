package app.baohao.ui

import android.content.res.Resources
import app.baohao.R
import app.baohao.core.ActionKind
import app.baohao.core.Channel
import app.baohao.core.CommandState
import app.baohao.core.Confidence
import app.baohao.core.Cost
import app.baohao.core.Failure
import app.baohao.core.Fault
import app.baohao.core.Location
import app.baohao.core.Origin
import app.baohao.core.Permission
import app.baohao.core.Refusal
import app.baohao.core.Ring
import app.baohao.core.SimBrief
import app.baohao.core.SourceKind
import app.baohao.core.SourceView
import app.baohao.core.Stage
import app.baohao.core.Starts
import app.baohao.core.TeachRefusal
import app.baohao.core.TemplateOrigin
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
        ActionKind.CHECK_PLAN -> R.string.action_check_plan
        ActionKind.TOP_UP -> R.string.action_top_up
        ActionKind.RENEW_PLAN -> R.string.action_renew_plan
        ActionKind.AUTO_RENEW_ON -> R.string.action_auto_renew_on
        ActionKind.AUTO_RENEW_OFF -> R.string.action_auto_renew_off
        ActionKind.KEEP_NUMBER -> R.string.action_keep_number
        ActionKind.CHECK_IDENTITY -> R.string.action_check_identity
        ActionKind.STOP_SERVICES -> R.string.action_stop_services
    }

fun Cost.words(resources: Resources): String = when (this) {
    Cost.Free -> resources.getString(R.string.cost_free)
    is Cost.Price -> money.full()
    Cost.Unknown -> resources.getString(R.string.cost_unknown)
}

/** In a list, where nothing is said of what starts nothing. */
val Starts.brief: Int?
    get() = when (this) {
        Starts.NOTHING -> null
        Starts.RECURRING -> R.string.recurs
        Starts.UNKNOWN -> R.string.recurs_unknown
    }

/** By which way something is done, and where on it. */
fun Channel.words(resources: Resources): String {
    fun named(name: String?, known: Int, unknown: Int) =
        if (name == null) resources.getString(unknown) else resources.getString(known, name)
    return when (this) {
        is Channel.Ussd -> code
        is Channel.UssdMenu -> steps(named(code, R.string.channel_menu, R.string.channel_menu_unknown), steps)
        is Channel.Sms ->
            resources.getString(R.string.to_recipient, body, to ?: resources.getString(R.string.recipient_unknown))
        is Channel.Call -> steps(resources.getString(R.string.channel_call, number), steps)
        is Channel.App -> steps(named(name, R.string.channel_app, R.string.channel_app_unnamed), steps)
        is Channel.Web -> steps(named(url, R.string.channel_web, R.string.channel_web_unknown), steps)
        Channel.Shop -> resources.getString(R.string.channel_shop)
        is Channel.Wallet -> resources.getString(R.string.channel_wallet, name)
        Channel.Unstated -> resources.getString(R.string.channel_unstated)
    }
}

private fun steps(where: String, steps: List<String>) = (listOf(where) + steps).joinToString(" → ")

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
        SourceKind.OWN -> R.string.source_own
        SourceKind.FILE -> R.string.source_file
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

/** Why something could not be taken along, and what to do. */
val Fault.words: Int
    get() = when (this) {
        Fault.SHORT_PASSPHRASE -> R.string.fault_short_passphrase
        Fault.NOT_A_BACKUP -> R.string.fault_not_a_backup
        Fault.CUT -> R.string.fault_cut
        Fault.DAMAGED -> R.string.fault_damaged
        Fault.WRONG_PASSPHRASE -> R.string.fault_wrong_passphrase
        Fault.TOO_NEW -> R.string.fault_too_new
        Fault.NOT_READ -> R.string.fault_not_read
        Fault.NOT_WRITTEN -> R.string.fault_not_written
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

/** What may end on a day, as an answer to choose. */
val ValidityOf.ends: Int
    get() = when (this) {
        ValidityOf.BALANCE -> R.string.ends_balance
        ValidityOf.PLAN -> R.string.ends_plan
        ValidityOf.BONUS -> R.string.ends_bonus
        ValidityOf.SIM -> R.string.ends_sim
    }

/** That a message was read by a template, and by whose. */
val TemplateOrigin.words: Int
    get() = when (this) {
        TemplateOrigin.HAND -> R.string.read_as_taught
        TemplateOrigin.FILE -> R.string.read_as_shared
    }

/** Where a template comes from, and since when. */
val TemplateOrigin.since: Int
    get() = when (this) {
        TemplateOrigin.HAND -> R.string.taught_by_hand
        TemplateOrigin.FILE -> R.string.taught_from_file
    }

val TeachRefusal.words: Int
    get() = when (this) {
        TeachRefusal.NOTHING_MARKED -> R.string.teach_refused_nothing
        TeachRefusal.NOT_AN_AMOUNT -> R.string.teach_refused_amount
        TeachRefusal.NOT_A_DATE -> R.string.teach_refused_date
        TeachRefusal.TOO_FEW_WORDS -> R.string.teach_refused_words
        TeachRefusal.TOO_LONG -> R.string.teach_refused_long
        TeachRefusal.ONE_TIME_PASSWORD -> R.string.teach_refused_password
        TeachRefusal.BANK -> R.string.teach_refused_bank
        TeachRefusal.ADVERTISING -> R.string.teach_refused_advertising
        TeachRefusal.CONTRADICTS -> R.string.teach_refused_contradicts
        TeachRefusal.NOT_A_TEMPLATE -> R.string.shared_not_one
        TeachRefusal.TOO_NEW -> R.string.shared_too_new
        TeachRefusal.MALFORMED -> R.string.shared_malformed
        TeachRefusal.UNKNOWN_OPERATOR -> R.string.shared_operator
    }

val Refusal.words: Int
    get() = when (this) {
        Refusal.NOT_USSD, Refusal.CHANGES_PHONE, Refusal.NOT_RECIPIENT, Refusal.NOT_GSM7, Refusal.TOO_LONG,
        Refusal.MISSING, Refusal.NOT_DIGITS, Refusal.PIN_LENGTH,
        -> R.string.refused_command
        Refusal.BY_HAND -> R.string.refused_by_hand
        Refusal.NUMBER_LENGTH -> R.string.error_number_length
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
        LedgerTrouble.FULL -> R.string.trouble_full
        LedgerTrouble.IN_USE -> R.string.trouble_in_use
        LedgerTrouble.READ_ONLY -> R.string.trouble_read_only
        LedgerTrouble.UNAVAILABLE -> R.string.trouble_unavailable
    }

val LedgerTrouble.why: Int
    get() = when (this) {
        LedgerTrouble.KEY_LOST -> R.string.trouble_key_lost_why
        LedgerTrouble.UNREADABLE -> R.string.trouble_unreadable_why
        LedgerTrouble.CORRUPT -> R.string.trouble_corrupt_why
        LedgerTrouble.TOO_NEW -> R.string.trouble_too_new_why
        LedgerTrouble.FULL -> R.string.trouble_full_why
        LedgerTrouble.IN_USE -> R.string.trouble_in_use_why
        LedgerTrouble.READ_ONLY -> R.string.trouble_read_only_why
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
