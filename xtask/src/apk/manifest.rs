//! What the manifests of the APKs have apart: all are made from the one in the repository, by the rules in this file.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::layout::Layout;
use crate::native::Abi;

/// Which permissions an APK declares; the code is the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// All.
    Full,
    /// Without those for SMS, for phones and shops that don't let an app with them in. It sends by the phone's own SMS
    /// app and reads what is pasted or shared.
    Lean,
}

/// The lines that the lean manifest goes without, by what they name.
const NOT_LEAN: [&str; 4] = [
    "android.permission.SEND_SMS",
    "android.permission.RECEIVE_SMS",
    "android.permission.READ_SMS",
    // The receiver stays: it also hears of changed cards.
    "android.provider.Telephony.SMS_RECEIVED",
];

impl Kind {
    /// The beginning of the names of its files.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Full => "baohao",
            Self::Lean => "baohao-lean",
        }
    }
}

/// The manifest in the repository.
pub fn source(layout: &Layout) -> PathBuf {
    layout.path("android/AndroidManifest.xml")
}

/// The manifest of a kind, with the version code as in the repository. Tests run against it.
pub fn of_kind(layout: &Layout, kind: Kind) -> Result<String> {
    let text = fs::read_to_string(source(layout))?;
    match kind {
        Kind::Full => Ok(text),
        Kind::Lean => lean(&text),
    }
}

/// The manifest of an APK.
pub fn of_apk(layout: &Layout, kind: Kind, abi: Abi) -> Result<String> {
    let text = of_kind(layout, kind)?;
    let base = base_code(&text)?;
    Ok(text.replacen(&format!("{CODE}{base}\""), &format!("{CODE}{}\"", version_code(base, abi)), 1))
}

const CODE: &str = "android:versionCode=\"";

/// The version code of the repository: it rises by one with each release.
pub fn base_code(manifest: &str) -> Result<u32> {
    let (_, rest) = manifest.split_once(CODE).context("the manifest has no versionCode")?;
    let (digits, _) = rest.split_once('"').context("the manifest's versionCode has no end")?;
    digits.parse().context("the manifest's versionCode is no number")
}

/// The version code of an APK. A shop offers a phone the highest that its processor runs, so within a release the codes
/// rise by ABI; and any APK of a later release is above all of an earlier one, so that moving to another ABI updates.
pub fn version_code(base: u32, abi: Abi) -> u32 {
    base * 10 + abi.version_digit
}

/// Each of the lines must be there exactly once and stand alone, or the rule no longer fits the manifest.
fn lean(text: &str) -> Result<String> {
    let mut kept: Vec<&str> = text.lines().collect();
    for name in NOT_LEAN {
        let before = kept.len();
        let quoted = format!("\"{name}\"");
        kept.retain(|line| !(line.contains(&quoted) && line.trim_end().ends_with("/>")));
        ensure!(
            kept.len() + 1 == before,
            "{name}: one line in the manifest expected, found {}",
            before - kept.len()
        );
    }
    Ok(kept.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::{ABIS, ARM32, ARM64, X86_64};

    const SOURCE: &str = include_str!("../../../android/AndroidManifest.xml");

    #[test]
    fn within_a_release_64_bits_are_above_32_and_a_release_is_above_the_one_before() {
        let codes = [ARM32, ARM64, X86_64].map(|abi| version_code(7, abi));
        assert_eq!(codes, [71, 72, 73]);
        assert!(ABIS.iter().all(|abi| version_code(8, *abi) > 73));
    }

    #[test]
    fn the_code_of_the_repository_is_read() {
        assert_eq!(base_code("<manifest android:versionCode=\"12\" android:versionName=\"1\">").unwrap(), 12);
        assert!(base_code("<manifest>").is_err());
        assert!(base_code("<manifest android:versionCode=\"x\">").is_err());
    }

    #[test]
    fn the_lean_manifest_lacks_the_sms_lines_and_nothing_else() {
        let lean = lean(SOURCE).unwrap();
        let gone: Vec<&str> = SOURCE.lines().filter(|line| !lean.lines().any(|kept| kept == *line)).collect();
        assert_eq!(gone.len(), NOT_LEAN.len(), "{gone:?}");
        assert!(gone.iter().all(|line| line.contains("SMS")));
        assert!(lean.contains("CARRIER_CONFIG_CHANGED") && lean.contains("CALL_PHONE"));
    }

    #[test]
    fn a_line_that_is_not_there_once_is_told() {
        let failure = lean(&SOURCE.replace("android.permission.READ_SMS", "android.permission.OTHER"));
        assert!(failure.unwrap_err().to_string().contains("READ_SMS"));
        assert!(lean(&format!("{SOURCE}<a android:name=\"android.permission.SEND_SMS\" />\n")).is_err());
    }
}
