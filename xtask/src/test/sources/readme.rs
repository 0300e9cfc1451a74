//! A reader who follows README arrives: every path that its tree, its code words and its links name exists.
//!
//! The tree is the indented block below the heading `## The tree`: one line an entry, two spaces a level, folders
//! with a slash at the end, then two spaces or more and what it is for.

use std::collections::BTreeSet;

use regex::Regex;

use super::Sources;

const HEADING: &str = "## The tree";

/// Paths that README names and that don't exist, or the absence of a tree.
pub fn find(sources: &Sources) -> Vec<String> {
    let Some(readme) = sources.files.iter().find(|file| file.path == "README.md") else {
        return vec!["there is no README.md".to_owned()];
    };
    let mut named = tree(&readme.text);
    if named.is_empty() {
        return vec![format!("README.md has nothing below `{HEADING}`")];
    }
    named.extend(mentioned(sources, &readme.text));
    let missing = named.iter().filter(|(_, path)| !exists(sources, path));
    missing.map(|(line, path)| readme.at(*line, format!("{path} does not exist"))).collect()
}

/// A folder exists by its files, as it does for git.
fn exists(sources: &Sources, path: &str) -> bool {
    let folder = format!("{}/", path.trim_end_matches('/'));
    sources.all.iter().any(|found| found == path || found.starts_with(&folder))
}

/// The paths of the tree with their lines.
fn tree(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut above: Vec<(usize, &str)> = Vec::new();
    let below = text.lines().enumerate().skip_while(|(_, line)| *line != HEADING).skip(1);
    for (index, line) in below.take_while(|(_, line)| !line.starts_with('#')) {
        let Some(name) = line.split_whitespace().next().filter(|_| line.starts_with("    ")) else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        above.retain(|(other, _)| *other < indent);
        let folder: String = above.iter().map(|(_, name)| *name).collect();
        found.push((index + 1, format!("{folder}{name}")));
        above.push((indent, name));
    }
    found
}

/// Code words and links that begin with a folder of the repository.
fn mentioned(sources: &Sources, text: &str) -> Vec<(usize, String)> {
    let Ok(word) = Regex::new(r"[`(]([\w.-]+/[\w./-]*)[`)]") else { return Vec::new() };
    let folders: BTreeSet<&str> =
        sources.all.iter().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    let lines = text.lines().enumerate();
    let words = lines.flat_map(|(index, line)| word.captures_iter(line).map(move |found| (index + 1, found)));
    words
        .map(|(line, found)| (line, found[1].to_owned()))
        .filter(|(_, path)| path.split('/').next().is_some_and(|first| folders.contains(first)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "\
# Baohao

See `core/data/a.toml`, `target/apk` and [the notes](core/notes.md).

    not/a/tree

## The tree

    core/          the domain
      src/app/     code
        lib.rs     contents
      data/        files
    Cargo.toml     workspace

## More

    neither/this
";
    const THERE: &[(&str, &str)] =
        &[("README.md", README), ("core/src/app/lib.rs", ""), ("core/data/a.toml", ""), ("Cargo.toml", "")];

    #[test]
    fn a_true_tree_is_fine() {
        let with_notes = [THERE, &[("core/notes.md", "")]].concat();
        assert_eq!(find(&Sources::of(&with_notes)), Vec::<String>::new());
    }

    #[test]
    fn a_lost_path_is_found_in_the_tree_and_in_the_text() {
        let without_data: Vec<_> = THERE.iter().copied().filter(|(path, _)| !path.contains("data")).collect();
        assert_eq!(
            find(&Sources::of(&without_data)),
            [
                "README.md:12: core/data/ does not exist",
                "README.md:3: core/data/a.toml does not exist",
                "README.md:3: core/notes.md does not exist"
            ]
        );
    }

    #[test]
    fn no_tree_is_a_finding() {
        assert_eq!(find(&Sources::of(&[("README.md", "# Baohao\n")])).len(), 1);
        assert_eq!(find(&Sources::of(&[])).len(), 1);
    }
}
