//! A test per safety rule that holds in Rust; the table of all of them is in docs/access.md.
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
mod time;
mod wanted;
