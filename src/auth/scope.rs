//! Lists of scopes, separated by spaces. [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).

use crate::json::Array;
use crate::text::{all, cut};

/// Whether a text is one scope: printable ASCII without space, quote and backslash, so that no id in it becomes a
/// second scope. [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3), `scope-token`.
pub fn is_scope(text: &str) -> bool {
    !text.is_empty()
        && all(text, |byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')
        })
}

/// The scopes of a text.
pub fn list(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = cut(rest, b' ');
        if !word.is_empty() {
            list.push(word.to_owned());
        }
        rest = after;
    }
    list
}

/// The scopes as a text.
pub fn joined(list: &[String]) -> String {
    let mut text = String::new();
    for word in list {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The scopes as a JSON array.
pub fn to_json(list: &[String]) -> String {
    let mut array = Array::new();
    for word in list {
        array.text(word);
    }
    array.finish()
}

#[cfg(test)]
mod tests {
    use super::is_scope;

    #[test]
    fn a_scope_holds_nothing_that_ends_it_or_a_quoted_text() {
        for good in [
            "a",
            "lockHolder.admin:1",
            "!#[]~",
            "project.admin",
            "https://id.example/scope",
        ] {
            assert!(is_scope(good), "{good}");
        }
        for bad in [
            "", " ", "a b", "a\u{a0}b", "a\tb", "a\nb", "\"", "a\"", "\\", "a\\b", "\u{7f}",
            "\u{0}", "\u{2028}", "ø", "\u{fffd}",
        ] {
            assert!(!is_scope(bad), "{bad:?}");
        }
    }
}
