//! Days as the file writes them: ISO 8601.

use chrono::NaiveDate;

use super::Error;

pub(super) fn text(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub(super) fn day(text: Option<String>) -> Result<Option<NaiveDate>, Error> {
    text.map(|text| text.parse().map_err(|_| Error::UnknownWord("date"))).transpose()
}
