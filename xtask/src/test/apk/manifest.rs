//! The manifest as Android will read it: asked of the finished APK, not of the sources.

use std::collections::BTreeSet;

use anyhow::Result;

use super::Subject;
use crate::apk::{Kind, aapt2, base_code, manifest_of, version_code};
use crate::invocation::Invocation;

const PERMISSIONS: &[&str] =
    &["CALL_PHONE", "POST_NOTIFICATIONS", "READ_PHONE_NUMBERS", "READ_PHONE_STATE", "RECEIVE_BOOT_COMPLETED"];
const SMS_PERMISSIONS: &[&str] = &["READ_SMS", "RECEIVE_SMS", "SEND_SMS"];

fn permissions(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Full => [PERMISSIONS, SMS_PERMISSIONS].concat(),
        Kind::Lean => PERMISSIONS.to_vec(),
    }
}

/// What a component that others may start answers to, and the permission that its callers need.
type Exported = (&'static [&'static str], Option<&'static str>);
const SCREENS: [Exported; 2] =
    [(&["android.intent.action.MAIN"], None), (&["android.intent.action.SEND"], None)];
const OF_PHONE_PROCESS: Option<&str> = Some("android.permission.BROADCAST_SMS");
const RECEIVER: Exported = (
    &["android.provider.Telephony.SMS_RECEIVED", "android.telephony.action.CARRIER_CONFIG_CHANGED"],
    OF_PHONE_PROCESS,
);
const LEAN_RECEIVER: Exported = (&["android.telephony.action.CARRIER_CONFIG_CHANGED"], OF_PHONE_PROCESS);

fn designed(kind: Kind) -> [Exported; 3] {
    let receiver = if kind == Kind::Full { RECEIVER } else { LEAN_RECEIVER };
    [SCREENS[0], SCREENS[1], receiver]
}

/// `queries` is no component, but holds intents in the same form, which must not count for the one before.
const COMPONENTS: &[&str] = &["activity", "activity-alias", "receiver", "service", "provider", "queries"];

/// The API levels, and the permissions: none missing, none more.
pub fn levels_and_permissions(subject: &Subject) -> Result<Vec<String>> {
    Ok(wrong_badging(&badging(subject)?, &permissions(subject.kind)))
}

/// Of two APKs that a phone could run, the better one has the higher code.
pub fn version(subject: &Subject) -> Result<Vec<String>> {
    let base = base_code(&manifest_of(subject.workshop.layout(), subject.kind)?)?;
    let wanted = format!("versionCode='{}'", version_code(base, subject.abi));
    let badging = badging(subject)?;
    let package = badging.lines().find(|line| line.starts_with("package:")).unwrap_or_default();
    Ok(if package.contains(&wanted) { Vec::new() } else { vec![format!("{package}, not {wanted}")] })
}

fn badging(subject: &Subject) -> Result<String> {
    Invocation::new(aapt2(subject.workshop)?).args(["dump", "badging"]).arg(&subject.apk).output(subject.log)
}

fn wrong_badging(badging: &str, permissions: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for line in ["minSdkVersion:'26'", "targetSdkVersion:'36'"] {
        if !badging.lines().any(|found| found == line) {
            findings.push(format!("not in the manifest: {line}"));
        }
    }
    let asked: BTreeSet<&str> = badging
        .lines()
        .filter(|line| line.starts_with("uses-permission"))
        .filter_map(|line| line.split('\'').nth(1))
        .collect();
    let wanted: Vec<String> = permissions.iter().map(|name| format!("android.permission.{name}")).collect();
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    findings.extend(wanted.difference(&asked).map(|name| format!("not asked for: {name}")));
    findings.extend(asked.difference(&wanted).map(|name| format!("asked for without need: {name}")));
    findings
}

/// What other apps may start: the launcher, the share target, the guarded SMS receiver.
pub fn exported(subject: &Subject) -> Result<Vec<String>> {
    let tree = Invocation::new(aapt2(subject.workshop)?)
        .args(["dump", "xmltree", "--file", "AndroidManifest.xml"])
        .arg(&subject.apk)
        .output(subject.log)?;
    Ok(wrong_exports(&components(&tree), &designed(subject.kind)))
}

#[derive(Debug, Default)]
struct Component {
    name: String,
    exported: bool,
    permission: Option<String>,
    /// What it says it can do.
    actions: Vec<String>,
}

fn wrong_exports(components: &[Component], designed: &[Exported]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut open = Vec::new();
    for component in components.iter().filter(|component| component.exported) {
        let purpose = designed.iter().find(|(actions, permission)| {
            component.actions == *actions && component.permission.as_deref() == *permission
        });
        match purpose {
            Some((actions, _)) => open.push(actions),
            None => findings.push(format!("exported, but not as the design says: {component:?}")),
        }
    }
    for (actions, _) in designed {
        match open.iter().filter(|found| **found == actions).count() {
            1 => {}
            count => findings.push(format!("{count} components exported for {actions:?}, one expected")),
        }
    }
    findings
}

/// Reads the components from aapt2's tree: elements and attributes, one a line, nested by indentation.
fn components(tree: &str) -> Vec<Component> {
    let mut found: Vec<Component> = Vec::new();
    let mut element = "";
    for line in tree.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("E: ") {
            element = rest.split(' ').next().unwrap_or_default();
            if COMPONENTS.contains(&element) {
                found.push(Component::default());
            }
            continue;
        }
        let (Some((name, value)), Some(component)) = (attribute(line), found.last_mut()) else { continue };
        match (element, name) {
            ("action", "name") => component.actions.push(value),
            (element, "name") if COMPONENTS.contains(&element) => component.name = value,
            (element, "exported") if COMPONENTS.contains(&element) => component.exported = value == "true",
            (element, "permission") if COMPONENTS.contains(&element) => component.permission = Some(value),
            _ => {}
        }
    }
    found
}

/// Reads `A: …android:name(0x01010003)="value" (Raw: "value")`.
fn attribute(line: &str) -> Option<(&str, String)> {
    let (full_name, value) = line.strip_prefix("A: ")?.split_once('=')?;
    let name = full_name.rsplit(':').next()?.split('(').next()?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value,
    };
    Some((name, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = r#"
      E: application (line=12)
          E: activity (line=13)
            A: http://schemas.android.com/apk/res/android:name(0x01010003)=".Home" (Raw: ".Home")
            A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
              E: intent-filter (line=14)
                  E: action (line=14)
                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="android.intent.action.MAIN" (Raw: "x")
          E: activity (line=16)
            A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
                  E: action (line=17)
                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="android.intent.action.SEND" (Raw: "x")
          E: receiver (line=19)
            A: http://schemas.android.com/apk/res/android:permission(0x01010006)="android.permission.BROADCAST_SMS" (Raw: "x")
            A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
                  E: action (line=20)
                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="android.provider.Telephony.SMS_RECEIVED" (Raw: "x")
                  E: action (line=21)
                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="android.telephony.action.CARRIER_CONFIG_CHANGED" (Raw: "x")
          E: receiver (line=22)
            A: http://schemas.android.com/apk/res/android:exported(0x01010010)=false
"#;

    #[test]
    fn the_designed_exports_are_fine() {
        let found = components(TREE);
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].name, ".Home");
        assert!(
            wrong_exports(&found, &designed(Kind::Full)).is_empty(),
            "{:?}",
            wrong_exports(&found, &designed(Kind::Full))
        );
    }

    #[test]
    fn an_unguarded_receiver_and_one_more_export_are_found() {
        let unguarded = TREE.replace("android.permission.BROADCAST_SMS", "android.permission.OTHER");
        assert_eq!(wrong_exports(&components(&unguarded), &designed(Kind::Full)).len(), 2);
        let more = TREE.replace("=false", "=true");
        assert_eq!(wrong_exports(&components(&more), &designed(Kind::Full)).len(), 1);
    }

    #[test]
    fn levels_and_permissions_are_compared_exactly() {
        let mut badging = "minSdkVersion:'26'\ntargetSdkVersion:'36'\n".to_owned();
        for name in permissions(Kind::Full) {
            badging += &format!("uses-permission: name='android.permission.{name}'\n");
        }
        let wrong = |badging: &str| wrong_badging(badging, &permissions(Kind::Full));
        assert!(wrong(&badging).is_empty());
        assert_eq!(wrong(&badging.replace("'36'", "'35'")).len(), 1);
        assert_eq!(wrong(&badging.replace("SEND_SMS", "INTERNET")).len(), 2);
    }

    #[test]
    fn the_lean_apk_may_not_hear_sms() {
        assert_eq!(wrong_exports(&components(TREE), &designed(Kind::Lean)).len(), 2);
        let mut badging = "minSdkVersion:'26'\ntargetSdkVersion:'36'\n".to_owned();
        for name in permissions(Kind::Full) {
            badging += &format!("uses-permission: name='android.permission.{name}'\n");
        }
        assert_eq!(wrong_badging(&badging, &permissions(Kind::Lean)).len(), SMS_PERMISSIONS.len());
    }
}
