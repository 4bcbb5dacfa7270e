//! Refusals, in the shape the API gives them.

use serde_json::json;

use crate::http::Response;

/// A refusal of the Integrator API: `{"error", "errorDescription"}`.
///
/// Confirmed are the shape, 401 with `JsonWebTokenError`, and 409 for vendor credentials in use;
/// the other words are the sandbox's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub status: u16,
    pub error: &'static str,
    pub description: String,
}

impl ApiError {
    fn new(status: u16, error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status,
            error,
            description: description.into(),
        }
    }

    /// The request is not understood, or breaks a rule.
    pub(crate) fn bad_request(description: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", description)
    }

    /// There is no token.
    pub(crate) fn unauthorized(description: impl Into<String>) -> Self {
        Self::new(401, "Unauthorized", description)
    }

    /// The token is broken, foreign or expired.
    pub(crate) fn bad_token(description: impl Into<String>) -> Self {
        Self::new(401, "JsonWebTokenError", description)
    }

    /// The token is good, but not for this.
    pub(crate) fn forbidden(description: impl Into<String>) -> Self {
        Self::new(403, "Forbidden", description)
    }

    /// There is no such thing.
    pub(crate) fn not_found(description: impl Into<String>) -> Self {
        Self::new(404, "NotFound", description)
    }

    /// The path exists, the method does not.
    pub(crate) fn method_not_allowed(description: impl Into<String>) -> Self {
        Self::new(405, "MethodNotAllowed", description)
    }

    /// 405 with the methods that the path knows, in words and as a header.
    pub(crate) fn other_methods(methods: &str) -> Response {
        let words = format!("This path knows {methods} only.");
        let mut response = Response::from(Self::method_not_allowed(words));
        response.set_header("allow", methods);
        response
    }

    /// It would clash with what is there.
    pub(crate) fn conflict(description: impl Into<String>) -> Self {
        Self::new(409, "Conflict", description)
    }
}

impl From<ApiError> for Response {
    fn from(error: ApiError) -> Self {
        let mut response = Response::json(
            error.status,
            &json!({ "error": error.error, "errorDescription": error.description }),
        );
        if error.status == 401 {
            response.set_header("www-authenticate", "Bearer");
        }
        response
    }
}
