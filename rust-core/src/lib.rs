//! The core of Baohao: every rule of the app, and the ledger that it keeps.
//!
//! It is told what time it is and what the phone shows, and returns plain data: what to send, what a reply says, which
//! alarms must exist. It reads no clock, calls nobody, and touches only the ledger file.

pub mod catalogue;
pub mod compose;
mod error;
pub mod ffi;
pub mod journey;
pub mod ledger;
pub mod money;
pub mod msisdn;
pub mod planner;
pub mod privacy;
pub mod reply;
pub mod store;
pub mod time;
pub mod transfer;

pub use error::Error;

// The scaffolding must stand in the crate's root: generated code refers to `crate::UniFfiTag`.
uniffi::setup_scaffolding!();

// There is no NDK to take an unwinder from, so a pure-Rust one is linked in by name. Goes when std brings its own.
// It has no reader of 32-bit ARM's tables: there a panic ends the process.
#[cfg(all(target_os = "android", not(target_arch = "arm")))]
extern crate unwinding;
