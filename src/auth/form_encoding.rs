//! `application/x-www-form-urlencoded`, as in the
//! [WHATWG URL standard](https://url.spec.whatwg.org/#concept-urlencoded-serializer) and in
//! [RFC 6749, appendix B](https://www.rfc-editor.org/rfc/rfc6749#appendix-B).

/// Appends `text`: letters, digits and `* - . _` are unchanged, a space becomes `+`, all other bytes
/// of its UTF-8 are percent-encoded.
pub fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte == b' ' {
            out.push('+');
        } else if byte.is_ascii_alphanumeric() || b"*-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            crate::request::percent_encoding::push_encoded(byte, out);
        }
    }
}

/// Appends a name and its value, with a `&` before them unless they are the first.
pub fn push(name: &str, value: &str, out: &mut String) {
    if !matches!(out.as_bytes().last(), None | Some(b'?')) {
        out.push('&');
    }
    encode(name, out);
    out.push('=');
    encode(value, out);
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))] // the oracle is native only
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_rfc_6749_appendix_b() {
        let mut out = String::new();
        encode(" %&+£€", &mut out);
        assert_eq!(out, "+%25%26%2B%C2%A3%E2%82%AC");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(list in proptest::collection::vec(("\\PC*", "\\PC*"), 0..5)) {
            let mut form = String::new();
            for (name, value) in &list {
                push(name, value, &mut form);
            }
            prop_assert!(form.is_ascii());
            let read: Vec<_> = oauth2::url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, list);
        }
    }
}
