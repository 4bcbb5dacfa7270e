//! Whole numbers as text, without the standard library's formatting, which costs kilobytes.

/// The digits of a number.
pub fn format_integer(number: u64) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        let digit = u8::try_from(rest % 10).unwrap_or_default();
        digits.push(char::from(b'0'.saturating_add(digit)));
        rest /= 10;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
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
    }
}
