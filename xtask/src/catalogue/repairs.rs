//! What is put right in the data set while it is taken in. Each repair has its reason, and fails when it no longer
//! applies, so that none outlives its cause.

use anyhow::{Result, ensure};

use super::import::Provider;

/// A repair of one provider.
struct Repair {
    country: &'static str,
    name: &'static str,
    reason: &'static str,
    /// Gives whether there was something to put right.
    apply: fn(&mut Provider) -> bool,
}

const REPAIRS: &[Repair] = &[
    Repair {
        country: "IN",
        name: "Reliance",
        reason: "a space before the code, which no dialler takes",
        apply: |provider| replaced(&mut provider.ussd, " *111*1*3#", "*111*1*3#"),
    },
    Repair {
        country: "UG",
        name: "+7Telecom",
        reason: "a Russian network (MCC 250) among Uganda's",
        apply: |provider| {
            let misplaced = provider.plmn == ["25096"];
            "RU".clone_into(&mut provider.country);
            misplaced
        },
    },
    Repair {
        country: "CR",
        name: "Kolbi",
        reason: "a message without text, which Android doesn't send; what to write is not said",
        apply: |provider| without_text(provider, 1),
    },
    Repair {
        country: "GR",
        name: "Wind",
        reason: "messages without text, which Android doesn't send; what to write is not said",
        apply: |provider| without_text(provider, 2),
    },
    Repair {
        country: "AU",
        name: "Telstra",
        reason: "a whole code filed as a choice in a menu that no code opens; it is known neither as one nor as the other",
        apply: |provider| {
            let before = provider.responses.len();
            provider.responses.retain(|response| response != "*100#");
            provider.responses.len() + 1 == before && provider.ussd.is_empty()
        },
    },
];

/// Cambodia has files of its own, in which each of these codes that still has a network stands with its source.
const OWN_FILES: &str = "KH";

/// Puts right what is known to be wrong, and leaves out whom nothing is left of.
pub fn repair(mut providers: Vec<Provider>) -> Result<Vec<Provider>> {
    for repair in REPAIRS {
        let mut named =
            providers.iter_mut().filter(|it| it.country == repair.country && it.name == repair.name);
        let applied = named.next().is_some_and(repair.apply);
        ensure!(
            applied && named.next().is_none(),
            "{} {}: no longer applies: {}",
            repair.country,
            repair.name,
            repair.reason
        );
    }
    providers.retain(|provider| provider.country != OWN_FILES && !provider.says_nothing());
    Ok(providers)
}

fn replaced(codes: &mut [String], wrong: &str, right: &str) -> bool {
    let found = codes.iter_mut().find(|code| *code == wrong);
    found.map(|code| right.clone_into(code)).is_some()
}

fn without_text(provider: &mut Provider, expected: usize) -> bool {
    let before = provider.sms.len();
    provider.sms.retain(|(_, text)| !text.is_empty());
    before - provider.sms.len() == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken() -> Vec<Provider> {
        let named = |country: &str, name: &str| Provider {
            country: country.to_owned(),
            name: name.to_owned(),
            ..Provider::default()
        };
        let empty = |to: &str| (to.to_owned(), String::new());
        vec![
            Provider { ussd: vec![" *111*1*3#".to_owned()], ..named("IN", "Reliance") },
            Provider {
                plmn: vec!["25096".to_owned()],
                ussd: vec!["*100#".to_owned()],
                ..named("UG", "+7Telecom")
            },
            Provider { sms: vec![empty("1150")], ..named("CR", "Kolbi") },
            Provider {
                sms: vec![empty("1269"), empty("1225")],
                dtmf: vec!["1269".to_owned()],
                ..named("GR", "Wind")
            },
            Provider {
                responses: vec!["*100#".to_owned()],
                dtmf: vec!["125111".to_owned()],
                ..named("AU", "Telstra")
            },
            Provider { ussd: vec!["#124#".to_owned()], ..named("KH", "Cellcard") },
        ]
    }

    #[test]
    fn each_repair_is_applied_and_who_has_nothing_left_goes() {
        let repaired = repair(broken()).expect("each applies");
        let named: Vec<_> = repaired.iter().map(|it| (it.country.as_str(), it.name.as_str())).collect();
        assert_eq!(named, [("IN", "Reliance"), ("RU", "+7Telecom"), ("GR", "Wind"), ("AU", "Telstra")]);
        assert_eq!(repaired[0].ussd, ["*111*1*3#"]);
        assert!(repaired[2].sms.is_empty() && repaired[3].responses.is_empty());
    }

    #[test]
    fn err_a_repair_that_no_longer_applies_says_so() {
        for provider in 0..REPAIRS.len() {
            let mut providers = broken();
            providers[provider] = Provider {
                country: providers[provider].country.clone(),
                name: providers[provider].name.clone(),
                ussd: vec!["*111*1*3#".to_owned()],
                ..Provider::default()
            };
            let failure = repair(providers).expect_err("it is right already").to_string();
            assert!(failure.contains("no longer applies"), "{failure}");
        }
    }
}
