//! Turns the TOML of the catalogue and the lexicon into postcard, which the core reads without a TOML reader inside.

// The forms are the core's own files, in modules named as they are there.
#[allow(dead_code, reason = "the core reads the fields; this script only passes them on")]
mod catalogue {
    #[path = "../src/catalogue/form.rs"]
    mod form;
    #[path = "../src/catalogue/words.rs"]
    mod words;
    pub(crate) use form::*;
    pub use words::DateOrder;
}
#[allow(dead_code, reason = "the core reads the fields; this script only passes them on")]
#[path = "src/reply/form.rs"]
mod lexicon;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

type Converter = fn(&Path) -> Result<Vec<u8>, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/catalogue/form.rs");
    println!("cargo::rerun-if-changed=src/catalogue/words.rs");
    println!("cargo::rerun-if-changed=src/reply/form.rs");
    // `kh.toml` is a country's file, `kh-smart.toml` an operator's, `wallet-wing.toml` a wallet's.
    folder("catalogue", |stem| match stem.split_once('-') {
        None if stem == "world" => converted::<catalogue::WorldFile>,
        None => converted::<catalogue::CountryFile>,
        Some(("wallet", _)) => converted::<catalogue::WalletFile>,
        Some(_) => converted::<catalogue::OperatorFile>,
    })?;
    folder("lexicon", |stem| match stem {
        "currencies" => converted::<lexicon::CurrencyFile>,
        "countries" => converted::<lexicon::CountryFile>,
        _language => converted::<lexicon::LanguageFile>,
    })
}

fn folder(name: &str, converter: fn(&str) -> Converter) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={name}");
    let out = PathBuf::from(env::var("OUT_DIR")?).join(name);
    fs::create_dir_all(&out)?;
    for entry in fs::read_dir(name)? {
        let file = entry?.path();
        let Some(stem) = file.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_toml(&file)) else {
            continue;
        };
        fs::write(out.join(stem).with_extension("postcard"), converter(stem)(&file)?)?;
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
