//! What a word can do in a message. A word of the lexicon has one or several roles; decisions look at roles only, so
//! that no rule depends on a language.

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    pub const NONE: Roles = Roles(0);

    pub const fn and(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    pub const fn has(self, any_of: Roles) -> bool {
        self.0 & any_of.0 != 0
    }

    pub const fn without(self, other: Roles) -> Roles {
        Roles(self.0 & !other.0)
    }

    pub fn add(&mut self, other: Roles) {
        self.0 |= other.0;
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The role that a lexicon file calls so.
    pub fn named(name: &str) -> Option<Roles> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])* $constant:ident $name:literal $bit:literal)*) => {
        $($(#[doc = $doc])* pub const $constant: Roles = Roles(1 << $bit);)*
        const NAMES: &[(&str, Roles)] = &[$(($name, $constant)),*];
    };
}

roles! {
    /// Names a balance: balance, credit, Guthaben, 余额.
    BALANCE "balance" 0
    /// The account as a place for money; names its balance only next to an amount.
    ACCOUNT "account" 1
    /// This one of several is the main one.
    MAIN "main" 2
    /// A gift, which ends by its own rules.
    BONUS "bonus" 3
    /// What is left.
    LEFT "left" 4
    /// You have.
    HAVE "have" 5
    /// A part of an amount that was named before.
    OF_WHICH "of_which" 6
    /// Money that went or goes: charge, cost, price.
    CHARGE "charge" 7
    /// Money that came: top-up, recharge, payment.
    TOPUP "topup" 8
    /// Owed or billed: the opposite of a balance.
    OWED "owed" 9
    /// What was before.
    OLD "old" 10
    /// Makes a statement a condition, a limit or a wish: if, at least, less than.
    IFFY "iffy" 11
    /// Ties a label to its value.
    LINK "link" 12
    /// Joins two statements.
    AND "and" 13
    /// Stands right before a last day.
    UNTIL "until" 14
    /// Names a validity or its end.
    VALID "valid" 15
    /// Names another kind of moment: as of, last call, session.
    AS_OF "as_of" 16
    /// Stands before a first day.
    FROM "from" 17
    /// Names a blocking, which follows the end of validity.
    LOCK "lock" 18
    /// A plan, bundle or package.
    PLAN "plan" 19
    /// Mobile data.
    DATA "data" 20
    /// Speech, as a thing counted apart from money.
    VOICE "voice" 21
    /// Text messages, likewise.
    TEXTS "texts" 22
    /// The number, the line, the card.
    SIM "sim" 23
    /// What was used up.
    USED "used" 24
    /// An offer or an instruction: get, buy, dial, free.
    OFFER "offer" 25
    /// A menu starts or is spoken of.
    MENU "menu" 26
    /// A bank or a wallet by name, which operators name too, as a way to pay.
    BANK "bank" 27
    /// What only a bank or a wallet says.
    BANK_ACT "bank_act" 28
    /// What makes a bank likely only together with another such word.
    BANK_HINT "bank_hint" 29
    /// A contest, a premium service, a swindle.
    CONTEST "contest" 30
    /// The same, but only together with another such word.
    CONTEST_HINT "contest_hint" 31
    /// A one-time password.
    OTP "otp" 32
    SUCCESS "success" 33
    FAILED "failed" 34
    INSUFFICIENT "insufficient" 35
    LOW "low" 36
    RENEW "renew" 37
    SUBSCRIBE "subscribe" 38
    NOT "not" 39
    WILL "will" 40
    /// A code, voucher or promotion: what is valid isn't the subscriber's.
    OTHER_THING "other_thing" 41
    /// Counts days.
    DAYS "days" 42
    HOURS "hours" 43
    MINUTES "minutes" 44
    /// Counts something that is neither money nor data: points, coins, miles.
    POINTS "points" 45
    /// For each: what stands before it is a price.
    PER "per" 46
    /// An abbreviation, whose full stop ends no sentence.
    ABBREVIATION "abbreviation" 47
    MONTH "month" 48
    MONTH_MARK "month_mark" 49
    YEAR_MARK "year_mark" 50
    CURRENCY "currency" 51
    /// A unit of data.
    BYTES "bytes" 52
    /// A sum of several balances.
    TOTAL "total" 53
    /// By way of: what follows is a means of payment.
    VIA "via" 54
    /// Multiplies the number before it.
    TIMES "times" 55
    /// To, between two dates.
    TO "to" 56
    /// Filler that may stand between a label and its value.
    FILLER "filler" 57
    /// Runs out or has run out of data or money, by share.
    USED_UP "used_up" 58
    /// Passed on to somebody else, or from somebody else.
    TRANSFER "transfer" 59
    /// A word that a plan's name follows.
    PLAN_NAME "plan_name" 60
    /// Ended already.
    ENDED "ended" 61
    /// What only a prepaid operator speaks of: airtime, recharge.
    OPERATOR "operator" 62
    /// Hundredths of the currency before.
    CENTS "cents" 63
}
