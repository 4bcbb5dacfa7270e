//! What of the API's words must not be handed on: the token, phone numbers, texts without end.

use crate::percent;

/// The text without a secret that it may repeat, without phone numbers, and not without end.
pub fn redacted(text: &str, secret: &str) -> String {
    const LONGEST: usize = 500;
    let text = cleaned(text, secret);
    let mut short: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// The text, whole, without a secret that it may repeat, as it is or percent-encoded, and without
/// phone numbers.
pub fn cleaned(text: &str, secret: &str) -> String {
    if secret.is_empty() {
        return without_phone_numbers(text);
    }
    let mut encoded = String::new();
    percent::encode(secret, &mut encoded);
    let text = text.replace(secret, "[token]").replace(&encoded, "[token]");
    // The other spelling of the hexadecimal digits. Only `%` is followed by what it spells.
    let other: String = encoded
        .split('%')
        .enumerate()
        .map(|(place, part)| match part.split_at_checked(2) {
            Some((hex, rest)) if place > 0 => ["%", &hex.to_ascii_lowercase(), rest].concat(),
            _ => part.to_owned(),
        })
        .collect();
    without_phone_numbers(&text.replace(&other, "[token]"))
}

/// The text without E.164 phone numbers, whose plus may be percent-encoded.
fn without_phone_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let plus = ["+", "%2B", "%2b", "%252B", "%252b"]
            .into_iter()
            .filter_map(|plus| rest.split_once(plus))
            .min_by_key(|(before, _)| before.len());
        let Some((before, after)) = plus else {
            out.push_str(rest);
            return out;
        };
        out.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if digits >= 7 {
            out.push_str("[phone number]");
        } else {
            out.push('+');
            out.extend(after.chars().take(digits));
        }
        rest = after.get(digits..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phone_numbers_are_left_out_of_what_the_api_says() {
        for (text, clean) in [
            (
                "Cannot DELETE /users/%2B4799887766/keys",
                "Cannot DELETE /users/[phone number]/keys",
            ),
            (
                "+4799887766 and +447700900123.",
                "[phone number] and [phone number].",
            ),
            ("1 + 1, C++, a+b, +123", "1 + 1, C++, a+b, +123"),
            ("%252B4799887766", "[phone number]"),
            ("", ""),
        ] {
            assert_eq!(redacted(text, ""), clean);
        }
    }

    #[test]
    fn a_token_is_left_out_also_percent_encoded_and_texts_end() {
        assert_eq!(redacted("b%2bc%2f%3d", "b+c/="), "[token]");
        assert_eq!(
            redacted("a b+c/= b%2Bc%2F%3D", "b+c/="),
            "a [token] [token]"
        );
        assert_eq!(redacted(&"x".repeat(10_000), "").chars().count(), 501);
    }

    proptest! {
        #[test]
        fn of_a_secret_nothing_stays_whatever_stands_around_it(before in "\\PC*", after in "\\PC*") {
            let secret = "s3cr3t/+=";
            let mut encoded = String::new();
            percent::encode(secret, &mut encoded);
            let text = [&before, secret, &after, &encoded].concat();
            let clean = redacted(&text, secret);
            prop_assert!(!clean.contains(secret) && !clean.contains(&encoded));
        }
    }
}
