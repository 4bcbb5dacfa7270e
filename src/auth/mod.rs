//! Tokens: the requests to a token endpoint, its responses, sign-ins of people, and expiry.
//!
//! Pure: the time and the random bytes are arguments. The authorization servers are rows of a table,
//! [`authorization_server::SYSTEMS`]; callers can write others. OAuth 2.0 is RFC 6749, its current
//! security practice [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700).

#[cfg(feature = "auth")]
pub mod authorization_server;
#[cfg(feature = "auth")]
pub mod authorization_url;
#[cfg(feature = "auth")]
pub mod base64;
#[cfg(feature = "auth")]
pub mod basic;
#[cfg(feature = "auth")]
pub mod callback;
#[cfg(feature = "auth")]
pub mod expiry;
#[cfg(feature = "auth")]
pub mod form_encoding;
pub mod lock_holder_scope;
#[cfg(feature = "auth")]
pub mod pkce;
pub mod scope;
#[cfg(feature = "auth")]
pub mod token_error;
#[cfg(feature = "auth")]
pub mod token_request;
#[cfg(feature = "auth")]
pub mod token_response;
