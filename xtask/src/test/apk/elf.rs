//! Reading shared libraries, as far as Android's loader looks at them.

use std::path::Path;

use anyhow::{Context, Result};
use object::LittleEndian;
use object::elf::{
    DT_NEEDED, DT_VERNEED, DT_VERNEEDNUM, DT_VERSYM, FileHeader32, FileHeader64, PT_DYNAMIC, PT_LOAD,
    STB_WEAK,
};
use object::read::elf::{Dyn, FileHeader, ProgramHeader, SectionHeader, Sym};

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
    /// Reads a library of 32 or 64 bits.
    pub fn read(file: &Path) -> Result<Self> {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::parse(&bytes).with_context(|| format!("not a shared library: {}", file.display()))
    }

    fn parse(bytes: &[u8]) -> Result<Self> {
        match has_32_bits(bytes) {
            true => Self::parse_as::<FileHeader32<LittleEndian>>(bytes),
            false => Self::parse_as::<FileHeader64<LittleEndian>>(bytes),
        }
    }

    fn parse_as<H: FileHeader<Endian = LittleEndian>>(bytes: &[u8]) -> Result<Self> {
        let end = LittleEndian;
        let header = H::parse(bytes)?;
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
        let alignments = loaded.map(|segment| segment.p_align(end).into()).collect();
        Ok(Self { needed, undefined, defined, alignments })
    }
}

/// The fifth byte of an ELF file is 1 for 32 bits.
fn has_32_bits(bytes: &[u8]) -> bool {
    bytes.get(4) == Some(&1)
}

/// Functions of bionic that glibc has too, but with other numbers or another result.
const DIFFERENT: &[&str] = &["sysconf", "strerror_r"];

/// With 32 bits also those whose structures have another size.
const DIFFERENT_32: &[&str] = &[
    "stat",
    "lstat",
    "fstat",
    "pthread_mutex_init",
    "pthread_mutex_destroy",
    "pthread_mutex_lock",
    "pthread_mutex_trylock",
    "pthread_mutex_unlock",
    "pthread_cond_wait",
    "pthread_cond_broadcast",
];

/// A copy of a library of Android's that glibc's loader takes. It asks for symbols by name alone: bionic's are of
/// version `LIBC`, which no other libc has. And it asks for the functions that differ by a name of their own, which
/// begins with a capital, since of two of the same name the loader would find glibc's.
pub fn on_glibc(library: &[u8]) -> Result<Vec<u8>> {
    match has_32_bits(library) {
        true => on_glibc_as::<FileHeader32<LittleEndian>>(library, &[DIFFERENT, DIFFERENT_32].concat()),
        false => on_glibc_as::<FileHeader64<LittleEndian>>(library, DIFFERENT),
    }
}

fn on_glibc_as<H: FileHeader<Endian = LittleEndian>>(library: &[u8], different: &[&str]) -> Result<Vec<u8>> {
    /// A tag that no loader knows, and so passes over.
    const UNKNOWN: u32 = 0x6fff_fe00;
    let end = LittleEndian;
    let header = H::parse(library)?;
    let mut copy = library.to_vec();
    for segment in header.program_headers(end, library)? {
        if segment.p_type(end) != PT_DYNAMIC {
            continue;
        }
        // Tag and value, a word each. The tags looked for fit into the lower half of a long word.
        let entry = size_of::<H::Dyn>();
        for at in range(segment.p_offset(end).into(), segment.p_filesz(end).into())?.step_by(entry) {
            let tag = u32::from_le_bytes(library[at..at + 4].try_into()?);
            if [DT_VERSYM, DT_VERNEED, DT_VERNEEDNUM].iter().any(|version| i64::from(tag) == version.0) {
                copy[at..at + 4].copy_from_slice(&(UNKNOWN | (tag & 0xf)).to_le_bytes());
            }
        }
    }
    let sections = header.sections(end, library)?;
    let (_, names) = sections.section_by_name(end, b".dynstr").context("no names of symbols")?;
    let names = range(names.sh_offset(end).into(), names.sh_size(end).into())?;
    for name in different {
        let needle = format!("\0{name}\0");
        for at in names.clone() {
            if library[at..names.end].starts_with(needle.as_bytes()) {
                copy[at + 1].make_ascii_uppercase();
            }
        }
    }
    Ok(copy)
}

fn range(start: u64, size: u64) -> Result<std::ops::Range<usize>> {
    let start = usize::try_from(start)?;
    Ok(start..start + usize::try_from(size)?)
}
