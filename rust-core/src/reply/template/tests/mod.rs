//! The fixtures that the JVM reads too, what is refused, and what must hold for any text.

mod any_text;
mod fixtures;
mod refused;

use super::*;
use crate::reply::hints::Hints;

/// A Cambodian operator's message that came on 2026-11-23.
fn cambodia() -> Hints {
    Hints { received_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 23), ..Hints::of_country("KH") }
}
