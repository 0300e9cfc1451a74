//! Resources and manifest: aapt2 from apktool's jar, against the API 36 resources in the same jar.

use std::path::PathBuf;

use anyhow::Result;

use super::{Kind, Workshop, manifest};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::invocation::Invocation;
use crate::layout::files_ending;
use crate::native::Abi;
use crate::unzip;

/// What aapt2 makes of manifest and resources.
pub struct Resources {
    /// An APK without code.
    pub base: PathBuf,
    /// The folder of `R.java`.
    pub generated: PathBuf,
    /// Keep rules for the classes that the manifest and layouts name.
    pub keep_rules: PathBuf,
    /// The resources before they are linked with a manifest.
    compiled: PathBuf,
}

/// aapt2, taken out of its jar.
pub fn aapt2(workshop: &Workshop) -> Result<PathBuf> {
    Ok(tool(workshop)?.0)
}

/// aapt2 and the framework's resources.
fn tool(workshop: &Workshop) -> Result<(PathBuf, PathBuf)> {
    let layout = workshop.layout();
    let jar = workshop.artefacts.one("aapt2")?;
    let (program, framework) = (layout.target("aapt2/aapt2"), layout.target("aapt2/framework.jar"));
    let inputs = Fingerprint::of(jar.to_string_lossy());
    let outputs = vec![program.clone(), framework.clone()];
    workshop.chain.step(Step { name: "aapt2", inputs, outputs }, |_| {
        unzip::entry(&jar, "prebuilt/linux/aapt2", &program)?;
        unzip::entry(&jar, "prebuilt/android-framework.jar", &framework)
    })?;
    Ok((program, framework))
}

/// Compiles and links the resources.
pub fn build(workshop: &Workshop) -> Result<Resources> {
    let (program, framework) = tool(workshop)?;
    let layout = workshop.layout();
    let folder = layout.target("resources");
    let made = Resources {
        base: folder.join("base.apk"),
        generated: folder.join("java"),
        keep_rules: folder.join("aapt-rules.pro"),
        compiled: folder.join("compiled.zip"),
    };
    let (sources, manifest) = (layout.path("android/res"), manifest::source(layout));
    let compile =
        Invocation::new(&program).args(["compile", "--dir"]).arg(&sources).arg("-o").arg(&made.compiled);
    let link = Invocation::new(&program)
        .args(["link", "-o"])
        .arg(&made.base)
        .arg("-I")
        .arg(&framework)
        .arg("--manifest")
        .arg(&manifest)
        .arg("--java")
        .arg(&made.generated)
        .arg("--proguard")
        .arg(&made.keep_rules)
        .arg(&made.compiled);
    let inputs = Fingerprint::of(compile.to_string())
        .text(link.to_string())
        .text(workshop.artefacts.version("aapt2")?)
        .tree(&sources)?
        .tree(&manifest)?;
    let outputs =
        vec![made.base.clone(), made.generated.clone(), made.keep_rules.clone(), made.compiled.clone()];
    workshop.chain.step(Step { name: "resources", inputs, outputs }, |log| {
        let _ = std::fs::remove_dir_all(&made.generated);
        compile.run(log)?;
        link.run(log)
    })?;
    Ok(made)
}

/// Links the resources with the manifest of one APK.
pub fn base(workshop: &Workshop, kind: Kind, abi: Abi, made: &Resources) -> Result<PathBuf> {
    let (program, framework) = tool(workshop)?;
    let name = format!("{}-{}", kind.prefix(), abi.name);
    let folder = workshop.layout().target("resources/apk").join(&name);
    let (base, manifest) = (folder.join("base.apk"), folder.join("AndroidManifest.xml"));
    let text = manifest::of_apk(workshop.layout(), kind, abi)?;
    let link = Invocation::new(&program)
        .args(["link", "-o"])
        .arg(&base)
        .arg("-I")
        .arg(&framework)
        .arg("--manifest")
        .arg(&manifest)
        .arg(&made.compiled);
    let inputs = Fingerprint::of(link.to_string())
        .text(workshop.artefacts.version("aapt2")?)
        .text(&text)
        .tree(&made.compiled)?;
    let step = Step { name: &format!("manifest of {name}"), inputs, outputs: vec![base.clone()] };
    workshop.chain.step(step, |log| {
        std::fs::write(&manifest, &text)?;
        link.run(log)
    })?;
    Ok(base)
}

/// Compiles `R.java`, which Kotlin can't, and gives the classes' folder.
pub fn classes(workshop: &Workshop, resources: &Resources) -> Result<PathBuf> {
    let folder = workshop.layout().target("classes/resources");
    let sources = files_ending(&resources.generated, ".java")?;
    let javac = workshop.jdk.tool("javac").args(["--release", "11", "-d"]).arg(&folder).args(&sources);
    let inputs = Fingerprint::of(javac.to_string()).tree(&resources.generated)?;
    workshop.chain.step(Step { name: "R.java", inputs, outputs: vec![folder.clone()] }, |log| {
        let _ = std::fs::remove_dir_all(&folder);
        javac.run(log)
    })?;
    Ok(folder)
}
