//! Moments as milliseconds since 1970, their text, and the weekly clock at a door.

use jiff::Timestamp;
use jiff::tz::TimeZone;

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

/// Reads an ISO 8601 date with time and zone (`2026-01-01T08:00:00Z`, `…+01:00`). A time without
/// a zone means something else on every machine, so it is refused.
pub(crate) fn parse(text: &str) -> Option<Moment> {
    text.parse::<Timestamp>()
        .ok()
        .map(Timestamp::as_millisecond)
}

/// Writes a moment as the API does: `2026-01-01T08:00:00.000Z`.
pub(crate) fn iso(moment: Moment) -> String {
    format!("{:.3}", timestamp(moment))
}

/// Day of the week (0 = Monday) and minute of the day at a moment, in a time zone.
pub(crate) fn weekday_and_minute(moment: Moment, zone: &str) -> (usize, u16) {
    let zone = TimeZone::posix(rule(zone)).unwrap_or(TimeZone::UTC);
    let local = zone.to_datetime(timestamp(moment));
    let weekday = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or(0);
    let minute = i16::from(local.hour())
        .saturating_mul(60)
        .saturating_add(i16::from(local.minute()));
    (weekday, u16::try_from(minute).unwrap_or(0))
}

fn timestamp(moment: Moment) -> Timestamp {
    Timestamp::from_millisecond(moment).unwrap_or(if moment < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
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

/// The daylight-saving rule of a zone, as POSIX writes it.
fn rule(zone: &str) -> &'static str {
    match zone {
        "Europe/Helsinki" | "Europe/Tallinn" | "Europe/Riga" | "Europe/Vilnius" => {
            "EET-2EEST,M3.5.0/3,M10.5.0/4"
        }
        "Europe/London" | "Europe/Dublin" | "Europe/Lisbon" => "GMT0BST,M3.5.0/1,M10.5.0",
        "UTC" => "UTC0",
        other if other.starts_with("Europe/") => "CET-1CEST,M3.5.0,M10.5.0/3",
        _ => "UTC0",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_with_milliseconds_and_read_back() {
        assert_eq!(iso(1_767_225_600_000), "2026-01-01T00:00:00.000Z");
        assert_eq!(parse("2026-01-01T00:00:00.000Z"), Some(1_767_225_600_000));
        assert_eq!(parse("2026-01-01T01:00:00+01:00"), Some(1_767_225_600_000));
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
    }

    #[test]
    fn moments_beyond_the_calendar_are_clamped() {
        assert!(iso(i64::MAX).starts_with("9999-"));
        assert!(iso(i64::MIN).starts_with("-009999-"));
    }
}
