//! Where things are: the only file that spells a folder of the project or of `target/`.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The project's folders, all derived from its root.
pub struct Layout {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
}

impl Layout {
    /// Cargo names this crate's folder at run time, so a build cached from another checkout still works on the
    /// checkout it is started in; started without cargo, the current folder is the root.
    pub fn find() -> Result<Self> {
        let root = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(crate_folder) => Path::new(&crate_folder).parent().map(Path::to_path_buf),
            None => env::current_dir().ok(),
        };
        let root = root.context("no folder to work in")?;
        anyhow::ensure!(
            root.join("android/artefacts.toml").is_file(),
            "not the project's root: {}",
            root.display()
        );
        Ok(Self { root })
    }

    /// A path inside the repository.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path inside `target/`, where everything that is built or fetched lives.
    pub fn target(&self, relative: &str) -> PathBuf {
        self.root.join("target").join(relative)
    }

    /// The core for this machine, not stripped: bindings are read from it and JVM tests load it.
    pub fn host_library(&self) -> PathBuf {
        self.target("debug/libbaohao_core.so")
    }

    /// The path as it is shown to a reader, relative to the root where possible.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// All files below `folder` (or `folder` itself if it is a file) in a stable order; an absent folder has none.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut entries = std::fs::read_dir(folder)
        .and_then(|found| found.collect::<std::io::Result<Vec<_>>>())
        .with_context(|| format!("cannot list {}", folder.display()))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry.path())?);
    }
    Ok(files)
}

/// The files below `folder` whose name ends with `ending`, for example `.kt`.
pub fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = files_below(folder)?;
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    Ok(files)
}
