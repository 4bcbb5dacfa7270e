//! Client for the [Unloc](https://developer.unloc.app) Integrator API: lock holders, locks, keys
//! and roles, compiled to WebAssembly for browsers and Node.
//!
//! The core is pure: an operation of [`api`] and its arguments become a [`request`], a status and a
//! body become a [`response`], and nothing outside `wasm` knows JavaScript or reads a clock. The
//! operations are rows of two tables, [`api::v1`] and [`api::v2`]; their types are the [`model`].

// Layers, top to bottom: a module uses only those below it.
#[cfg(all(target_family = "wasm", any(feature = "driver", feature = "exchange")))]
pub mod wasm;

pub mod text_api;

pub mod exchange;

pub mod auth;
pub mod deep_links;
pub mod key_validation;
pub mod pagination;
pub mod polling;

pub mod response;

pub mod request;
pub mod retry;

pub mod api;
pub mod error;

pub mod json;

mod integer;
pub mod model;
mod text;
