//! What a token endpoint's success says. Every form is taken that one of the systems has been seen
//! or documented to send; what nobody reads stays in the answer as it came.

use super::expiry::{ASSUMED_LIFETIME_SECONDS, Window};
use super::scope;
use crate::text::all;

/// The members of an answer, asked by name. What is of another type than asked for counts as absent.
pub trait Members {
    /// A member that is a text.
    fn text(&self, name: &str) -> Option<String>;
    /// A member that is a number, or the text of one.
    fn number(&self, name: &str) -> Option<f64>;
    /// The texts of a member that is an array.
    fn list(&self, name: &str) -> Option<Vec<String>>;
}

/// A token as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// When it is to be used.
    pub window: Window,
    /// Whether the server did not say how long it lasts.
    pub lifetime_assumed: bool,
    /// The scopes that it has; those asked for, if the server does not say.
    pub scopes: Vec<String>,
}

/// Reads a 2xx answer. `asked_at` is when the request left, in milliseconds: the server counts the
/// lifetime from a later moment, so the token is not used too long.
///
/// # Errors
/// Why it is no token, as a part of a sentence: what the endpoint did.
pub fn token(
    answer: &impl Members,
    requested: &[String],
    asked_at: f64,
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
        return Err("sent an access_token that no header can carry");
    }
    match answer.text("token_type") {
        Some(kind) if !kind.eq_ignore_ascii_case("bearer") => {
            return Err("sent a token_type other than Bearer");
        }
        _ => {}
    }
    let lifetime = answer
        .number("expires_in")
        .filter(|seconds| seconds.is_finite());
    Ok(Token {
        window: Window::of(asked_at, lifetime.unwrap_or(ASSUMED_LIFETIME_SECONDS)),
        lifetime_assumed: lifetime.is_none(),
        scopes: scopes(answer).unwrap_or_else(|| requested.to_vec()),
    })
}

fn scopes(answer: &impl Members) -> Option<Vec<String>> {
    let text = || Some(scope::list(&answer.text("scope")?));
    answer.list("scope").or_else(text)
}
