//! The core is told the time. It reads no clock in Rust, in SQL, or through a feature of a crate.

use regex::Regex;
use toml::{Table, Value};

use super::{Source, Sources};

/// Ways to ask the machine what time it is.
const CLOCKS: &[&str] = &[
    r"\bSystemTime\b",
    r"\bInstant::now\b",
    r"\b(Utc|Local)::now\b",
    r"\bchrono::Local\b",
    r"(?i)\bCURRENT_(TIMESTAMP|DATE|TIME)\b",
    r"(?i)\b(date|time|datetime|julianday|unixepoch|timediff)\s*\(\s*'now'",
    r"(?i)\b(datetime|julianday|unixepoch)\s*\(\s*\)",
    r"(?i)\bstrftime\s*\([^)]*'now'",
];

/// Lines of the core that read a clock, and features of chrono that would let them.
pub fn find(sources: &Sources) -> Vec<String> {
    let Ok(clocks) = CLOCKS.iter().map(|clock| Regex::new(clock)).collect::<Result<Vec<_>, _>>() else {
        return vec!["a pattern is wrong".to_owned()];
    };
    let mut findings = Vec::new();
    for file in sources.below("rust-core/", &[".rs", ".sql"]) {
        for (number, line) in file.code() {
            findings.extend(
                clocks
                    .iter()
                    .filter_map(|clock| clock.find(line))
                    .map(|found| file.at(number, format!("reads the clock: {}", found.as_str()))),
            );
        }
    }
    for path in ["Cargo.toml", "rust-core/Cargo.toml"] {
        findings.extend(
            sources.below(path, &[path]).filter(|file| file.path == path).filter_map(chrono_with_clock),
        );
    }
    findings
}

/// chrono's default features have the clock too, so they must be off where the version is named.
fn chrono_with_clock(file: &Source) -> Option<String> {
    let manifest: Table = file.text.parse().ok()?;
    let workspace = manifest.get("workspace").and_then(Value::as_table).unwrap_or(&manifest);
    let chrono = workspace.get("dependencies")?.get("chrono")?;
    let versioned = chrono.is_str() || chrono.get("version").is_some();
    let defaults = versioned && chrono.get("default-features").and_then(Value::as_bool) != Some(false);
    let features = chrono.get("features").and_then(Value::as_array).into_iter().flatten();
    let clock =
        features.filter_map(Value::as_str).any(|feature| ["clock", "now", "default"].contains(&feature));
    (defaults || clock).then(|| format!("{}: chrono has its clock", file.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_in_rust_is_found() {
        for line in ["let now = SystemTime::now();", "Instant::now()", "chrono::Utc::now()", "Local::now()"] {
            assert_eq!(find(&Sources::of(&[("rust-core/src/a.rs", line)])).len(), 1, "{line}");
        }
    }

    #[test]
    fn a_clock_in_sql_is_found() {
        for line in [
            "at INTEGER DEFAULT CURRENT_TIMESTAMP",
            "SELECT datetime('now')",
            "SELECT strftime('%s', 'now')",
            "SELECT unixepoch()",
            "SELECT date('now', '+1 day')",
        ] {
            assert_eq!(find(&Sources::of(&[("rust-core/src/store/schema.sql", line)])).len(), 1, "{line}");
        }
    }

    #[test]
    fn time_as_an_argument_is_fine() {
        let sources = Sources::of(&[
            (
                "rust-core/src/a.rs",
                "fn due(now: Instant, date: NaiveDate) {} // never SystemTime: see below\n",
            ),
            ("rust-core/src/b.rs", "// SystemTime is not read here\nfn update(at: i64) {}"),
            ("android/src/Clock.kt", "Instant.now()"),
        ]);
        assert_eq!(find(&sources).len(), 1, "only a comment on a line of its own is overlooked");
    }

    #[test]
    fn chrono_must_be_without_its_clock() {
        let found = |text: &str| find(&Sources::of(&[("Cargo.toml", text)])).len();
        assert_eq!(
            found("[workspace.dependencies]\nchrono = { version = \"1\", default-features = false }"),
            0
        );
        assert_eq!(found("[workspace.dependencies]\nchrono = { version = \"1\" }"), 1);
        assert_eq!(found("[workspace.dependencies]\nchrono = \"1\""), 1);
        assert_eq!(
            found(
                "[workspace.dependencies]\nchrono = { version = \"1\", default-features = false, features = [\"clock\"] }"
            ),
            1
        );
        assert_eq!(found("[dependencies]\nchrono.workspace = true"), 0);
    }
}
