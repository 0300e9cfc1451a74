//! Whose card this is, from what a phone shows of it.

use super::{Catalogue, Operator};

impl Catalogue {
    /// The operator of a card: by AOSP carrier id first, by PLMN where the phone has none. `None` when unknown, or
    /// when the two name different operators.
    pub fn operator_of_card(&self, carrier_id: Option<i32>, plmn: Option<&str>) -> Option<&Operator> {
        let by_carrier =
            carrier_id.and_then(|id| self.operators.iter().find(|operator| operator.has_carrier_id(id)));
        let by_plmn = plmn.and_then(|plmn| self.operators.iter().find(|operator| operator.has_plmn(plmn)));
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
        assert_eq!(name(Some(2181), Some("45608")), Some("kh-metfone"));
        assert_eq!(name(Some(2181), Some("45609")), Some("kh-metfone"), "a network that it took over");
        assert_eq!(name(Some(868), None), Some("kh-cellcard"));
        assert_eq!(name(Some(2236), Some("45611")), Some("kh-seatel"));
        assert_eq!(name(None, Some("45604")), Some("kh-qb"));
        assert_eq!(name(Some(869), Some("45608")), None, "the two disagree");
        assert_eq!(name(Some(1), Some("310260")), None);
        assert_eq!(name(None, None), None);
    }
}
