//! Tokens: the requests to a token endpoint, its responses, sign-ins of people, and expiry.
//!
//! Pure: the time and the random bytes are arguments. The authorization servers are rows of a table,
//! [`authorization_server::SYSTEMS`]; a row of the caller's own works the same way.

pub mod authorization_server;
pub mod authorization_url;
pub mod base64;
pub mod basic;
pub mod callback;
pub mod expiry;
pub mod form_encoding;
pub mod lock_holder_scope;
pub mod pkce;
pub mod scope;
pub mod token_error;
pub mod token_request;
pub mod token_response;
