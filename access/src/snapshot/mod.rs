//! What the API said: locks, keys, groups and sharing rights, as rows over interned texts.

mod blind_spots;
mod door_entries;
mod doors;
mod index;
mod read;
mod reader;
mod rows;
mod same;
mod saved;
mod slots;
mod store;
mod texts;
mod types;

pub use doors::{Doors, Entry};
pub use read::Counts;
pub use reader::PageRead;
pub use store::Snapshot;
pub use types::{Group, Key, Lock, NONE, PageOf, SharingRight, State, Text, Use};
