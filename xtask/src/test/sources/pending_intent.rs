//! Every `PendingIntent` says whether others may change it: Android 12 throws where it isn't said, and the test
//! framework does not.

use regex::Regex;

use super::Sources;

/// Creations of a PendingIntent whose arguments name neither flag.
pub fn find(sources: &Sources) -> Vec<String> {
    let Ok(creation) =
        Regex::new(r"PendingIntent\s*\.\s*get(Activity|Activities|Broadcast|Service|ForegroundService)\s*\(")
    else {
        return vec!["the pattern is wrong".to_owned()];
    };
    let mut findings = Vec::new();
    for file in sources.below("android/src/", &[".kt", ".java"]) {
        for call in creation.find_iter(&file.text) {
            let arguments = arguments(&file.text[call.end()..]);
            if !arguments.contains("FLAG_IMMUTABLE") && !arguments.contains("FLAG_MUTABLE") {
                let line = file.text[..call.start()].lines().count();
                findings.push(file.at(line.max(1), "names neither FLAG_IMMUTABLE nor FLAG_MUTABLE"));
            }
        }
    }
    findings
}

/// The text up to the parenthesis that closes the call.
fn arguments(text: &str) -> &str {
    let mut open = 1_usize;
    for (index, letter) in text.char_indices() {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &text[..index];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_flag_is_found_even_if_the_next_call_has_one() {
        let text = "\
val a = PendingIntent.getActivity(context, 0, intent(FLAG_X), PendingIntent.FLAG_UPDATE_CURRENT)
val b = PendingIntent.getBroadcast(context, 1, intent, FLAG_IMMUTABLE)
";
        let findings = find(&Sources::of(&[("android/src/app/baohao/A.kt", text)]));
        assert_eq!(
            findings,
            ["android/src/app/baohao/A.kt:1: names neither FLAG_IMMUTABLE nor FLAG_MUTABLE"]
        );
    }

    #[test]
    fn a_flag_on_another_line_counts() {
        let text = "PendingIntent.getService(\n  context,\n  code(),\n  intent,\n  PendingIntent.FLAG_MUTABLE or FLAG_ONE_SHOT,\n)";
        assert!(find(&Sources::of(&[("android/src/A.kt", text)])).is_empty());
    }
}
