//! Moments as texts: in UTC, and on the wall clock of a door.

use super::{Ms, NEVER};

const DAY: f64 = 86_400_000.0;

/// Appends a moment as `2027-03-05T15:00:00Z`, with milliseconds where it has some.
pub fn push_utc(ms: Ms, out: &mut String) {
    let rest = push_date_and_time(ms, 'T', true, out);
    if rest > 0.0 {
        out.push('.');
        push_padded(rest, 3, out);
    }
    out.push('Z');
}

/// A moment as `2027-03-05T15:00:00Z`; none for [`NEVER`] and `Ms::MIN`.
pub fn utc(ms: Ms) -> Option<String> {
    if ms == NEVER || ms == Ms::MIN {
        return None;
    }
    let mut text = String::new();
    push_utc(ms, &mut text);
    Some(text)
}

/// Appends the wall clock of a moment as `2027-03-05 15:00`, cut to the minute.
pub fn push_local(ms: Ms, offset: i32, out: &mut String) {
    push_date_and_time(local(ms, offset), ' ', false, out);
}

/// Appends a moment on the wall clock with its offset, as `2027-10-31T02:30:00+02:00`.
pub fn push_with_offset(ms: Ms, offset: i32, out: &mut String) {
    push_date_and_time(local(ms, offset), 'T', true, out);
    out.push(if offset < 0 { '-' } else { '+' });
    let minutes = (f64::from(offset).abs() / 60.0).floor();
    push_padded((minutes / 60.0).floor(), 2, out);
    out.push(':');
    push_padded(minutes % 60.0, 2, out);
}

fn local(ms: Ms, offset: i32) -> Ms {
    ms.saturating_add(i64::from(offset).saturating_mul(1_000))
}

/// Gives the milliseconds that were not written.
fn push_date_and_time(ms: Ms, between: char, seconds: bool, out: &mut String) -> f64 {
    #[allow(clippy::cast_precision_loss)] // moments of texts have years of four digits
    let ms = ms as f64;
    let day = (ms / DAY).floor();
    let time = ms - day * DAY;
    push_date(day, out);
    out.push(between);
    let minutes = (time / 60_000.0).floor();
    push_padded((minutes / 60.0).floor(), 2, out);
    out.push(':');
    push_padded(minutes % 60.0, 2, out);
    if seconds {
        out.push(':');
        push_padded((time / 1_000.0).floor() % 60.0, 2, out);
    }
    time % 1_000.0
}

/// Appends the date of a day since 1970-01-01, in the proleptic Gregorian calendar.
fn push_date(day: f64, out: &mut String) {
    // Years begin in March here, so the leap day is the last day of a year.
    let day = day + 719_468.0;
    let era = (day / 146_097.0).floor();
    let day = day - era * 146_097.0;
    let leaps = (day / 1_460.0).floor() - (day / 36_524.0).floor() + (day / 146_096.0).floor();
    let year = ((day - leaps) / 365.0).floor();
    let day = day - (365.0 * year + (year / 4.0).floor() - (year / 100.0).floor());
    let month = ((5.0 * day + 2.0) / 153.0).floor();
    let day = day - ((153.0 * month + 2.0) / 5.0).floor() + 1.0;
    let year = year + era * 400.0;
    let (year, month) = if month < 10.0 {
        (year, month + 3.0)
    } else {
        (year + 1.0, month - 9.0)
    };
    push_padded(year, 4, out);
    out.push('-');
    push_padded(month, 2, out);
    out.push('-');
    push_padded(day, 2, out);
}

/// Appends a whole number of 0 or more with at least so many digits.
fn push_padded(number: f64, digits: u32, out: &mut String) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    let number = number as u32;
    if digits > 1 || number >= 10 {
        push_padded(f64::from(number / 10), digits.saturating_sub(1), out);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    out.push(char::from(b'0'.saturating_add(digit)));
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use jiff::{Timestamp, tz::Offset};
    use proptest::prelude::*;

    #[test]
    fn what_has_no_end_or_beginning_has_no_text() {
        assert_eq!((utc(NEVER), utc(Ms::MIN)), (None, None));
        assert_eq!(utc(0).unwrap(), "1970-01-01T00:00:00Z");
        assert_eq!(utc(1).unwrap(), "1970-01-01T00:00:00.001Z");
    }

    proptest! {
        #[test]
        fn it_writes_what_a_library_writes(ms in -62_000_000_000_000_i64..253_000_000_000_000, minutes in -839_i32..839) {
            let moment = Timestamp::from_millisecond(ms).unwrap();
            let text = utc(ms).unwrap();
            prop_assert_eq!(text.parse::<Timestamp>().unwrap(), moment);
            let local = Offset::from_seconds(minutes * 60).unwrap().to_datetime(moment);
            let mut text = String::new();
            push_local(ms, minutes * 60, &mut text);
            prop_assert_eq!(&text, &local.strftime("%Y-%m-%d %H:%M").to_string());
            text.clear();
            push_with_offset(ms, minutes * 60, &mut text);
            prop_assert_eq!(text.parse::<Timestamp>().unwrap().as_second(), moment.as_millisecond().div_euclid(1_000));
        }
    }
}
