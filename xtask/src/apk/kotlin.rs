//! Compiling Kotlin by a plain call of the compiler.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Classes, Resources, Workshop, joined, resources};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::invocation::Invocation;
use crate::layout::files_ending;

/// Some Kotlin sources that become one jar.
pub struct Module<'a> {
    /// Names the step and the jar.
    pub name: &'a str,
    /// Folders of sources.
    pub sources: Vec<PathBuf>,
    /// What they are compiled against.
    pub class_path: Vec<PathBuf>,
    /// Whose `internal` declarations they may use: a test sees the inside of what it tests.
    pub friends: Vec<PathBuf>,
    /// Phones get 11, the level that R8 has the least to rewrite for; tests run on JDK 17.
    pub java: u32,
}

/// Compiles a module and gives its jar.
pub fn compile(workshop: &Workshop, module: &Module) -> Result<PathBuf> {
    let jar = workshop.layout().target(&format!("classes/{}.jar", module.name));
    let kotlinc = kotlinc(workshop, module, &jar)?;
    let mut inputs = Fingerprint::of(kotlinc.to_string());
    for tree in &module.sources {
        inputs = inputs.tree(tree)?;
    }
    // What was fetched has its version in its path, and its sum is pinned; the rest of the class path is built here.
    for built in module.class_path.iter().filter(|entry| !entry.starts_with(workshop.artefacts.folder())) {
        inputs = inputs.tree(built)?;
    }
    let step = Step { name: &format!("Kotlin: {}", module.name), inputs, outputs: vec![jar.clone()] };
    workshop.chain.step(step, |log| kotlinc.run(log))?;
    Ok(jar)
}

fn kotlinc(workshop: &Workshop, module: &Module, jar: &Path) -> Result<Invocation> {
    let mut files = Vec::new();
    for folder in &module.sources {
        files.extend(files_ending(folder, ".kt")?);
    }
    anyhow::ensure!(
        !files.is_empty(),
        "no Kotlin in {}",
        module.sources.iter().map(|folder| workshop.layout().shown(folder)).collect::<Vec<_>>().join(", ")
    );
    let mut kotlinc = workshop
        .java(&workshop.artefacts.part("kotlinc")?)
        .arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")
        .args(["-no-stdlib", "-no-reflect", "-Werror", "-progressive"])
        .arg(format!("-Xjdk-release={}", module.java))
        .args(["-jvm-target", &module.java.to_string()])
        .args(["-module-name", module.name])
        .arg("-jdk-home")
        .arg(workshop.jdk.home())
        .arg("-cp")
        .arg(joined(&module.class_path))
        .dir(&workshop.layout().root);
    if !module.friends.is_empty() {
        let friends = module.friends.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        kotlinc = kotlinc.arg(format!("-Xfriend-paths={}", friends.join(",")));
    }
    Ok(kotlinc.arg("-d").arg(jar).args(files))
}

/// Compiles the bindings, a module of their own: they change rarely and take the longer, nothing of theirs is the
/// app's `internal`, and tests of the core need no app.
pub fn bindings(workshop: &Workshop) -> Result<PathBuf> {
    let module = Module {
        name: "bindings",
        sources: vec![workshop.layout().path("bindings/kotlin")],
        class_path: vec![workshop.artefacts.one("kotlin-stdlib")?, workshop.artefacts.one("jna-host")?],
        friends: Vec::new(),
        java: 11,
    };
    compile(workshop, &module)
}

/// Compiles the app, with what it stands on.
pub fn app(workshop: &Workshop, made: &Resources) -> Result<Classes> {
    let bindings = bindings(workshop)?;
    let resources = resources::classes(workshop, made)?;
    let mut class_path = vec![resources.clone(), bindings.clone()];
    for part in ["kotlin-stdlib", "jna-host", "framework"] {
        class_path.push(workshop.artefacts.one(part)?);
    }
    let module = Module {
        name: "app",
        sources: vec![workshop.layout().path("android/src")],
        class_path,
        friends: Vec::new(),
        java: 11,
    };
    let app = compile(workshop, &module)?;
    Ok(Classes { resources, bindings, app })
}
