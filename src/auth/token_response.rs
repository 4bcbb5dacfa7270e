//! The success of a token endpoint. [RFC 6749, section 5.1](https://www.rfc-editor.org/rfc/rfc6749#section-5.1).
//!
//! It reads every form that one of the servers is known or documented to send. The other members of
//! the response are kept unchanged by the driver.

use super::expiry::{ASSUMED_LIFETIME_SECONDS, Window};
use super::scope;
use crate::text::all;

/// The members of a response, by name. A member of another type counts as absent.
pub trait Members {
    /// A member that is a text.
    fn text(&self, name: &str) -> Option<String>;
    /// A member that is a number, or the text of one.
    fn number(&self, name: &str) -> Option<f64>;
    /// The texts of a member that is an array.
    fn list(&self, name: &str) -> Option<Vec<String>>;
}

/// What a response says about its token.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// When it may be used.
    pub window: Window,
    /// Whether the server sent no lifetime.
    pub lifetime_assumed: bool,
    /// Its scopes: those requested, if the server sent none.
    /// [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).
    pub scopes: Vec<String>,
}

/// The token types of a bearer token. An empty one says as little as none; Apigee writes the last.
const BEARER: [&str; 3] = ["", "Bearer", "BearerToken"];

/// Reads a 2xx response. `requested_at` is when the request was sent, in milliseconds: the server counts
/// the lifetime from a later time, so the token is not used too long. Only bearer tokens are accepted:
/// [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750).
///
/// # Errors
/// Why it is not a token, as a part of a sentence: what the endpoint did.
pub fn token(
    answer: &impl Members,
    requested: &[String],
    requested_at: f64,
) -> Result<Token, &'static str> {
    let Some(access_token) = answer
        .text("access_token")
        .filter(|token| !token.is_empty())
    else {
        let says_error = answer.text("error").is_some_and(|word| !word.is_empty());
        return Err(if says_error {
            "sent an error"
        } else {
            "sent no access_token"
        });
    };
    if !all(&access_token, |byte| byte.is_ascii_graphic()) {
        return Err("sent an access_token that a header cannot carry");
    }
    match answer.text("token_type") {
        Some(kind)
            if !BEARER
                .iter()
                .any(|bearer| kind.eq_ignore_ascii_case(bearer)) =>
        {
            return Err("sent a token_type other than Bearer");
        }
        _ => {}
    }
    let lifetime = answer
        .number("expires_in")
        .filter(|seconds| seconds.is_finite());
    Ok(Token {
        window: Window::of(requested_at, lifetime.unwrap_or(ASSUMED_LIFETIME_SECONDS)),
        lifetime_assumed: lifetime.is_none(),
        scopes: scopes(answer).unwrap_or_else(|| requested.to_vec()),
    })
}

fn scopes(answer: &impl Members) -> Option<Vec<String>> {
    let text = || Some(scope::list(&answer.text("scope")?));
    answer.list("scope").or_else(text)
}
