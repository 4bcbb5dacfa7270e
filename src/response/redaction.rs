//! Removes tokens and phone numbers from texts of the API, and limits their length.
//!
//! It scans byte by byte: the standard library's text search adds kilobytes to the wasm.

use crate::text::{concat, cut, first_characters, has_shape, is_among, without_controls};

/// Replaces a secret.
const TOKEN: &str = "[token]";
/// Replaces a phone number.
const PHONE_NUMBER: &str = "[phone number]";

/// A regular expression for texts in which [`redact`] may find something besides a secret as it is: a plus
/// in some spelling, an escape, or one of the words before a number. It ignores case. A driver looks for
/// it first, which is ten times as fast.
pub const SUSPICIOUS: &str = concat!(
    r"[+%&\\\uFF0B]|u[\W_]*s[\W_]*e[\W_]*r|p[\W_]*h[\W_]*o[\W_]*n[\W_]*e|m[\W_]*o[\W_]*b[\W_]*i[\W_]*l[\W_]*e",
    r"|m[\W_]*s[\W_]*i[\W_]*s[\W_]*d[\W_]*n|s[\W_]*t[\W_]*a[\W_]*r[\W_]*t[\W_]*a[\W_]*f[\W_]*t[\W_]*e[\W_]*r[\W_]*i[\W_]*d",
);
/// As many characters of a secret are looked for besides: they are never more than the 16 bytes by which
/// [`redact`] knows it.
pub const SECRET_BEGINNING: f64 = 5.0;

/// The text without secrets and phone numbers (see [`redact`]) and without control characters, at most
/// 500 characters.
pub fn redacted_excerpt(text: &str, secret: &str) -> String {
    const LONGEST: usize = 500;
    let clean = redact(text, secret);
    let text = clean.as_deref().unwrap_or(text);
    let first = first_characters(text, LONGEST);
    let mark = if first.len() < text.len() { "…" } else { "" };
    concat(&[&without_controls(first), mark])
}

/// The whole text without secrets (`secret` has them, one a line) and without phone numbers; none if
/// it contains neither.
///
/// A text of less than 8 bytes is no secret: it is a part of other words. A secret is found as it is,
/// percent-encoded once or twice, and also if only its first 16 bytes are
/// there. A phone number is found by its plus, in any spelling, and by the word before it, as in
/// `/users/4799887766` and `userId: 4799887766`: seven digits or more, with the usual separators.
/// Other numbers, dates and UUIDs are kept.
pub fn redact(text: &str, secrets: &str) -> Option<String> {
    const SHORTEST: usize = 8;
    let mut starts = vec![b'%'];
    let mut all = Vec::new();
    let mut rest = secrets;
    loop {
        let (secret, after) = cut(rest, b'\n');
        let secret = secret.as_bytes();
        if let (Some(first), SHORTEST..) = (secret.first(), secret.len()) {
            starts.push(*first);
            all.push(secret);
        }
        if after.is_empty() {
            break;
        }
        rest = after;
    }
    let bare = replaced(text, TOKEN, &starts, &|bytes, at| {
        // The longest one, if several have the same beginning.
        let mut longest = None;
        for secret in &all {
            longest = longest.max(one_secret_at(secret, bytes, at));
        }
        longest
    });
    let text = bare.as_deref().unwrap_or(text);
    replaced(text, PHONE_NUMBER, b"+%&\\\xEF0123456789", &phone_number_at).or(bare)
}

/// A header's value without secrets and phone numbers; none if it contains neither. The name counts as
/// the word before a number, as in `x-user-id: 4799887766`.
pub fn redact_header(name: &str, value: &str, secrets: &str) -> Option<String> {
    let line = redact(&concat(&[name, ":", value]), secrets)?;
    Some(cut(&line, b':').1.to_owned())
}

/// The text with `mark` in place of what `find` finds; none if it finds nothing. `find` returns the
/// end of what begins at a position, and is asked at the bytes of `starts` only.
fn replaced(
    text: &str,
    mark: &str,
    starts: &[u8],
    find: &dyn Fn(&[u8], usize) -> Option<usize>,
) -> Option<String> {
    let mut is_start = [false; 256];
    for byte in starts {
        if let Some(is_start) = is_start.get_mut(usize::from(*byte)) {
            *is_start = true;
        }
    }
    let bytes = text.as_bytes();
    let mut clean = String::new();
    let (mut kept, mut at) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        if is_start.get(usize::from(*byte)) != Some(&true) {
            at = at.saturating_add(1);
            continue;
        }
        let Some(end) = find(bytes, at) else {
            at = at.saturating_add(1);
            continue;
        };
        // Whatever it says, the text comes to its end.
        let mut end = end.max(at.saturating_add(1));
        // A character is replaced as a whole.
        while !text.is_char_boundary(end) {
            end = end.saturating_add(1);
        }
        clean.push_str(text.get(kept..at).unwrap_or_default());
        clean.push_str(mark);
        kept = end;
        at = end;
    }
    if kept == 0 {
        return None;
    }
    clean.push_str(text.get(kept..).unwrap_or_default());
    Some(clean)
}

/// The end of the secret, which is not empty, if it begins at `at`.
fn one_secret_at(secret: &[u8], bytes: &[u8], at: usize) -> Option<usize> {
    /// So many bytes of a secret count as the whole.
    const TELLING: usize = 16;
    let byte = bytes.get(at)?;
    if *byte != b'%' && Some(byte) != secret.first() {
        return None;
    }
    for times in 0..=2 {
        let (mut end, mut same) = (at, 0_usize);
        for byte in secret {
            match decoded(bytes, end, times) {
                Some((found, next)) if found == *byte => end = next,
                _ => break,
            }
            same = same.saturating_add(1);
        }
        if same >= secret.len().min(TELLING) {
            return Some(end);
        }
    }
    None
}

/// The byte at `at`, percent-decoded at most so many times, and the position of the next one.
fn decoded(bytes: &[u8], at: usize, times: u8) -> Option<(u8, usize)> {
    let mut byte = *bytes.get(at)?;
    let mut next = at.saturating_add(1);
    for _ in 0..times {
        if byte != b'%' {
            break;
        }
        let (high, low) = (hex(bytes, next), hex(bytes, next.saturating_add(1)));
        if high > 15 || low > 15 {
            break;
        }
        byte = (high << 4) | low;
        next = next.saturating_add(2);
    }
    Some((byte, next))
}

/// The value of the hexadecimal digit at `at`; more than 15 if there is none.
fn hex(bytes: &[u8], at: usize) -> u8 {
    match bytes.get(at) {
        Some(digit @ b'0'..=b'9') => digit.wrapping_sub(b'0'),
        Some(letter) => (letter | 32).wrapping_sub(b'a').saturating_add(10),
        None => u8::MAX,
    }
}

/// A character in a phone number or beside it, percent-decoded.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Digit,
    Plus,
    Between,
}

fn sign(bytes: &[u8], at: usize) -> Option<(Sign, usize)> {
    /// Further spellings of the plus.
    const PLUS: [&[u8]; 5] = [
        b"&#43;",
        b"&#x2b;",
        b"&plus;",
        b"\\u002b",
        "\u{FF0B}".as_bytes(),
    ];
    const OFTEN: u8 = 3;
    let (byte, next) = decoded(bytes, at, OFTEN)?;
    match byte {
        b'0'..=b'9' => Some((Sign::Digit, next)),
        b'+' => Some((Sign::Plus, next)),
        b' ' | b'.' | b'-' | b'(' | b')' | b'/' | b'\t' => Some((Sign::Between, next)),
        // The no-break space, and the spaces and dashes from U+2000 on.
        0xC2 => decoded(bytes, next, OFTEN)
            .filter(|(byte, _)| *byte == 0xA0)
            .map(|(_, end)| (Sign::Between, end)),
        0xE2 => decoded(bytes, next, OFTEN)
            .filter(|(byte, _)| *byte == 0x80)
            .and_then(|(_, last)| decoded(bytes, last, OFTEN))
            .map(|(_, end)| (Sign::Between, end)),
        b'&' | b'\\' | 0xEF => PLUS.iter().find_map(|plus| {
            let end = at.saturating_add(plus.len());
            let same = bytes.get(at..end)?.eq_ignore_ascii_case(plus);
            same.then_some((Sign::Plus, end))
        }),
        _ => None,
    }
}

/// The end of the phone number that begins at `at`.
fn phone_number_at(bytes: &[u8], at: usize) -> Option<usize> {
    /// The fewest digits of a number with its country code, and the most (E.164).
    const FEWEST: usize = 7;
    const MOST: usize = 15;
    /// So many digits without a separator are a whole number.
    const WHOLE: usize = 9;
    let named = match sign(bytes, at)? {
        (Sign::Plus, _) => false,
        (Sign::Digit, _) if is_named(bytes, at) => true,
        _ => return None,
    };
    let (mut next, mut end) = (at, at);
    // The digits of all groups, and those since the last plus.
    let (mut total, mut digits) = (0_usize, 0_usize);
    let (mut whole, mut first) = (false, (0, at));
    'groups: for _ in 0..MOST {
        // At most three separators between two groups.
        for apart in 0..3 {
            match sign(bytes, next) {
                // Another number. Directly after a digit, a plus is the space of a form.
                Some((Sign::Plus, _)) if named && apart > 0 => break 'groups,
                Some((Sign::Plus, after)) if !named => (next, digits) = (after, 0),
                Some((Sign::Between | Sign::Plus, after)) => next = after,
                _ => break,
            }
        }
        if is_date(bytes, next) {
            break;
        }
        let begins = next;
        let mut group = 0_usize;
        while let Some((Sign::Digit, after)) = sign(bytes, next) {
            next = after;
            group = group.saturating_add(1);
        }
        // A time zone, such as +0100. A country code never begins with zero.
        let zone = total == 0 && group < FEWEST && !named && bytes.get(begins) == Some(&b'0');
        digits = digits.saturating_add(group);
        if group == 0 || zone || (digits > MOST && digits != group) {
            break;
        }
        whole = total == 0 && group >= WHOLE;
        total = total.saturating_add(group);
        end = next;
        if total == group {
            first = (total, end);
        }
        if whole {
            break;
        }
    }
    // If all groups together are no number, the first may be one.
    for (total, end) in [(total, end), first] {
        let stays = named && (total > MOST || goes_on(bytes, end, !whole));
        if total >= FEWEST && !stays {
            return Some(end);
        }
    }
    None
}

/// Whether a date (`2026-01-31`) begins at `at`.
fn is_date(bytes: &[u8], at: usize) -> bool {
    has_shape(bytes, at, b"dddd-dd-dd")
}

/// Whether what ends at `end` is a part of something longer: of a word or, if a dash may join them, of
/// a UUID.
fn goes_on(bytes: &[u8], end: usize, dashes_join: bool) -> bool {
    let joins = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    joins(end) || (dashes_join && bytes.get(end) == Some(&b'-') && joins(end.saturating_add(1)))
}

/// Whether the word before the digit at `at` says that a phone number begins there.
fn is_named(bytes: &[u8], at: usize) -> bool {
    // user, userId, phone, phoneNumber, mobile, msisdn, startAfterId, in reverse: each also as the end
    // of a longer one, such as `appUserId`.
    const SHORTEST: usize = 4;
    const WORDS: &str = "resu diresu enohp rebmunenohp elibom ndsism diretfatrats";
    let mut letters = [0_u8; 12];
    let mut seen = 0_usize;
    // A number of users is none, `/users/…` is.
    let (mut plural, mut listed) = (false, false);
    let mut at = at;
    // The longest separator between a word and its number.
    for apart in 0..40 {
        if let Some(begin) = escape_before(bytes, at) {
            listed |= seen == 0 && !plural;
            at = begin;
            continue;
        }
        let Some(before) = at.checked_sub(1) else {
            break;
        };
        let Some(byte) = bytes.get(before) else {
            break;
        };
        if byte.is_ascii_alphabetic() {
            if apart == 0 {
                break;
            }
            let letter = byte.to_ascii_lowercase();
            if seen == 0 && letter == b's' && !plural {
                plural = true;
            } else if let Some(place) = letters.get_mut(seen) {
                *place = letter;
                seen = seen.saturating_add(1);
            } else {
                break;
            }
        } else if is_among(*byte, b" /:=\"'{([<>#_-.\\") {
            listed |= seen == 0 && !plural && is_among(*byte, b"/\"'[");
        } else {
            break;
        }
        at = before;
    }
    if (plural && !listed) || seen < SHORTEST {
        return false;
    }
    let mut rest = WORDS;
    loop {
        let (word, after) = cut(rest, b' ');
        if letters.starts_with(word.as_bytes()) {
            return true;
        }
        if after.is_empty() {
            return false;
        }
        rest = after;
    }
}

/// The beginning of the percent-encoded character that ends before `at`, if there is one.
fn escape_before(bytes: &[u8], at: usize) -> Option<usize> {
    let escape = |length: usize| {
        let begin = at.checked_sub(length)?;
        let (_, end) = decoded(bytes, begin, 2)?;
        (end == at).then_some(begin)
    };
    escape(3).or_else(|| escape(5))
}

pub use crate::text::contains;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::percent_encoding;
    use proptest::prelude::*;

    const MANY_WAYS: [&str; 25] = [
        "+4799887766",
        "+47 99887766",
        "+47 998 87 766",
        "+47-998-87-766",
        "+47.998.87.766",
        "+47 (998) 87-766",
        "+(47) 99887766",
        "+ 47 99 88 77 66",
        "+47\u{a0}998\u{a0}87\u{a0}766",
        "+47\u{2009}998\u{2011}87766",
        "%2B4799887766",
        "%2b47%20998%2087%20766",
        "%252B4799887766",
        "%25252b4799887766",
        "%2B47+998+87+766",
        "%2B47%C2%A099887766",
        "&#43;4799887766",
        "&#x2B;4799887766",
        "\\u002b4799887766",
        "\u{FF0B}4799887766",
        "+49 221/1234567",
        "+1 555 123 4567",
        "+1-555-123-4567",
        "+447700900123",
        "+1234567",
    ];

    #[test]
    fn escapes_of_any_bytes_are_read_and_what_is_no_escape_stays_itself() {
        // U+1F60F is F0 9F 98 8F.
        let secret = "smile-\u{1F60F}-and-%4g";
        for spelled in [
            "smile-%F0%9F%98%8F-and-%4g",
            "smile-%f0%9f%98%8f-and-%254g",
            "%73mile-\u{1F60F}-and-%4g",
        ] {
            assert_eq!(
                redact(spelled, secret).as_deref(),
                Some("[token]"),
                "{spelled}"
            );
        }
    }

    #[test]
    fn numbers_that_follow_each_other_are_told_apart_and_none_of_them_stays() {
        for (text, clean) in [
            (
                "userId: 4799887 +4799887",
                "userId: [phone number] [phone number]",
            ),
            // The plus of a form is a space.
            ("userId=47+998+87+766", "userId=[phone number]"),
            ("+47 99887766 +47 99887755", "[phone number]"),
        ] {
            assert_eq!(redact(text, "").as_deref(), Some(clean), "{text}");
        }
        let clean = redact("userId=4799 8877 66+4799 8877 55", "").unwrap();
        assert!(clean.starts_with("userId=[phone number]"), "{clean}");
    }

    #[test]
    fn groups_are_one_number_up_to_15_digits() {
        for (text, clean) in [
            ("+1234 5678 9012 345", "[phone number]"),
            ("+1234 5678 9012 3456", "[phone number] 3456"),
            ("+1234567890123456", "[phone number]"),
            // What goes on as a word is none, the group before it is one.
            ("userId: 4799887 2026x", "userId: [phone number] 2026x"),
        ] {
            assert_eq!(redact(text, "").as_deref(), Some(clean), "{text}");
        }
        assert_eq!(redact("phone%20s 4799887766", ""), None);
    }

    #[test]
    fn a_time_zone_is_no_country_code() {
        assert_eq!(redact("18:00:00 +0100 (1234567)", ""), None);
        assert_eq!(redact("+0123456", "").as_deref(), Some("[phone number]"));
    }

    #[test]
    fn the_name_of_a_header_is_the_word_before_its_number_and_stays() {
        let redacted = |name, value| redact_header(name, value, "a-token-of-somebody");
        assert_eq!(
            redacted("x-user-id", "4799887766").as_deref(),
            Some("[phone number]")
        );
        assert_eq!(
            redacted("location", "/a:b/a-token-of-somebody").as_deref(),
            Some("/a:b/[token]")
        );
        assert_eq!(redacted("x-request-id", "4799887766"), None);
    }

    #[test]
    fn of_secrets_that_begin_alike_the_whole_one_goes_and_no_half_of_a_character_saves_one() {
        let secrets = "a-secret-of-many-\u{e9}-one\na-secret-of-many-\u{e8}-two";
        for text in ["a-secret-of-many-\u{e9}-one", "a-secret-of-many-\u{e8}-two"] {
            assert_eq!(redact(text, secrets).as_deref(), Some("[token]"));
        }
        let other = redact("a-secret-of-many-\u{ea}!", secrets);
        assert_eq!(other.as_deref(), Some("[token]!"));
    }

    #[test]
    fn a_phone_number_is_left_out_however_it_is_written() {
        for number in MANY_WAYS {
            for (before, after) in [
                ("", ""),
                ("Cannot DELETE /users/", "/keys"),
                ("no user ", "."),
            ] {
                let text = [before, number, after].concat();
                let clean = [before, PHONE_NUMBER, after].concat();
                assert_eq!(redacted_excerpt(&text, ""), clean);
            }
        }
        assert_eq!(
            redacted_excerpt("+4799887766 and +447700900123, +4799887766+4799887767", ""),
            "[phone number] and [phone number], [phone number][phone number]"
        );
        assert_eq!(
            redacted_excerpt("+4799887766.lock1", ""),
            "[phone number].lock1",
            "the cursor of roles"
        );
    }

    #[test]
    fn without_its_plus_it_is_known_by_the_word_before() {
        for text in [
            "/users/4799887766/keys",
            "/users%2F4799887766%2Fkeys",
            "/users%252F4799887766",
            "/users/47%20998%2087%20766/keys",
            "{\"userId\":\"4799887766\"}",
            "{\"userId\": 4799887766}",
            "userId=4799887766&x=1",
            "appUserId 4799887766",
            "app_user_id: 47 998 87 766",
            "\"toUser\":{\"id\":\"4799887766\"}",
            "toUser.id is 4799887766: userId '4799887766'",
            "User (4799887766) has no key",
            "unknown user 99887766",
            "users: [\"4799887766\"]",
            "phoneNumber: 004799887766",
            "mobile=(555) 123-4567",
            "startAfterId=4799887766.lock1",
            "userid%3D4799887766",
            "userId%22%3A%224799887766%22",
            "userId=47+998+87+766&x=1",
            "/users/4799887+4799887766",
            "/users/4 1234026-01-31 +47 (998) 87.766",
        ] {
            let clean = redacted_excerpt(text, "");
            assert!(clean.contains(PHONE_NUMBER), "{text}: {clean}");
            assert!(
                !clean.contains("7766") || text.starts_with("toUser.id"),
                "{text}: {clean}"
            );
        }
    }

    #[test]
    fn other_numbers_dates_and_uuids_stay() {
        for text in [
            "",
            "1 + 1, C++, a+b, +123",
            "2026-01-31T12:00:00+01:00",
            "Thu Jan 01 2026 00:00:00 GMT+0100 (CET)",
            "Thu, 01 Jan 2026 00:00:07 GMT",
            "4799887766",
            "1767225600000",
            "limit=10000000",
            "12345678 users",
            "users: 12345678",
            "1500000 keys for 20 users 1767225600",
            "/users/123456/keys",
            "/users/12345678-e29b-41d4-a716-446655440000/keys",
            "/users/12345678-1234-4234-8234-123456789012",
            "/users/550e8400-e29b-41d4-a716-446655440000",
            "/users/12345678901234567890",
            "/users/4799887766x/keys",
            "/lock-holders/1234567890/locks/0987654321",
            "user 2026-01-31",
            "user 7 2026-01-31",
            "user1234567",
            "hotel 12345678",
            "x-request-id: 4bf92f3577b34da6a3ce929d0e0e4736",
            "W/\"686897696a7c876b7e\"",
            "max-age=31536000; includeSubDomains",
            "100%",
            "%",
            "%2",
            "%zz+%",
        ] {
            assert_eq!(redact(text, "s3cr3t"), None, "{text}");
            assert_eq!(redacted_excerpt(text, ""), text);
        }
    }

    #[test]
    fn a_token_is_left_out_also_percent_encoded_and_texts_end() {
        for (text, clean) in [
            ("b%2bc%2fdef%3d", "[token]"),
            ("b%252Bc%252Fdef%253D", "[token]"),
            ("a b+c/def= b%2Bc%2Fdef%3D", "a [token] [token]"),
            ("Bearer b+c/def=b+c/def=.", "Bearer [token][token]."),
            ("b+c/def", "b+c/def"),
        ] {
            assert_eq!(redacted_excerpt(text, "b+c/def="), clean);
        }
        assert_eq!(
            redacted_excerpt(&"x".repeat(10_000), "").chars().count(),
            501
        );
        assert_eq!(redacted_excerpt(&"é".repeat(500), "").chars().count(), 500);
    }

    #[test]
    fn a_token_of_less_than_8_characters_garbles_no_other_text() {
        for token in ["t", "to", "token", "1234567"] {
            let text = "the token is not that of the integrator, see 1234567";
            assert_eq!(redact(text, token), None, "{token}");
        }
        assert_eq!(
            redact("see 12345678", "12345678").as_deref(),
            Some("see [token]")
        );
    }

    #[test]
    fn of_a_long_token_its_beginning_is_left_out_too() {
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
        assert_eq!(
            redacted_excerpt("bad token eyJhbGciOiJSUzI1NiJ9.eyJz...", token),
            "bad token [token]..."
        );
        assert_eq!(redacted_excerpt("eyJhbGciOiJS", token), "eyJhbGciOiJS");
    }

    #[test]
    fn a_token_that_holds_a_phone_number_goes_as_a_whole() {
        let token = "+4799887766-tail-of-the-token";
        assert_eq!(
            redacted_excerpt(&["x ", token].concat(), token),
            "x [token]"
        );
    }

    /// The text without the marks.
    fn rest(clean: &str) -> Vec<&str> {
        clean
            .split(TOKEN)
            .flat_map(|part| part.split(PHONE_NUMBER))
            .collect()
    }

    proptest! {
        #[test]
        fn of_a_secret_nothing_stays_whatever_stands_around_it(
            before in "\\PC*", after in "\\PC*", secret in "[!-~]{1,40}"
        ) {
            let mut encoded = String::new();
            percent_encoding::encode(&secret, &mut encoded);
            let text = [before.as_str(), &secret, &after, &encoded, &before].concat();
            let clean = redact(&text, &secret).unwrap_or_default();
            for part in rest(&clean) {
                prop_assert!(!part.contains(&secret) && !part.contains(&encoded), "{clean}");
            }
        }

        #[test]
        fn of_a_phone_number_nothing_stays_whatever_stands_around_it(
            before in "[^0-9+%&.() /-]{0,20}", after in "([^0-9+%&.() /\u{a0}\u{2000}-\u{203f}-][^0-9]*)?",
            way in 0..MANY_WAYS.len()
        ) {
            let number = MANY_WAYS.get(way).copied().unwrap_or_default();
            let clean = redact(&[&before, number, &after].concat(), "").unwrap_or_default();
            prop_assert_eq!(clean, [&before, PHONE_NUMBER, &after].concat());
        }

        #[test]
        fn digits_after_a_user_s_path_stay_only_where_they_are_no_phone_number(number in "[1-9][0-9]{0,19}") {
            let text = ["/integrators/v1/lock-holders/h/users/", &number, "/shared-keys/"].concat();
            prop_assert_eq!(redact(&text, "").is_some(), (7..=15).contains(&number.len()));
        }

        #[test]
        fn what_is_clean_stays_as_it_is(text in "\\PC*|[0-9+%2Bb .()/userid:-]*", secret in "[a-z]{0,4}") {
            let once = redact(&text, &secret).unwrap_or(text);
            for part in rest(&once) {
                prop_assert_eq!(redact(part, ""), None);
            }
        }
    }
}
