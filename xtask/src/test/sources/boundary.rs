//! `uniffi` is named under `rust-core/src/ffi/` alone: the rules of the domain don't know that they are exported.

use regex::Regex;

use super::Sources;

/// The scaffolding macro must stand at the crate's root, wherever the rest of the boundary is.
const SCAFFOLDING: &str = "uniffi::setup_scaffolding!";

/// Lines of the core outside its boundary that name `uniffi`.
pub fn find(sources: &Sources) -> Vec<String> {
    let Ok(word) = Regex::new(r"\buniffi\b") else { return vec!["the pattern is wrong".to_owned()] };
    let mut findings = Vec::new();
    for file in sources.below("rust-core/src/", &[".rs"]) {
        let root = file.path == "rust-core/src/lib.rs";
        if file.path.starts_with("rust-core/src/ffi/") {
            continue;
        }
        for (number, line) in file.code() {
            if word.is_match(line) && !(root && line.trim_start().starts_with(SCAFFOLDING)) {
                findings.push(file.at(number, "uniffi is named outside rust-core/src/ffi/"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_may_not_name_it() {
        let text = "#[derive(uniffi::Record)]\nstruct A;\nuse uniffi::Object;";
        let sources = Sources::of(&[("rust-core/src/planner/mod.rs", text)]);
        assert_eq!(find(&sources).len(), 2);
    }

    #[test]
    fn the_boundary_and_the_scaffolding_may() {
        let sources = Sources::of(&[
            ("rust-core/src/ffi/records.rs", "#[derive(uniffi::Record)]"),
            ("rust-core/src/lib.rs", "// uniffi is below\nuniffi::setup_scaffolding!();"),
            ("bindings/src/main.rs", "uniffi::uniffi_bindgen_main();"),
        ]);
        assert!(find(&sources).is_empty());
    }
}
