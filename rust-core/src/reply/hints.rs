//! What is known of the operator that may decide what its text means.

use std::sync::OnceLock;

use chrono::NaiveDate;

use super::form::{Calendar, CountryFile};
use super::lexicon::shipped;
use super::number::Mark;
use crate::catalogue::DateOrder;

/// What is known of the operator that may decide what its text means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// What `$` or a missing sign stands for, ISO 4217; empty: not known.
    pub currency: String,
    /// The order of its dates, where that is certain.
    pub date_order: Option<DateOrder>,
    /// The mark before decimals.
    pub decimal: Option<Mark>,
    /// Which years it counts.
    pub calendar: Calendar,
    /// When the message came, for dates without a year.
    pub received_on: Option<NaiveDate>,
}

impl Hints {
    /// What holds in a country, by its ISO 3166-1 code; nothing is known of one that isn't listed.
    pub fn of_country(code: &str) -> Hints {
        let Some(country) = countries().get(code) else { return Hints::default() };
        Hints {
            currency: country.currency.clone(),
            date_order: country.order,
            decimal: match country.decimal {
                Some('.') => Some(Mark::Point),
                Some(_) => Some(Mark::Comma),
                None => None,
            },
            calendar: country.calendar,
            received_on: None,
        }
    }
}

fn countries() -> &'static CountryFile {
    static COUNTRIES: OnceLock<CountryFile> = OnceLock::new();
    COUNTRIES.get_or_init(|| postcard::from_bytes(shipped!("countries")).expect("the shipped file is tested"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_says_what_its_operators_mean() {
        let cambodia = Hints::of_country("KH");
        assert_eq!((cambodia.currency.as_str(), cambodia.date_order), ("USD", Some(DateOrder::Dmy)));
        assert_eq!(Hints::of_country("TH").calendar, Calendar::Buddhist);
        assert_eq!(Hints::of_country("US").date_order, Some(DateOrder::Mdy));
        assert_eq!(Hints::of_country("XX"), Hints::default());
    }
}
