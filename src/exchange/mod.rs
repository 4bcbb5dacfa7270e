//! One call, from what the caller gives to success or an error, without sending anything.
//!
//! A driver sends the request that [`prepare`] makes, and asks after each attempt what to do:
//! [`on_response`], [`on_transport_error`]. It decides nothing itself. The core is told the time left,
//! the random number and the retry tokens, and keeps nothing: what must be known at the next attempt
//! is a [`State`], which the driver hands back.
//!
//! [`crate::text_api`] has the same functions with JSON in and out, for the driver in JavaScript.

mod config;
mod decision;
mod description;
mod prepare;
mod shape;
mod state;
#[cfg(feature = "auth")]
pub mod token;

pub use config::{Config, Options, bad_headers};
pub use decision::{
    Circumstances, Decision, Reason, Response, TransportFailure, on_abort, on_response,
    on_transport_error, on_trap,
};
pub use description::describe;
pub use prepare::{
    ACCEPT, BodyGiven, CONTENT_TYPE, Call, JSON, Request, Target, authorization, prepare, target,
};
pub use shape::{ERROR_MEMBER, Found, TOKEN_MEMBER, check_shape};
pub use state::State;
