//! The bare wasm in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_family = "wasm")]
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used
)] // tests

mod calls;
mod exchanges;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
