//! The errors of token requests.

use crate::api::operation::Idempotency;
use crate::error::{Code, Error};
use crate::integer::format_integer;
use crate::text::concat;

/// Error codes and what to do about each, in sentences without their full stop. Other codes of
/// servers are passed on unchanged. [RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2)
/// and [4.1.2.1](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1).
const ADVICE: [(&str, &str); 8] = [
    ("invalid_client", "Check clientId and clientSecret"),
    ("invalid_grant", "Sign in again"),
    (
        "invalid_scope",
        "Request a scope that this client was granted",
    ),
    (
        "unauthorized_client",
        "Ask the server's operator to allow this grant for the client",
    ),
    (
        "unsupported_grant_type",
        "The server does not support this grant: check the AuthorizationServer",
    ),
    ("access_denied", "Sign in again and allow access"),
    ("server_error", "Try again later"),
    ("temporarily_unavailable", "Try again later"),
];

/// What to do about an error code; empty for an unknown one.
pub fn advice(word: &str) -> &'static str {
    ADVICE
        .iter()
        .find(|row| row.0 == word)
        .map_or("", |row| row.1)
}

/// Turns the error of a call into that of a token request. An error response becomes `token_error`,
/// with the server's error code. If there was no response, or an unreadable one, the code is kept.
pub fn of_token_request(mut error: Error, repeat: Idempotency) -> Error {
    let lost = match error.code {
        Code::Network | Code::DeadlineExceeded | Code::Aborted => true,
        Code::Timeout => error.status.is_none(),
        Code::InvalidResponse => error.error == error.code.as_str(),
        _ => false,
    };
    // A gateway may send 408 or 5xx although the server has done its work.
    let unclear = lost || matches!(error.code, Code::Timeout | Code::ServerError);
    let arrived = error.attempts > 0;
    let misused = matches!(
        error.code,
        Code::Redirected | Code::InvalidArgument | Code::InsecureBaseUrl | Code::NotInitialized
    );
    if !lost && !misused {
        refused(&mut error);
    }
    let used_up = repeat == Idempotency::NotIdempotent && unclear && arrived;
    // A repeated request gets one more token, which does no harm.
    error.safe_to_retry = !misused && !used_up;
    if used_up && error.code != Code::Aborted {
        error.message.push_str(
            " The code or refresh token may have been used up: if the next attempt is refused, sign in again.",
        );
    }
    error
}

/// The error of an error response, which may have the status 2xx.
fn refused(error: &mut Error) {
    let without_words = error.error == error.code.as_str();
    let status = format_integer(error.status.unwrap_or_default().into());
    let mut message = concat(&[&error.operation, ": the token endpoint answered ", &status]);
    let quoted = error.error_description != error.message;
    if !without_words || quoted {
        message.push_str(" (");
        if !without_words {
            message.push_str(&error.error);
        }
        if quoted && error.error_description != error.error {
            message.push_str(if without_words { "" } else { ": " });
            message.push_str(&error.error_description);
        }
        message.push(')');
    }
    message.push_str(". ");
    message.push_str(match advice(&error.error) {
        "" if error.code == Code::RateLimited => "Wait before you call again",
        "" if error.code == Code::ServerError => "Try again later",
        "" => "Check the AuthorizationServer, and any proxy between you and the server",
        advice => advice,
    });
    message.push('.');
    if without_words {
        error.error = Code::TokenError.as_str().to_owned();
    }
    if !quoted {
        error.error_description.clone_from(&message);
    }
    error.code = Code::TokenError;
    error.message = message;
}
