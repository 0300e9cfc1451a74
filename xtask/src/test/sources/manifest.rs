//! Nothing that the app reads can leave the phone: it has no permission to open a connection.

use super::Sources;

/// Manifests that name the permission.
pub fn find(sources: &Sources) -> Vec<String> {
    let mut findings = Vec::new();
    for file in sources.below("android/", &[".xml"]) {
        for (index, line) in file.text.lines().enumerate() {
            if line.contains("android.permission.INTERNET") {
                findings.push(file.at(index + 1, "asks for INTERNET"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_permission_is_found() {
        let asks = "<manifest>\n<uses-permission android:name=\"android.permission.INTERNET\"/>";
        let sources = Sources::of(&[("android/AndroidManifest.xml", asks)]);
        assert_eq!(find(&sources), ["android/AndroidManifest.xml:2: asks for INTERNET"]);
    }

    #[test]
    fn other_permissions_are_fine() {
        let asks = "<uses-permission android:name=\"android.permission.SEND_SMS\"/>";
        assert!(find(&Sources::of(&[("android/AndroidManifest.xml", asks)])).is_empty());
    }
}
