//! A file layer for tests that remembers what was synced, so that a power loss can be played: it lies between SQLite and
//! the default VFS of the machine, and is the default itself from [`install`] on.
//!
//! Writes reach the real file at once, since SQLite reads them back. Beside it stands what the disk is sure to have: the
//! content as of the file's last sync, and whether its name is in the synced folder. A power loss rewrites the real files
//! from that, with as much of the unsynced rest as the dice give. Shared memory isn't offered: one opener needs none.

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::fs;
use std::mem::size_of;
use std::path::PathBuf;
use std::ptr;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use rusqlite::ffi;

use crate::sequence::Random;

/// What the layer does to its callers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    None,
    /// The power goes at the operation that brings this to nought; until then all is well.
    PowerIn(u64),
    /// It is gone: nothing works any more.
    PowerGone,
    /// No byte more fits on the disk.
    Full,
    /// Files can be read only.
    ReadOnlyFiles,
    /// No file can be made, as when the folder can't be written.
    ReadOnlyFolder,
}

/// How much of what was not synced is on the disk after a power loss.
#[derive(Clone, Copy, Debug)]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// The disk was quicker than it had to be.
    Everything,
    /// The first so many writes.
    Beginning,
    /// Any of the writes, in any sectors.
    Sectors,
}

const SECTOR: usize = 512;

enum Unsynced {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

#[derive(Default)]
struct OnDisk {
    synced: Vec<u8>,
    unsynced: Vec<Unsynced>,
    /// Whether a power loss leaves the name.
    named: bool,
    /// Whether SQLite deleted it; the name may come back until the folder is synced.
    deleted: bool,
}

struct Layer {
    fault: Fault,
    files: HashMap<PathBuf, OnDisk>,
}

static LAYER: Mutex<Option<Layer>> = Mutex::new(None);
static INSTALLED: Once = Once::new();

/// Holds the layer for one test: it is one for the whole process.
pub struct Held(#[allow(dead_code, reason = "dropping it lets the next test in")] MutexGuard<'static, ()>);

static ONE_TEST: Mutex<()> = Mutex::new(());

/// Makes the layer the default of the process, and everything on the disk as it is now safe.
pub fn install() -> Held {
    let held = ONE_TEST.lock().unwrap_or_else(PoisonError::into_inner);
    INSTALLED.call_once(register);
    settle();
    Held(held)
}

/// From here on all files are on the disk as they are, and nothing goes wrong.
pub fn settle() {
    *layer() = Some(Layer { fault: Fault::None, files: HashMap::new() });
}

/// What happens from now on.
pub fn set(fault: Fault) {
    with(|layer| layer.fault = fault);
}

/// Whether the power is gone.
pub fn is_dark() -> bool {
    with(|layer| layer.fault == Fault::PowerGone)
}

/// The power goes, unless it is gone already, and comes back: every file is what the disk kept of it.
pub fn lose_power(kept: Kept, random: &mut Random) {
    with(|layer| {
        let mut files: Vec<_> = layer.files.drain().collect();
        files.sort_by(|one, other| one.0.cmp(&other.0)); // the same dice for the same file
        for (path, mut file) in files {
            if !file.named && (matches!(kept, Kept::Nothing) || random.coin()) {
                let _ = fs::remove_file(path);
                continue;
            }
            if file.deleted && (matches!(kept, Kept::Everything) || random.coin()) {
                let _ = fs::remove_file(path);
                continue;
            }
            let unsynced = std::mem::take(&mut file.unsynced);
            let first = random.below(unsynced.len() as u64 + 1) as usize;
            for (index, change) in unsynced.into_iter().enumerate() {
                match kept {
                    Kept::Nothing => {}
                    Kept::Everything => change.apply(&mut file.synced),
                    Kept::Beginning if index < first => change.apply(&mut file.synced),
                    Kept::Beginning => {}
                    Kept::Sectors => change.apply_in_part(&mut file.synced, random),
                }
            }
            fs::write(path, file.synced).expect("a file of the test");
        }
        layer.fault = Fault::None;
    });
}

impl Unsynced {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => put(file, *at, bytes),
            Self::Truncate(length) => file.resize(*length, 0),
        }
    }

    fn apply_in_part(&self, file: &mut Vec<u8>, random: &mut Random) {
        match self {
            Self::Write { at, bytes } => {
                for (index, sector) in bytes.chunks(SECTOR).enumerate() {
                    if random.coin() {
                        put(file, at + index * SECTOR, sector);
                    }
                }
            }
            Self::Truncate(_) => {
                if random.coin() {
                    self.apply(file);
                }
            }
        }
    }
}

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

fn layer() -> MutexGuard<'static, Option<Layer>> {
    LAYER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn with<T>(call: impl FnOnce(&mut Layer) -> T) -> T {
    call(layer().as_mut().expect("installed"))
}

impl Layer {
    /// One operation that changes something: what it fails with, if it does.
    fn meet(&mut self, failure: c_int) -> Result<(), c_int> {
        match self.fault {
            Fault::PowerGone => Err(failure),
            Fault::PowerIn(0) => {
                self.fault = Fault::PowerGone;
                Err(failure)
            }
            Fault::PowerIn(left) => {
                self.fault = Fault::PowerIn(left - 1);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// What SQLite holds of an open file; the default VFS's own follows it in memory.
#[repr(C)]
struct Open {
    base: ffi::sqlite3_file,
    path: *mut PathBuf,
    /// A log or a journal: syncing it syncs its folder too, as the default VFS does for one that it made.
    log: bool,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

fn register() {
    // SAFETY: the default VFS lives as long as the process, and so does the copy of it that is leaked here. The copied
    // functions don't look at which VFS they are called for; the two that do are replaced.
    unsafe {
        let default = ffi::sqlite3_vfs_find(ptr::null());
        assert!(!default.is_null());
        let mut ours = Box::new(ptr::read(default));
        ours.pNext = ptr::null_mut();
        ours.zName = c"power".as_ptr();
        ours.szOsFile += size_of::<Open>() as c_int;
        ours.pAppData = default.cast();
        ours.xOpen = Some(open);
        ours.xDelete = Some(delete);
        assert_eq!(ffi::sqlite3_vfs_register(Box::into_raw(ours), 1), ffi::SQLITE_OK);
    }
}

/// The default VFS, which [`register`] kept.
unsafe fn default_of(vfs: *mut ffi::sqlite3_vfs) -> *mut ffi::sqlite3_vfs {
    // SAFETY: `vfs` is the one that was registered.
    unsafe { (*vfs).pAppData.cast() }
}

/// The default VFS's file behind ours, and its methods.
unsafe fn real(file: *mut ffi::sqlite3_file) -> (*mut ffi::sqlite3_file, &'static ffi::sqlite3_io_methods) {
    // SAFETY: `szOsFile` leaves room for both, ours first; a file that was opened has methods.
    unsafe {
        let real = file.cast::<Open>().add(1).cast::<ffi::sqlite3_file>();
        (real, &*(*real).pMethods)
    }
}

unsafe fn path_of(file: *mut ffi::sqlite3_file) -> PathBuf {
    // SAFETY: `open` put a path there, which `close` takes away.
    unsafe { (*(*file.cast::<Open>()).path).clone() }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands over `szOsFile` bytes and, for every file that isn't a temporary one, a name.
    unsafe {
        (*file).pMethods = ptr::null();
        let path = PathBuf::from(CStr::from_ptr(name).to_str().expect("a path of the test"));
        let there = path.exists();
        let log = flags & (ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL) != 0;
        let mut flags = flags;
        let allowed = with(|layer| match layer.fault {
            Fault::ReadOnlyFolder if !there => Err(ffi::SQLITE_READONLY_DIRECTORY),
            Fault::ReadOnlyFiles => {
                flags &= !(ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE);
                flags |= ffi::SQLITE_OPEN_READONLY;
                Ok(())
            }
            _ if there => Ok(()),
            _ => layer.meet(ffi::SQLITE_CANTOPEN),
        });
        if let Err(failure) = allowed {
            return failure;
        }
        let default = default_of(vfs);
        let real = file.cast::<Open>().add(1).cast::<ffi::sqlite3_file>();
        let result = (*default).xOpen.expect("a function")(default, name, real, flags, out_flags);
        if result != ffi::SQLITE_OK {
            return result;
        }
        with(|layer| {
            let file = layer.files.entry(path.clone()).or_insert_with(|| OnDisk {
                synced: if there { fs::read(&path).unwrap_or_default() } else { Vec::new() },
                named: there,
                ..OnDisk::default()
            });
            file.deleted = false;
        });
        (*file.cast::<Open>()).path = Box::into_raw(Box::new(path));
        (*file.cast::<Open>()).log = log;
        (*file).pMethods = &raw const METHODS;
        result
    }
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite gives a name, and `vfs` is ours.
    unsafe {
        let path = PathBuf::from(CStr::from_ptr(name).to_str().expect("a path of the test"));
        if let Err(failure) = with(|layer| layer.meet(ffi::SQLITE_IOERR_DELETE)) {
            return failure;
        }
        let default = default_of(vfs);
        let result = (*default).xDelete.expect("a function")(default, name, 0);
        if result == ffi::SQLITE_OK {
            with(|layer| match (sync_folder, layer.files.get_mut(&path)) {
                (0, Some(file)) if file.named => {
                    file.unsynced.clear();
                    file.deleted = true;
                }
                _ => drop(layer.files.remove(&path)),
            });
        }
        result
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: called once for a file that was opened.
    unsafe {
        drop(Box::from_raw((*file.cast::<Open>()).path));
        let (file, methods) = real(file);
        methods.xClose.expect("a function")(file)
    }
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, amount: c_int, at: i64) -> c_int {
    if is_dark() {
        return ffi::SQLITE_IOERR_READ;
    }
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xRead.expect("a function")(file, to, amount, at)
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    at: i64,
) -> c_int {
    // SAFETY: SQLite gives `amount` bytes; passed on as they came.
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), amount as usize).to_vec();
        let path = path_of(file);
        let met = with(|layer| {
            if layer.fault == Fault::Full {
                return Err(ffi::SQLITE_FULL);
            }
            let dark = layer.fault == Fault::PowerGone;
            let met = layer.meet(ffi::SQLITE_IOERR_WRITE);
            // The write at which the power goes may be on the disk in part.
            if let (false, Some(on_disk)) = (dark, layer.files.get_mut(&path)) {
                on_disk.unsynced.push(Unsynced::Write { at: at as usize, bytes });
            }
            met
        });
        if let Err(failure) = met {
            return failure;
        }
        let (file, methods) = real(file);
        methods.xWrite.expect("a function")(file, from, amount, at)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let path = path_of(file);
        let met = with(|layer| {
            layer.meet(ffi::SQLITE_IOERR_TRUNCATE)?;
            if let Some(on_disk) = layer.files.get_mut(&path) {
                on_disk.unsynced.push(Unsynced::Truncate(size as usize));
            }
            Ok(())
        });
        if let Err(failure) = met {
            return failure;
        }
        let (file, methods) = real(file);
        methods.xTruncate.expect("a function")(file, size)
    }
}

/// The machine's own disk isn't asked: what counts as synced is kept here.
unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: a file that `open` made.
    let (path, log) = unsafe { (path_of(file), (*file.cast::<Open>()).log) };
    let met = with(|layer| {
        layer.meet(ffi::SQLITE_IOERR_FSYNC)?;
        if let Some(on_disk) = layer.files.get_mut(&path) {
            for change in std::mem::take(&mut on_disk.unsynced) {
                change.apply(&mut on_disk.synced);
            }
        }
        if log {
            layer.files.values_mut().for_each(|on_disk| on_disk.named = true);
        }
        Ok(())
    });
    met.err().unwrap_or(ffi::SQLITE_OK)
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xFileSize.expect("a function")(file, size)
    }
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xLock.expect("a function")(file, level)
    }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xUnlock.expect("a function")(file, level)
    }
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, reserved: *mut c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xCheckReservedLock.expect("a function")(file, reserved)
    }
}

unsafe extern "C" fn file_control(file: *mut ffi::sqlite3_file, what: c_int, with: *mut c_void) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xFileControl.expect("a function")(file, what, with)
    }
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xSectorSize.expect("a function")(file)
    }
}

unsafe extern "C" fn device_characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: passed on as it came.
    unsafe {
        let (file, methods) = real(file);
        methods.xDeviceCharacteristics.expect("a function")(file)
    }
}
