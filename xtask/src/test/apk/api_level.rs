//! Nothing newer than API 26 is called where it is not asked for first, and nothing hidden at all. Two tools, since
//! each is blind to what the other sees: the dex after R8 against the framework with its hidden parts, and the
//! classes before R8 against the public surface.

use anyhow::Result;

use super::Subject;
use crate::apk::classes as compiled;

/// Code of this package asks for the API level itself, and marks what does so with its `NewerApi`.
const LEVELS: &str = "app.baohao.levels.";

/// What the dex refers to and API 26 lacks.
pub fn dex(subject: &Subject) -> Result<Vec<String>> {
    let workshop = subject.workshop;
    let layout = workshop.layout();
    let missing = workshop
        .java(&workshop.artefacts.part("r8")?)
        .arg(layout.path("xtask/java/MissingReferences.java"))
        .arg(workshop.artefacts.one("framework-26")?)
        .arg(workshop.jdk.home())
        .arg(layout.target("dex/classes.dex"))
        .output(subject.log)?;
    Ok(outside_levels(&missing))
}

/// Lines are the class that refers, a tab, and what is missing. R8 moves guarded calls into classes of its own,
/// which it names after the class that they come from.
fn outside_levels(missing: &str) -> Vec<String> {
    let outside = missing.lines().filter(|line| !line.starts_with(LEVELS));
    outside.map(|line| line.replace('\t', " uses ")).collect()
}

/// What the app's own classes use beyond the public surface of API 26.
pub fn classes(subject: &Subject) -> Result<Vec<String>> {
    let workshop = subject.workshop;
    let classes = compiled(workshop)?;
    let found = workshop
        .java(&workshop.artefacts.part("animal-sniffer")?)
        .arg(workshop.layout().path("xtask/java/PublicSurface.java"))
        .arg(workshop.artefacts.one("signature-26")?)
        .args([&classes.app, &classes.bindings])
        .output(subject.log)?;
    Ok(found.lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_package_of_guarded_calls_may_miss_something() {
        let missing = "\
app.baohao.levels.Insets$0\tvoid android.view.WindowInsetsController.hide(int)
app.baohao.home.HomeActivity$0\tvoid android.view.WindowInsetsController.hide(int)";
        assert_eq!(
            outside_levels(missing),
            ["app.baohao.home.HomeActivity$0 uses void android.view.WindowInsetsController.hide(int)"]
        );
    }
}
