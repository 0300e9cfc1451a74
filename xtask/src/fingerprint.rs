//! What a step depends on, reduced to one number: when it is unchanged, the step is skipped.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::layout::files_below;

/// Grows by texts and by the contents of files, never by their times: a checkout or a copy changes no content.
#[derive(Clone)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Starts from a text, usually the command line, so that a changed option runs the step again.
    pub fn of(text: impl AsRef<str>) -> Self {
        Self(Sha256::new()).text(text)
    }

    /// Adds a text. Its length goes first, so that two texts never run into each other.
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        self.0.update(text.len().to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    /// Adds a file, or every file below a folder with its place in it; what doesn't exist adds its absence.
    pub fn tree(mut self, folder: &Path) -> Result<Self> {
        for file in files_below(folder)? {
            let place = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
            self = self.text(place).text(sha256_of(&file)?);
        }
        Ok(self.text("end of tree"))
    }

    /// The number, in hexadecimal.
    pub fn hex(self) -> String {
        to_hex(&self.0.finalize())
    }
}

/// The SHA-256 of a file in hexadecimal.
pub fn sha256_of(file: &Path) -> Result<String> {
    let mut reader = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        match reader.read(&mut block).with_context(|| format!("cannot read {}", file.display()))? {
            0 => return Ok(to_hex(&hasher.finalize())),
            read => hasher.update(&block[..read]),
        }
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_do_not_run_into_each_other() {
        assert_ne!(Fingerprint::of("ab").text("c").hex(), Fingerprint::of("a").text("bc").hex());
    }

    #[test]
    fn a_moved_file_and_a_changed_file_both_show() {
        let folder = tempfile::tempdir().unwrap();
        let of = |path: &Path| Fingerprint::of("").tree(path).unwrap().hex();
        let empty = of(folder.path());
        std::fs::write(folder.path().join("a"), "1").unwrap();
        let first = of(folder.path());
        std::fs::write(folder.path().join("a"), "2").unwrap();
        let changed = of(folder.path());
        std::fs::rename(folder.path().join("a"), folder.path().join("b")).unwrap();
        let moved = of(folder.path());
        assert_eq!(
            [&empty, &first, &changed, &moved].iter().collect::<std::collections::BTreeSet<_>>().len(),
            4
        );
    }
}
