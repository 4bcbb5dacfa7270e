//! The `Authorization` header of HTTP Basic. [RFC 7617, section 2](https://www.rfc-editor.org/rfc/rfc7617#section-2).

use super::{base64, form_encoding};

/// The scheme, before the credentials.
pub const SCHEME: &str = "Basic ";

/// The header's value. Id and secret are form-encoded first, unless `raw`: some servers do not decode
/// them. If no character needs encoding, both are the same.
/// [RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1).
pub fn header(client_id: &str, client_secret: &str, raw: bool) -> String {
    let mut pair = String::new();
    if raw {
        pair.push_str(client_id);
    } else {
        form_encoding::encode(client_id, &mut pair);
    }
    pair.push(':');
    if raw {
        pair.push_str(client_secret);
    } else {
        form_encoding::encode(client_secret, &mut pair);
    }
    [SCHEME, &base64::standard(pair.as_bytes())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_encoding_is_the_same_both_ways() {
        let expected = "Basic ZXhhbXBsZS1jbGllbnQ6dG9wLXNlY3JldA==";
        assert_eq!(header("example-client", "top-secret", false), expected);
        assert_eq!(header("example-client", "top-secret", true), expected);
    }

    #[test]
    fn a_colon_in_the_id_is_told_from_the_one_between_unless_raw() {
        assert_eq!(
            header("a:b ü", "+%&/", false),
            "Basic YSUzQWIrJUMzJUJDOiUyQiUyNSUyNiUyRg=="
        );
        assert_eq!(header("a:b", "%", true), "Basic YTpiOiU=");
    }
}
