//! From an operation, its arguments and the options to the request that leaves.

use super::config::Config;
use super::state::State;
use crate::api::operation::{Body, Idempotency, Method, Operation};
use crate::error::Error;
use crate::request::{self, Arguments};
use crate::retry::RetryState;
use crate::text::{concat, has_any};

/// The body that a caller gave, as far as it can be wrong. Its text stays with the driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyGiven<'a> {
    /// None.
    None,
    /// An object.
    Object,
    /// Something else; the text says what.
    Other(&'a str),
    /// It holds a circle, or a getter that throws.
    NotWritable,
    /// A member of it, the first text, is what JSON would turn into `null` or leave out, the second text.
    Lost(&'a str, &'a str),
}

/// What a caller gave for one call.
pub struct Call<'a, Args> {
    /// Which call.
    pub operation: &'a Operation,
    /// The parameters; what was given instead of an object.
    pub arguments: Result<&'a Args, &'a str>,
    /// The body.
    pub body: BodyGiven<'a>,
}

/// A request that is ready to leave. Its body is the driver's, but for token requests.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// HTTP method.
    pub method: Method,
    /// The whole URL.
    pub url: String,
    /// Headers, names in lower case; of two with one name the later counts.
    pub headers: Vec<(String, String)>,
    /// How long an attempt may take until the response's headers are there, in milliseconds.
    pub timeout_ms: f64,
    /// How long the call may take, in milliseconds.
    pub deadline_ms: f64,
    /// What to hand back after an attempt.
    pub state: State,
}

/// Prepares a call. `token` is the access token, or the type of what was given instead of a string.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
pub fn prepare(
    call: &Call<'_, impl Arguments>,
    token: Result<&str, &str>,
    config: &Config,
) -> Result<Request, Error> {
    let operation = call.operation;
    let authorization = authorization(operation.name, token)?;
    let target = target(call)?;
    let has_body = call.body != BodyGiven::None;
    let headers = config.headers_with(&[
        (ACCEPT, JSON),
        ("authorization", &authorization),
        (CONTENT_TYPE, if has_body { JSON } else { "" }),
    ]);
    let (idempotency, writes) = (target.idempotency(operation), target.writes());
    Ok(Request {
        method: target.method,
        url: concat(&[config.base_url.as_str(), &target.path]),
        headers,
        timeout_ms: config.timeout_ms.unwrap_or(operation.timeout_ms),
        deadline_ms: config.deadline_ms,
        state: State {
            operation: operation.name.to_owned(),
            token_request: false,
            retry: RetryState::new(config.policy, idempotency, writes),
        },
    })
}

/// The header that says what response is wanted.
pub const ACCEPT: &str = "accept";
/// The header that says what the body is.
pub const CONTENT_TYPE: &str = "content-type";
/// What bodies and responses are.
pub const JSON: &str = "application/json";

/// Where a call goes.
pub struct Target {
    /// HTTP method.
    pub method: Method,
    /// Path and query, below the base URL.
    pub path: String,
}

impl Target {
    /// Whether the call may be sent twice.
    pub fn idempotency(&self, operation: &Operation) -> Idempotency {
        if operation.has_row() {
            operation.idempotency
        } else {
            self.method.idempotency()
        }
    }

    /// Whether it changes anything at the API.
    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }
}

/// Where a call goes, once its arguments are checked.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
pub fn target(call: &Call<'_, impl Arguments>) -> Result<Target, Error> {
    let operation = call.operation;
    let (method, path) = if operation.has_row() {
        (operation.method, row_target(call)?)
    } else {
        raw_target(call)?
    };
    let invalid = |parts: &[&str]| Err(Error::invalid_argument(operation.name, parts));
    match call.body {
        BodyGiven::NotWritable => {
            return invalid(&[
                "the body cannot be written as JSON: it contains a circular reference, or a getter or a proxy that throws",
            ]);
        }
        BodyGiven::Lost(place, what) => {
            return invalid(&[
                "\"",
                place,
                "\" is ",
                what,
                ", which JSON cannot represent. Nothing was sent",
            ]);
        }
        _ => {}
    }
    if let Ok(arguments) = call.arguments {
        request::check_phone_numbers(operation, arguments)?;
    }
    Ok(Target { method, path })
}

/// The header "authorization" with a bare access token (RFC 6750, section 2.1): trimmed, and nothing a
/// header could not carry. `token` may be the type of what was given instead.
///
/// # Errors
/// `invalid_argument`, without the token in it.
pub fn authorization(operation: &str, token: Result<&str, &str>) -> Result<String, Error> {
    let invalid = |parts: &[&str]| Err(Error::invalid_argument(operation, parts));
    let token = match token {
        Ok(token) => token.trim_ascii(),
        Err(what) => return invalid(&["the token must be a string, not ", what]),
    };
    if token.is_empty() {
        return invalid(&["the token is empty"]);
    }
    if !token.as_bytes().iter().all(u8::is_ascii_graphic) {
        return invalid(&[
            "the token contains a space or a character that is not ASCII; pass the bare access token, without 'Bearer'",
        ]);
    }
    Ok(concat(&["Bearer ", token]))
}

fn row_target(call: &Call<'_, impl Arguments>) -> Result<String, Error> {
    let operation = call.operation;
    let takes_none = operation.body == Body::None && !has_any(operation.path, b"{");
    let arguments = match call.arguments {
        Ok(arguments) => arguments,
        Err(_) if takes_none => return Ok(operation.path.to_owned()),
        Err(what) => {
            let sentence = "the second argument must be an object with the call's parameters, not ";
            return Err(Error::invalid_argument(operation.name, &[sentence, what]));
        }
    };
    if let (Body::Member(name, _), body) = (operation.body, call.body)
        && !matches!(
            body,
            BodyGiven::Object | BodyGiven::NotWritable | BodyGiven::Lost(..)
        )
    {
        let what = match body {
            BodyGiven::Other(what) => what,
            _ => "undefined",
        };
        let parts = ["\"", name, "\" must be an object, not ", what];
        return Err(Error::invalid_argument(operation.name, &parts));
    }
    request::target(operation, arguments)
}

/// Method and target of a call that has no row: `{ method, path, query?, body? }`.
fn raw_target(call: &Call<'_, impl Arguments>) -> Result<(Method, String), Error> {
    let name = call.operation.name;
    let invalid = |parts: &[&str]| Error::invalid_argument(name, parts);
    let arguments = call.arguments.map_err(|what| {
        invalid(&[
            "the second argument must be { method, path, query?, body? }, not ",
            what,
        ])
    })?;
    let method = match arguments.argument("method") {
        request::Argument::Text(word) => Method::of(&word),
        _ => None,
    };
    let method =
        method.ok_or_else(|| invalid(&["\"method\" must be GET, POST, PUT, PATCH or DELETE"]))?;
    let path = match arguments.argument("path") {
        request::Argument::Text(path) => path,
        other => {
            return Err(invalid(&[
                "\"path\" must be a string, not ",
                other.type_name(),
            ]));
        }
    };
    let mut target = request::raw_path(name, &path)?;
    request::push_query(name, arguments.query(), &mut target)?;
    if call.body != BodyGiven::None && method == Method::GET {
        return Err(invalid(&["a GET has no body; use \"query\""]));
    }
    Ok((method, target))
}
