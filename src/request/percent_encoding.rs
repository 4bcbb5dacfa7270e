//! Percent-encoding (RFC 3986, section 2.1) of path segments and query values.

use crate::text::{hexadecimal, is_alphanumeric_or, is_among};

/// A regular expression for texts that [`encode`] leaves as they are and that are no dot segments, so that
/// a driver can put them into a path by itself.
pub const PLAIN_SEGMENT: &str = r"^[\w-]+$";

/// Appends `text` as one path segment or query value. Everything but unreserved characters is encoded,
/// so no character ends the segment or the path.
pub fn encode(text: &str, url: &mut String) {
    for &byte in text.as_bytes() {
        if is_unreserved(byte) {
            url.push(char::from(byte));
        } else {
            push_encoded(byte, url);
        }
    }
}

/// Appends a path segment that the caller wrote as part of a path. What is allowed in a segment
/// (RFC 3986 `pchar`) and `%` are unchanged, the rest is encoded.
pub fn encode_raw_segment(segment: &str, url: &mut String) {
    for &byte in segment.as_bytes() {
        if is_unreserved(byte) || is_among(byte, b"!$&'()*+,;=:@%") {
            url.push(char::from(byte));
        } else {
            push_encoded(byte, url);
        }
    }
}

/// Whether the segment is `.` or `..`, in any spelling of the dots (WHATWG URL, "single-dot" and
/// "double-dot" segments; RFC 3986, section 5.2.4). A URL parser removes such segments.
pub fn is_dot_segment(segment: &str) -> bool {
    let mut rest = segment.as_bytes();
    let mut dots = 0_u8;
    loop {
        rest = match rest {
            [] => return dots == 1 || dots == 2,
            [b'.', after @ ..] | [b'%', b'2', b'e' | b'E', after @ ..] => after,
            _ => return false,
        };
        dots = dots.saturating_add(1);
    }
}

fn is_unreserved(byte: u8) -> bool {
    is_alphanumeric_or(byte, b"-._~")
}

/// Appends a byte as `%` and two hexadecimal digits.
pub fn push_encoded(byte: u8, url: &mut String) {
    url.push('%');
    url.push(hexadecimal(byte >> 4).to_ascii_uppercase());
    url.push(hexadecimal(byte & 15).to_ascii_uppercase());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_dots_is_a_dot_segment_and_nothing_else_does() {
        for segment in [".", "..", "%2e", "%2E", "%2e%2E", ".%2e", "%2E."] {
            assert!(is_dot_segment(segment), "{segment}");
        }
        for segment in ["", "...", "a.", ".a", "%2f", "%252e", "%2"] {
            assert!(!is_dot_segment(segment), "{segment}");
        }
    }
}
