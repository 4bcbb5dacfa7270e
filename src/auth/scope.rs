//! Lists of scopes, separated by spaces. [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).

use crate::json::Array;
use crate::text::cut;

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
