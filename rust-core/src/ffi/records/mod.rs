//! The types of the surface, restated for the generator, a file for each part of the core that owns them.
//!
//! Each type is the core's own and nothing is converted: the compiler refuses a restatement that differs. Domain code
//! therefore needs no word about being exported. The comments are what Kotlin shows.

mod catalogue;
mod compose;
mod hear;
mod home;
mod ledger;
mod plan;
mod planner;
mod preview;
mod reply;
mod send;
mod sims;
mod start;
mod state;
mod store;
mod teach;
mod transfer;
