//! Error responses of the token endpoints (RFC 6749, section 5.2).

use std::borrow::Cow;

use serde_json::json;

use crate::http::Response;

/// An error response of a token endpoint: `{"error", "error_description"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenError {
    pub status: u16,
    pub error: Cow<'static, str>,
    pub description: String,
    /// Whether the response has a challenge for HTTP Basic.
    pub basic_challenge: bool,
}

impl TokenError {
    /// An error code of OAuth with its status.
    pub(crate) fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status: oauth_status(error),
            error: error.into(),
            description: description.into(),
            basic_challenge: false,
        }
    }

    /// 400: a parameter is missing, repeated or invalid.
    pub(crate) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new("invalid_request", description)
    }

    /// 400: the code or the refresh token is invalid, expired or used.
    pub(crate) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new("invalid_grant", description)
    }

    /// 400: the scope is unknown, malformed or exceeds what was granted.
    pub(crate) fn invalid_scope(description: impl Into<String>) -> Self {
        Self::new("invalid_scope", description)
    }

    /// 401: client authentication failed.
    pub(crate) fn invalid_client(description: impl Into<String>) -> Self {
        Self::new("invalid_client", description)
    }
}

/// The status of an error code (RFC 6749, section 5.2).
pub(crate) fn oauth_status(error: &str) -> u16 {
    match error {
        "invalid_client" | "invalid_token" => 401,
        "access_denied" | "insufficient_scope" => 403,
        "server_error" => 500,
        "temporarily_unavailable" => 503,
        _ => 400,
    }
}

impl From<TokenError> for Response {
    fn from(error: TokenError) -> Self {
        let mut response = Response::json(
            error.status,
            &json!({ "error": error.error, "error_description": error.description }),
        );
        if error.basic_challenge {
            response.set_header("www-authenticate", "Basic realm=\"Unloc sandbox\"");
        }
        response
    }
}
