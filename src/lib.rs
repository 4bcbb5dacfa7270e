#![doc = include_str!("README.md")]
//!
//! ## Where things are
//!
//! | module | what |
//! | --- | --- |
//! | [`api`] | the calls: rows of two tables, [`api::v1`] and [`api::v2`] |
//! | [`model`] | the entities of the API, [`model::v1`] and [`model::v2`] |
//! | [`exchange`] | one call, from its arguments to success or an error |
//! | [`request`], [`response`], [`retry`] | what an exchange consists of: the URL, what a response means, whether to send again |
//! | [`auth`] | tokens |
//! | [`key_validation`] | what is wrong with a key before it is sent |
//! | [`pagination`], [`polling`] | lists page by page, jobs until they are done |
//! | [`deep_links`] | links that open Unloc's apps |
//! | [`text_api`] | the functions of [`exchange`] and others with JSON in and out, for drivers in other languages |
//! | `wasm` | what JavaScript sees, on `wasm32-unknown-unknown` only |

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
