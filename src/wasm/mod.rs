//! The face towards JavaScript, and the only module that knows it: the exported functions, `fetch`,
//! and the conversion of arguments, responses and errors.

mod convert;
mod driver;
mod exports;

pub use exports::*;

/// Smaller and faster here than the standard library's allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
