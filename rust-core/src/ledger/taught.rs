//! Shapes of messages that a person taught, from the entries alone.

use crate::reply::template::Template;

/// Where a template comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateOrigin {
    /// Taught on a message here.
    Hand,
    /// Shared by somebody else and taken in.
    File,
}

/// One word about a template: that it is used, or no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateEntry {
    /// The ledger's key.
    pub id: i64,
    /// Catalogue id of the operator whose messages have this shape.
    pub operator_id: String,
    /// Where it comes from.
    pub origin: TemplateOrigin,
    /// The message that it was taught on.
    pub reply_id: Option<i64>,
    /// The shape.
    pub template: Template,
    /// Whether this entry ends its use.
    pub dropped: bool,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}

/// The templates in use, newest first, from entries in the order in which they were stored: of each operator's shape the
/// last entry counts.
pub fn in_use(entries: Vec<TemplateEntry>) -> Vec<TemplateEntry> {
    let mut seen = std::collections::BTreeSet::new();
    let newest = entries.into_iter().rev();
    let last = newest.filter(|entry| seen.insert((entry.operator_id.clone(), entry.template.shape())));
    last.filter(|entry| !entry.dropped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: i64, operator_id: &str, form: &str, dropped: bool) -> TemplateEntry {
        TemplateEntry {
            id,
            operator_id: operator_id.to_owned(),
            origin: TemplateOrigin::Hand,
            reply_id: None,
            template: Template::parse(form).unwrap(),
            dropped,
            at_ms: id,
        }
    }

    #[test]
    fn of_each_shape_the_last_entry_counts() {
        let (purse, other) = ("1 purse of the line [balance]", "1 purse of the line [day balance]");
        let wallet = "1 wallet of the line [balance]";
        let ids = |entries: &[TemplateEntry]| {
            in_use(entries.to_vec()).iter().map(|entry| entry.id).collect::<Vec<_>>()
        };
        let mut entries = vec![entry(1, "kh-smart", purse, false), entry(2, "kh-smart", wallet, false)];
        assert_eq!(ids(&entries), [2, 1]);
        entries.push(entry(3, "kh-smart", other, false));
        assert_eq!(ids(&entries), [3, 2], "the same words and places, meant otherwise");
        entries.push(entry(4, "kh-metfone", purse, false));
        entries.push(entry(5, "kh-smart", purse, true));
        assert_eq!(ids(&entries), [4, 2], "another operator's is another");
        entries.push(entry(6, "kh-smart", purse, false));
        assert_eq!(ids(&entries), [6, 4, 2], "taught again");
    }
}
