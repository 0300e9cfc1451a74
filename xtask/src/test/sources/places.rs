//! The repository builds anywhere and from any mirror: it names neither a folder of somebody's machine nor the
//! host of a package registry.

use regex::Regex;

use super::Sources;

/// Folders that exist on one machine only.
const FOLDERS: &str = r#"(^|[\s"'=:(`])/(home|Users|root|work|build|workspace)/[\w.]"#;

/// Hosts, in two halves so that this file does not name them itself.
const HOSTS: &[(&str, &str)] = &[
    ("repo1.maven", "org"),
    ("repo.maven.apache", "org"),
    ("maven.google", "com"),
    ("dl.google", "com"),
    ("index.crates", "io"),
    ("static.crates", "io"),
    ("registry.npmjs", "org"),
    ("files.pythonhosted", "org"),
    ("proxy.golang", "org"),
    ("deb.debian", "org"),
    ("security.debian", "org"),
];

/// Lines that name a machine's folder or a registry's host. `Cargo.lock` is cargo's own and names its index.
pub fn find(sources: &Sources) -> Vec<String> {
    let Ok(folder) = Regex::new(FOLDERS) else { return vec!["the pattern is wrong".to_owned()] };
    let hosts: Vec<String> = HOSTS.iter().map(|(host, domain)| format!("{host}.{domain}")).collect();
    let mut findings = Vec::new();
    for file in sources.files.iter().filter(|file| file.path != "Cargo.lock") {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(found) = folder.find(line) {
                findings.push(file.at(index + 1, format!("a machine's folder: {}", found.as_str())));
            }
            if let Some(host) = hosts.iter().find(|host| line.contains(*host)) {
                findings.push(file.at(index + 1, format!("a registry's host: {host}")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> usize {
        find(&Sources::of(&[("a.toml", line)])).len()
    }

    #[test]
    fn a_machines_folder_is_found() {
        assert_eq!(found(&["path = \"", "home", "somebody/project\""].join("/")), 1);
        assert_eq!(found(&["see ", "root", ".cargo"].join("/")), 1);
    }

    #[test]
    fn a_registrys_host_is_found() {
        assert_eq!(found(&["https://repo1.maven", "org/maven2"].join(".")), 1);
    }

    #[test]
    fn places_that_every_machine_has_are_fine() {
        assert_eq!(found("/usr/bin/rustc /dev/urandom target/build/out android/res src/home/a.kt"), 0);
    }
}
