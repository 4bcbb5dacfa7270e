//! What the access engine does for every key: pages, snapshots, wall clocks. A crate of its own, since it is
//! compiled for speed and everything above it for size; `unloc-access` gives its modules on as its own.

// Layers, top to bottom: a module uses only those below it.
pub mod snapshot;

pub mod refusal;
pub mod time;
