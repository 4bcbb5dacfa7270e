//! The authorization response, in the URL that the browser is redirected to.

use super::token_error::advice;
use crate::error::{Code, Error};
use crate::response::redaction::redacted_excerpt;

/// The parameters of a callback, not trusted before the state is compared.
/// [RFC 6749, section 4.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2) and [4.1.2.1](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Callback {
    state: Option<String>,
    issuer: Option<String>,
    code: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// The authorization server that a sign-in was begun with.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'a> {
    /// Its identifier. [RFC 8414, section 2](https://www.rfc-editor.org/rfc/rfc8414#section-2).
    pub identifier: &'a str,
    /// Whether it announces `iss` in its callbacks. [RFC 9207, section 3](https://www.rfc-editor.org/rfc/rfc9207#section-3).
    pub promised: bool,
}

impl Callback {
    /// Reads the parameters of a URL's query and fragment: servers use one or the other. `values`
    /// returns all values of a name.
    ///
    /// # Errors
    /// `callback_rejected` if a parameter is there twice. [RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.1).
    pub fn read(mut values: impl FnMut(&str) -> Vec<String>) -> Result<Self, Error> {
        let mut found = Self::default();
        for (name, place) in [
            ("state", &mut found.state),
            ("iss", &mut found.issuer),
            ("code", &mut found.code),
            ("error", &mut found.error),
            ("error_description", &mut found.error_description),
        ] {
            let mut values = values(name);
            *place = values.pop();
            if !values.is_empty() {
                return Err(rejected(&[
                    "the callback contains \"",
                    name,
                    "\" twice",
                    DISTRUST,
                ]));
            }
        }
        Ok(found)
    }

    /// The code, after the callback is known to belong to the sign-in: first the state is compared
    /// ([RFC 6749, section 10.12](https://www.rfc-editor.org/rfc/rfc6749#section-10.12)), then the
    /// issuer ([RFC 9207, section 2.4](https://www.rfc-editor.org/rfc/rfc9207#section-2.4)).
    ///
    /// # Errors
    /// `callback_rejected` if it belongs to another sign-in or server; `invalid_argument` if it has neither
    /// code nor error; `token_error` with the server's error if the sign-in was rejected.
    pub fn code(self, state: &str, issuer: Issuer<'_>) -> Result<String, Error> {
        if !same(state, self.state.as_deref().unwrap_or_default()) {
            return Err(rejected(&[
                "the callback belongs to another sign-in",
                DISTRUST,
            ]));
        }
        match &self.issuer {
            Some(told) if told != issuer.identifier => {
                return Err(rejected(&[
                    "the callback comes from another server than the one of the sign-in",
                    DISTRUST,
                    ". If that server is the right one, set \"issuer\" of the AuthorizationServer to its identifier",
                ]));
            }
            None if issuer.promised => {
                return Err(rejected(&[
                    "the callback has no \"iss\", which this server promises to send",
                    DISTRUST,
                ]));
            }
            _ => {}
        }
        match (self.error, self.code) {
            (Some(word), _) => Err(refused(word, self.error_description)),
            (None, Some(code)) if !code.is_empty() => Ok(code),
            (None, _) => Err(sign_in_error(&[
                "the callback contains neither a code nor an error. Pass the whole URL that the browser came back to",
            ])),
        }
    }
}

/// What to do about a callback that may be forged.
const DISTRUST: &str = ". Do not trust it: start the sign-in again";

/// Compares in constant time, so that the duration does not reveal where the texts differ.
fn same(one: &str, other: &str) -> bool {
    let mut differences = one.len() ^ other.len();
    for (at, byte) in one.as_bytes().iter().enumerate() {
        let other = other.as_bytes().get(at).copied().unwrap_or_default();
        differences |= usize::from(byte ^ other);
    }
    differences == 0 && !one.is_empty()
}

fn refused(word: String, description: Option<String>) -> Error {
    let word = redacted_excerpt(&word, "");
    let said = redacted_excerpt(&description.unwrap_or_default(), "");
    let advice = advice(&word);
    let mark = |text: &str, mark| if text.is_empty() { "" } else { mark };
    let mut error = sign_in_error(&[
        "the server refused the sign-in (",
        &word,
        mark(&said, ": "),
        &said,
        ")",
        mark(advice, ". "),
        advice,
    ]);
    error.code = Code::TokenError;
    if !said.is_empty() {
        error.error_description = said;
    }
    error.error = word;
    error
}

fn rejected(what: &[&str]) -> Error {
    let mut error = sign_in_error(what);
    error.code = Code::CallbackRejected;
    error.error = Code::CallbackRejected.as_str().to_owned();
    error
}

fn sign_in_error(what: &[&str]) -> Error {
    Error::invalid_argument("finish", what)
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))] // the oracle is native only
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STATE: &str = "state-0123456789";
    const EXPECTED: Issuer<'_> = Issuer {
        identifier: "https://id.example",
        promised: false,
    };
    const PROMISED: Issuer<'_> = Issuer {
        promised: true,
        ..EXPECTED
    };

    /// The values of a parameter as the platform reads them.
    fn values(url: &str, name: &str) -> Vec<String> {
        let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
        let (_, query) = before.split_once('?').unwrap_or(("", ""));
        let read = |form: &str| {
            oauth2::url::form_urlencoded::parse(form.as_bytes())
                .filter(|pair| pair.0 == name)
                .map(|pair| pair.1.into_owned())
                .collect::<Vec<_>>()
        };
        [read(query), read(fragment)].concat()
    }

    fn code(url: &str, issuer: Issuer<'_>) -> Result<String, Error> {
        Callback::read(|name| values(url, name))?.code(STATE, issuer)
    }

    fn word(url: &str, issuer: Issuer<'_>) -> &'static str {
        code(url, issuer).unwrap_err().code.as_str()
    }

    #[test]
    fn query_and_fragment_are_read() {
        for url in [
            "https://app.example/back?code=c+1&state=state-0123456789",
            "https://app.example/back?tenant=1&tenant=2#code=c%201&state=state%2D0123456789",
            "https://app.example/back?state=state-0123456789#code=c+1",
            "/back?code=c+1&state=state-0123456789&iss=https%3A%2F%2Fid.example",
        ] {
            assert_eq!(code(url, EXPECTED).unwrap(), "c 1", "{url}");
        }
    }

    #[test]
    fn a_parameter_that_comes_twice_is_refused_wherever_the_second_stands() {
        for url in [
            "/back?code=a&code=b&state=state-0123456789",
            "/back?code=a&state=state-0123456789#code=a",
            "/back?code=a&state=state-0123456789&st%61te=state-0123456789",
            "/back?code=a&state=state-0123456789&iss=https://id.example&iss=https://id.example",
        ] {
            assert!(
                code(url, EXPECTED).unwrap_err().message.contains("twice"),
                "{url}"
            );
        }
    }

    #[test]
    fn the_issuer_is_compared_before_anything_else_is_believed() {
        let with = |rest: &str| ["/back?state=state-0123456789&", rest].concat();
        assert_eq!(
            code(&with("code=c&iss=https://id.example"), PROMISED).unwrap(),
            "c"
        );
        assert_eq!(word(&with("code=c"), PROMISED), "callback_rejected");
        assert_eq!(
            code(&with("code=c&iss=https://id.example"), EXPECTED).unwrap(),
            "c"
        );
        assert_eq!(code(&with("code=c"), EXPECTED).unwrap(), "c");
        for iss in [
            "https://id.example/",
            "https://ID.example",
            "https://evil.example",
            "",
        ] {
            for issuer in [EXPECTED, PROMISED] {
                let error = code(
                    &with(&["error=access_denied&error_description=evil&iss=", iss].concat()),
                    issuer,
                )
                .unwrap_err();
                assert_eq!(error.code, Code::CallbackRejected, "{iss}");
                assert!(!error.message.contains("evil"));
            }
        }
    }

    #[test]
    fn a_state_that_is_not_the_one_given_is_refused_before_the_servers_words_are_read() {
        for state in [
            "state-012345678",
            "state-01234567890",
            "state-0123456780",
            "x",
        ] {
            let error = code(
                &["/back?error=access_denied&state=", state].concat(),
                EXPECTED,
            )
            .unwrap_err();
            assert_eq!(error.code, Code::CallbackRejected, "{state}");
        }
        assert_eq!(word("/back?code=c", EXPECTED), "callback_rejected");
        assert_eq!(word("/back?code=c&state=", EXPECTED), "callback_rejected");
    }

    #[test]
    fn a_sign_in_whose_state_was_lost_accepts_no_callback() {
        for url in [
            "/back?code=c",
            "/back?code=c&state=",
            "/back?code=c&state=x",
        ] {
            let callback = Callback::read(|name| values(url, name)).unwrap();
            let error = callback.code("", EXPECTED).unwrap_err();
            assert_eq!(error.code, Code::CallbackRejected, "{url}");
        }
    }

    #[test]
    fn a_refused_sign_in_keeps_the_servers_words() {
        let error = code(
            "/back?error=access_denied&error_description=No+thanks&state=state-0123456789",
            EXPECTED,
        )
        .unwrap_err();
        assert_eq!(
            (
                error.code,
                error.error.as_str(),
                error.error_description.as_str()
            ),
            (Code::TokenError, "access_denied", "No thanks")
        );
        assert_eq!(
            error.message,
            "finish: the server refused the sign-in (access_denied: No thanks). Sign in again and allow access."
        );
        let error = code("/back?error=odd&code=c&state=state-0123456789", EXPECTED).unwrap_err();
        assert_eq!(
            error.message,
            "finish: the server refused the sign-in (odd)."
        );
        assert_eq!(
            word("/back?state=state-0123456789", EXPECTED),
            "invalid_argument"
        );
        assert_eq!(
            word("/back?state=state-0123456789&code=", EXPECTED),
            "invalid_argument"
        );
    }

    proptest! {
        #[test]
        fn no_address_makes_it_panic_or_gives_a_code_without_the_state(url in "\\PC*") {
            prop_assert!(code(&url, EXPECTED).is_err());
        }
    }
}
