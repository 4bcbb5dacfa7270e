//! The face towards JavaScript, and the only module that knows it: the exported functions, `fetch`,
//! and the conversion of arguments, answers and errors.

mod answer;
mod app_links;
mod arguments;
#[cfg(feature = "auth")]
mod auth;
mod bounds;
mod breakdown;
mod call;
mod error;
mod exports;
#[cfg(feature = "functions")]
mod functions;
mod observer;
#[cfg(feature = "sabotage")]
mod sabotage;
mod settings;
#[cfg(feature = "auth")]
mod token_call;
mod transport;
mod v2;
mod value;

pub use app_links::*;
#[cfg(feature = "auth")]
pub use auth::*;
pub use exports::*;
#[cfg(feature = "functions")]
pub use functions::*;
pub use v2::*;

/// Smaller and faster here than the standard library's allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
