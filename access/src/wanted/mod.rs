//! Lists of who should be able to open what, read and resolved against the doors of a snapshot.
//!
//! A list is read (`csv`, `grants`, `calendar`) into rows, each row is resolved, and what fits is
//! written as the public `Wanted`. [`resolve`] goes from the public form to what a plan compares. Both
//! ways share the row and its resolution, so a list that was read without a problem resolves.

pub mod calendar;
pub mod csv;
mod doors;
mod fault;
mod fold;
pub mod grants;
mod hours;
mod list;
mod moment;
mod public;
mod reading;
mod resolution;
mod row;
mod write;
mod zones;

pub use list::{Grant, Wanted, WantedDoor};
pub use public::{Options, resolve};
pub use row::Gap;
pub use zones::ZoneNeeds;
