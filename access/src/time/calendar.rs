//! Days and dates of the proleptic Gregorian calendar.

use super::types::Ms;

/// A date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year; 0 is 1 BC.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

/// Days in 400 years, after which the calendar repeats.
const DAYS_OF_ERA: i64 = 146_097;
/// From the first of March of the year 0 to 1970.
const DAYS_TO_1970: i64 = 719_468;

/// The day of a date, in days since 1970; nothing if there is no such date.
pub fn day_of_date(date: Date) -> Option<i64> {
    let day = day_of_any(date);
    // Every month has 28 days. What else does not come back as it was does not exist.
    let is_sure = matches!((date.month, date.day), (1..=12, 1..=28));
    (is_sure || date_of_day(day) == date).then_some(day)
}

#[allow(clippy::arithmetic_side_effects)] // of three small numbers
fn day_of_any(date: Date) -> i64 {
    let (year, month, day) = (
        i64::from(date.year),
        i64::from(date.month),
        i64::from(date.day),
    );
    // Years begin in March here, so the leap day is the last day of a year.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - DAYS_TO_1970
}

/// The date of a day, in days since 1970.
#[allow(clippy::arithmetic_side_effects)] // small numbers once the day is in one era
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // so they fit
pub fn date_of_day(day: i64) -> Date {
    let day = day.clamp(-800_000_000, 800_000_000) + DAYS_TO_1970;
    let era = day.div_euclid(DAYS_OF_ERA);
    let day = day.rem_euclid(DAYS_OF_ERA);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (next_year, civil_month) = if month < 10 {
        (0, month + 3)
    } else {
        (1, month - 9)
    };
    Date {
        year: (era * 400 + year + next_year) as i32,
        month: civil_month as u8,
        day: (day - (153 * month + 2) / 5 + 1) as u8,
    }
}

/// The weekday of a day, in days since 1970; 0 is Monday.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 6
pub fn weekday_of_day(day: Ms) -> u8 {
    // 1970-01-01 was a Thursday.
    day.wrapping_add(3).rem_euclid(7) as u8
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::unwrap_used)] // a test
mod tests {
    use super::*;

    #[test]
    fn every_day_of_400_years_follows_the_one_before() {
        let mut before = date_of_day(-1);
        assert_eq!((before.year, before.month, before.day), (1969, 12, 31));
        for day in 0..DAYS_OF_ERA {
            let date = date_of_day(day);
            let next = |year, month, day| Date { year, month, day };
            assert!(
                date == next(before.year, before.month, before.day + 1)
                    || date == next(before.year, before.month + 1, 1)
                    || date == next(before.year + 1, 1, 1)
            );
            assert_eq!(day_of_date(date), Some(day));
            before = date;
        }
        assert_eq!((before.year, before.month, before.day), (2369, 12, 31));
        assert_eq!(weekday_of_day(0), 3);
        assert_eq!(weekday_of_day(-4), 6);
    }

    #[test]
    fn a_date_that_does_not_exist_has_no_day() {
        for (year, month, day) in [
            (2027, 2, 29),
            (2027, 13, 1),
            (2027, 0, 1),
            (2027, 4, 31),
            (2027, 1, 0),
        ] {
            assert_eq!(day_of_date(Date { year, month, day }), None);
        }
    }
}
