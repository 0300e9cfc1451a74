//! Prints what the catalogue knows as Markdown: operators × channels × actions, and how much of that is unknown.
//! `docs/operators.md` is what it prints.

mod cells;
mod facts;

use std::fmt::Write;

use baohao_core::catalogue::{Catalogue, CatalogueError};

const HEAD: &str = "\
# Operators, channels, actions

Written by `cargo xtask catalogue --table` from `rust-core/catalogue/`; a test keeps it so. What no source says is left
empty, and the last line counts that. How sure a cell is follows from who says it:

- **official**: the regulator's or the operator's own text
- **one source**: an open data set, or somebody who saw it work
- *unconfirmed*: a guide that names no source; the app shows it as such, asks twice and never does it by default
";

fn main() -> Result<(), CatalogueError> {
    print!("{}", page()?);
    Ok(())
}

fn page() -> Result<String, CatalogueError> {
    let catalogue = Catalogue::shipped()?;
    let mut page = HEAD.to_owned();
    let (mut unknown, mut all) = (0, 0);
    for operator in catalogue.operators() {
        writeln!(page, "\n## {}\n", operator.name).ok();
        if let Some(source) = &operator.defunct {
            writeln!(page, "Gone; not offered to choose from. {}.\n", facts::source(source)).ok();
        } else {
            let table = cells::table(operator);
            page += &table.markdown;
            unknown += table.unknown;
            all += table.all;
        }
        page += &facts::table(operator);
    }
    page += "\n## Wallets\n\n";
    for wallet in catalogue.wallets() {
        let notes: Vec<String> = wallet.notes.iter().map(facts::words).collect();
        writeln!(page, "- {}: {} ({})", wallet.name, notes.join(", "), facts::source(&wallet.source)).ok();
    }
    page += &facts::world()?;
    writeln!(page, "\n{unknown} of {all} cells are unknown.").ok();
    Ok(page)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_page_is_what_the_catalogue_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/operators.md");
        let committed = std::fs::read_to_string(path).expect("docs/operators.md");
        let page = super::page().expect("shipped files are valid");
        assert_eq!(committed, page, "cargo xtask catalogue --table > docs/operators.md");
    }

    #[test]
    fn what_is_known_and_what_is_not_add_up() {
        let page = super::page().expect("shipped files are valid");
        let last = page.lines().last().expect("a last line");
        let numbers: Vec<usize> = last.split(' ').filter_map(|word| word.parse().ok()).collect();
        // An empty cell is one that nothing is known of; a cell that says "unknown" names what is missing.
        let cells = page
            .lines()
            .filter(|line| line.starts_with("| **"))
            .flat_map(|row| row.trim_matches('|').split('|').skip(1).map(str::trim).collect::<Vec<_>>());
        let unknown = cells.filter(|cell| cell.is_empty() || cell.starts_with("unknown")).count();
        assert_eq!(numbers[0], unknown);
        assert_eq!(numbers[1], 6 * 9 * 8, "operators × actions × channels");
    }
}
