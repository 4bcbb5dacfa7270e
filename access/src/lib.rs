//! The access engine: who can open which door when, and what must change for the doors to match a list.
//!
//! Pure: no clock, no network, no randomness. Pages of the API are read as bytes into a
//! [`snapshot`]; [`questions`] and [`review`] say what opens; [`wanted`] reads lists of who should be
//! able to open what; [`plan`] is the difference. Everything is given as codes and numbers: sentences
//! are made in TypeScript (`pkg/src/access`).

// Layers, top to bottom: a module uses only those below it.
pub mod calls;

pub mod plan;
pub mod wanted;

pub mod questions;
pub mod review;

pub use unloc_access_core::{refusal, snapshot, time};
