//! Timestamps as in RFC 3339 (a profile of ISO 8601), with optional seconds.
//!
//! No library: those that also know time zones cost more than all other checks of this client together.
//! Not `Date.parse`: it accepts "Friday 5", and reads a time without a zone in the zone of the machine.

/// Why a text is not a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMoment {
    /// It is not of the form `2026-01-31T18:00:00Z`.
    Form,
    /// It has no zone, so its meaning would depend on the machine.
    Zone,
    /// There is no such day or time.
    Calendar,
}

/// Milliseconds since 1970 of a timestamp such as `2026-01-31T18:00:00.000Z` or
/// `2026-01-31T19:00+01:00`; seconds and their fraction are optional.
///
/// # Errors
/// See [`NoMoment`].
pub fn epoch_ms(text: &str) -> Result<f64, NoMoment> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.number(4)?;
    rest.expect(b'-')?;
    let month = rest.number(2)?;
    rest.expect(b'-')?;
    let day = rest.number(2)?;
    rest.expect(b'T')?;
    let hour = rest.number(2)?;
    rest.expect(b':')?;
    let minute = rest.number(2)?;
    let mut ms = 0.0;
    if rest.take(b':') {
        ms = f64::from(rest.number(2)?) * 1_000.0;
        if ms >= 60_000.0 {
            return Err(NoMoment::Calendar);
        }
        if rest.take(b'.') {
            ms += rest.fraction()? * 1_000.0;
        }
    }
    let offset = rest.offset()?;
    if !(1..=12).contains(&month) || day < 1 || day > days(year, month) || hour > 23 || minute > 59
    {
        return Err(NoMoment::Calendar);
    }
    let minutes = f64::from(hour) * 60.0 + f64::from(minute) - offset;
    Ok((days_since_1970(year, month, day) * 1_440.0 + minutes) * 60_000.0 + ms)
}

/// The rest of the text.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), NoMoment> {
        self.take(byte).then_some(()).ok_or(NoMoment::Form)
    }

    fn digit(&mut self) -> Option<u16> {
        let (first, rest) = self.0.split_first()?;
        let digit = first.is_ascii_digit().then(|| first.wrapping_sub(b'0'))?;
        self.0 = rest;
        Some(u16::from(digit))
    }

    fn number(&mut self, digits: u8) -> Result<u16, NoMoment> {
        (0..digits).try_fold(0_u16, |number, _| {
            let digit = self.digit().ok_or(NoMoment::Form)?;
            Ok(number.wrapping_mul(10).wrapping_add(digit)) // four digits at most
        })
    }

    fn fraction(&mut self) -> Result<f64, NoMoment> {
        let (mut value, mut unit) = (0.0, 0.1);
        let mut any = false;
        while let Some(digit) = self.digit() {
            value += f64::from(digit) * unit;
            unit /= 10.0;
            any = true;
        }
        any.then_some(value).ok_or(NoMoment::Form)
    }

    /// The zone at the end, as an offset from UTC in minutes.
    fn offset(&mut self) -> Result<f64, NoMoment> {
        if self.0.is_empty() {
            return Err(NoMoment::Zone);
        }
        let minutes = if self.take(b'Z') {
            0.0
        } else {
            let sign = if self.take(b'-') {
                -1.0
            } else {
                self.expect(b'+')?;
                1.0
            };
            let hours = self.number(2)?;
            self.take(b':');
            let minutes = self.number(2)?;
            if hours > 23 || minutes > 59 {
                return Err(NoMoment::Calendar);
            }
            sign * (f64::from(hours) * 60.0 + f64::from(minutes))
        };
        if self.0.is_empty() {
            Ok(minutes)
        } else {
            Err(NoMoment::Form)
        }
    }
}

fn days(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01, in the proleptic Gregorian calendar.
fn days_since_1970(year: u16, month: u16, day: u16) -> f64 {
    let (year, month, day) = (f64::from(year), f64::from(month), f64::from(day));
    // Years begin in March here, so the leap day is the last day of a year.
    let (year, month) = if month > 2.0 {
        (year, month - 3.0)
    } else {
        (year - 1.0, month + 9.0)
    };
    let leap_days = (year / 4.0).floor() - (year / 100.0).floor() + (year / 400.0).floor();
    365.0 * year + leap_days + ((153.0 * month + 2.0) / 5.0).floor() + day - 719_469.0
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::{OffsetDateTime, format_description::well_known::Rfc3339};

    #[test]
    fn moments_are_read_with_and_without_seconds_in_any_zone() {
        for (text, ms) in [
            ("1970-01-01T00:00:00Z", 0.0),
            ("2026-01-01T00:00:00.000Z", 1_767_225_600_000.0),
            ("2026-01-01T00:00:00.5Z", 1_767_225_600_500.0),
            ("2026-01-01T01:00+01:00", 1_767_225_600_000.0),
            ("2025-12-31T18:30-0530", 1_767_225_600_000.0),
            ("2024-02-29T00:00Z", 1_709_164_800_000.0),
            ("0001-01-01T00:00Z", -62_135_596_800_000.0),
        ] {
            assert_eq!(epoch_ms(text), Ok(ms), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused_with_its_reason() {
        for (reason, texts) in [
            (
                NoMoment::Form,
                &[
                    "",
                    "2026",
                    "Friday 5",
                    "2026-1-1T00:00Z",
                    "2026-01-01 00:00Z",
                    "2026-01-01",
                    "2026-01-01T00Z",
                    "2026-01-01T00:00:00.Z",
                    "2026-01-01T00:00Z ",
                    "2026-01-01T00:00z",
                    "+2026-01-01T00:00Z",
                ][..],
            ),
            (
                NoMoment::Zone,
                &["2026-01-01T00:00", "2026-01-01T00:00:00.000"],
            ),
            (
                NoMoment::Calendar,
                &[
                    "2026-02-29T00:00Z",
                    "2026-13-01T00:00Z",
                    "2026-00-01T00:00Z",
                    "2026-01-00T00:00Z",
                    "2026-01-01T24:00Z",
                    "2026-01-01T00:60Z",
                    "2026-01-01T00:00:60Z",
                    "2026-01-01T00:00+24:00",
                    "1900-02-29T00:00Z",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(epoch_ms(text), Err(reason), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_a_library_on_every_moment(seconds in -62_135_596_800_i64..253_402_300_799, ms in 0_i64..1_000) {
            let moment = OffsetDateTime::from_unix_timestamp_nanos(i128::from(seconds * 1_000 + ms) * 1_000_000).unwrap();
            let read = epoch_ms(&moment.format(&Rfc3339).unwrap()).unwrap();
            prop_assert!((read - (seconds * 1_000 + ms) as f64).abs() < 0.01, "{read}");
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[0-9TZ:.+-]*") {
            let _ = epoch_ms(&text);
        }
    }
}
