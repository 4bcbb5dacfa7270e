//! What holds for any keys, lists and instants; the table of all properties is in docs/access.md.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test
#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)] // a test

mod plan;
mod questions;
mod read;
mod spelling;
mod wanted;
mod zones;
