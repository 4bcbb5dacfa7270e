//! The embedded Unloc: an in-memory stand-in for the Unloc API, to try and to test against.
//!
//! It has state, checks tokens and scopes, and moves keys from `creating` to `active` to `expired` by its clock.
//! It knows every documented operation of API v1 and v2, and the token endpoints of four authorization servers.
//! Nothing in it opens a real door. Not affiliated with Unloc AS.
//!
//! [`Sandbox::handle`] takes a request and the time, and returns a response. It is pure: it reads no
//! clock and no random numbers, and has no network, so that the same requests at the same times have the
//! same responses, ids included. A test therefore needs no port and no wait:
//!
//! ```
//! use unloc_sandbox::{CLIENT_ID, CLIENT_SECRET, Request, Sandbox, Seed};
//!
//! let now = 1_773_144_000_000; // 2026-03-10T12:00:00Z, in milliseconds since 1970
//! let mut unloc = Sandbox::new(Seed::Demo, None, now).unwrap();
//!
//! let json = [("content-type".to_owned(), "application/json".to_owned())];
//! let credentials = format!(
//!     r#"{{"grant_type":"client_credentials","client_id":"{CLIENT_ID}","client_secret":"{CLIENT_SECRET}"}}"#
//! );
//! let response = unloc.handle(
//!     Request { method: "POST", url: "/auth/v1/token", headers: &json, body: credentials.as_bytes() },
//!     now,
//! );
//! let token: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
//!
//! let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
//! let response = unloc.handle(
//!     Request {
//!         method: "GET",
//!         url: "/integrators/v1/lock-holders/",
//!         headers: &[("authorization".to_owned(), bearer)],
//!         body: b"",
//!     },
//!     now,
//! );
//! assert_eq!(response.status, 200);
//! assert!(String::from_utf8_lossy(&response.body).contains("Fjordglimt Borettslag"));
//! ```
//!
//! - [`Seed`] is what it begins with: an example, nothing, a million keys, or a [`State`] of your own.
//! - [`Sandbox::advance`] moves its clock, for keys that begin and end and for tokens that expire.
//! - [`Faults`] make it fail: errors, broken bodies, lost responses. A fault does not delay or break a
//!   response itself: the host does so ([`Delivery`]).
//! - [`Settings`] choose between forms of responses where the API's documents leave a choice.
//! - [`Response::posts`] are deliveries to webhooks, which the host sends or hands to the test.
//! - The endpoints below `/_sandbox` do the same over HTTP.
//!
//! As an HTTP server it is the command `unloc-sandbox` of the npm package
//! [unloc-integrator-client](https://www.npmjs.com/package/unloc-integrator-client). The module `wasm` has the
//! exports for it.

// Layers, top to bottom. A file imports from its own layer and those below it, never in a circle
// (`tests/layers.rs` of the workspace).
//
//   wasm, typescript  exports for JavaScript; types for a generator
//   handle            from a request to its response
//   control           the endpoints below /_sandbox
//   sandbox           state, clock, settings and fault rules of one instance
//   seed              the initial data of an instance
//   faults            fault rules
//   oauth, v2         OAuth endpoints; API v2
//   v1                API v1
//   call              what a handler of either API gets
//   store             the data in memory, and as JSON
//   http, jwt         requests, responses, routing; access tokens
//   validate, time    checks of values; timestamps
//
// `oauth::system` and `oauth::pkce` belong to the layer of the store, whose records refer to them.

mod call;
mod control;
#[cfg(test)]
mod cost;
mod faults;
mod handle;
mod http;
mod jwt;
mod oauth;
mod sandbox;
mod seed;
mod store;
mod time;
#[cfg(not(target_family = "wasm"))]
pub mod typescript;
mod v1;
mod v2;
mod validate;
#[cfg(target_family = "wasm")]
mod wasm;

pub use faults::{Faults, FaultsError};
pub use http::delivery::{Delivery, Ending, Post};
pub use http::{Request, Response};
pub use oauth::{CLIENT_ID, CLIENT_SECRET, CLIENTS, Challenge, ChallengeMethod, Client, System};
pub use sandbox::Sandbox;
pub use seed::Seed;
pub use store::settings::{
    CallbackForm, EntityForm, KeyMetadata, LastPageCursor, LockHolderListForm, OtherSystem,
    RefreshTokenForm, Settings, TimePrecision, ValidationErrorForm,
};
pub use store::sign_ins::{CodeRecord, Consent, RefreshTokenRecord, SignIns};
pub use store::state;
pub use store::state::State;
pub use store::state_error::StateError;
pub use store::unidy_users::UnidyUser;
