//! Lists of scopes, separated by spaces. [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).

/// The scopes of a text.
pub fn list(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    for word in text.split(' ') {
        if !word.is_empty() {
            list.push(word.to_owned());
        }
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
