//! How the numbers of one country are written, and whose they are.

use super::{Msisdn, NumberError, digits, parse_anywhere};
use crate::catalogue::{Confidence, Prefix, Source, Sourced};

/// The numbering of a country.
#[derive(Clone, Debug)]
pub struct Numbering {
    country: String,
    calling_code: String,
    trunk: String,
    digits: Vec<u8>,
    source: Source,
    prefixes: Vec<Owned>,
}

/// A prefix and whose it is.
#[derive(Clone, Debug)]
struct Owned {
    operator_id: String,
    prefix: Prefix,
    confidence: Confidence,
}

impl Numbering {
    /// Of a country (ISO 3166-1 alpha-2) whose mobile numbers have one of `digits` lengths, trunk prefix included.
    pub fn new(country: &str, calling_code: &str, trunk: &str, digits: &[u8], source: Source) -> Self {
        Self {
            country: country.to_owned(),
            calling_code: calling_code.to_owned(),
            trunk: trunk.to_owned(),
            digits: digits.to_vec(),
            source,
            prefixes: Vec::new(),
        }
    }

    /// Takes in an operator's prefixes.
    pub fn learn(&mut self, operator_id: &str, prefixes: &[Sourced<Prefix>]) {
        self.prefixes.extend(prefixes.iter().map(|prefix| Owned {
            operator_id: operator_id.to_owned(),
            prefix: prefix.value.clone(),
            confidence: prefix.source.confidence(),
        }));
    }

    /// ISO 3166-1 alpha-2.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// What is put before a number inside the country.
    pub fn trunk(&self) -> &str {
        &self.trunk
    }

    /// How many digits mobile numbers have, trunk prefix included.
    pub fn digits(&self) -> &[u8] {
        &self.digits
    }

    /// Who says so.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Reads a number as people of the country type it: national with or without its trunk prefix, or international with
    /// or without its plus. One of another country needs the plus.
    pub fn parse(&self, typed: &str) -> Result<Msisdn, NumberError> {
        let number = digits(typed)?;
        if let Some(international) = number.strip_prefix('+') {
            return match international.strip_prefix(self.calling_code.as_str()) {
                Some(rest) => self.significant(rest, self.calling_code.len()),
                None => parse_anywhere(&number),
            };
        }
        if let Some(rest) = number.strip_prefix(self.trunk.as_str()) {
            return self.significant(rest, self.trunk.len());
        }
        if let Some(rest) = number.strip_prefix(self.calling_code.as_str())
            && let Ok(read) = self.significant(rest, self.calling_code.len())
        {
            return Ok(read);
        }
        self.significant(&number, 0)
    }

    /// Checks the digits after trunk prefix or calling code, of which `before` were typed.
    fn significant(&self, rest: &str, before: usize) -> Result<Msisdn, NumberError> {
        // Some people keep the trunk prefix after the calling code: +855 010 …
        let rest = rest.strip_prefix(self.trunk.as_str()).unwrap_or(rest);
        let national = [self.trunk.as_str(), rest].concat();
        let lengths = self.owners(&national).map(|owned| owned.prefix.digits.as_slice()).next();
        let lengths = lengths.unwrap_or(&self.digits);
        if lengths.iter().any(|&length| usize::from(length) == national.len()) {
            let international = [self.calling_code.as_str(), rest].concat();
            return Ok(Msisdn { international, national: Some(national) });
        }
        let as_typed = |length: &u8| usize::from(*length) + before - self.trunk.len();
        Err(NumberError::Length {
            digits: rest.len() + before,
            expected: lengths.iter().map(as_typed).collect(),
        })
    }

    fn owners(&self, national: &str) -> impl Iterator<Item = &Owned> {
        self.prefixes.iter().filter(|owned| national.starts_with(&owned.prefix.starts))
    }

    /// The operator (by catalogue id) whose number this is. `None` when nobody claims its prefix, when two do, or when
    /// only an unconfirmed source says so.
    pub fn operator_of(&self, number: &Msisdn) -> Option<&str> {
        let mut sure =
            self.owners(number.national()?).filter(|owned| owned.confidence != Confidence::Unconfirmed);
        let first = sure.next()?;
        sure.all(|other| other.operator_id == first.operator_id).then_some(first.operator_id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn with<T>(test: impl FnOnce(&Numbering) -> T) -> T {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        test(catalogue.numbering("KH").expect("Cambodia is shipped"))
    }

    #[test]
    fn numbers_as_people_type_them() {
        with(|cambodia| {
            for typed in [
                "010 000 482",
                "010-000-482",
                "010.000.482",
                "+855 (10) 000-482",
                "+855 010 000 482",
                "855 10 000 482",
                "10 000 482",
                "០១០ ០០០ ៤៨២",
                "+៨៥៥ ១០ ០០០ ៤៨២",
            ] {
                let number = cambodia.parse(typed).expect(typed);
                assert_eq!(
                    (number.e164().as_str(), number.national()),
                    ("+85510000482", Some("010000482")),
                    "{typed}"
                );
            }
        });
    }

    #[test]
    fn a_prefix_names_its_operator() {
        with(|cambodia| {
            for (typed, operator) in [
                ("010000482", Some("kh-smart")),
                ("087000482", Some("kh-smart")),
                ("0960000482", Some("kh-smart")),
                ("012000482", Some("kh-cellcard")),
                ("0120000482", Some("kh-cellcard")),
                ("0760000482", Some("kh-cellcard")),
                ("0310000482", Some("kh-metfone")),
                ("0970000482", Some("kh-metfone")),
                ("0180000482", Some("kh-seatel")),
                ("0380000482", Some("kh-cootel")),
                ("013000482", Some("kh-qb")),
                ("079000482", None),
                ("083000482", None),
                ("+8613000000482", None),
            ] {
                let number = cambodia.parse(typed).expect(typed);
                assert_eq!(cambodia.operator_of(&number), operator, "{typed}");
            }
        });
    }

    #[test]
    fn err_a_wrong_length_says_how_many_digits_such_a_number_has() {
        with(|cambodia| {
            for (typed, digits, expected) in [
                ("01000048", 8, vec![9]),
                ("0100004820", 10, vec![9]),
                ("096000048", 9, vec![10]),
                ("09700048", 8, vec![9, 10]),
                ("+855 10 000 48", 10, vec![11]),
                ("079", 3, vec![9]),
                ("083", 3, vec![9, 10]),
                ("12", 2, vec![8, 9]),
                ("", 0, vec![8, 9]),
            ] {
                let error = cambodia.parse(typed).expect_err(typed);
                assert_eq!(error, NumberError::Length { digits, expected }, "{typed}");
            }
            assert!(matches!(cambodia.parse("+861"), Err(NumberError::Length { digits: 3, .. })));
            assert!(matches!(
                cambodia.parse("+1234567890123456"),
                Err(NumberError::Length { digits: 16, .. })
            ));
        });
    }

    #[test]
    fn err_what_no_number_has_in_it() {
        with(|cambodia| {
            for typed in ["01000048x", "010+000482", "+", "010000482#", "*010000482", "٠١٠٠٠٠٤٨٢"] {
                assert_eq!(cambodia.parse(typed), Err(NumberError::Characters), "{typed}");
            }
        });
    }

    #[test]
    fn both_forms_read_back_as_the_same_number() {
        with(|cambodia| {
            for owned in &cambodia.prefixes {
                for &length in &owned.prefix.digits {
                    let typed = format!("{:7<width$}", owned.prefix.starts, width = usize::from(length));
                    let number = cambodia.parse(&typed).expect(&typed);
                    assert_eq!(number.national(), Some(typed.as_str()));
                    assert_eq!(cambodia.parse(&number.e164()), Ok(number.clone()));
                    assert_eq!(format!("{number:?}"), "[redacted]");
                }
            }
        });
    }
}
