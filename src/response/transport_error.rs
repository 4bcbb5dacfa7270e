//! Requests without a response: why, and whether they can have arrived.

use crate::error::{Code, Error};
use crate::text::{all, concat};

/// What ended a request before its response was complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelReason {
    /// The caller's signal.
    Aborted,
    /// The attempt's timeout.
    Timeout,
    /// The whole call's deadline.
    Deadline,
}

/// Why a request got no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError<'a> {
    /// No connection was made, proven by the platform's error code (`ECONNREFUSED`).
    NeverConnected(&'a str),
    /// It may have arrived. The platform's error code, if there is one.
    Unknown(Option<&'a str>),
    /// This client ended it.
    Cancelled(CancelReason),
}

/// Error codes by which Node says that no connection was made, so that nothing can have arrived.
const NEVER_CONNECTED: [&str; 3] = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"];

/// Classifies the platform's error codes of a request without a response: one per address that it
/// tried.
pub fn classify_transport_error(words: &[String]) -> TransportError<'_> {
    let first = words.first().map(String::as_str);
    match first {
        Some(word)
            if words
                .iter()
                .all(|word| NEVER_CONNECTED.contains(&word.as_str())) =>
        {
            TransportError::NeverConnected(word)
        }
        _ => TransportError::Unknown(first.filter(|word| is_plain_word(word))),
    }
}

/// Error codes look like `ECONNRESET`. Anything else may contain a URL and is dropped.
fn is_plain_word(word: &str) -> bool {
    !word.is_empty() && word.len() <= 40 && all(word, |b| b.is_ascii_uppercase() || b == b'_')
}

/// The error of a request without a response.
pub fn from_transport_error(operation: &str, error: TransportError<'_>) -> Error {
    let (code, what, advice) = match error {
        TransportError::Cancelled(CancelReason::Aborted) => {
            (Code::Aborted, "ended by the caller's signal", ".")
        }
        TransportError::Cancelled(CancelReason::Timeout) => (
            Code::Timeout,
            "no response within timeoutMs",
            ". Call again, or allow more time.",
        ),
        TransportError::Cancelled(CancelReason::Deadline) => (
            Code::DeadlineExceeded,
            "not finished within deadlineMs, retries and waits included",
            ". Call again, or allow more time.",
        ),
        TransportError::NeverConnected(_) => (
            Code::Network,
            "no connection to the API",
            ". Check the base URL and the network, then call again.",
        ),
        TransportError::Unknown(_) => (
            Code::Network,
            "the connection failed",
            ". Check the base URL and the network (in a browser also that the API allows this page's origin).",
        ),
    };
    let word = match error {
        TransportError::NeverConnected(word) | TransportError::Unknown(Some(word)) => {
            concat(&[" (", word, ")"])
        }
        TransportError::Unknown(None) | TransportError::Cancelled(_) => String::new(),
    };
    Error::of(code, operation, &[what, &word, advice])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_when_every_address_refused_was_there_certainly_no_connection() {
        let words = |list: &[&str]| {
            list.iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        for (list, never) in [
            (words(&["ECONNREFUSED", "ECONNREFUSED"]), true),
            (words(&["ENOTFOUND"]), true),
            (words(&["ECONNREFUSED", "ETIMEDOUT"]), false),
            (words(&["ECONNREFUSED", ""]), false),
            (words(&["ECONNRESET"]), false),
            (words(&[]), false),
        ] {
            assert_eq!(
                matches!(
                    classify_transport_error(&list),
                    TransportError::NeverConnected(_)
                ),
                never,
                "{list:?}"
            );
        }
    }

    #[test]
    fn the_platforms_word_stands_in_the_sentence_and_an_empty_one_nowhere() {
        let message = |word: &str| {
            from_transport_error("getLocks", classify_transport_error(&[word.to_owned()]))
                .message
                .clone()
        };
        assert_eq!(
            message("ECONNREFUSED"),
            "getLocks: no connection to the API (ECONNREFUSED). Check the base URL and the network, then call again."
        );
        assert!(message("").starts_with("getLocks: the connection failed. Check"));
    }

    #[test]
    fn only_plain_words_of_the_platform_are_quoted() {
        let words = ["https://x/users/+4799887766".to_owned()];
        assert!(
            !from_transport_error("getLocks", classify_transport_error(&words))
                .message
                .contains("4799887766")
        );
    }
}
