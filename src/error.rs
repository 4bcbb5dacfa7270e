//! The one error type: a code of a closed list, a sentence, and the API's own words.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::json::{Array, Object};
use crate::text::{concat, without_controls};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Declares the closed list of codes with what each means, who must act, and whether repeating
/// the call is safe in itself.
macro_rules! codes {
    ($(
        $variant:ident $word:literal: $meaning:literal; $who:ident; $safe:literal;
    )*) => {
        /// What went wrong, from a closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code {
            $( #[doc = $meaning] $variant, )*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that callers compare with.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// What it means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $( Self::$variant => $meaning, )* }
            }

            /// Who has to do something about it.
            pub fn who_acts(self) -> WhoActs {
                match self { $( Self::$variant => WhoActs::$who, )* }
            }

            /// Whether the same call may be made again with no risk of doing something twice,
            /// whatever the operation.
            pub fn safe_to_retry(self) -> bool {
                match self { $( Self::$variant => $safe, )* }
            }
        }
    };
}

/// Who has to do something about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoActs {
    /// The program that makes the call: a bug, or a value that needs checking before.
    Developer,
    /// Whoever holds the credentials: another token, scope or configuration.
    Integrator,
    /// Nobody: call again, later.
    Nobody,
    /// Unloc's or the network's operator.
    Operator,
}

codes! {
    InvalidArgument "invalid_argument": "A parameter, an option or the token is missing or malformed. Nothing was sent."; Developer; false;
    NotInitialized "not_initialized": "No base URL is set: init was never called. Nothing was sent."; Developer; false;
    InsecureBaseUrl "insecure_base_url": "The base URL is plain http to another machine: anyone on the network path could read the token. Nothing was sent."; Developer; false;
    Aborted "aborted": "The caller's signal ended the call."; Nobody; false;
    Timeout "timeout": "No response came in time."; Nobody; true;
    DeadlineExceeded "deadline_exceeded": "The call took longer than its deadline, with all attempts and waits."; Nobody; true;
    Network "network": "No connection, or it broke before the response was complete."; Nobody; true;
    Redirected "redirected": "The server redirected the request; a token is never sent after a redirect."; Integrator; false;
    OutcomeUnknown "outcome_unknown": "A write was sent and its response was lost: the write may have been done. Read back before you repeat it."; Developer; false;
    BadRequest "bad_request": "The API refused the request as malformed (400, 422)."; Developer; false;
    Unauthorized "unauthorized": "The token is missing, expired or not accepted (401)."; Integrator; true;
    Forbidden "forbidden": "The token is valid, but does not allow this call (403)."; Integrator; false;
    NotFound "not_found": "The resource does not exist, or the token may not see it (404)."; Developer; false;
    Conflict "conflict": "The request conflicts with the current state (409)."; Developer; false;
    RateLimited "rate_limited": "Too many calls (429). retryAfterMs says how long to wait, if the API said so."; Nobody; true;
    ServerError "server_error": "The API failed (5xx)."; Operator; true;
    HttpError "http_error": "The API responded with a status that has no code of its own."; Integrator; false;
    InvalidResponse "invalid_response": "The response is not JSON, or not of the shape that the API promises."; Operator; false;
    TokenError "token_error": "No token could be obtained."; Integrator; false;
    CallbackRejected "callback_rejected": "The callback does not belong to a sign-in that was started here, or does not come from its server: it may be forged. Nothing was sent; the person has to sign in again."; Nobody; false;
    JobFailed "job_failed": "The job ended without success."; Integrator; false;
    JobTimeout "job_timeout": "The job did not end in time; it may still end."; Nobody; false;
    CursorRepeated "cursor_repeated": "The pages of a list repeat, or bring nothing new."; Operator; false;
    WasmUnavailable "wasm_unavailable": "This platform has no WebAssembly, or a policy forbids it. Nothing was sent."; Developer; false;
    Internal "internal": "A fault in this library. Please report it."; Developer; false;
}

impl Code {
    /// Whether the failure is transient: the same request may succeed later.
    pub fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Timeout
                | Self::DeadlineExceeded
                | Self::Network
                | Self::RateLimited
                | Self::ServerError
        )
    }
}

/// A call that failed. Turned into a JavaScript error at the border; nothing in it is secret.
///
/// On the heap, so that a result that can fail is small.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Details>);

/// What is known of a failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// What went wrong, from the closed list.
    pub code: Code,
    /// A sentence: what failed, on which call, what to do.
    pub message: String,
    /// The name of the call.
    pub operation: String,
    /// The HTTP status, if there was a response.
    pub status: Option<u16>,
    /// The API's own word for it, else the code.
    pub error: String,
    /// The API's own sentence, else the message.
    pub error_description: String,
    /// The parameters the API complained about.
    pub invalid_params: Vec<InvalidParam>,
    /// The API's id of the request, to quote to its support.
    pub request_id: Option<String>,
    /// How many requests were sent.
    pub attempts: u32,
    /// When to come back, in milliseconds, as the API said.
    pub retry_after_ms: Option<f64>,
    /// Whether the same call may be made again with no risk of doing something twice.
    pub safe_to_retry: bool,
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// A parameter that the API complained about (RFC 9457 style).
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidParam {
    /// Which one.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl Error {
    /// The error of an argument: a sentence of `parts` about it.
    pub fn invalid_argument(operation: &str, parts: &[&str]) -> Self {
        Self::of(Code::InvalidArgument, operation, &[&concat(parts), "."])
    }

    /// An error whose message begins with the operation's name and a colon; `parts` are the rest.
    pub fn of(code: Code, operation: &str, parts: &[&str]) -> Self {
        let message = without_controls(&concat(&[operation, ": ", &concat(parts)]));
        Self::new(code, operation, message)
    }

    /// An error that this library found by itself.
    pub fn new(code: Code, operation: &str, message: String) -> Self {
        Self(Box::new(Details {
            code,
            operation: operation.to_owned(),
            status: None,
            error: code.as_str().to_owned(),
            error_description: message.clone(),
            message,
            invalid_params: Vec::new(),
            request_id: None,
            attempts: 0,
            retry_after_ms: None,
            safe_to_retry: code.safe_to_retry(),
        }))
    }
}

impl Error {
    /// The error as JSON, of which the npm package makes an `UnlocError`.
    pub fn to_json(&self) -> String {
        let mut object = Object::new();
        object
            .text("message", &self.message)
            .text("code", self.code.as_str())
            .text("operation", &self.operation);
        if let Some(status) = self.status {
            object.number("status", status.into());
        }
        object
            .text("error", &self.error)
            .text("errorDescription", &self.error_description);
        if !self.invalid_params.is_empty() {
            let mut params = Array::new();
            for param in &self.invalid_params {
                let mut object = Object::new();
                object
                    .text("name", &param.name)
                    .text("reason", &param.reason);
                params.json(&object.finish());
            }
            object.json("invalidParams", &params.finish());
        }
        object
            .optional_text("requestId", self.request_id.as_deref())
            .number("attempts", self.attempts.into());
        if let Some(retry_after_ms) = self.retry_after_ms {
            object.number("retryAfterMs", retry_after_ms);
        }
        object.flag("safeToRetry", self.safe_to_retry).finish()
    }
}

/// As a map: what serializers keep for the names of structs costs kilobytes. The members are those of
/// [`Error::to_json`].
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("message", &self.message)?;
        members.serialize_entry("code", self.code.as_str())?;
        members.serialize_entry("operation", &self.operation)?;
        if let Some(status) = self.status {
            members.serialize_entry("status", &status)?;
        }
        members.serialize_entry("error", &self.error)?;
        members.serialize_entry("errorDescription", &self.error_description)?;
        if !self.invalid_params.is_empty() {
            members.serialize_entry("invalidParams", &self.invalid_params)?;
        }
        if let Some(request_id) = &self.request_id {
            members.serialize_entry("requestId", request_id)?;
        }
        members.serialize_entry("attempts", &self.attempts)?;
        if let Some(retry_after_ms) = self.retry_after_ms {
            members.serialize_entry("retryAfterMs", &retry_after_ms)?;
        }
        members.serialize_entry("safeToRetry", &self.safe_to_retry)?;
        members.end()
    }
}

impl Serialize for InvalidParam {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("name", &self.name)?;
        members.serialize_entry("reason", &self.reason)?;
        members.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_word_of_its_own_and_a_meaning() {
        let mut words: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.meaning().ends_with('.'), "{code:?}");
        }
    }
}
