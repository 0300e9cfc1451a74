//! Fetching through the `mvn` client alone, so that the user's own settings, mirrors and proxies count.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::artefacts::Artefact;
use crate::invocation::{Invocation, Log};

const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

/// Copies the artefacts into `folder` in one start of Maven, each alone, without what it depends on.
pub fn copy(artefacts: &[&Artefact], folder: &Path, log: &Log) -> Result<()> {
    if artefacts.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let pom = folder.join("pom.xml");
    fs::write(&pom, project(artefacts, folder)?)?;
    Invocation::new("mvn")
        .args(["--batch-mode", "--no-transfer-progress", "--file"])
        .arg(pom)
        .arg(COPY)
        .advice(
            "run again if the network failed; if an artefact of com.android.tools is not found, add Google's Maven \
             repository to your own settings.xml (see README, Two commands)",
        )
        .run(log)
}

fn project(artefacts: &[&Artefact], folder: &Path) -> Result<String> {
    let mut items = String::new();
    for artefact in artefacts {
        let [group, name, version, kind] = artefact.split()?;
        items += &format!(
            "<artifactItem><groupId>{group}</groupId><artifactId>{name}</artifactId>\
             <version>{version}</version><type>{kind}</type></artifactItem>\n"
        );
    }
    Ok(format!(
        r#"<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>app.baohao</groupId><artifactId>artefacts</artifactId><version>1</version><packaging>pom</packaging>
<build><plugins><plugin>
<groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
<configuration><outputDirectory>{}</outputDirectory><artifactItems>
{items}</artifactItems></configuration>
</plugin></plugins></build>
</project>
"#,
        folder.display()
    ))
}
