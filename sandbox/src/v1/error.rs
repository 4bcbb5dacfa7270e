//! Error responses of API v1.

use serde_json::json;

use crate::http::Response;

/// An error response of API v1: `{"error", "errorDescription"}`.
///
/// The format, 401 with `JsonWebTokenError`, and 409 for vendor credentials in use are confirmed. The
/// other texts are the sandbox's own.
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

    /// 400: the request is malformed or invalid.
    pub(crate) fn bad_request(description: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", description)
    }

    /// 401: there is no token.
    pub(crate) fn unauthorized(description: impl Into<String>) -> Self {
        Self::new(401, "Unauthorized", description)
    }

    /// 401: the token is malformed, has another issuer or audience, or has expired.
    pub(crate) fn invalid_token(description: impl Into<String>) -> Self {
        Self::new(401, "JsonWebTokenError", description)
    }

    /// 403: the token does not allow the call.
    pub(crate) fn forbidden(description: impl Into<String>) -> Self {
        Self::new(403, "Forbidden", description)
    }

    /// 404: there is no such path or entity.
    pub(crate) fn not_found(description: impl Into<String>) -> Self {
        Self::new(404, "NotFound", description)
    }

    /// 405: the path does not have the method.
    pub(crate) fn method_not_allowed(description: impl Into<String>) -> Self {
        Self::new(405, "MethodNotAllowed", description)
    }

    /// 405 with the methods of the path in the text and in the header `allow`.
    pub(crate) fn other_methods(methods: &str) -> Response {
        let words = format!("This path knows {methods} only.");
        let mut response = Response::from(Self::method_not_allowed(words));
        response.set_header("allow", methods);
        response
    }

    /// 409: the request conflicts with the current state.
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
