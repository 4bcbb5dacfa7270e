//! Moments on the wall clock of a door, as texts.

use super::calendar::date_of_day;
use super::types::{DAY, MINUTE, Ms, SECOND};

/// Appends the wall clock of a moment as `2027-03-05 15:00`, cut to the minute. `offset` is in seconds
/// east of UTC.
pub fn push_local(ms: Ms, offset: i32, out: &mut String) {
    push_date_and_time(ms, offset, ' ', out);
}

/// Appends a moment on the wall clock with its offset, as `2027-10-31T02:30:00+02:00`.
pub fn push_with_offset(ms: Ms, offset: i32, out: &mut String) {
    let rest = push_date_and_time(ms, offset, 'T', out);
    out.push(':');
    push_two(rest.div_euclid(SECOND), out);
    out.push(if offset < 0 { '-' } else { '+' });
    let minutes = i64::from(offset.unsigned_abs() / 60);
    push_two(minutes.div_euclid(60), out);
    out.push(':');
    push_two(minutes.rem_euclid(60), out);
}

/// Gives what of the minute was not written, in ms.
fn push_date_and_time(ms: Ms, offset: i32, between: char, out: &mut String) -> Ms {
    let local = ms.saturating_add(i64::from(offset).saturating_mul(SECOND));
    let date = date_of_day(local.div_euclid(DAY));
    let year = i64::from(date.year.clamp(0, 9_999));
    push_two(year.div_euclid(100), out);
    push_two(year.rem_euclid(100), out);
    out.push('-');
    push_two(date.month.into(), out);
    out.push('-');
    push_two(date.day.into(), out);
    out.push(between);
    let minutes = local.rem_euclid(DAY).div_euclid(MINUTE);
    push_two(minutes.div_euclid(60), out);
    out.push(':');
    push_two(minutes.rem_euclid(60), out);
    local.rem_euclid(MINUTE)
}

/// Appends a number below 100 with two digits.
fn push_two(number: i64, out: &mut String) {
    for digit in [number.div_euclid(10), number.rem_euclid(10)] {
        let digit = u8::try_from(digit).unwrap_or_default();
        out.push(char::from(b'0'.saturating_add(digit)));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use jiff::{Timestamp, tz::Offset};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_writes_what_a_library_writes(ms in -62_000_000_000_000_i64..253_000_000_000_000, minutes in -839_i32..839) {
            let moment = Timestamp::from_millisecond(ms).unwrap();
            let local = Offset::from_seconds(minutes * 60).unwrap().to_datetime(moment);
            let mut text = String::new();
            push_local(ms, minutes * 60, &mut text);
            prop_assert_eq!(&text, &local.strftime("%Y-%m-%d %H:%M").to_string());
            text.clear();
            push_with_offset(ms, minutes * 60, &mut text);
            prop_assert_eq!(text.parse::<Timestamp>().unwrap().as_second(), ms.div_euclid(1_000));
        }
    }
}
