//! The errors of token requests.

use crate::api::operation::Idempotency;
use crate::error::{Code, Error};
use crate::integer::format_integer;
use crate::text::concat;

/// Words of token endpoints (RFC 6749, sections 4.1.2.1 and 5.2) and what to do about each. Servers
/// have others; those come as they are. Sentences without their full stop.
const ADVICE: [(&str, &str); 8] = [
    ("invalid_client", "Check clientId and clientSecret"),
    ("invalid_grant", "Sign in again"),
    (
        "invalid_scope",
        "Ask for a scope that this client was granted",
    ),
    (
        "unauthorized_client",
        "Have the server's operator allow this client that grant",
    ),
    (
        "unsupported_grant_type",
        "This server has no such grant: look at the system's record",
    ),
    ("access_denied", "Sign in again and allow it"),
    ("server_error", "Try again later"),
    ("temporarily_unavailable", "Try again later"),
];

/// What to do about a word; nothing for one that nobody knows.
pub fn advice(word: &str) -> &'static str {
    ADVICE
        .iter()
        .find(|row| row.0 == word)
        .map_or("", |row| row.1)
}

/// Makes the error of a token request out of that of a call. A refusal becomes `token_error`, with
/// the server's words; what came to no answer, or to one that nobody can read, keeps its code.
pub fn of_token_request(mut error: Error, repeat: Idempotency) -> Error {
    let lost = match error.code {
        Code::Network | Code::DeadlineExceeded | Code::Aborted => true,
        Code::Timeout => error.status.is_none(),
        Code::InvalidResponse => error.error == error.code.as_str(),
        _ => false,
    };
    // What stands before a server says 408 or 5xx too, also after the server has done its work.
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
    // Asked once more, a server gives one token more: nothing is done twice.
    error.safe_to_retry = !misused && !used_up;
    if used_up && error.code != Code::Aborted {
        error.message.push_str(
            " The code or refresh token may be used up: if the next try is refused, sign in again.",
        );
    }
    error
}

/// The error of an answer, also of a 2xx, in which the server says no.
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
        "" if error.code == Code::RateLimited => "Wait before you ask again",
        "" if error.code == Code::ServerError => "Try again later",
        "" => "Check the system's record and what stands between here and the server",
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
