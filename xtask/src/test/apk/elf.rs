//! Reading shared libraries, as far as Android's loader looks at them.

use std::path::Path;

use anyhow::{Context, Result};
use object::LittleEndian;
use object::elf::{
    DT_NEEDED, DT_VERNEED, DT_VERNEEDNUM, DT_VERSYM, FileHeader64, PT_DYNAMIC, PT_LOAD, STB_WEAK,
};
use object::read::elf::{Dyn, FileHeader, ProgramHeader, Sym};

/// What the loader needs to know of a library.
pub struct Elf {
    /// The libraries that must be loaded with it.
    pub needed: Vec<String>,
    /// The symbols that those must have. Weak ones may be absent.
    pub undefined: Vec<String>,
    /// The symbols that it has.
    pub defined: Vec<String>,
    /// The page size that each of its segments was laid out for.
    pub alignments: Vec<u64>,
}

impl Elf {
    /// Reads a 64-bit library.
    pub fn read(file: &Path) -> Result<Self> {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::parse(&bytes).with_context(|| format!("not a shared library: {}", file.display()))
    }

    fn parse(bytes: &[u8]) -> Result<Self> {
        let end = LittleEndian;
        let header = FileHeader64::<LittleEndian>::parse(bytes)?;
        let sections = header.sections(end, bytes)?;
        let mut needed = Vec::new();
        if let Some((entries, link)) = sections.dynamic(end, bytes)? {
            let strings = sections.strings(end, bytes, link)?;
            for entry in entries.iter().filter(|entry| entry.tag(end) == DT_NEEDED) {
                needed.push(String::from_utf8(entry.string(end, strings)?.to_vec())?);
            }
        }
        let (mut undefined, mut defined) = (Vec::new(), Vec::new());
        let symbols = sections.symbols(end, bytes, object::elf::SHT_DYNSYM)?;
        for symbol in symbols.iter() {
            let name = String::from_utf8(symbol.name(end, symbols.strings())?.to_vec())?;
            match symbol.is_undefined(end) {
                _ if name.is_empty() => {}
                true if symbol.st_bind() == STB_WEAK => {}
                true => undefined.push(name),
                false => defined.push(name),
            }
        }
        let segments = header.program_headers(end, bytes)?.iter();
        let loaded = segments.filter(|segment| segment.p_type(end) == PT_LOAD);
        let alignments = loaded.map(|segment| segment.p_align(end)).collect();
        Ok(Self { needed, undefined, defined, alignments })
    }
}

/// A copy of a library that asks for symbols by name alone: bionic's are of version `LIBC`, which no other libc
/// has. The three entries of the dynamic table that speak of versions get tags that no loader knows.
pub fn without_symbol_versions(library: &[u8]) -> Result<Vec<u8>> {
    const UNKNOWN: i64 = 0x6fff_fe00;
    let end = LittleEndian;
    let header = FileHeader64::<LittleEndian>::parse(library)?;
    let mut copy = library.to_vec();
    for segment in header.program_headers(end, library)? {
        if segment.p_type(end) != PT_DYNAMIC {
            continue;
        }
        let start = usize::try_from(segment.p_offset(end))?;
        let size = usize::try_from(segment.p_filesz(end))?;
        for at in (start..start + size).step_by(16) {
            let tag = i64::from_le_bytes(library[at..at + 8].try_into()?);
            if [DT_VERSYM, DT_VERNEED, DT_VERNEEDNUM].iter().any(|version| tag == version.0) {
                copy[at..at + 8].copy_from_slice(&(UNKNOWN | (tag & 0xf)).to_le_bytes());
            }
        }
    }
    Ok(copy)
}
