//! One fault: what it does to a request and to its response.

use serde_json::{Map, Value};

use crate::http::delivery::{Delivery, Ending};
use crate::http::{Request, Response};
use crate::oauth::token_error::{TokenError, oauth_status};
use crate::store::side_effects::SideEffectOverrides;
use crate::v1::error::ApiError;
use crate::v2;
use crate::v2::problem::Problem;

/// What goes wrong with a request. The default does nothing.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// Replaces the status, headers and body.
    pub status: Option<u16>,
    /// Replaces the body.
    pub body: Option<ReplacementBody>,
    /// Names (lower case) and values. `None` removes the header.
    pub headers: Vec<(String, Option<String>)>,
    pub content_type: Option<String>,
    /// How many bytes of the body are sent.
    pub truncate_to: Option<usize>,
    pub expire_tokens: bool,
    /// The error that an OAuth endpoint responds with.
    pub oauth_error: Option<String>,
    /// Members of the body that are replaced. `null` removes one.
    pub members: Option<Map<String, Value>>,
    /// Whether the request is still executed.
    pub work_done: bool,
    pub ending: Ending,
    pub delay_ms: u32,
    pub slow_body_ms: u32,
    pub side_effects: SideEffectOverrides,
}

/// The body of a rule.
#[derive(Clone, Debug)]
pub(crate) enum ReplacementBody {
    Empty,
    Text(String),
    Json(Vec<u8>),
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            status: None,
            body: None,
            headers: Vec::new(),
            content_type: None,
            truncate_to: None,
            expire_tokens: false,
            oauth_error: None,
            members: None,
            work_done: true,
            ending: Ending::Answer,
            delay_ms: 0,
            slow_body_ms: 0,
            side_effects: SideEffectOverrides::default(),
        }
    }
}

impl Fault {
    /// Whether it only delays the response.
    pub(crate) fn only_delays(&self) -> bool {
        self.leaves_response_unchanged()
            && !self.expire_tokens
            && self.work_done
            && self.side_effects == SideEffectOverrides::default()
            && self.ending == Ending::Answer
    }

    /// Whether the response is the same as without the fault.
    pub(crate) fn leaves_response_unchanged(&self) -> bool {
        self.status.is_none()
            && self.body.is_none()
            && self.headers.is_empty()
            && self.content_type.is_none()
            && self.truncate_to.is_none()
            && self.oauth_error.is_none()
            && self.members.is_none()
    }

    /// Whether `status` changes the status of the response instead of replacing the response.
    pub(crate) fn keeps_body(&self) -> bool {
        self.oauth_error.is_some() || self.members.is_some()
    }

    /// The error that an OAuth endpoint is to respond with.
    pub(crate) fn injected_error(&self, request: &Request) -> Option<TokenError> {
        let word = self.oauth_error.as_ref()?;
        let is_basic = request.header("authorization").is_some();
        Some(TokenError {
            status: self.status.unwrap_or_else(|| oauth_status(word)),
            error: word.clone().into(),
            description: format!("A fault rule of the sandbox answers {word}."),
            basic_challenge: is_basic && word == "invalid_client",
        })
    }

    /// Replaces status and body. `real` is the response if the request was executed.
    pub(crate) fn replace(&self, real: Option<Response>, path: &str) -> Response {
        let mut response = match (self.status, real) {
            (status, Some(real)) if self.keeps_body() => self.with_members(real, status),
            (Some(status), _) if self.body.is_some() => Response::empty(status),
            (Some(status), _) => default_response(status, path),
            (None, Some(real)) => real,
            // Never read: the request hangs or its connection is reset.
            (None, None) => Response::empty(503),
        };
        match &self.body {
            None => {}
            Some(ReplacementBody::Empty) => {
                response.body.clear();
                response.remove_header("content-type");
            }
            Some(ReplacementBody::Text(text)) => {
                let content_type = if text.trim_start().starts_with('<') {
                    "text/html; charset=utf-8"
                } else {
                    "text/plain; charset=utf-8"
                };
                response.set_header("content-type", content_type);
                response.body = text.clone().into_bytes();
            }
            Some(ReplacementBody::Json(bytes)) => {
                response.set_header("content-type", "application/json; charset=utf-8");
                response.body.clone_from(bytes);
            }
        }
        response
    }

    /// Replaces members of the body, and the status.
    fn with_members(&self, mut real: Response, status: Option<u16>) -> Response {
        let Some(members) = &self.members else {
            return real;
        };
        real.status = status.unwrap_or(real.status);
        // Other bodies, such as a list or a page, have no members.
        if let Ok(Value::Object(mut body)) = serde_json::from_slice(&real.body) {
            for (name, value) in members {
                match value {
                    Value::Null => body.remove(name),
                    value => body.insert(name.clone(), value.clone()),
                };
            }
            real.body = Value::Object(body).to_string().into_bytes();
        }
        real
    }

    /// Applies headers, truncation and delays to a response.
    pub(crate) fn modify(&self, response: &mut Response) {
        if let Some(content_type) = &self.content_type {
            response.set_header("content-type", content_type);
        }
        for (name, value) in &self.headers {
            match value {
                Some(value) => {
                    response.set_header(name, value);
                    crate::http::cors::expose_header(response, name);
                }
                None => response.remove_header(name),
            }
        }
        let length = response.body.len();
        let sent = self.truncate_to.unwrap_or(length);
        let truncated = sent < length;
        if truncated {
            response.body.truncate(sent);
            response.set_header("content-length", &length.to_string());
        }
        response.delivery = Delivery {
            delay_ms: self.delay_ms,
            ending: self.ending,
            truncated,
            slow_body_ms: self.slow_body_ms,
        };
    }
}

/// An error response as the API might send it with a status.
fn default_response(status: u16, path: &str) -> Response {
    if matches!(status, 204 | 205 | 304) {
        return Response::empty(status);
    }
    if status < 400 {
        return Response::json(status, &serde_json::Map::new());
    }
    let error = match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        408 => "RequestTimeout",
        409 => "Conflict",
        425 => "TooEarly",
        429 => "TooManyRequests",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ if status < 500 => "ClientError",
        _ => "InternalServerError",
    };
    let description = format!("A fault rule of the sandbox answers {status}.");
    if crate::oauth::is_endpoint(path) {
        TokenError {
            status,
            error: oauth_error_code(status).into(),
            description,
            basic_challenge: false,
        }
        .into()
    } else if v2::is_v2_path(path) && status != 401 {
        Problem::of_status(status, description).into()
    } else {
        ApiError {
            status,
            error,
            description,
        }
        .into()
    }
}

/// The OAuth error code of a status (RFC 6749, sections 4.1.2.1 and 5.2).
fn oauth_error_code(status: u16) -> &'static str {
    match status {
        401 => "invalid_client",
        429 | 503 => "temporarily_unavailable",
        _ if status < 500 => "invalid_request",
        _ => "server_error",
    }
}
