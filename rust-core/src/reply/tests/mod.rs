//! The fixtures that the JVM reads too; what must hold for any text; and what a swapped word or digit does.

mod any_text;
mod fixtures;
pub(super) mod hostile;
mod swapped;

use super::*;

/// A reply as the one that is known of a Cambodian operator, with other figures.
const PLAIN: &str = "Your balance is 2.40318 USD valid till 21.06.26";

fn cambodia() -> Hints {
    Hints::of_country("KH")
}
