//! What a shop shows is there in each of the app's languages, and no longer than shops print it.

use super::Sources;

const FOLDER: &str = "fastlane/metadata/android";
const LANGUAGES: [&str; 3] = ["en-US", "km-KH", "zh-CN"];
/// Each text with the most letters that F-Droid takes.
const TEXTS: [(&str, usize); 3] =
    [("title.txt", 50), ("short_description.txt", 80), ("full_description.txt", 4000)];

/// Texts that are missing or too long, and languages without a picture.
pub fn find(sources: &Sources) -> Vec<String> {
    let mut findings = Vec::new();
    for language in LANGUAGES {
        for (name, most) in TEXTS {
            let path = format!("{FOLDER}/{language}/{name}");
            match sources.files.iter().find(|file| file.path == path) {
                None => findings.push(format!("{path} is missing")),
                Some(file) => match file.text.trim().chars().count() {
                    letters if letters > most => {
                        findings.push(format!("{path} has {letters} letters, {most} are shown"));
                    }
                    0 => findings.push(format!("{path} is empty")),
                    _ => {}
                },
            }
        }
        let pictures = format!("{FOLDER}/{language}/images/phoneScreenshots/");
        if !sources.all.iter().any(|path| path.starts_with(&pictures)) {
            findings.push(format!("{pictures} has no picture"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::sources::Source;

    fn complete() -> Sources {
        let mut sources = Sources { all: Vec::new(), files: Vec::new() };
        for language in LANGUAGES {
            sources.all.push(format!("{FOLDER}/{language}/images/phoneScreenshots/1.png"));
            for (name, _) in TEXTS {
                let path = format!("{FOLDER}/{language}/{name}");
                sources.files.push(Source { path, text: "ខ្មែរ\n".to_owned() });
            }
        }
        sources
    }

    #[test]
    fn what_is_missing_or_too_long_is_found() {
        assert!(find(&complete()).is_empty());
        let mut sources = complete();
        sources.files[0].text = "x".repeat(51);
        sources.files.pop();
        sources.all.pop();
        assert_eq!(find(&sources).len(), 3, "{:?}", find(&sources));
    }
}
