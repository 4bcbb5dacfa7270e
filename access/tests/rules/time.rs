//! Weekly hours in every zone and year.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use unloc_access::time::{Date, Local, Span, Window, Zone, day_of_date, is_open, openings};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

fn ms(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_millisecond()
}

/// A zone's offsets from 2000 to 2100.
fn zone(name: &str) -> Zone {
    let zone = TimeZone::get(name).unwrap();
    let from: Timestamp = "2000-01-01T00:00:00Z".parse().unwrap();
    let to: Timestamp = "2101-01-01T00:00:00Z".parse().unwrap();
    let mut offsets = vec![(i64::MIN, zone.to_offset(from).seconds())];
    for one in zone.following(from) {
        if one.timestamp() > to {
            break;
        }
        offsets.push((one.timestamp().as_millisecond(), one.offset().seconds()));
    }
    let name = name.to_owned();
    Zone { name, offsets }
}

fn window(day: u8, from: u16, to: u16) -> Window {
    Window { day, from, to }
}

/// Minutes that a window on Sunday opens on a Sunday in Oslo.
fn minutes(oslo: &Zone, day: &str, from: u16, to: u16) -> i64 {
    let midnight = ms(&[day, "T00:00:00+01:00"].concat());
    let span = Span {
        from: midnight - 3 * HOUR,
        to: midnight + 30 * HOUR,
    };
    let mut found = Vec::new();
    openings(span, Some(&[window(6, from, to)]), oslo, span, &mut found);
    found.iter().map(|one| (one.to - one.from) / MINUTE).sum()
}

#[test]
fn r49_windows_are_the_wall_clocks_in_every_zone_and_year() {
    let oslo = zone("Europe/Oslo");
    assert_eq!(minutes(&oslo, "2027-03-28", 120, 180), 0);
    assert_eq!(minutes(&oslo, "2027-03-28", 150, 240), 60);
    assert_eq!(minutes(&oslo, "2027-10-31", 120, 180), 120);
    assert_eq!(minutes(&oslo, "2027-06-06", 0, 1_440), 1_440);
    assert_eq!(minutes(&oslo, "2027-03-28", 0, 1_440), 1_380);
    assert_eq!(minutes(&oslo, "2027-10-31", 0, 1_440), 1_500);

    let mut seen = BTreeSet::new();
    let names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .collect();
    assert!(names.len() > 400);
    for name in names {
        let ours = zone(&name);
        // Many names are the same zone.
        if !seen.insert(ours.offsets.clone()) {
            continue;
        }
        let theirs = TimeZone::get(&name).unwrap();
        // Without a transition, any day.
        let first = (ms("2027-01-03T12:00:00Z"), 0);
        for (moment, _) in ours.offsets.iter().skip(1).chain([&first]) {
            let wall = at(*moment).to_zoned(theirs.clone());
            let minute = wall.hour() as u16 * 60 + wall.minute() as u16;
            let today = wall.weekday().to_monday_zero_offset() as u8;
            let mut windows: Vec<Window> = (0..7)
                .map(|day| match (day + 7 - today) % 7 {
                    0 => window(day, minute.saturating_sub(25), (minute + 45).min(1_440)),
                    6 => window(day, 1_380, 1_440),
                    _ => window(day, 0, 200),
                })
                .collect();
            windows.push(window(today, 1_400, 1_440));
            windows.sort();
            let span = Span {
                from: moment - 26 * HOUR,
                to: moment + 26 * HOUR,
            };
            let mut found = Vec::new();
            openings(span, Some(&windows), &ours, span, &mut found);
            for pair in found.windows(2) {
                assert!(pair[0].to < pair[1].from, "{name}: what meets is one");
            }
            for step in -6..=6 {
                let now = moment + step * 20 * MINUTE - i64::from(step % 2 == 0);
                let wall = at(now).to_zoned(theirs.clone());
                let minute = wall.hour() as u16 * 60 + wall.minute() as u16;
                let day = wall.weekday().to_monday_zero_offset() as u8;
                let open = windows
                    .iter()
                    .any(|one| one.day == day && one.from <= minute && minute < one.to);
                let by_spans = found.iter().any(|one| one.from <= now && now < one.to);
                assert_eq!(by_spans, open, "{name} at {}", at(now));
                assert_eq!(is_open(&windows, &ours, now), open, "{name} at {}", at(now));
                assert_eq!(ours.offset_at(now), theirs.to_offset(at(now)).seconds());
            }
        }
    }
    assert!(seen.len() > 100);
}

#[test]
fn local_times_have_one_instant_or_none_or_two() {
    for name in [
        "Europe/Oslo",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "UTC",
    ] {
        let (ours, theirs) = (zone(name), TimeZone::get(name).unwrap());
        let mut moments: Vec<i64> = ours.offsets.iter().skip(1).map(|one| one.0).collect();
        moments.push(ms("2027-05-05T05:00:00Z"));
        for moment in moments {
            for step in -60..60 {
                let wall = at(moment + step * 30 * MINUTE).to_zoned(theirs.clone());
                let local = wall.datetime();
                // Also what no instant shows: half hours after the last one before.
                for local in [local, local + jiff::SignedDuration::from_mins(30)] {
                    let date = Date {
                        year: local.year().into(),
                        month: local.month() as u8,
                        day: local.day() as u8,
                    };
                    let time = i64::from(local.hour()) * HOUR
                        + i64::from(local.minute()) * MINUTE
                        + i64::from(local.second()) * 1_000;
                    let as_utc = day_of_date(date).unwrap() * 24 * HOUR + time;
                    let ambiguous = theirs.to_ambiguous_zoned(local);
                    let earlier = ambiguous
                        .clone()
                        .earlier()
                        .unwrap()
                        .timestamp()
                        .as_millisecond();
                    let later = ambiguous
                        .clone()
                        .later()
                        .unwrap()
                        .timestamp()
                        .as_millisecond();
                    match ours.instants(as_utc) {
                        Local::Once(one) => {
                            assert!(!ambiguous.is_ambiguous());
                            assert_eq!((one, one), (earlier, later));
                        }
                        Local::Twice { first, second } => {
                            assert_eq!((first, second), (earlier, later));
                            assert!(first < second);
                        }
                        Local::Gap {
                            at,
                            earlier: before,
                            later: after,
                        } => {
                            assert_eq!((before, after), (earlier, later), "{name} {local}");
                            assert!(before < at && at <= after);
                        }
                    }
                }
            }
        }
    }
}
