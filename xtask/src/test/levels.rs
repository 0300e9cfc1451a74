//! The app's tests on every Android that differs for it, one start of the JVM each, and the table of what ran where.

use std::collections::BTreeMap;

use anyhow::Result;

use super::jvm::{self, OnAndroid};
use super::{Counts, Tests};
use crate::apk::Kind;
use crate::artefacts::{Artefacts, Scope};
use crate::machine::Jdk;

/// Beside 26 and 35, which the stage `robolectric` runs on.
const BETWEEN: [u32; 7] = [28, 29, 30, 31, 33, 34, 36];
/// From this one on Robolectric's Android is compiled for a JDK 21.
const NEEDS_JDK_21: u32 = 36;

/// What ran at each level, read from the tests' lines.
#[derive(Default)]
pub struct Levels(BTreeMap<u32, Counts>);

impl Levels {
    /// Takes in a line such as `ok app.baohao.JourneyTest.name[26] 12 ms`.
    pub fn note(&mut self, line: &str) {
        let Some((level, counts)) = read(line) else { return };
        *self.0.entry(level).or_default() += counts;
    }

    fn print(&self) {
        println!("\n  {:<10} {:>8} {:>8} {:>8}", "Android", "passed", "failed", "skipped");
        for (level, counts) in &self.0 {
            println!("  API {level:<6} {:>8} {:>8} {:>8}", counts.passed, counts.failed, counts.skipped);
        }
    }
}

fn read(line: &str) -> Option<(u32, Counts)> {
    let (before, _) = line.rsplit_once(']')?;
    let (name, level) = before.rsplit_once('[')?;
    let counts = match name {
        name if name.starts_with("ok ") => Counts::ONE,
        name if name.starts_with("FAILED ") => Counts { failed: 1, ..Counts::default() },
        name if name.starts_with("skipped ") => Counts { skipped: 1, ..Counts::default() },
        _ => return None,
    };
    Some((level.parse().ok()?, counts))
}

/// Runs the levels between; one that no JDK can load counts as skipped.
pub fn run(tests: &Tests) -> Result<Counts> {
    let workshop = tests.workshop()?;
    Artefacts::fetch(tests.chain, Scope::Full)?;
    let newer = Jdk::at_least(21);
    let mut counts = Counts::default();
    for level in BETWEEN {
        let jdk = if level < NEEDS_JDK_21 { Some(&workshop.jdk) } else { newer.as_ref() };
        let Some(jdk) = jdk else {
            println!(
                "  skipped API {level}: it needs a JDK 21 or newer (in JAVA_HOME, or below /usr/lib/jvm)"
            );
            counts += Counts { skipped: 1, ..Counts::default() };
            continue;
        };
        println!("  -- API {level}");
        let name = format!("levels {level}");
        let on = OnAndroid { name: &name, levels: &[level], kind: Kind::Full, jdk, classes: &[] };
        counts += jvm::on_android(tests, &on)?;
    }
    tests.levels.borrow().print();
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_is_read_from_the_tests_name() {
        assert_eq!(read("ok app.baohao.JourneyTest.name[26] 12 ms"), Some((26, Counts::ONE)));
        assert_eq!(
            read("FAILED a.B.c[35] 1 ms").map(|(level, counts)| (level, counts.failed)),
            Some((35, 1))
        );
        assert_eq!(read("ok app.baohao.core.CrashDrillTest.name 12 ms"), None);
        assert_eq!(read("ok a.ReplyFixturesTest.name[days-left] 2 ms"), None);
        assert_eq!(read("    at android.os.Handler[26]"), None);
    }

    #[test]
    fn lines_of_a_level_are_added_up() {
        let mut levels = Levels::default();
        levels.note("ok a.B.c[26] 1 ms");
        levels.note("skipped (no) a.B.d[26] 1 ms");
        assert_eq!(levels.0[&26], Counts { passed: 1, failed: 0, skipped: 1 });
    }
}
