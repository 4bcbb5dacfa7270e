//! The bare wasm in Node: `wasm-pack test --node`.
#![cfg(target_family = "wasm")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // tests

mod wasm;
