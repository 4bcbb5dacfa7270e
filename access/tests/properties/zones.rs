//! Who can open a door round the transitions of its zone, key by key, with a library's own zone data.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use unloc_access::questions::{people_at, who_can_open};
use unloc_access::snapshot::{NONE, PageOf, Snapshot};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Zones, a span in which each has its most peculiar transitions, and how often they are looked at.
const ZONES: [(&str, &str, &str); 9] = [
    (
        "Europe/Oslo",
        "2026-01-01T00:00:00Z",
        "2029-01-01T00:00:00Z",
    ),
    (
        "Europe/London",
        "2026-01-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
    ),
    (
        "America/New_York",
        "2026-01-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
    ),
    (
        "Australia/Lord_Howe",
        "2026-01-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
    ),
    (
        "Africa/Casablanca",
        "2026-01-01T00:00:00Z",
        "2029-01-01T00:00:00Z",
    ),
    (
        "Asia/Kathmandu",
        "2026-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
    ),
    (
        "Pacific/Chatham",
        "2026-01-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
    ),
    (
        "Pacific/Apia",
        "2010-06-01T00:00:00Z",
        "2012-06-01T00:00:00Z",
    ),
    ("UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
];

fn ms(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_millisecond()
}

fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

/// A generator of numbers, the same at each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(99);
        ((self.0 >> 33) % limit as u64) as i64
    }
}

/// A key, as plainly as can be.
struct Plain {
    person: Option<String>,
    lives: bool,
    start: i64,
    end: Option<i64>,
    windows: Option<Vec<(i64, i64, i64)>>,
}

impl Plain {
    fn opens(&self, zone: &TimeZone, now: i64) -> bool {
        let wall = at(now).to_zoned(zone.clone());
        let day = i64::from(wall.weekday().to_monday_zero_offset());
        let minute = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
        self.lives
            && self.start <= now
            && self.end.is_none_or(|end| now < end)
            && self.windows.as_ref().is_none_or(|windows| {
                windows
                    .iter()
                    .any(|(of, from, to)| *of == day && *from <= minute && minute < *to)
            })
    }
}

/// Keys that begin, end and have windows near a moment.
fn keys(random: &mut Random, round: i64, zone: &TimeZone) -> (Vec<Value>, Vec<Plain>) {
    let states = [
        "active",
        "scheduled",
        "inactive",
        "revoked",
        "creating",
        "expired",
        "error",
        "?",
    ];
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let (mut json, mut plain) = (Vec::new(), Vec::new());
    for number in 0..24 {
        let state = states[random.below(8) as usize];
        let start = round - random.below(3) * DAY / 2 + random.below(240) * MINUTE - 2 * HOUR;
        let end = (random.below(4) > 0).then(|| start + random.below(2 * 1_440) * MINUTE);
        let person = (random.below(6) > 0).then(|| format!("+4790000{:03}", random.below(9)));
        let windows = (random.below(4) > 0).then(|| {
            let wall = at(round).to_zoned(zone.clone());
            let today = i64::from(wall.weekday().to_monday_zero_offset());
            let minute = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
            let mut windows = Vec::new();
            for day in 0..7 {
                if random.below(2) == 0 || day == today {
                    let from = (minute + random.below(240) - 180).clamp(0, 1_430);
                    let to = [1_440, (from + 1 + random.below(200)).min(1_440)];
                    windows.push((day, from, to[random.below(2) as usize]));
                }
            }
            windows
        });
        json.push(json!({
            "id": format!("k-{number}"), "lockId": "door", "state": state,
            "appUser": person.as_ref().map(|id| json!({ "id": id })),
            "start": at(start).to_string(), "end": end.map(|end| at(end).to_string()),
            "created": "2020-01-01T00:00:00Z",
            "recurrence": windows.as_ref().map(|windows: &Vec<(i64, i64, i64)>| {
                let spans: Vec<Value> = windows.iter().map(|(day, from, to)| json!({
                    "weekday": days[*day as usize], "startHour": from / 60, "startMinute": from % 60,
                    "endHour": to / 60, "endMinute": to % 60})).collect();
                json!({ "timeSpans": spans })
            }),
        }));
        let lives = !["revoked", "creating", "expired", "error"].contains(&state);
        plain.push(Plain {
            person,
            lives,
            start,
            end,
            windows,
        });
    }
    (json, plain)
}

fn offsets(zone: &TimeZone, from: i64, to: i64) -> Vec<(i64, i32)> {
    let mut found = vec![(from, zone.to_offset(at(from)).seconds())];
    for one in zone.following(at(from)) {
        if one.timestamp() >= at(to) {
            break;
        }
        found.push((one.timestamp().as_millisecond(), one.offset().seconds()));
    }
    found
}

#[test]
fn p1_who_can_open_is_what_a_look_at_every_key_says() {
    let mut random = Random(1);
    for (name, from, to) in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let (from, to) = (ms(from), ms(to));
        let all = offsets(&zone, from - 30 * DAY, to + 30 * DAY);
        let mut moments: Vec<i64> = all.iter().skip(1).map(|(at, _)| *at).collect();
        moments.push(from + random.below(300) * DAY + 2 * HOUR);
        for round in moments {
            let (json, plain) = keys(&mut random, round, &zone);
            let mut snapshot = Snapshot::new(r#"{"projectId":"p"}"#);
            let locks =
                json!([{"id": "door", "name": "Door", "vendor": "virtual", "timezone": name}]);
            let pages = [
                (PageOf::Locks, locks),
                (PageOf::Keys, json!({ "keys": json })),
            ];
            for (of, page) in pages {
                assert!(snapshot.add_page(of, page.to_string().as_bytes()).is_ok());
            }
            assert!(snapshot.set_zone(name, all.clone()).is_ok());
            assert!(snapshot.seal(round, round).is_ok());
            for step in 0..73 {
                let now = round - 3 * HOUR + step * 5 * MINUTE - i64::from(step % 2 == 0);
                let mut expected: Vec<Option<&str>> = plain
                    .iter()
                    .filter(|key| key.opens(&zone, now))
                    .map(|key| key.person.as_deref())
                    .collect();
                expected.sort_unstable();
                expected.dedup_by(|a, b| a.is_some() && a == b);
                let mut told: Vec<Option<&str>> = people_at(&snapshot, 0, now)
                    .unwrap()
                    .into_iter()
                    .map(|person| (person != NONE).then(|| snapshot.person(person)))
                    .collect();
                told.sort_unstable();
                assert_eq!(told, expected, "{name} at {}", at(now));
                if step % 12 == 0 {
                    let asked = json!({ "lockId": "door", "at": now }).to_string();
                    let told = who_can_open(&snapshot, &asked).ok().unwrap();
                    let told: Value = serde_json::from_str(&told).unwrap();
                    let rows = told.as_array().or_else(|| told["openings"].as_array());
                    let rows: BTreeSet<Option<&str>> = rows
                        .unwrap()
                        .iter()
                        .map(|row| row["appUserId"].as_str())
                        .collect();
                    assert_eq!(
                        rows,
                        expected.into_iter().collect(),
                        "{name} at {}",
                        at(now)
                    );
                }
            }
        }
    }
}
