//! Whole numbers as text, without the standard library's formatting, which costs kilobytes.

/// The digits of a number.
pub fn format_integer(number: u64) -> String {
    let mut text = String::new();
    push_integer(number, &mut text);
    text
}

/// Appends the digits of a number.
fn push_integer(number: u64, text: &mut String) {
    if number >= 10 {
        push_integer(number / 10, text);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    text.push(char::from(b'0'.saturating_add(digit)));
}

/// The number that a text of digits stands for, unless it is larger than `largest`.
pub fn parse_integer(text: &str, largest: u32) -> Option<u32> {
    let mut number = 0_u32;
    for byte in text.bytes() {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        number = number.checked_mul(10)?.checked_add(digit)?;
        if digit > 9 || number > largest {
            return None;
        }
    }
    (!text.is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_writes_what_the_standard_library_writes(number: u64) {
            prop_assert_eq!(format_integer(number), number.to_string());
        }

        #[test]
        fn it_reads_what_the_standard_library_reads(text in "[0-9]{0,12}|[0-9+a-f. -]*", number: u32) {
            let read = text.parse().ok().filter(|_| !text.starts_with('+'));
            prop_assert_eq!(parse_integer(&text, u32::MAX), read);
            prop_assert_eq!(parse_integer(&text, 255), read.filter(|number| *number <= 255));
            prop_assert_eq!(parse_integer(&number.to_string(), u32::MAX), Some(number));
        }
    }
}
