//! Whose card this is, from what a phone shows of it.

use super::{Catalogue, Operator};

impl Catalogue {
    /// The operator of a card: by AOSP carrier id first, by PLMN where the phone has none. `None` when unknown, or
    /// when the two name different operators.
    pub fn operator_of_card(&self, carrier_id: Option<i32>, plmn: Option<&str>) -> Option<&Operator> {
        let by_carrier = carrier_id
            .and_then(|id| self.operators.iter().find(|operator| operator.carrier_ids.contains(&id)));
        let by_plmn = plmn
            .and_then(|plmn| self.operators.iter().find(|operator| operator.plmn.iter().any(|p| p == plmn)));
        match (by_carrier, by_plmn) {
            (Some(one), Some(other)) if one.id != other.id => None,
            (one, other) => one.or(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_known_by_carrier_id_or_plmn_and_by_neither_when_unknown() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let name =
            |carrier, plmn| catalogue.operator_of_card(carrier, plmn).map(|operator| operator.id.as_str());
        assert_eq!(name(Some(869), Some("45606")), Some("kh-smart"));
        assert_eq!(name(None, Some("45602")), Some("kh-smart"));
        assert_eq!(name(Some(869), None), Some("kh-smart"));
        assert_eq!(name(Some(1), Some("310260")), None);
        assert_eq!(name(None, None), None);
    }
}
