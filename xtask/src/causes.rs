//! What a failed step fell over, where it is one of the machine's few usual troubles: its reason and the next thing to
//! do, in words. Programs say the same trouble each in its own way, and the rest of what they say hides it.

struct Cause {
    /// How programs say it.
    said: &'static [&'static str],
    reason: &'static str,
    next: &'static str,
}

/// In the order in which they are looked for: a full disk can make anything else fail too.
const CAUSES: &[Cause] = &[
    Cause {
        said: &["No space left on device", "os error 28", "There is not enough space"],
        reason: "the disk is full",
        next: "make room and run again; a build takes about 6 GB in target/ and 1 GB for Maven's and cargo's own folders",
    },
    Cause {
        said: &[
            "Temporary failure in name resolution",
            "Temporary failure resolving",
            "Unknown host",
            "Could not resolve host",
            "Couldn't resolve host",
            "Network is unreachable",
            "Connection refused",
            "Connection timed out",
            "Connection reset",
        ],
        reason: "a registry can't be reached",
        next: "see that the network and, where there is one, the proxy or mirror of Maven, cargo or apt work, and run again; \
               what was fetched is kept",
    },
    Cause {
        said: &[
            "Could not find artifact",
            "was not found in",
            "status code: 404",
            "status: 404",
            "HTTP response code: 404",
            "got 404",
            "404  Not Found",
        ],
        reason: "a registry was reached and does not have what was asked for",
        next: "the lines above name it. For an artefact of com.android.tools add Google's Maven repository to your own \
               settings.xml (README, Two commands); otherwise your mirror lacks it",
    },
    Cause {
        said: &["Permission denied", "Read-only file system"],
        reason: "a file or folder may not be written or read",
        next: "see whose the folder named above is: a build as root leaves a target/ that others can't write into",
    },
];

/// The failure with its reason and what to do, if it is a known one; else as it was.
pub fn explained(failure: &str) -> String {
    let known = CAUSES.iter().find(|cause| cause.said.iter().any(|said| failure.contains(said)));
    let Some(cause) = known.filter(|cause| !failure.contains(cause.reason)) else {
        return failure.to_owned();
    };
    // The program's own advice was written for any failure of it; this one is known better.
    let before = failure.split("\n  what next: ").next().unwrap_or(failure);
    format!("{before}\n  reason: {}\n  what next: {}", cause.reason, cause.next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_troubles_get_their_reason_and_the_next_thing_to_do() {
        for (said, reason) in [
            ("write failed: No space left on device (os error 28)", "the disk is full"),
            (
                "Could not transfer artifact x: Unknown host repo: Name or service not known",
                "can't be reached",
            ),
            ("Could not find artifact com.android.tools:r8:jar:9.5.28 in m", "does not have"),
            ("cannot write target/x: Permission denied (os error 13)", "may not be written"),
        ] {
            let told = explained(&format!("a step: {said}\n  what next: something general"));
            assert!(told.contains(said) && told.contains(reason), "{told}");
            assert_eq!(told.matches("what next").count(), 1, "{told}");
            assert!(!told.contains("something general"));
        }
    }

    #[test]
    fn another_failure_keeps_its_own_advice_and_none_is_explained_twice() {
        let own = "a step: a test failed\n  what next: mend it";
        assert_eq!(explained(own), own);
        let once = explained("No space left on device");
        assert_eq!(explained(&once), once);
    }
}
