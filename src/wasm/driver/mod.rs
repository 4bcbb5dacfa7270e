//! Sends the requests of a call and waits, over gloo-net and wasm-bindgen-futures: the functions that
//! a plain `wasm-pack build` exports.
//!
//! It does what [`crate::exchange`] says and decides nothing. It has timeout, deadline, abort and
//! retries. It has no hooks, no queue, no stores of tokens and no `UnlocClient`: those are the npm
//! package's, whose driver is JavaScript over the same exchange. A `fetch` that a caller gives gets a
//! `Request` and must give the platform's `Response`.

mod attempt;
mod exchange;
mod functions;
mod timeouts;

pub use functions::*;
