//! Error responses of API v2: `{"title", "detail", "invalidParams": [{"name", "reason"}]}`.

use serde::Serialize;

use crate::http::Response;
use crate::store::settings::ValidationErrorForm;

/// What is wrong with one member of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct InvalidParam {
    /// The path of the member: `keys.1.start`.
    pub name: String,
    /// The rest of the sentence: `must be of type string`.
    pub reason: String,
}

/// An error response. Its members are confirmed, and the texts for a member of a wrong type and for an
/// expired key. Title, detail and dotted names of a rejected request are likely. The other texts are the
/// sandbox's own.
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
            ..Self::new(400, "Your request parameters did not pass validation")
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

impl Problem {
    /// The response, in the form of the settings.
    pub(crate) fn into_response(mut self, form: ValidationErrorForm) -> Response {
        let is_validation = self.status == 400 && !self.invalid_params.is_empty();
        let mut title = title(self.status);
        match form {
            ValidationErrorForm::Dotted if is_validation => title = "Validation Error",
            ValidationErrorForm::Dotted => {}
            ValidationErrorForm::Brackets => {
                if is_validation {
                    self.detail = "The request has invalid parameters".to_owned();
                }
                for param in &mut self.invalid_params {
                    param.name = with_brackets(&param.name);
                }
            }
        }
        let body = Body {
            title,
            detail: &self.detail,
            invalid_params: &self.invalid_params,
        };
        Response::json(self.status, &body)
    }
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        problem.into_response(ValidationErrorForm::default())
    }
}

/// `keys[1].start` of `keys.1.start`.
fn with_brackets(path: &str) -> String {
    let mut text = String::new();
    for segment in path.split('.') {
        if !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit()) {
            text.push_str(&format!("[{segment}]"));
        } else {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(segment);
        }
    }
    text
}
