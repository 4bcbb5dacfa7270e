//! Tokens: what to ask a token endpoint for, how, and what to make of its answer; the way over a
//! person's sign-in; how long a token is good.
//!
//! Pure: it is told the time and given random bytes. The servers themselves are rows of a table,
//! [`system::SYSTEMS`]; a row of the caller's own works the same way.

pub mod authorization;
pub mod base64;
pub mod basic;
pub mod cache;
pub mod callback;
pub mod form;
pub mod pkce;
pub mod scope;
pub mod system;
pub mod token_answer;
pub mod token_refusal;
pub mod token_request;
