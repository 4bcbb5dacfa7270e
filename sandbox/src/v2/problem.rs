//! Error responses of API v2: `{"title", "detail", "invalidParams": [{"name", "reason"}]}`.

use serde::Serialize;

use crate::http::Response;

/// What is wrong with one member of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct InvalidParam {
    /// The path of the member: `keys[1].start`.
    pub name: String,
    /// The rest of the sentence: `must be of type string`.
    pub reason: String,
}

/// An error response. Its members are confirmed, and the text for a member of a wrong type. The other
/// texts are the sandbox's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub status: u16,
    pub detail: String,
    pub invalid_params: Vec<InvalidParam>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    title: &'static str,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[InvalidParam]>::is_empty")]
    invalid_params: &'a [InvalidParam],
}

/// The reason phrase of a status (RFC 9110, section 15).
pub(crate) fn title(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        425 => "Too Early",
        429 => "Too Many Requests",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ if status < 500 => "Client Error",
        _ => "Internal Server Error",
    }
}

impl Problem {
    fn new(status: u16, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            invalid_params: Vec::new(),
        }
    }

    /// 400: the request is malformed.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(400, detail)
    }

    /// 400: members of the request are invalid.
    pub(crate) fn invalid(invalid_params: Vec<InvalidParam>) -> Self {
        Self {
            invalid_params,
            ..Self::new(400, "The request has invalid parameters")
        }
    }

    /// 400: one member of the request is invalid.
    pub(crate) fn invalid_one(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::invalid(vec![InvalidParam {
            name: name.into(),
            reason: reason.into(),
        }])
    }

    /// 403: the token does not allow the call.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(403, detail)
    }

    /// 404: there is no such path or entity.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(404, detail)
    }

    /// 409: the request conflicts with the current state.
    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(409, detail)
    }

    /// A response of which only the status is known.
    pub(crate) fn of_status(status: u16, detail: String) -> Self {
        Self::new(status, detail)
    }
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        Response::json(
            problem.status,
            &Body {
                title: title(problem.status),
                detail: &problem.detail,
                invalid_params: &problem.invalid_params,
            },
        )
    }
}
