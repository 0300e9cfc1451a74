//! Turns the catalogue's TOML into postcard, which the core reads without a TOML reader inside.

#[path = "src/catalogue/form.rs"]
#[allow(dead_code, reason = "the core reads the fields; this script only passes them on")]
mod form;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=catalogue");
    println!("cargo::rerun-if-changed=src/catalogue/form.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("catalogue");
    fs::create_dir_all(&out)?;
    for entry in fs::read_dir("catalogue")? {
        let file = entry?.path();
        let Some(stem) = file.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_toml(&file)) else {
            continue;
        };
        // `kh.toml` is a country's file, `kh-smart.toml` an operator's.
        let postcard = match stem.split_once('-') {
            None => converted::<form::CountryFile>(&file)?,
            Some(_) => converted::<form::OperatorFile>(&file)?,
        };
        fs::write(out.join(stem).with_extension("postcard"), postcard)?;
    }
    Ok(())
}

fn is_toml(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "toml")
}

fn converted<T: DeserializeOwned + Serialize>(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let entry: T = toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(postcard::to_allocvec(&entry)?)
}
