//! Timestamps: the parser agrees with the `time` crate.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};
use unloc_integrator_client::key_validation::timestamp::{NoMoment, epoch_ms};

use crate::bytes::Bytes;

/// The digits of a range as a number.
fn digits(text: &str, from: usize, to: usize) -> Option<u16> {
    let part = text.get(from..to)?;
    let plain = part.bytes().all(|byte| byte.is_ascii_digit());
    part.parse().ok().filter(|_| plain)
}

/// Whether the text has this punctuation at this index.
fn has(text: &str, at: usize, sign: &str) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(sign))
}

fn offset(text: &str) -> Option<UtcOffset> {
    if text == "Z" {
        return Some(UtcOffset::UTC);
    }
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let minutes = if has(text, 3, ":") { 4 } else { 3 };
    let (hour, minute) = (digits(text, 1, 3)?, digits(text, minutes, minutes + 2)?);
    let whole = text.len() == minutes + 2 && hour < 24 && minute < 60;
    let part = |number: u16| i8::try_from(number).ok().map(|number| number * sign);
    UtcOffset::from_hms(part(hour)?, part(minute)?, 0)
        .ok()
        .filter(|_| whole)
}

/// Milliseconds since 1970 of a timestamp, by the `time` crate.
pub fn read(text: &str) -> Option<f64> {
    let date = Date::from_calendar_date(
        digits(text, 0, 4)?.into(),
        Month::try_from(u8::try_from(digits(text, 5, 7)?).ok()?).ok()?,
        digits(text, 8, 10)?.try_into().ok()?,
    );
    let signs = [(4, "-"), (7, "-"), (10, "T"), (13, ":")];
    let signs = signs.iter().all(|(at, sign)| has(text, *at, sign));
    let (hour, minute) = (digits(text, 11, 13)?, digits(text, 14, 16)?);
    let mut rest = text.get(16..)?;
    let (mut second, mut fraction) = (0, 0.0);
    if has(rest, 0, ":") {
        second = digits(rest, 1, 3)?;
        rest = rest.get(3..)?;
        if let Some(after) = rest.strip_prefix('.') {
            rest = after.trim_start_matches(|sign: char| sign.is_ascii_digit());
            let length = after.len() - rest.len();
            let digits = after.get(..length).filter(|digits| !digits.is_empty())?;
            fraction = ["0.", digits].concat().parse().ok()?;
        }
    }
    let part = |number: u16| u8::try_from(number).ok();
    let time = Time::from_hms(part(hour)?, part(minute)?, part(second)?).ok()?;
    let local = PrimitiveDateTime::new(date.ok()?, time);
    // Not `assume_offset`: it panics if the result is outside the calendar.
    let since_1970 = local.assume_utc() - OffsetDateTime::UNIX_EPOCH;
    let seconds = since_1970.whole_seconds() - i64::from(offset(rest)?.whole_seconds());
    signs.then_some(seconds as f64 * 1_000.0 + fraction * 1_000.0)
}

/// A timestamp, or a text that differs a little from one.
pub fn text(bytes: &mut Bytes) -> String {
    if bytes.byte() < 64 {
        return bytes.text();
    }
    let mut below = |end: usize| bytes.below(end);
    let year = [0, 1, 1900, 1970, 2000, 2024, 2026, 9999, below(10_000)][below(9)];
    let mut text = format!(
        "{year:04}-{:02}-{:02}T{:02}:{:02}",
        below(14),
        below(33),
        below(25),
        below(61)
    );
    if below(3) > 0 {
        text += &format!(":{:02}", below(61));
        let digits = below(40);
        if digits > 20 {
            text += ".";
            text.extend((21..digits).map(|_| char::from(b"0123456789"[below(10)])));
        }
    }
    text += match below(8) {
        0 => "",
        1 => "+01:00",
        2 => "-0530",
        3 => "+23:59",
        4 => "+24:00",
        _ => "Z",
    };
    if bytes.byte() < 32 {
        // One character is replaced.
        let index = bytes.below(text.len());
        let other = char::from(bytes.choice(b"0-:T.Z+ 9z"));
        text.replace_range(index..=index, &other.to_string());
    }
    text
}

pub fn timestamp(bytes: &mut Bytes) {
    let text = text(bytes);
    let parsed = epoch_ms(&text);
    match (parsed, read(&text)) {
        (Ok(ms), Some(expected)) => {
            assert!((ms - expected).abs() < 0.01, "{text}: {ms}, not {expected}");
        }
        (Err(_), None) => {}
        (parsed, expected) => panic!("{text}: {parsed:?}, not {expected:?}"),
    }
    // A timestamp that only lacks its zone is one with a zone.
    let with_zone = [&text, "Z"].concat();
    match parsed {
        Err(NoMoment::Zone) => assert!(
            !matches!(epoch_ms(&with_zone), Err(NoMoment::Zone | NoMoment::Form)),
            "{text}"
        ),
        Err(NoMoment::Form | NoMoment::Calendar) | Ok(_) => {
            assert!(epoch_ms(&with_zone).is_err(), "{with_zone}");
        }
    }
}
