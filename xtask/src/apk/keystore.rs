//! The key that signs: given by variables, or made once outside the repository.
//!
//! Android updates an app only by the same key, so it is never made anew while there is one, and lies where no
//! `clean` and no commit reaches it.

use std::env;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Workshop;

const FILE: &str = "BAOHAO_KEYSTORE";
const PASSWORD: &str = "BAOHAO_KEYSTORE_PASS";
const ALIAS: &str = "BAOHAO_KEY_ALIAS";

/// A key in a key store.
pub struct Key {
    /// The key store.
    pub store: PathBuf,
    /// Opens the store and the key.
    pub password: String,
    /// The key's name in the store.
    pub alias: String,
}

/// The key named by the variables, else the one made here before, else a new one.
pub fn find_or_make(workshop: &Workshop) -> Result<Key> {
    match (env::var_os(FILE), env::var(PASSWORD), env::var(ALIAS)) {
        (Some(store), Ok(password), Ok(alias)) => return Ok(Key { store: store.into(), password, alias }),
        (None, Err(_), Err(_)) => {}
        _ => bail!("set all of {FILE}, {PASSWORD} and {ALIAS}, or none"),
    }
    let folder = data_folder()?.join("baohao");
    let key = Key {
        store: folder.join("signing-key.p12"),
        password: password(&folder)?,
        alias: "baohao".to_owned(),
    };
    if !key.store.exists() {
        make(workshop, &key)?;
        println!("  made a signing key: {} (keep it and its password)", key.store.display());
    }
    Ok(key)
}

/// RSA, because its signatures don't vary: the same APK signed twice is the same file.
fn make(workshop: &Workshop, key: &Key) -> Result<()> {
    workshop.chain.always("signing key", |log| {
        workshop
            .jdk
            .tool("keytool")
            .args(["-genkeypair", "-storetype", "PKCS12", "-keyalg", "RSA", "-keysize", "3072"])
            .args(["-validity", "10950", "-dname", "CN=Baohao", "-alias", &key.alias])
            .args(["-storepass:env", PASSWORD, "-keystore"])
            .arg(&key.store)
            .env(PASSWORD, &key.password)
            .run(log)?;
        Ok(fs::set_permissions(&key.store, Permissions::from_mode(0o600))?)
    })
}

/// The password made before, or a new random one in a file for its owner alone.
fn password(folder: &Path) -> Result<String> {
    let path = folder.join("signing-key.password");
    if let Ok(found) = fs::read_to_string(&path) {
        return Ok(found.trim().to_owned());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut random = [0; 24];
    fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
    let password: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(password.as_bytes())?;
    Ok(password)
}

fn data_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("XDG_DATA_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let home = env::var_os("HOME").context("neither XDG_DATA_HOME nor HOME is set")?;
    Ok(Path::new(&home).join(".local/share"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = password(folder.path()).unwrap();
        assert_eq!(first.len(), 48);
        assert_eq!(password(folder.path()).unwrap(), first);
        let mode = fs::metadata(folder.path().join("signing-key.password")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
