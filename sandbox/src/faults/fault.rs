//! One fault: what it makes of an answer.

use serde_json::{Map, Value};

use crate::http::delivery::{Delivery, Ending};
use crate::http::{Request, Response};
use crate::oauth::token_error::{TokenError, oauth_status};
use crate::store::side_effects::Mishap;
use crate::v1::error::ApiError;
use crate::v2;
use crate::v2::problem::Problem;

/// What goes wrong with a request. The default is nothing.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// In place of the real status, headers and body.
    pub status: Option<u16>,
    /// In place of the real body.
    pub body: Option<GivenBody>,
    /// Names (lower case) and values; `None` takes the header away.
    pub headers: Vec<(String, Option<String>)>,
    pub content_type: Option<String>,
    /// How many bytes of the body arrive.
    pub truncate_to: Option<usize>,
    pub expire_tokens: bool,
    /// What OAuth's endpoints answer instead of their work.
    pub oauth_error: Option<String>,
    /// Members of the real body, an object, that are replaced; `null` takes one away.
    pub members: Option<Map<String, Value>>,
    /// Whether the request does its work nevertheless.
    pub work_done: bool,
    pub ending: Ending,
    pub delay_ms: u32,
    pub slow_body_ms: u32,
    /// What becomes of the request's work.
    pub mishap: Mishap,
}

/// A body that a rule gives.
#[derive(Clone, Debug)]
pub(crate) enum GivenBody {
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
            mishap: Mishap::default(),
        }
    }
}

impl Fault {
    /// Whether nothing but time is lost.
    pub(crate) fn only_takes_time(&self) -> bool {
        self.changes_no_answer()
            && !self.expire_tokens
            && self.work_done
            && self.mishap == Mishap::default()
            && self.ending == Ending::Answer
    }

    /// Whether an answer would be as it is without the fault.
    pub(crate) fn changes_no_answer(&self) -> bool {
        self.status.is_none()
            && self.body.is_none()
            && self.headers.is_empty()
            && self.content_type.is_none()
            && self.truncate_to.is_none()
            && self.oauth_error.is_none()
            && self.members.is_none()
    }

    /// Whether `status` goes onto a real answer instead of standing in its place.
    pub(crate) fn keeps_body(&self) -> bool {
        self.oauth_error.is_some() || self.members.is_some()
    }

    /// What OAuth's endpoints are to answer instead of their work.
    pub(crate) fn told_error(&self, request: &Request) -> Option<TokenError> {
        let word = self.oauth_error.as_ref()?;
        let told = request.header("authorization").is_some();
        Some(TokenError {
            status: self.status.unwrap_or_else(|| oauth_status(word)),
            error: word.clone().into(),
            description: format!("A fault rule of the sandbox answers {word}."),
            asks_for_basic: told && word == "invalid_client",
        })
    }

    /// The status and the body in place of the real ones. `real` is there if the work was done.
    pub(crate) fn replace(&self, real: Option<Response>, path: &str) -> Response {
        let mut response = match (self.status, real) {
            (status, Some(real)) if self.keeps_body() => self.with_members(real, status),
            (Some(status), _) if self.body.is_some() => Response::empty(status),
            (Some(status), _) => words_for(status, path),
            (None, Some(real)) => real,
            // It hangs or breaks, so that nobody reads it.
            (None, None) => Response::empty(503),
        };
        match &self.body {
            None => {}
            Some(GivenBody::Empty) => {
                response.body.clear();
                response.remove_header("content-type");
            }
            Some(GivenBody::Text(text)) => {
                let kind = if text.trim_start().starts_with('<') {
                    "text/html; charset=utf-8"
                } else {
                    "text/plain; charset=utf-8"
                };
                response.set_header("content-type", kind);
                response.body = text.clone().into_bytes();
            }
            Some(GivenBody::Json(bytes)) => {
                response.set_header("content-type", "application/json; charset=utf-8");
                response.body.clone_from(bytes);
            }
        }
        response
    }

    /// A real answer with the rule's members and status.
    fn with_members(&self, mut real: Response, status: Option<u16>) -> Response {
        let Some(members) = &self.members else {
            return real;
        };
        real.status = status.unwrap_or(real.status);
        // What is no object, such as a list or a page, has no members.
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

    /// The headers and the journey of an answer that is complete otherwise.
    pub(crate) fn distort(&self, response: &mut Response) {
        if let Some(kind) = &self.content_type {
            response.set_header("content-type", kind);
        }
        for (name, value) in &self.headers {
            match value {
                Some(value) => {
                    response.set_header(name, value);
                    crate::http::cors::allow_reading_header(response, name);
                }
                None => response.remove_header(name),
            }
        }
        let promised = response.body.len();
        let arriving = self.truncate_to.unwrap_or(promised);
        let truncated = arriving < promised;
        if truncated {
            response.body.truncate(arriving);
            response.set_header("content-length", &promised.to_string());
        }
        response.delivery = Delivery {
            delay_ms: self.delay_ms,
            ending: self.ending,
            truncated,
            slow_body_ms: self.slow_body_ms,
        };
    }
}

/// What the API might say with a status, in the shape it says things in.
fn words_for(status: u16, path: &str) -> Response {
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
            error: oauth_word(status).into(),
            description,
            asks_for_basic: false,
        }
        .into()
    } else if v2::is_here(path) && status != 401 {
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

/// OAuth's word for a status (RFC 6749, sections 4.1.2.1 and 5.2).
fn oauth_word(status: u16) -> &'static str {
    match status {
        401 => "invalid_client",
        429 | 503 => "temporarily_unavailable",
        _ if status < 500 => "invalid_request",
        _ => "server_error",
    }
}
