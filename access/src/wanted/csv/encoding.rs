//! From the bytes of a file to text, never by guess.

/// More is refused: 64 MB.
pub const LARGEST: usize = 67_108_864;

/// What Windows-1252 has at 0x80 to 0x9F; NUL is nothing.
const WINDOWS_1252: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// The text of a file: UTF-8, UTF-16 with a byte order mark, or what it was told.
///
/// # Errors
/// The code of a fault.
pub fn text(bytes: &[u8], told: Option<&str>) -> Result<String, &'static str> {
    if bytes.len() > LARGEST {
        return Err("fileTooLarge");
    }
    let text = match (bytes, told.unwrap_or("utf-8")) {
        ([0xFF, 0xFE, rest @ ..], _) => utf_16(rest, u16::from_le_bytes),
        ([0xFE, 0xFF, rest @ ..], _) => utf_16(rest, u16::from_be_bytes),
        ([0xEF, 0xBB, 0xBF, rest @ ..], _) => utf_8(rest),
        (_, "utf-8") => utf_8(bytes),
        (_, "windows-1252") => windows_1252(bytes),
        _ => return Err("encodingUnknown"),
    };
    // NUL is what UTF-16 without its mark looks like.
    text.filter(|text| !text.as_bytes().contains(&0))
        .ok_or("notText")
}

fn utf_8(bytes: &[u8]) -> Option<String> {
    Some(str::from_utf8(bytes).ok()?.to_owned())
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(character.ok()?);
    }
    Some(text)
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        let character = match byte {
            0x80..=0x9F => WINDOWS_1252
                .chars()
                .nth(usize::from(*byte).saturating_sub(0x80))
                .filter(|character| *character != '\0')?,
            byte => char::from(*byte),
        };
        text.push(character);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_the_encoding_and_windows_1252_must_be_told() {
        assert_eq!(text("dør".as_bytes(), None).as_deref(), Ok("dør"));
        assert_eq!(text("\u{FEFF}dør".as_bytes(), None).as_deref(), Ok("dør"));
        assert_eq!(text(b"\xFF\xFEd\0\xF8\0", None).as_deref(), Ok("d\u{F8}"));
        assert_eq!(text(b"\xFE\xFF\0d\0\xF8", None).as_deref(), Ok("d\u{F8}"));
        assert_eq!(text(b"d\xF8r", None), Err("notText"));
        assert_eq!(
            text(b"d\xF8r \x80", Some("windows-1252")).as_deref(),
            Ok("dør €")
        );
        assert_eq!(text(b"\x81", Some("windows-1252")), Err("notText"));
        assert_eq!(text(b"d\0\xF8\0", None), Err("notText"));
        assert_eq!(text(b"\xFF\xFEd", None), Err("notText"));
        assert_eq!(text(b"d", Some("koi8-r")), Err("encodingUnknown"));
    }

    #[test]
    fn a_file_above_64_mb_is_refused() {
        assert_eq!(text(&vec![b'a'; LARGEST + 1], None), Err("fileTooLarge"));
        assert!(text(&vec![b'a'; LARGEST], None).is_ok());
    }
}
