//! Signing and verifying with the library that Android's own tool is made of.

use std::path::Path;

use anyhow::Result;

use super::keystore::Key;
use super::{Kind, Workshop, signed, unsigned};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::invocation::{Invocation, Log};
use crate::native::Abi;

/// Signs the APK of one ABI by the schemes v2 and v3 (API 26 needs no v1), and verifies what came out.
pub fn sign(workshop: &Workshop, kind: Kind, abi: Abi, key: &Key) -> Result<()> {
    let layout = workshop.layout();
    let (input, output) = (unsigned(layout, kind, abi), signed(layout, kind, abi));
    let sign = tool(workshop)?
        .arg("sign")
        .args([&input, &output, &key.store])
        .arg(&key.alias)
        .env("BAOHAO_KEYSTORE_PASS", &key.password);
    let inputs = Fingerprint::of(sign.to_string()).tree(&input)?.tree(&key.store)?.tree(&source(workshop))?;
    let step =
        Step { name: &format!("sign {}-{}", kind.prefix(), abi.name), inputs, outputs: vec![output.clone()] };
    workshop.chain.step(step, |log| {
        sign.run(log)?;
        verify(workshop, &output, log).map(drop)
    })
}

/// Fails unless an Android of API 26 and one of today would take the signature; tells the schemes found.
pub fn verify(workshop: &Workshop, apk: &Path, log: &Log) -> Result<String> {
    tool(workshop)?.arg("verify").arg(apk).output(log)
}

fn tool(workshop: &Workshop) -> Result<Invocation> {
    Ok(workshop.java(&workshop.artefacts.part("apksig")?).arg(source(workshop)))
}

fn source(workshop: &Workshop) -> std::path::PathBuf {
    workshop.layout().path("xtask/java/Signing.java")
}
