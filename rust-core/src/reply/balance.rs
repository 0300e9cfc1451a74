//! From labelled amounts and dates to facts: one main balance, one last day, and the reasons where there is none.

use std::ops::Range;

use super::facts::{Bonus, Fact, Reading, ReplyKind, ValidityOf, Withheld};
use super::hints::Hints;
use super::item::{Bound, Item, Kind};
use super::label::{Label, label};
use super::measure::{Amount, Measures};
use super::normalise::Folded;
use super::scan::Scan;
use super::validity::{Meaning, meaning};
use super::{allowance, date, gate, kind, plan, roles};
use crate::money::Money;

/// All that was found in a message.
pub struct Decision<'d> {
    pub original: &'d str,
    pub folded: &'d Folded,
    pub scan: &'d Scan,
    pub measures: &'d Measures,
    pub hints: &'d Hints,
    /// The piece at which a menu begins.
    pub menu: usize,
}

impl Decision<'_> {
    /// Fills in what is certain.
    pub fn decide(&self, reading: &mut Reading) {
        let items = &self.scan.items;
        let menu = self.menu;
        let mut labels: Vec<Label> = Vec::with_capacity(self.measures.amounts.len());
        for amount in &self.measures.amounts {
            let in_menu = amount.first >= menu;
            labels.push(if in_menu { Label::Other } else { label(items, amount) });
        }
        if self.reports_a_payment(&labels) {
            reading.withhold(Withheld::BankMessage);
            return;
        }
        self.balance(&labels, reading);
        self.bonuses(&labels, reading);
        let number = |item: &Item| self.folded.text[item.range()].parse().ok();
        let left = allowance::allowance(&items[..menu], &self.measures.volumes, number);
        let fact = |left: allowance::Left| Fact {
            value: left.total,
            span: self.span(left.first, left.last.min(items.len() - 1)),
        };
        reading.data_bytes = left.data.map(fact);
        reading.minutes = left.minutes.map(fact);
        reading.texts = left.texts.map(fact);
        reading.plan = plan::name(&items[..menu], &self.folded.text).map(|range| {
            let span = self.folded.origin(range, self.original);
            Fact { value: self.original[span.clone()].trim().to_owned(), span }
        });
        self.validity(&labels, menu, reading);
        self.days_left(menu, reading);
        reading.kind = kind::kind(&items[..menu], &labels, reading, left.spoken_of);
        // A plan is the subscriber's where the message tells of something that they have.
        if matches!(reading.kind, ReplyKind::Promo | ReplyKind::Other) {
            reading.plan = None;
        }
        if reading.kind == ReplyKind::Promo {
            reading.bonuses.clear();
        }
        // A charge or a top-up counts where the message says what happened: prices stand everywhere.
        let happened = matches!(reading.kind, ReplyKind::TopupOk | ReplyKind::RenewOk)
            || items.iter().any(|item| item.kind == Kind::Word && item.is(roles::BALANCE));
        if happened && reading.kind != ReplyKind::Promo {
            self.amount(&labels, reading);
        }
    }

    /// `Payment of 20.00 to somebody. Balance 130.50`: money that moved, then what is left of it, and not a word of
    /// telephony. Banks and wallets speak so, in more words than any lexicon holds. An operator that names a charge or
    /// a top-up says what for.
    fn reports_a_payment(&self, labels: &[Label]) -> bool {
        let named = |label: &Label| matches!(label, Label::Balance { strong: true, .. });
        let weak = || labels.iter().position(|label| matches!(label, Label::Balance { .. }));
        let Some(balance) = labels.iter().position(named).or_else(weak) else { return false };
        if matches!(labels[balance], Label::Balance { main: true, .. }) {
            return false;
        }
        let moved = labels[..balance]
            .iter()
            .any(|label| !matches!(label, Label::Bonus | Label::NamedAfter | Label::Old | Label::Unclear));
        if !moved {
            return false;
        }
        // What follows the balance may be an advert of airtime, in a bank's message too.
        let items = &self.scan.items;
        let last = self.measures.amounts[balance].last;
        let rest = items[last + 1..].iter().take_while(|item| item.bound < Bound::Hard).count();
        let said = &items[..=last + rest];
        // Money in a bank doesn't end: a last day right after the balance is a prepaid one's.
        let ends = items[last + 1..]
            .iter()
            .take(6)
            .take_while(|item| !item.is(roles::OFFER))
            .any(|item| item.kind == Kind::Word && item.is(roles::VALID));
        !ends && !gate::speaks_of_telephony(said)
    }

    fn balance(&self, labels: &[Label], reading: &mut Reading) {
        let amounts = &self.measures.amounts;
        let of = |test: fn(&Label) -> bool| {
            labels.iter().enumerate().filter(move |(_, label)| test(label)).map(|(i, _)| i)
        };
        let mains: Vec<usize> = of(|label| matches!(label, Label::Balance { main: true, .. })).collect();
        let strongs: Vec<usize> = of(|label| matches!(label, Label::Balance { strong: true, .. })).collect();
        let weaks: Vec<usize> = of(|label| matches!(label, Label::Balance { .. })).collect();
        let parts = labels.iter().any(|label| matches!(label, Label::NamedAfter));
        let candidates = if !mains.is_empty() {
            &mains
        } else if !strongs.is_empty() {
            &strongs
        } else {
            &weaks
        };
        let Some((&first, rest)) = candidates.split_first() else {
            if labels.contains(&Label::Unclear) || labels.contains(&Label::Bonus) {
                reading.withhold(Withheld::NotMainBalance);
            } else if !labels.is_empty() {
                reading.withhold(Withheld::NoBalanceWord);
            }
            return;
        };
        let same = |other: &usize| {
            amounts[*other].value == amounts[first].value
                && amounts[*other].currency == amounts[first].currency
        };
        let is_main = matches!(labels[first], Label::Balance { main: true, .. });
        if !rest.iter().all(same) || (parts && !is_main) {
            reading.withhold(Withheld::SeveralAmounts);
            return;
        }
        let is_total = matches!(labels[first], Label::Balance { total: true, .. });
        if labels.contains(&Label::Unclear) && !is_main || (is_total && labels.contains(&Label::Bonus)) {
            reading.withhold(Withheld::NotMainBalance);
            return;
        }
        match self.money(&amounts[first]) {
            Some(money) => reading.balance = Some(money),
            None => reading.withhold(Withheld::UnclearAmount),
        }
    }

    fn bonuses(&self, labels: &[Label], reading: &mut Reading) {
        let bonuses = labels.iter().zip(&self.measures.amounts).filter(|(label, _)| **label == Label::Bonus);
        reading.bonuses.extend(bonuses.filter_map(|(_, amount)| {
            Some(Bonus { amount: self.money(amount).filter(|_| amount.named)?, valid_until: None })
        }));
    }

    /// The one amount that was charged or topped up; several are withheld without a word, being no balance.
    fn amount(&self, labels: &[Label], reading: &mut Reading) {
        let mut moved = labels
            .iter()
            .zip(&self.measures.amounts)
            .filter(|(label, _)| matches!(label, Label::Charge | Label::Topup))
            .map(|(_, amount)| amount);
        if let (Some(amount), None) = (moved.next(), moved.next()) {
            reading.amount = self.money(amount);
        }
    }

    fn validity(&self, labels: &[Label], menu: usize, reading: &mut Reading) {
        let items = &self.scan.items;
        let mut earlier = None;
        let mut last_days: Vec<(ValidityOf, usize)> = Vec::new();
        let mut unsaid = None;
        let mut dates = 0;
        let mut unsaid_dates = 0;
        for at in (0..menu).filter(|&at| items[at].kind == Kind::Date) {
            let said = meaning(items, at, labels, earlier);
            earlier = Some(said);
            dates += 1;
            match said {
                Meaning::LastDay(of) => last_days.push((of, at)),
                Meaning::LastDayOfSomething => {
                    unsaid = Some(at);
                    unsaid_dates += 1;
                }
                Meaning::FirstDay | Meaning::Moment => {}
            }
        }
        if let (Some(at), true, 1) = (unsaid, last_days.is_empty(), unsaid_dates) {
            // One date, and no word for what is valid: the balance, if that is all that the message speaks of.
            let nothing_else = items.iter().all(|item| {
                item.kind != Kind::Word || item.roles.without(UNTELLING).is_empty() && !item.roles.is_empty()
            });
            if nothing_else
                || (reading.balance.is_some()
                    && self.measures.volumes.is_empty()
                    && labels.len() == 1
                    && !items
                        .iter()
                        .any(|item| item.is(roles::PLAN.and(roles::OTHER_THING).and(roles::OFFER))))
            {
                last_days.push((ValidityOf::Balance, at));
            } else {
                reading.withhold(Withheld::UnclearDate);
            }
        }
        self.bonus_days(&last_days, reading);
        for of in [ValidityOf::Balance, ValidityOf::Sim, ValidityOf::Plan] {
            let mut of_this = last_days.iter().filter(|(what, _)| *what == of).map(|(_, at)| *at);
            let Some(first) = of_this.next() else { continue };
            let day = self.day(first);
            // `minutes until the 12th, data until the 13th`: what isn't the balance's may be either's.
            let rival = of != ValidityOf::Balance && unsaid.is_some_and(|other| self.day(other) != day);
            if rival || of_this.any(|other| self.day(other) != day) {
                reading.withhold(Withheld::SeveralDates);
            } else if let Some(day) = day {
                reading.valid_until = Some(Fact { value: day, span: self.span(first, first) });
                reading.valid_of = Some(of);
                return;
            } else {
                reading.withhold(Withheld::UnclearDate);
            }
            return;
        }
        if dates > 0 && last_days.is_empty() {
            reading.withhold(Withheld::UnclearDate);
        }
    }

    /// A bonus's last day, if there is one of each.
    fn bonus_days(&self, last_days: &[(ValidityOf, usize)], reading: &mut Reading) {
        let mut days = last_days.iter().filter(|(of, _)| *of == ValidityOf::Bonus);
        if let (Some((_, at)), None, [bonus]) = (days.next(), days.next(), reading.bonuses.as_mut_slice()) {
            bonus.valid_until = self.day(*at).map(|day| Fact { value: day, span: self.span(*at, *at) });
        }
    }

    /// `3 days left`, `expires in 3 days`.
    fn days_left(&self, menu: usize, reading: &mut Reading) {
        let items = &self.scan.items[..menu];
        let telling = roles::LEFT.and(roles::VALID);
        let mut counts =
            items.iter().enumerate().filter(|(_, item)| item.kind == Kind::Count && item.is(roles::DAYS));
        let (Some((at, item)), None) = (counts.next(), counts.next()) else { return };
        let before = items[at.saturating_sub(4)..at].iter().rev();
        let near = before
            .take_while(|item| item.bound < Bound::Hard)
            .any(|item| item.is(roles::VALID) || item.is(roles::LEFT));
        let after =
            items.iter().skip(at + 2).take(1).any(|item| item.bound == Bound::None && item.is(telling));
        // `valid for 30 days` is how long something lasts, not what is left of it.
        let warned = items.iter().any(|item| item.is(roles::WILL)) || after;
        if near && warned || after {
            reading.days_left = self.folded.text[item.range()]
                .parse()
                .ok()
                .map(|days| Fact { value: days, span: self.span(at, at + 1) });
        }
    }

    fn day(&self, at: usize) -> Option<chrono::NaiveDate> {
        let shape = self.scan.shapes.get(usize::from(self.scan.items[at].aux))?;
        date::resolve(*shape, self.hints)
    }

    fn money(&self, amount: &Amount) -> Option<Fact<Money>> {
        let (units, scale) = amount.value?;
        let currency =
            amount.currency.map_or_else(String::new, |code| String::from_utf8_lossy(&code).into_owned());
        Some(Fact { value: Money { units, scale, currency }, span: self.span(amount.first, amount.last) })
    }

    /// The range of the original from one piece to another.
    fn span(&self, first: usize, last: usize) -> Range<usize> {
        let items = &self.scan.items;
        self.folded.origin(items[first].start as usize..items[last].end as usize, self.original)
    }
}

/// Words that a bare "valid until" may come with.
const UNTELLING: roles::Roles = roles::VALID
    .and(roles::UNTIL)
    .and(roles::FILLER)
    .and(roles::LINK)
    .and(roles::AND)
    .and(roles::VIA)
    .and(roles::OLD)
    .and(roles::IFFY);
