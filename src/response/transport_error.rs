//! Requests that got no answer: why, and whether they can have arrived.

use crate::error::{Code, Error};

/// What ended a request before its answer was whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The caller's signal.
    Aborted,
    /// The attempt's timeout.
    Timeout,
    /// The whole call's deadline.
    Deadline,
}

/// Why a request got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost<'a> {
    /// No connection was made, proven by the platform's own word (`ECONNREFUSED`).
    NeverConnected(&'a str),
    /// It may have arrived. The platform's word, if it has one.
    Somewhere(Option<&'a str>),
    /// It was ended from here.
    Cut(Cut),
}

/// Words by which Node says that no connection was made, so that nothing can have arrived.
const NEVER_CONNECTED: [&str; 3] = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"];

/// Reads the platform's words for why a request got no answer: one per address it tried.
pub fn lost(words: &[String]) -> Lost<'_> {
    let first = words.first().map(String::as_str);
    match first {
        Some(word)
            if words
                .iter()
                .all(|word| NEVER_CONNECTED.contains(&word.as_str())) =>
        {
            Lost::NeverConnected(word)
        }
        _ => Lost::Somewhere(first.filter(|word| is_plain_word(word))),
    }
}

/// Platform words look like `ECONNRESET`; anything else might hold an address and stays out.
fn is_plain_word(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 40
        && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// The error of a request that got no answer.
pub fn unanswered(operation: &str, lost: Lost<'_>) -> Error {
    let (code, what, advice) = match lost {
        Lost::Cut(Cut::Aborted) => (Code::Aborted, ": ended by the caller's signal", "."),
        Lost::Cut(Cut::Timeout) => (
            Code::Timeout,
            ": no answer within timeoutMs",
            ". Call again, or allow more time.",
        ),
        Lost::Cut(Cut::Deadline) => (
            Code::DeadlineExceeded,
            ": not finished within deadlineMs, retries and waits included",
            ". Call again, or allow more time.",
        ),
        Lost::NeverConnected(_) => (
            Code::Network,
            ": no connection to the API",
            ". Check the base URL and the network, then call again.",
        ),
        Lost::Somewhere(_) => (
            Code::Network,
            ": the connection failed",
            ". Check the base URL and the network (in a browser also that the API allows this page's origin).",
        ),
    };
    let word = match lost {
        Lost::NeverConnected(word) | Lost::Somewhere(Some(word)) => [" (", word, ")"].concat(),
        Lost::Somewhere(None) | Lost::Cut(_) => String::new(),
    };
    Error::new(code, operation, [operation, what, &word, advice].concat())
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
                matches!(lost(&list), Lost::NeverConnected(_)),
                never,
                "{list:?}"
            );
        }
    }

    #[test]
    fn the_platforms_word_stands_in_the_sentence_and_an_empty_one_nowhere() {
        let message = |word: &str| unanswered("getLocks", lost(&[word.to_owned()])).message;
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
            !unanswered("getLocks", lost(&words))
                .message
                .contains("4799887766")
        );
    }
}
