//! Looking through texts byte by byte: the standard library's search costs the wasm kilobytes.

/// The texts as one.
pub fn concat(texts: &[&str]) -> String {
    let mut length = 0_usize;
    for text in texts {
        length = length.saturating_add(text.len());
    }
    let mut all = String::with_capacity(length);
    for text in texts {
        all.push_str(text);
    }
    all
}

/// Whether the byte is one of the others.
pub fn is_among(byte: u8, others: &[u8]) -> bool {
    for other in others {
        if *other == byte {
            return true;
        }
    }
    false
}

/// Whether the byte is an ASCII letter or digit, or one of the others.
pub fn is_alphanumeric_or(byte: u8, others: &[u8]) -> bool {
    byte.is_ascii_alphanumeric() || is_among(byte, others)
}

/// Whether every byte of the text is good.
pub fn all(text: &str, good: fn(u8) -> bool) -> bool {
    for byte in text.as_bytes() {
        if !good(*byte) {
            return false;
        }
    }
    true
}

/// Whether a text of this shape begins at `at`: `d` is a digit, all else is itself.
pub fn has_shape(bytes: &[u8], at: usize, shape: &[u8]) -> bool {
    let mut at = at;
    for expected in shape {
        let good = match bytes.get(at) {
            Some(byte) if *expected == b'd' => byte.is_ascii_digit(),
            byte => byte == Some(expected),
        };
        if !good {
            return false;
        }
        at = at.saturating_add(1);
    }
    true
}

/// What stands before and after the first `byte`, which is ASCII.
pub fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.as_bytes().iter().position(|one| *one == byte)?;
    Some((text.get(..at)?, text.get(at.checked_add(1)?..)?))
}

/// What stands before the first `byte`, which is ASCII, and after it; all and nothing if there is none.
pub fn cut(text: &str, byte: u8) -> (&str, &str) {
    split_once(text, byte).unwrap_or((text, ""))
}

/// Whether one of `bytes`, which are ASCII, is in the text.
pub fn has_any(text: &str, bytes: &[u8]) -> bool {
    for byte in text.as_bytes() {
        for other in bytes {
            if byte == other {
                return true;
            }
        }
    }
    false
}

/// The length of the control character (Unicode's category Cc) that a text begins with, in bytes.
pub fn control_length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0..=31 | 127, ..] => Some(1),
        // U+0080 to U+009F.
        [0xC2, 0x80..=0x9F, ..] => Some(2),
        _ => None,
    }
}

/// Whether there is a control character in the text.
pub fn has_control(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [_, after @ ..] = rest {
        if control_length(rest).is_some() {
            return true;
        }
        rest = after;
    }
    false
}

/// The text with a space in place of each control character (Unicode's category Cc), so that words of a
/// server begin no line of a log.
pub fn without_controls(text: &str) -> String {
    let clean = |character: char| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    };
    text.chars().map(clean).collect()
}

/// Whether it is a phone number as E.164 writes it: `+`, then 7 to 15 digits, the first not 0.
pub fn is_phone_number(text: &str) -> bool {
    match text.as_bytes() {
        [b'+', b'1'..=b'9', digits @ ..] => {
            (6..=14).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// The digit of a number below 16, in lower case.
pub fn hexadecimal(number: u8) -> char {
    char::from_digit(number.into(), 16).unwrap_or('0')
}

/// Whether a text has U+FFFD, which stands for what is no Unicode text.
pub fn has_replacement(text: &str) -> bool {
    contains(text, "\u{FFFD}")
}

/// Whether a text holds another.
pub fn contains(text: &str, what: &str) -> bool {
    !what.is_empty()
        && text
            .as_bytes()
            .windows(what.len())
            .any(|window| window == what.as_bytes())
}

/// How many characters it has.
pub fn length(text: &str) -> usize {
    let mut length = 0_usize;
    for &byte in text.as_bytes() {
        length = length.saturating_add(usize::from(!is_continuation(byte)));
    }
    length
}

/// Its first `count` characters.
pub fn first_characters(text: &str, count: usize) -> &str {
    let (mut seen, mut end) = (0_usize, 0_usize);
    for &byte in text.as_bytes() {
        seen = seen.saturating_add(usize::from(!is_continuation(byte)));
        if seen > count {
            break;
        }
        end = end.saturating_add(1);
    }
    text.get(..end).unwrap_or_default()
}

/// Whether it is a further byte of a character (UTF-8).
fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_agrees_with_the_standard_library(text in "\\PC*|[\0-\u{a0}/=]*|.*", count in 0_usize..20) {
            prop_assert_eq!(split_once(&text, b'/'), text.split_once('/'));
            prop_assert_eq!(has_any(&text, b"/="), text.contains(['/', '=']));
            prop_assert_eq!(has_control(&text), text.chars().any(char::is_control));
            prop_assert_eq!(has_replacement(&text), text.contains('\u{FFFD}'));
            prop_assert_eq!(length(&text), text.chars().count());
            let first: String = text.chars().take(count).collect();
            prop_assert_eq!(first_characters(&text, count), first);
        }
    }
}
