//! The core with JSON texts in and out, as the npm package asks for it. Members are in camel case,
//! times in milliseconds. A result that can fail is `{ "error": … }` if it did.
//!
//! Texts and numbers only: V8 (seen in Node 20) ends the process when it has to leave optimised code
//! in the middle of an inlined call into wasm that returns an object.

mod deep_links;
mod exchange;
mod keys;
mod pagination;
mod result;
mod scopes;
#[cfg(feature = "auth")]
mod tokens;

pub use deep_links::*;
pub use exchange::*;
pub use keys::*;
pub use pagination::*;
pub use scopes::*;
#[cfg(feature = "auth")]
pub use tokens::*;
