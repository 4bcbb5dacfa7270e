//! Instants as texts (RFC 3339).

use super::calendar::{Date, date_of_day, day_of_date};
use super::types::{DAY, Ms};
use unloc_integrator_client::key_validation::timestamp::epoch_ms;

/// Reads an instant such as `2026-01-31T18:00:00.000Z`, in ms since 1970. It needs a zone.
pub fn read_moment(text: &str) -> Option<Ms> {
    if let Some(ms) = fixed(text.as_bytes()) {
        return Some(ms);
    }
    other(text)
}

/// Reads other zones, other fractions, no seconds.
#[inline(never)]
#[allow(clippy::cast_possible_truncation)] // of years of 4 digits
fn other(text: &str) -> Option<Ms> {
    epoch_ms(text).ok().map(|ms| ms.floor() as Ms)
}

/// Reads the one form in which the API writes instants: 20 characters, or 24 with thousandths.
fn fixed(text: &[u8]) -> Option<Ms> {
    let (first, rest) = text.split_first_chunk()?;
    let (second, rest) = rest.split_first_chunk()?;
    let third = match *rest {
        [colon, s1, s2, z] => [colon, s1, s2, b'.', b'0', b'0', b'0', z],
        [colon, s1, s2, point, f1, f2, f3, z] => [colon, s1, s2, point, f1, f2, f3, z],
        _ => return None,
    };
    let [y1, y2, y3, y4, _, m1, m2, _] = digits(*first, *b"0000-00-")?;
    let [d1, d2, _, h1, h2, _, i1, i2] = digits(*second, *b"00T00:00")?;
    let [_, s1, s2, _, f1, f2, f3, _] = digits(third, *b":00.000Z")?;
    let (month, day) = (two(m1, m2), two(d1, d2));
    let (hour, minute, second) = (two(h1, h2), two(i1, i2), two(s1, s2));
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let hundreds = |high: u8, low: u8| i64::from(high).wrapping_mul(100).wrapping_add(low.into());
    let date = Date {
        year: i32::from(two(y1, y2))
            .wrapping_mul(100)
            .wrapping_add(two(y3, y4).into()),
        month,
        day,
    };
    let minutes = i64::from(hour).wrapping_mul(60).wrapping_add(minute.into());
    let seconds = minutes.wrapping_mul(60).wrapping_add(second.into());
    Some(
        day_of_date(date)?
            .wrapping_mul(DAY)
            .wrapping_add(seconds.wrapping_mul(1_000))
            .wrapping_add(hundreds(f1, two(f2, f3))),
    )
}

/// The digits of a text of a form in which 0 stands for any digit, all at once. What is no digit is 0.
#[inline(always)]
fn digits(text: [u8; 8], form: [u8; 8]) -> Option<[u8; 8]> {
    // Digits become their values, all else 0 if it is as in the form.
    let values = u64::from_le_bytes(text) ^ u64::from_le_bytes(form);
    // What is too large for its place gets its highest bit by this.
    let room = form.map(|byte| if byte == b'0' { 0x7f - 9 } else { 0x7f });
    let sums = values.wrapping_add(u64::from_le_bytes(room));
    ((values | sums) & 0x8080_8080_8080_8080 == 0).then(|| values.to_le_bytes())
}

/// The number that two digits are.
#[inline(always)]
fn two(first: u8, second: u8) -> u8 {
    first.wrapping_mul(10).wrapping_add(second)
}

/// Writes an instant, with thousandths only if there are any. Years are 0 to 9999: what lies outside
/// becomes the nearest.
pub fn write_moment(ms: Ms) -> String {
    let mut text = String::with_capacity(24);
    push_moment(&mut text, ms);
    text
}

/// Writes an instant after a text.
pub fn push_moment(text: &mut String, ms: Ms) {
    // 0000-01-01 to 9999-12-31
    let ms = ms.clamp(-62_167_219_200_000, 253_402_300_799_999);
    let date = date_of_day(ms.div_euclid(DAY));
    let of_day = ms.rem_euclid(DAY);
    let seconds = of_day.div_euclid(1_000);
    push_digits(text, i64::from(date.year), 4);
    text.push('-');
    push_digits(text, i64::from(date.month), 2);
    text.push('-');
    push_digits(text, i64::from(date.day), 2);
    text.push('T');
    push_digits(text, seconds.div_euclid(3_600), 2);
    text.push(':');
    push_digits(text, seconds.div_euclid(60).rem_euclid(60), 2);
    text.push(':');
    push_digits(text, seconds.rem_euclid(60), 2);
    let thousandths = of_day.rem_euclid(1_000);
    if thousandths != 0 {
        text.push('.');
        push_digits(text, thousandths, 3);
    }
    text.push('Z');
}

/// Writes a number with zeros in front.
#[inline(never)]
fn push_digits(text: &mut String, number: i64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = number.div_euclid(10_i64.wrapping_pow(place)).rem_euclid(10);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 9
        text.push(char::from(b'0'.wrapping_add(digit as u8)));
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::unwrap_used)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(ms in -62_167_219_200_000_i64..253_402_300_800_000) {
            prop_assert_eq!(read_moment(&write_moment(ms)), Some(ms));
        }

        #[test]
        fn instants_are_written_and_read_as_a_library_does(ms in -62_135_596_800_000_i64..253_402_200_000_000) {
            let theirs = jiff::Timestamp::from_millisecond(ms).unwrap();
            let theirs = if ms % 1_000 == 0 { format!("{theirs:.0}") } else { format!("{theirs:.3}") };
            prop_assert_eq!(write_moment(ms), theirs);
        }

        #[test]
        fn any_text_is_read_as_the_client_does(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?(Z|\\+01:00|)|\\PC*") {
            let theirs = epoch_ms(&text).ok();
            let ours = read_moment(&text);
            prop_assert_eq!(ours.is_some(), theirs.is_some());
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                prop_assert!((theirs - ours as f64).abs() < 1.0);
            }
        }
    }
}
