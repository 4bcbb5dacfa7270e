//! Timestamps, their formats, and local time in the zones of locks.

use time::format_description::well_known::Iso8601;
use time::{Date, Duration, Month, OffsetDateTime};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub(crate) type Timestamp = i64;

/// Milliseconds of a second.
pub(crate) const SECOND: i64 = 1_000;
/// Milliseconds of a minute.
pub(crate) const MINUTE: i64 = 60_000;
/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 3_600_000;
/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;

/// The first and the last timestamp that can be formatted: years 0 to 9999.
const CALENDAR: (Timestamp, Timestamp) = (-62_167_219_200_000, 253_402_300_799_999);

/// Parses an ISO 8601 date with time and zone (`2026-01-01T08:00:00Z`, `…+01:00`). A time without a
/// zone is ambiguous, so it is rejected.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let date = OffsetDateTime::parse(text, &Iso8601::PARSING).ok()?;
    let timestamp = date.unix_timestamp_nanos().div_euclid(1_000_000);
    let (first, last) = CALENDAR;
    Timestamp::try_from(timestamp)
        .ok()
        .filter(|timestamp| (first..=last).contains(timestamp))
}

/// Formats a timestamp as the API does: `2026-01-01T08:00:00.000Z`.
pub(crate) fn to_iso(timestamp: Timestamp) -> String {
    let date = date(timestamp);
    let (year, month, day) = date.to_calendar_date();
    let (hour, minute, second, millisecond) = date.to_hms_milli();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

/// Formats a timestamp as HTTP does: `Thu, 01 Jan 2026 00:00:00 GMT`.
pub(crate) fn to_http_date(timestamp: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let date = date(timestamp);
    let (year, month, day) = date.to_calendar_date();
    let weekday = DAYS.get(usize::from(date.weekday().number_days_from_monday()));
    let month = MONTHS.get(usize::from(u8::from(month)).saturating_sub(1));
    let (weekday, month) = (
        weekday.copied().unwrap_or_default(),
        month.copied().unwrap_or_default(),
    );
    let (hour, minute, second) = date.to_hms();
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

/// Day of the week (0 = Monday) and minute of the day in a time zone.
pub(crate) fn weekday_and_minute(timestamp: Timestamp, zone: &str) -> (usize, u16) {
    let local = date(timestamp.saturating_add(offset(timestamp, zone)));
    let weekday = usize::from(local.weekday().number_days_from_monday());
    let minute = u16::from(local.hour())
        .saturating_mul(60)
        .saturating_add(u16::from(local.minute()));
    (weekday, minute)
}

/// The offset of a time zone from UTC at a time, in milliseconds.
fn offset(timestamp: Timestamp, zone: &str) -> i64 {
    let hours = standard_offset(zone).map_or(0, |offset| {
        offset.saturating_add(i64::from(zone != "UTC" && is_summer(timestamp)))
    });
    hours.saturating_mul(HOUR)
}

/// When the clocks of a time zone show a minute of the day, on the day that they show at a time.
pub(crate) fn at_minute_of_day(timestamp: Timestamp, minute: i64, zone: &str) -> Timestamp {
    let local = timestamp.saturating_add(offset(timestamp, zone));
    let shown = local
        .saturating_sub(local.rem_euclid(DAY))
        .saturating_add(minute.saturating_mul(MINUTE));
    let standard = shown.saturating_sub(standard_offset(zone).unwrap_or(0).saturating_mul(HOUR));
    shown.saturating_sub(offset(standard, zone))
}

/// When Europe's clocks change next. The time itself, if the calendar ends before.
pub(crate) fn next_clock_change(timestamp: Timestamp) -> Timestamp {
    let year = date(timestamp).year();
    [(0, Month::March), (0, Month::October), (1, Month::March)]
        .into_iter()
        .filter_map(|(later, month)| clock_change(year.saturating_add(later), month))
        .map(|change| change.unix_timestamp().saturating_mul(SECOND))
        .find(|change| *change > timestamp)
        .unwrap_or(timestamp)
}

fn date(timestamp: Timestamp) -> OffsetDateTime {
    let (first, last) = CALENDAR;
    let nanoseconds = i128::from(timestamp.clamp(first, last)).saturating_mul(1_000_000);
    OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// Whether it is summer time in Europe: everywhere from 01:00 UTC on the last Sunday of March to
/// 01:00 UTC on the last Sunday of October.
fn is_summer(timestamp: Timestamp) -> bool {
    let date = date(timestamp);
    let change = |month| clock_change(date.year(), month);
    match (change(Month::March), change(Month::October)) {
        (Some(spring), Some(autumn)) => spring <= date && date < autumn,
        _ => false,
    }
}

/// 01:00 UTC on the last Sunday of a month of 31 days.
fn clock_change(year: i32, month: Month) -> Option<OffsetDateTime> {
    let last_day = Date::from_calendar_date(year, month, 31).ok()?;
    let days_since_sunday = last_day.weekday().number_days_from_sunday();
    let sunday = last_day.checked_sub(Duration::days(i64::from(days_since_sunday)))?;
    Some(sunday.with_hms(1, 0, 0).ok()?.assume_utc())
}

/// The time zone of a country by its ISO 3166-1 alpha-2 code. UTC for countries with several zones and
/// for those where Unloc has no locks.
pub(crate) fn zone_of_country(country: &str) -> &'static str {
    match country {
        "NO" | "SJ" => "Europe/Oslo",
        "SE" => "Europe/Stockholm",
        "DK" => "Europe/Copenhagen",
        "DE" => "Europe/Berlin",
        "NL" => "Europe/Amsterdam",
        "BE" => "Europe/Brussels",
        "FR" => "Europe/Paris",
        "CH" => "Europe/Zurich",
        "AT" => "Europe/Vienna",
        "IT" => "Europe/Rome",
        "PL" => "Europe/Warsaw",
        "CZ" => "Europe/Prague",
        "FI" => "Europe/Helsinki",
        "EE" => "Europe/Tallinn",
        "LV" => "Europe/Riga",
        "LT" => "Europe/Vilnius",
        "GB" => "Europe/London",
        "IE" => "Europe/Dublin",
        "PT" => "Europe/Lisbon",
        _ => "UTC",
    }
}

/// The offset from UTC in winter, in hours. `None` for an unknown zone.
pub(crate) fn standard_offset(zone: &str) -> Option<i64> {
    match zone {
        "UTC" | "Europe/London" | "Europe/Dublin" | "Europe/Lisbon" => Some(0),
        "Europe/Helsinki" | "Europe/Tallinn" | "Europe/Riga" | "Europe/Vilnius" => Some(2),
        "Europe/Oslo" | "Europe/Stockholm" | "Europe/Copenhagen" | "Europe/Berlin"
        | "Europe/Amsterdam" | "Europe/Brussels" | "Europe/Paris" | "Europe/Zurich"
        | "Europe/Vienna" | "Europe/Rome" | "Europe/Warsaw" | "Europe/Prague" => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_http_writes_it() {
        for (timestamp, text) in [
            (1_767_225_600_000, "Thu, 01 Jan 2026 00:00:00 GMT"),
            (784_111_777_999, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (Timestamp::MAX, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(to_http_date(timestamp), text);
        }
    }

    #[test]
    fn a_moment_is_written_with_milliseconds_and_read_back() {
        assert_eq!(to_iso(1_767_225_600_000), "2026-01-01T00:00:00.000Z");
        assert_eq!(parse("2026-01-01T00:00:00.000Z"), Some(1_767_225_600_000));
        assert_eq!(parse("2026-01-01T01:00:00+01:00"), Some(1_767_225_600_000));
        assert_eq!(parse("2026-01-01T00:00Z"), Some(1_767_225_600_000));
    }

    #[test]
    fn a_time_without_a_zone_is_not_a_moment() {
        assert_eq!(parse("2026-01-01T00:00:00"), None);
        assert_eq!(parse("2026-01-01"), None);
        assert_eq!(parse("next tuesday"), None);
    }

    #[test]
    fn the_clock_at_the_door_knows_daylight_saving() {
        // 2026-01-05 and 2026-07-06 are Mondays.
        let winter = parse("2026-01-05T08:00:00Z").unwrap();
        let summer = parse("2026-07-06T08:00:00Z").unwrap();
        assert_eq!(weekday_and_minute(winter, "Europe/Oslo"), (0, 9 * 60));
        assert_eq!(weekday_and_minute(summer, "Europe/Oslo"), (0, 10 * 60));
        assert_eq!(weekday_and_minute(winter, "UTC"), (0, 8 * 60));
        assert_eq!(weekday_and_minute(summer, "Europe/Helsinki"), (0, 11 * 60));
        // The night of the change, 2026-03-29: 02:00 becomes 03:00.
        let minute = |text: &str| weekday_and_minute(parse(text).unwrap(), "Europe/Oslo").1;
        assert_eq!(minute("2026-03-29T00:59:00Z"), 119);
        assert_eq!(minute("2026-03-29T01:00:00Z"), 180);
        assert_eq!(minute("2026-10-25T00:59:00Z"), 179);
        assert_eq!(minute("2026-10-25T01:00:00Z"), 120);
    }

    #[test]
    fn a_minute_of_the_day_is_that_of_the_door_on_both_sides_of_a_change() {
        let at = |day: &str, minute| {
            to_iso(at_minute_of_day(parse(day).unwrap(), minute, "Europe/Oslo"))
        };
        assert_eq!(
            at("2026-03-27T23:30:00Z", 15 * 60),
            "2026-03-28T14:00:00.000Z"
        );
        assert_eq!(
            at("2026-03-29T12:00:00Z", 11 * 60),
            "2026-03-29T09:00:00.000Z"
        );
        assert_eq!(at("2026-03-29T12:00:00Z", 60), "2026-03-29T00:00:00.000Z");
        assert_eq!(
            at("2026-10-25T12:00:00Z", 11 * 60),
            "2026-10-25T10:00:00.000Z"
        );
    }

    #[test]
    fn the_clocks_change_in_march_and_october() {
        for (now, change) in [
            ("2026-03-10T12:00:00Z", "2026-03-29T01:00:00.000Z"),
            ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00.000Z"),
            ("2026-11-28T06:00:00Z", "2027-03-28T01:00:00.000Z"),
        ] {
            assert_eq!(to_iso(next_clock_change(parse(now).unwrap())), change);
        }
        assert_eq!(next_clock_change(CALENDAR.1), CALENDAR.1);
    }

    #[test]
    fn moments_beyond_the_calendar_are_clamped() {
        assert!(to_iso(i64::MAX).starts_with("9999-"));
        assert!(to_iso(i64::MIN).starts_with("0000-01-01T00:00:00.000Z"));
        assert_eq!(parse(&to_iso(i64::MAX)), Some(CALENDAR.1));
        assert_eq!(parse(&to_iso(i64::MIN)), Some(CALENDAR.0));
        assert_eq!(parse("-000001-01-01T00:00:00Z"), None);
    }
}
