//! Tests in Kotlin on this machine's JVM: against the real core, and against the real app under Robolectric.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Counts, Tests};
use crate::apk::{self, Kind, Module, Workshop, joined};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::host;
use crate::invocation::Invocation;
use crate::layout::{Layout, files_ending};
use crate::machine::Jdk;
use crate::native::ARM64;

/// A folder of tests.
struct Suite<'a> {
    /// The log's name.
    name: &'a str,
    /// The folder of the sources below `tests/`.
    folder: &'static str,
    /// Whether the app is tested, on Robolectric's Android; else it is the core through its bindings.
    app: bool,
    /// The test classes to run; none: all.
    classes: &'a [&'a str],
}

const PLAIN: Suite<'static> = Suite { name: "jvm", folder: "jvm", app: false, classes: &[] };
const SHIM: Suite<'static> = Suite { name: "shim", folder: "jvm", app: false, classes: &[] };
const FAR: Suite<'static> = Suite { name: "abis", folder: "jvm", app: false, classes: &[] };
const ROBOLECTRIC: Suite<'static> =
    Suite { name: "robolectric", folder: "robolectric", app: true, classes: &[] };

/// Robolectric reaches into these packages of the JDK.
const OPENED: &[&str] = &[
    "--add-exports=java.base/jdk.internal.access=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.util=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
];

/// What the runner's own lines begin with.
const MARK: &str = "> ";

/// The bindings and the core behind them.
pub fn plain(tests: &Tests) -> Result<Counts> {
    let native = tests.chain.layout.target("debug");
    suite(tests, &PLAIN, &tests.workshop()?.jdk, &[], |java| {
        java.arg(format!("-Djna.library.path={}", native.display()))
    })
}

/// The same tests against other libraries: `with` says which, before the class path.
pub fn plain_with(tests: &Tests, with: impl Fn(Invocation) -> Invocation) -> Result<Counts> {
    suite(tests, &SHIM, &tests.workshop()?.jdk, &[], with)
}

/// The same tests with other bindings, which bring the core of another ABI.
pub fn plain_far(tests: &Tests, bindings: &Path, with: impl Fn(Invocation) -> Invocation) -> Result<Counts> {
    suite(tests, &FAR, &tests.workshop()?.jdk, &[bindings.to_path_buf()], with)
}

/// What there is to see only where a panic ends the process.
pub fn process_ends(
    tests: &Tests,
    bindings: &Path,
    with: impl Fn(Invocation) -> Invocation,
) -> Result<Counts> {
    let workshop = tests.workshop()?;
    let layout = workshop.layout();
    let mut class_path = vec![bindings.to_path_buf(), layout.target("classes/jvm-tests.jar")];
    for part in ["kotlin-stdlib", "jna-host", "junit"] {
        class_path.extend(workshop.artefacts.part(part)?);
    }
    let jar = apk::compile(
        workshop,
        &Module {
            name: "abis-tests",
            sources: vec![layout.path("tests/abis/PanicEndsTheProcessTest.kt")],
            class_path: class_path.clone(),
            friends: class_path[..2].to_vec(),
            java: 17,
        },
    )?;
    class_path.splice(0..0, [runner(workshop)?, jar.clone()]);
    let java = with(workshop.jdk.tool("java"))
        .arg("-cp")
        .arg(joined(&class_path))
        .args(["RunTests".as_ref(), jar.as_os_str()])
        .dir(&layout.root);
    run(tests, "abis, where a panic ends the process", java)
}

/// A run of the app's tests.
pub struct OnAndroid<'a> {
    /// The log's name.
    pub name: &'a str,
    /// The Androids to run on, of those that `robolectric.properties` names.
    pub levels: &'a [u32],
    /// Whose manifest the app has.
    pub kind: Kind,
    /// The JDK that loads these Androids.
    pub jdk: &'a Jdk,
    /// The test classes to run; none: all.
    pub classes: &'a [&'a str],
}

/// The app on the oldest Android and on the newest that a JDK 17 can load.
pub fn robolectric(tests: &Tests) -> Result<Counts> {
    let jdk = &tests.workshop()?.jdk;
    on_android(
        tests,
        &OnAndroid { name: "robolectric", levels: &[26, 35], kind: Kind::Full, jdk, classes: &[] },
    )
}

/// The app on Robolectric's Android.
pub fn on_android(tests: &Tests, on: &OnAndroid) -> Result<Counts> {
    let workshop = tests.workshop()?;
    let layout = workshop.layout();
    // Robolectric reads components from the manifest's text and permissions from the linked one.
    let base = apk::base(workshop, on.kind, ARM64, &apk::resources(workshop)?)?;
    let manifest = layout.target("classes/robolectric-config/AndroidManifest.xml");
    let properties = layout.target("classes/robolectric-config/com/android/tools/test_config.properties");
    fs::create_dir_all(properties.parent().context("a file without a folder")?)?;
    fs::write(&manifest, apk::manifest_of(layout, on.kind)?)?;
    fs::write(
        &properties,
        format!(
            "android_merged_manifest={}\nandroid_resource_apk={}\nandroid_custom_package=app.baohao\n",
            manifest.display(),
            base.display(),
        ),
    )?;
    let levels = on.levels.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    let suite_on = Suite { name: on.name, classes: on.classes, ..ROBOLECTRIC };
    suite(tests, &suite_on, on.jdk, &[], |java| {
        java.args(OPENED)
            .arg(format!("-Drobolectric.enabledSdks={levels}"))
            // So that the level can be read from a test's name.
            .arg("-Drobolectric.alwaysIncludeVariantMarkersInTestName=true")
            .arg(format!("-Dbaohao.manifest={}", if on.kind == Kind::Lean { "lean" } else { "full" }))
            .arg("-Drobolectric.offline=true")
            .arg(format!("-Drobolectric.dependency.dir={}", workshop.artefacts.folder().display()))
            .arg("-Drobolectric.graphicsMode=NATIVE")
            .arg(format!("-Djna.library.path={}", layout.target("debug").display()))
            .arg(format!("-Dbaohao.shots={}", layout.target("shots").display()))
    })
}

/// The main function of `tests/jvm/ReaderBench.kt` against the optimised library; its lines are shown.
pub fn bench(tests: &Tests) -> Result<()> {
    let native = tests.chain.layout.target("release");
    let library = |java: Invocation| java.arg(format!("-Djna.library.path={}", native.display()));
    let jdk = &tests.workshop()?.jdk;
    let ready = ready(tests, &PLAIN, jdk, &[], library)?.context("no sources in tests/jvm")?;
    let log = tests.chain.log("bench jvm")?;
    let well = ready.java.arg("app.baohao.core.ReaderBenchKt").stream(&log, |line| println!("  {line}"))?;
    anyhow::ensure!(well, "the bench ended badly: {}", log.shown());
    Ok(())
}

/// A suite that is compiled, and the JVM that knows where everything is but not yet what to run.
struct Ready {
    java: Invocation,
    jar: PathBuf,
}

/// Compiles a suite and runs it, with the jars of `first` before what it was compiled with; a suite without sources
/// has no tests.
fn suite(
    tests: &Tests,
    suite: &Suite,
    jdk: &Jdk,
    first: &[PathBuf],
    with: impl Fn(Invocation) -> Invocation,
) -> Result<Counts> {
    let Some(Ready { java, jar }) = ready(tests, suite, jdk, first, with)? else {
        println!("  no tests in tests/{}", suite.folder);
        return Ok(Counts::default());
    };
    let java = java
        .args(["RunTests".as_ref(), jar.as_os_str()])
        .args(if tests.class.is_some() { &[] } else { suite.classes })
        .args(&tests.class);
    run(tests, suite.name, java)
}

/// Compiles a suite; `None` if it has no sources.
fn ready(
    tests: &Tests,
    suite: &Suite,
    jdk: &Jdk,
    first: &[PathBuf],
    with: impl Fn(Invocation) -> Invocation,
) -> Result<Option<Ready>> {
    let workshop = tests.workshop()?;
    let layout = workshop.layout();
    let folder = layout.path("tests").join(suite.folder);
    if files_ending(&folder, ".kt")?.is_empty() {
        return Ok(None);
    }
    let subject = subject(workshop, suite)?;
    let libraries = libraries(workshop, suite, &subject)?;
    let runner = runner(workshop)?;
    let name = format!("{}-tests", suite.folder);
    let jar = apk::compile(
        workshop,
        &Module {
            name: &name,
            sources: vec![folder.clone()],
            class_path: libraries.clone(),
            friends: subject,
            java: 17,
        },
    )?;
    // Test classes first, then the folder itself and the generated configuration, which hold properties.
    let mut class_path = vec![runner, jar.clone(), folder, layout.target("classes/robolectric-config")];
    class_path.extend_from_slice(first);
    class_path.extend(libraries);
    let java = with(jdk.tool("java").args(["-Xmx3g", "-Dfile.encoding=UTF-8"]))
        .arg(format!("-Dbaohao.fixtures={}", layout.path("tests/fixtures").display()))
        .arg(format!("-Djava.io.tmpdir={}", temporary(layout, suite)?.display()))
        .arg("-cp")
        .arg(joined(&class_path))
        .dir(&layout.root);
    Ok(Some(Ready { java, jar }))
}

/// An empty folder for what the tests leave behind: Robolectric unpacks 250 MB of fonts and data in every run.
fn temporary(layout: &Layout, suite: &Suite) -> Result<PathBuf> {
    let folder = layout.target("temporary").join(suite.folder);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What is tested.
fn subject(workshop: &Workshop, suite: &Suite) -> Result<Vec<PathBuf>> {
    if suite.app {
        return Ok(apk::classes(workshop)?.all().map(Path::to_path_buf).to_vec());
    }
    host::check_bindings(workshop.chain)?;
    Ok(vec![apk::bindings(workshop)?])
}

/// What is tested and what tests are made with, in the order of the class path. The framework comes last: it holds
/// old copies of what others bring.
fn libraries(workshop: &Workshop, suite: &Suite, subject: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut libraries = subject.to_vec();
    let parts: &[&str] = if suite.app { &["junit", "robolectric"] } else { &["junit"] };
    for part in ["kotlin-stdlib", "jna-host"].iter().chain(parts) {
        libraries.extend(workshop.artefacts.part(part)?);
    }
    libraries.push(workshop.artefacts.one("framework")?);
    Ok(libraries)
}

/// Compiles the program that finds and runs the tests.
fn runner(workshop: &Workshop) -> Result<PathBuf> {
    let source = workshop.layout().path("xtask/java/RunTests.java");
    let folder = workshop.layout().target("classes/runner");
    let javac = workshop
        .jdk
        .tool("javac")
        .args(["--release", "17", "-cp", &joined(&workshop.artefacts.part("junit")?), "-d"])
        .args([&folder, &source]);
    let inputs = Fingerprint::of(javac.to_string()).tree(&source)?;
    let step = Step { name: "test runner", inputs, outputs: vec![folder.join("RunTests.class")] };
    workshop.chain.step(step, |log| javac.run(log))?;
    Ok(folder)
}

/// Runs the tests, shows their lines, and reads the counts from the closing one.
fn run(tests: &Tests, name: &str, mut java: Invocation) -> Result<Counts> {
    let log = tests.chain.log(&format!("{name} run"))?;
    let mut counts = None;
    let ended_well = java.stream(&log, |line| match line.strip_prefix(MARK) {
        Some(line) => match closing(line) {
            Some(found) => counts = Some(found),
            None => {
                tests.levels.borrow_mut().note(line);
                println!("  {line}");
            }
        },
        // What tests print is for whoever looks at one of them.
        None if tests.class.is_some() && !line.is_empty() => println!("  {line}"),
        None => {}
    })?;
    let counts =
        counts.with_context(|| format!("the tests ended without their closing line: {}", log.shown()))?;
    anyhow::ensure!(ended_well || counts.failed > 0, "the tests ended badly: {}", log.shown());
    Ok(counts)
}

/// Reads `5 passed, 0 failed, 1 skipped`.
fn closing(line: &str) -> Option<Counts> {
    let numbers: Vec<usize> = ["passed", "failed", "skipped"]
        .iter()
        .zip(line.split(", "))
        .map_while(|(word, part)| part.strip_suffix(word)?.trim_end().parse().ok())
        .collect();
    match numbers[..] {
        [passed, failed, skipped] => Some(Counts { passed, failed, skipped }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_is_told_from_others() {
        assert_eq!(
            closing("5 passed, 2 failed, 1 skipped"),
            Some(Counts { passed: 5, failed: 2, skipped: 1 })
        );
        assert_eq!(closing("ok  app.baohao.FooTest.bar"), None);
        assert_eq!(closing("5 passed, 2 failed"), None);
    }
}
