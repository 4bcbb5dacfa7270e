//! The embedded Unloc: an in-memory stand-in for the Unloc API, to try and to test against.
//!
//! [`Sandbox::handle`] takes a request and the time, and returns a response. It is pure: it reads no
//! clock and no random numbers, and has no network, so that the same requests at the same times have the
//! same responses. A fault does not delay or break a response itself: the host does so ([`Delivery`]).
//! The module `wasm` has the exports for JavaScript.

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
