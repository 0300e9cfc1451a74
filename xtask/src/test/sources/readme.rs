//! A reader who follows README's tour of the folders arrives: every path in a code block marked `tree` exists.
//!
//! One line an entry, two spaces a level, then two spaces or more and what it is for:
//!
//! ```tree
//! rust-core/          the domain
//!   catalogue/        data
//! ```

use super::Sources;

/// Paths in README's tree that don't exist, or the absence of a tree.
pub fn find(sources: &Sources) -> Vec<String> {
    let Some(readme) = sources.files.iter().find(|file| file.path == "README.md") else {
        return vec!["there is no README.md".to_owned()];
    };
    let named = paths(&readme.text);
    if named.is_empty() {
        return vec!["README.md has no code block marked `tree`".to_owned()];
    }
    let missing = named.iter().filter(|(_, path)| !exists(sources, path));
    missing.map(|(line, path)| readme.at(*line, format!("{path} does not exist"))).collect()
}

fn exists(sources: &Sources, path: &str) -> bool {
    match path.strip_suffix('/') {
        Some(_) => sources.files.iter().any(|file| file.path.starts_with(path)),
        None => sources.files.iter().any(|file| file.path == path),
    }
}

/// The paths that trees name, with their lines; folders end with a slash.
fn paths(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut above: Vec<(usize, &str)> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = !inside && line.trim_end().ends_with("tree");
            above.clear();
            continue;
        }
        let Some(name) = line.split_whitespace().next().filter(|_| inside) else { continue };
        let indent = line.len() - line.trim_start().len();
        above.retain(|(other, _)| *other < indent);
        let folder: String = above.iter().map(|(_, name)| *name).collect();
        found.push((index + 1, format!("{folder}{name}")));
        above.push((indent, name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "\
# Baohao
```tree
core/          the domain
  src/         code
    lib.rs     contents
  data/        files
Cargo.toml     workspace
```
```
not/a/tree
```
";

    #[test]
    fn a_lost_path_is_found() {
        let sources = Sources::of(&[("README.md", README), ("core/src/lib.rs", ""), ("Cargo.toml", "")]);
        assert_eq!(find(&sources), ["README.md:6: core/data/ does not exist"]);
    }

    #[test]
    fn a_true_tree_is_fine() {
        let sources = Sources::of(&[
            ("README.md", README),
            ("core/src/lib.rs", ""),
            ("core/data/a.toml", ""),
            ("Cargo.toml", ""),
        ]);
        assert!(find(&sources).is_empty());
    }

    #[test]
    fn no_tree_is_a_finding() {
        assert_eq!(find(&Sources::of(&[("README.md", "# Baohao\n")])).len(), 1);
        assert_eq!(find(&Sources::of(&[])).len(), 1);
    }
}
