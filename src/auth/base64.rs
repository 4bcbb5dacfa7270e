//! Base64. The crate `base64ct` is ten times as large in the wasm.

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// With `+`, `/` and padding. [RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4).
pub fn standard(bytes: &[u8]) -> String {
    encoded(bytes, STANDARD, true)
}

/// With `-` and `_`, without padding: no character needs encoding in a URL.
/// [RFC 4648, section 5](https://www.rfc-editor.org/rfc/rfc4648#section-5).
pub fn url(bytes: &[u8]) -> String {
    encoded(bytes, URL, false)
}

fn encoded(bytes: &[u8], alphabet: &[u8; 64], padded: bool) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |place| three.get(place).copied().map_or(0, usize::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        // `n` bytes fill `n + 1` characters.
        for (place, sextet) in [bits >> 18, bits >> 12, bits >> 6, bits]
            .into_iter()
            .enumerate()
        {
            if place <= three.len() {
                let letter = alphabet.get(sextet & 63).copied().unwrap_or_default();
                text.push(char::from(letter));
            } else if padded {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648_section_10() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(standard(bytes.as_bytes()), text);
            assert_eq!(url(bytes.as_bytes()), text.trim_end_matches('='));
        }
        assert_eq!(standard(&[0xfb, 0xff, 0xfe]), "+//+");
        assert_eq!(url(&[0xfb, 0xff, 0xfe]), "-__-");
    }
}
