//! Error responses of the token endpoints (RFC 6749, section 5.2).

use std::borrow::Cow;

use serde_json::json;

use crate::http::Response;

/// A refusal of a token endpoint: `{"error", "error_description"}` (RFC 6749, section 5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenError {
    pub status: u16,
    pub error: Cow<'static, str>,
    pub description: String,
    /// Whether the caller is told to come with Basic.
    pub asks_for_basic: bool,
}

impl TokenError {
    /// One of OAuth's words with the status that goes with it.
    pub(crate) fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status: oauth_status(error),
            error: error.into(),
            description: description.into(),
            asks_for_basic: false,
        }
    }

    /// 400: a parameter is missing, comes twice, or is not as it must be.
    pub(crate) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new("invalid_request", description)
    }

    /// 400: the code or the refresh token is not good, or not any more.
    pub(crate) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new("invalid_grant", description)
    }

    /// 400: unknown, malformed or too wide.
    pub(crate) fn invalid_scope(description: impl Into<String>) -> Self {
        Self::new("invalid_scope", description)
    }

    /// 401: the client id or the secret is wrong, or there is none.
    pub(crate) fn invalid_client(description: impl Into<String>) -> Self {
        Self::new("invalid_client", description)
    }
}

/// The status that goes with one of OAuth's words: 400 for all but a few (RFC 6749, section 5.2).
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
        if error.asks_for_basic {
            response.set_header("www-authenticate", "Basic realm=\"Unloc sandbox\"");
        }
        response
    }
}
