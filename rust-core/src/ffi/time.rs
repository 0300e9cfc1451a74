//! Civil dates and date-times cross as ISO 8601 text and arrive as `java.time.LocalDate` and `LocalDateTime`; the shell
//! resolves them with its own zone.

use chrono::{NaiveDate, NaiveDateTime};

pub(crate) type CivilDate = NaiveDate;
pub(crate) type CivilDateTime = NaiveDateTime;

uniffi::custom_type!(CivilDate, String, {
    remote,
    try_lift: |text| Ok(text.parse()?),
    lower: |date| date.to_string(),
});

uniffi::custom_type!(CivilDateTime, String, {
    remote,
    try_lift: |text| Ok(text.parse()?),
    lower: |moment| moment.format("%Y-%m-%dT%H:%M:%S").to_string(),
});
