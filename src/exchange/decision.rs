//! What follows an attempt: success, another attempt, or the error that the call ends with.

use super::shape::{Found, check_shape};
use super::state::State;
use crate::api;
use crate::api::operation::REQUEST;
#[cfg(feature = "auth")]
use crate::auth::token_error::of_token_request;
use crate::error::{Code, Error, InvalidParam};
use crate::json::{self, Json};
use crate::response::redaction::redacted_excerpt;
use crate::response::transport_error::{
    CancelReason, TransportError, classify_transport_error, from_transport_error,
};
use crate::response::{
    BodyKind, ErrorBody, REQUEST_ID_HEADERS, ResponseContext, body_kind, error_in_success_response,
    error_response, invalid_response, redirect_error,
};
use crate::retry::retry_after::{ReadDate, retry_after_ms};
use crate::retry::{Failure, RetryDecision, RetryTokenBucket};
use crate::text::concat;

/// What a decision depends on beside the response.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// Milliseconds until the call's deadline.
    pub time_left_ms: f64,
    /// A random number from 0 to 1.
    pub jitter: f64,
    /// What the client has left for retries.
    pub bucket: RetryTokenBucket,
}

/// A response that the driver did not take for a success.
pub struct Response<'a> {
    /// HTTP status; 0 for an opaque redirect.
    pub status: u16,
    /// A header by its name in lower case.
    pub header: &'a dyn Fn(&str) -> Option<String>,
    /// The body's text, empty if there was none; none if it is no JSON.
    pub body: Option<&'a str>,
    /// The wall clock, in milliseconds since 1970: dates in `Retry-After` count from it.
    pub now_ms: f64,
    /// Reads an HTTP date, in milliseconds since 1970; NaN if it is none.
    pub epoch_ms: ReadDate,
}

/// An attempt without a response, or with one whose body did not arrive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TransportFailure<'a> {
    /// What happened.
    pub reason: Reason<'a>,
    /// The status, if the headers were there.
    pub status: Option<u16>,
    /// The API's id of the request, if the headers were there.
    pub request_id: Option<&'a str>,
}

/// Why there is no response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'a> {
    /// The driver ended it.
    Cancelled(CancelReason),
    /// The platform's codes, one for each address that was tried.
    Network(&'a [String]),
    /// The platform refused the options of the request, in these words, in which nothing is secret.
    Refused(&'a str),
    /// `fetch` gave something else than a response.
    NoResponse,
    /// There is no `fetch`.
    NoFetch,
}

/// What follows an attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What went wrong with the attempt.
    pub code: Code,
    /// What the client has left for retries.
    pub bucket: RetryTokenBucket,
    /// Another attempt with this state after so many milliseconds, or the error of the call.
    pub next: Result<(State, f64), Error>,
}

/// Decides after a response that is no success. `secrets` must be in no error, one a line.
pub fn on_response(
    state: State,
    secrets: &str,
    response: &Response<'_>,
    circumstances: Circumstances,
) -> Decision {
    let context = ResponseContext {
        operation: &state.operation,
        idempotent: state.is_idempotent(),
        status: response.status,
    };
    let mut error = match body_kind(response.status) {
        BodyKind::Redirect => redirect_error(context),
        BodyKind::Error => {
            let text = response.body.unwrap_or_default();
            let body = error_body(json::read(text)).without(secrets);
            let mut error = error_response(context, &body, &redacted_excerpt(text, secrets));
            error.retry_after_ms =
                retry_after_ms(response.header, response.epoch_ms, response.now_ms);
            error
        }
        BodyKind::Data | BodyKind::Empty => unpromised(context, &state, secrets, response.body),
    };
    error.request_id = request_id(response.header);
    decide(state, Failure::of(error, false), circumstances)
}

/// The error of a success that is not what the operation promises.
fn unpromised(
    context: ResponseContext<'_>,
    state: &State,
    secrets: &str,
    body: Option<&str>,
) -> Error {
    let no_json = || invalid_response(context, "sent a body that is not JSON");
    let Some(text) = body else { return no_json() };
    let value = json::read(text);
    if value.is_none() && !text.trim_ascii().is_empty() {
        return no_json();
    }
    let row = if state.token_request {
        REQUEST
    } else {
        api::unpacked(&state.operation)
    };
    match check_shape(row.answer, value) {
        Found::Error => {
            let body = error_body(value).without(secrets);
            error_in_success_response(context, &body)
        }
        Found::Other(what) => {
            let parts = [
                "sent ",
                what,
                " where \"",
                row.answer.name(),
                "\" was expected",
            ];
            invalid_response(context, &concat(&parts))
        }
        Found::Promised => invalid_response(context, "sent a body that cannot be read here"),
    }
}

/// Decides after an attempt that got no response, or not the whole of one.
pub fn on_transport_error(
    state: State,
    failure: TransportFailure<'_>,
    circumstances: Circumstances,
) -> Decision {
    let operation = &state.operation;
    let mut never_connected = false;
    let mut error = match failure.reason {
        Reason::Cancelled(reason) => {
            from_transport_error(operation, TransportError::Cancelled(reason))
        }
        // The headers were there, so a connection was.
        Reason::Network(_) if failure.status.is_some() => {
            from_transport_error(operation, TransportError::Unknown(None))
        }
        Reason::Network(codes) => {
            let error = classify_transport_error(codes);
            never_connected = matches!(error, TransportError::NeverConnected(_));
            from_transport_error(operation, error)
        }
        Reason::Refused(words) => {
            let parts = [
                "fetch refused the request: \"",
                words,
                "\". Check the option \"fetch\", and which Request, AbortSignal and AbortController this platform has.",
            ];
            Error::of(Code::Network, operation, &parts)
        }
        Reason::NoResponse => {
            let text = "fetch did not return a Response. Check the option \"fetch\".";
            let mut error = state.error(Code::InvalidResponse, text);
            error.safe_to_retry = state.is_idempotent();
            error
        }
        Reason::NoFetch => {
            let text = "this platform has no fetch. Pass one as the option \"fetch\".";
            let error = state.error(Code::InvalidArgument, text);
            return Decision {
                code: error.code,
                bucket: circumstances.bucket,
                next: Err(error),
            };
        }
    };
    if matches!(failure.reason, Reason::Network(_)) {
        error.status = failure.status;
    }
    error.request_id = failure.request_id.map(str::to_owned);
    decide(state, Failure::of(error, never_connected), circumstances)
}

fn decide(mut state: State, failure: Failure, circumstances: Circumstances) -> Decision {
    let code = failure.error.code;
    let mut bucket = circumstances.bucket;
    let Circumstances {
        time_left_ms,
        jitter,
        ..
    } = circumstances;
    let next = match state
        .retry
        .failed(failure, time_left_ms, jitter, &mut bucket)
    {
        RetryDecision::RetryAfter(wait_ms) => Ok((state, wait_ms)),
        RetryDecision::Fail(error) => Err(of_call(&state, error)),
    };
    Decision { code, bucket, next }
}

/// The error of a call whose caller ended it between two attempts, or before the first.
pub fn on_abort(state: &State) -> Error {
    if state.retry.attempts == 0 {
        let text = "ended by the caller's signal before anything was sent.";
        let mut error = state.error(Code::Aborted, text);
        error.safe_to_retry = true;
        return of_call(state, error);
    }
    let error = TransportError::Cancelled(CancelReason::Aborted);
    let error = from_transport_error(&state.operation, error);
    of_call(state, state.retry.final_error(error))
}

#[cfg(feature = "auth")]
fn of_call(state: &State, error: Error) -> Error {
    if state.token_request {
        of_token_request(error, state.retry.idempotency)
    } else {
        error
    }
}

#[cfg(not(feature = "auth"))]
fn of_call(_: &State, error: Error) -> Error {
    error
}

fn request_id(header: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    for name in REQUEST_ID_HEADERS {
        let id = header(name);
        if id.is_some() {
            return id;
        }
    }
    None
}

fn error_body(body: Option<Json<'_>>) -> ErrorBody {
    let Some(body) = body else {
        return ErrorBody::default();
    };
    let mut params = Vec::new();
    for param in body.get("invalidParams").items() {
        let text = |name: &str| param.text_or_empty(name);
        params.push(InvalidParam {
            name: text("name"),
            reason: text("reason"),
        });
    }
    ErrorBody::read(&|name| body.text(name), params)
}
