//! Percent-encoding (RFC 3986, section 2.1) of path segments and query values.

/// Appends `text` as one path segment or query value. Everything but unreserved characters is encoded,
/// so no character ends the segment or the path.
pub fn encode(text: &str, url: &mut String) {
    for byte in text.bytes() {
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
    for byte in segment.bytes() {
        if is_unreserved(byte) || b"!$&'()*+,;=:@%".contains(&byte) {
            url.push(char::from(byte));
        } else {
            push_encoded(byte, url);
        }
    }
}

/// Whether the segment is `.` or `..`, in any spelling of the dots (WHATWG URL, "single-dot" and
/// "double-dot" segments; RFC 3986, section 5.2.4). A URL parser removes such segments.
pub fn is_dot_segment(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0_u8;
    while !rest.is_empty() {
        let Some(after) = rest
            .strip_prefix('.')
            .or_else(|| rest.strip_prefix("%2e"))
            .or_else(|| rest.strip_prefix("%2E"))
        else {
            return false;
        };
        rest = after;
        dots = dots.saturating_add(1);
    }
    dots == 1 || dots == 2
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// Appends a byte as `%` and two hexadecimal digits.
pub fn push_encoded(byte: u8, url: &mut String) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    url.push('%');
    for half in [byte >> 4, byte & 15] {
        url.push(HEX.get(usize::from(half)).copied().unwrap_or('0'));
    }
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
