//! The `Authorization` header of HTTP Basic.

use super::{base64, form_encoding};
use crate::text::concat;

/// What stands before the credentials.
pub const SCHEME: &str = "Basic ";

/// The header's value. Id and secret are form-encoded each before (RFC 6749, section 2.3.1), unless
/// `raw`: a server that does not decode them wants them as they are. Where nothing needs encoding,
/// both are the same.
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
    concat(&[SCHEME, &base64::standard(pair.as_bytes())])
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
