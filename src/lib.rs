//! Client for the [Unloc](https://developer.unloc.app) Integrator API: lock holders, locks, keys
//! and roles, compiled to WebAssembly for browsers and Node.
//!
//! The core is pure: an [`operation`] and its arguments become a [`request`], a status and a body
//! become an [`outcome`], and nothing outside `js` knows JavaScript or reads a clock. The calls
//! themselves are rows of two tables, [`v1`] and [`v2`]; what they talk about is the [`model`].

pub mod app_links;
#[cfg(feature = "auth")]
pub mod auth;
pub mod base_url;
mod decimal;
pub mod error;
pub mod iso_date;
pub mod jobs;
#[cfg(all(target_family = "wasm", feature = "javascript"))]
pub mod js;
pub mod key_input;
pub mod lock_holder_scope;
pub mod lost;
pub mod model;
pub mod operation;
pub mod outcome;
pub mod pages;
mod percent;
pub mod redaction;
pub mod request;
pub mod retry;
pub mod retry_after;
pub mod table;
pub mod v1;
pub mod v2;
