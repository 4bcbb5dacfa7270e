//! Moments as milliseconds since 1970, their text, and the weekly clock at a door.

use time::format_description::well_known::Iso8601;
use time::{Date, Duration, Month, OffsetDateTime};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
pub(crate) type Moment = i64;

/// Milliseconds of a second.
pub(crate) const SECOND: i64 = 1_000;
/// Milliseconds of a minute.
pub(crate) const MINUTE: i64 = 60_000;
/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 3_600_000;
/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;

/// The first and the last moment of the calendar: years 0 to 9999.
const CALENDAR: (Moment, Moment) = (-62_167_219_200_000, 253_402_300_799_999);

/// Reads an ISO 8601 date with time and zone (`2026-01-01T08:00:00Z`, `…+01:00`). A time without
/// a zone means something else on every machine, so it is refused.
pub(crate) fn parse(text: &str) -> Option<Moment> {
    let date = OffsetDateTime::parse(text, &Iso8601::PARSING).ok()?;
    let moment = date.unix_timestamp_nanos().div_euclid(1_000_000);
    let (first, last) = CALENDAR;
    Moment::try_from(moment)
        .ok()
        .filter(|moment| (first..=last).contains(moment))
}

/// Writes a moment as the API does: `2026-01-01T08:00:00.000Z`.
pub(crate) fn iso(moment: Moment) -> String {
    let date = date(moment);
    let (year, month, day) = date.to_calendar_date();
    let (hour, minute, second, millisecond) = date.to_hms_milli();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

/// Writes a moment as HTTP does: `Thu, 01 Jan 2026 00:00:00 GMT`.
pub(crate) fn http(moment: Moment) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let date = date(moment);
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

/// Day of the week (0 = Monday) and minute of the day at a moment, in a time zone.
pub(crate) fn weekday_and_minute(moment: Moment, zone: &str) -> (usize, u16) {
    let hours = standard_offset(zone).map_or(0, |offset| {
        offset.saturating_add(i64::from(zone != "UTC" && is_summer(moment)))
    });
    let local = date(moment.saturating_add(hours.saturating_mul(HOUR)));
    let weekday = usize::from(local.weekday().number_days_from_monday());
    let minute = u16::from(local.hour())
        .saturating_mul(60)
        .saturating_add(u16::from(local.minute()));
    (weekday, minute)
}

fn date(moment: Moment) -> OffsetDateTime {
    let (first, last) = CALENDAR;
    let nanoseconds = i128::from(moment.clamp(first, last)).saturating_mul(1_000_000);
    OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// Whether it is summer time in Europe: everywhere from 01:00 UTC on the last Sunday of March to
/// 01:00 UTC on the last Sunday of October.
fn is_summer(moment: Moment) -> bool {
    let date = date(moment);
    let turn = |month: Month| {
        let last_day = Date::from_calendar_date(date.year(), month, 31).ok()?;
        let days_since_sunday = last_day.weekday().number_days_from_sunday();
        let sunday = last_day.checked_sub(Duration::days(i64::from(days_since_sunday)))?;
        Some(sunday.with_hms(1, 0, 0).ok()?.assume_utc())
    };
    match (turn(Month::March), turn(Month::October)) {
        (Some(spring), Some(autumn)) => spring <= date && date < autumn,
        _ => false,
    }
}

/// The time zone of a country's doors, by ISO 3166-1 alpha-2 code. Where a country has several,
/// or is not in Unloc's part of the world, it is UTC.
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

/// Hours ahead of UTC in winter; `None` for a zone that the sandbox does not know.
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
        for (moment, text) in [
            (1_767_225_600_000, "Thu, 01 Jan 2026 00:00:00 GMT"),
            (784_111_777_999, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (Moment::MAX, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(http(moment), text);
        }
    }

    #[test]
    fn a_moment_is_written_with_milliseconds_and_read_back() {
        assert_eq!(iso(1_767_225_600_000), "2026-01-01T00:00:00.000Z");
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
    fn moments_beyond_the_calendar_are_clamped() {
        assert!(iso(i64::MAX).starts_with("9999-"));
        assert!(iso(i64::MIN).starts_with("0000-01-01T00:00:00.000Z"));
        assert_eq!(parse(&iso(i64::MAX)), Some(CALENDAR.1));
        assert_eq!(parse(&iso(i64::MIN)), Some(CALENDAR.0));
        assert_eq!(parse("-000001-01-01T00:00:00Z"), None);
    }
}
