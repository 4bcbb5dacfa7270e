//! What is known of a call between two attempts.

use crate::api::operation::Idempotency;
use crate::error::{Code, Error};
use crate::retry::RetryState;

/// What is known of a call between two attempts: plain data, so that another instance of the wasm can
/// go on with it.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The name of the operation.
    pub operation: String,
    /// Whether it asks a token endpoint, whose errors are told in other words.
    pub token_request: bool,
    /// The attempts so far.
    pub retry: RetryState,
}

impl State {
    /// An error of this call.
    pub(crate) fn error(&self, code: Code, text: &str) -> Error {
        Error::of(code, &self.operation, &[text])
    }

    /// Whether the call can be sent twice without harm.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.retry.idempotency == Idempotency::Idempotent
    }
}
