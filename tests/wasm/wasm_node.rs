//! The bare wasm in Node: `wasm-pack test --node`.
#![cfg(target_family = "wasm")]
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used
)] // tests

mod calls;
mod exchanges;
