//! The APKs without SMS permissions, and the journeys that go without: by the phone's own apps, by paste and by share.

use anyhow::Result;

use super::jvm::{self, OnAndroid};
use super::{Counts, Tests, apk};
use crate::apk::Kind;

/// What a person without SMS permissions does, the same tests as against the full manifest.
const JOURNEYS: [&str; 3] =
    ["app.baohao.DeclaredPermissionsTest", "app.baohao.JourneyTest", "app.baohao.WithoutPermissionsTest"];

/// Checks the APKs and runs the journeys against their manifest.
pub fn run(tests: &Tests) -> Result<Counts> {
    let mut counts = apk::lean(tests)?;
    let jdk = &tests.workshop()?.jdk;
    let on = OnAndroid { name: "lean", levels: &[26, 35], kind: Kind::Lean, jdk, classes: &JOURNEYS };
    counts += jvm::on_android(tests, &on)?;
    Ok(counts)
}
