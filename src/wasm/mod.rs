//! The face towards JavaScript, and the only module that knows it. It has two forms, by the feature:
//! `exchange` for the npm package, whose driver is JavaScript, and `driver` with a driver in Rust.

#[cfg(all(feature = "driver", not(feature = "exchange")))]
mod convert;
#[cfg(all(feature = "driver", not(feature = "exchange")))]
mod driver;
#[cfg(feature = "exchange")]
mod exports;

#[cfg(all(feature = "driver", not(feature = "exchange")))]
pub use driver::*;
#[cfg(feature = "exchange")]
pub use exports::*;

/// Smaller and faster here than the standard library's allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
