//! Validation of keys before they are sent, and which key an error of the API is about.
//!
//! The API rejects all keys of a request if one is invalid, so each is validated first. Only what the
//! API is documented to reject is rejected here; unknown members are accepted.

pub mod timestamp;

use crate::key_validation::timestamp::{NoMoment, epoch_ms};
use crate::request::Argument;
use crate::request::phone_number::{RULE, phone_number};
use crate::text::length;

/// A problem of a key: the member, and the reason. Neither contains the member's value.
pub type Problem = (&'static str, &'static str);

/// The members of a key that are validated, as the caller wrote them. `null` counts as absent if it
/// means the same.
pub struct KeyInput {
    /// The lock.
    pub lock_id: Argument,
    /// Phone number of the receiver.
    pub app_user_id: Argument,
    /// When it starts.
    pub start: Argument,
    /// When it ends.
    pub end: Argument,
    /// Its duration, in place of the end.
    pub duration_minutes: Argument,
    /// Weekly windows, if the member is there.
    pub recurrence: Option<Recurrence>,
    /// The integrator's own data, if the member is there.
    pub metadata: Option<Metadata>,
}

/// A recurrence as the caller wrote it.
pub enum Recurrence {
    /// Not an object with a list `timeSpans`.
    Other,
    /// Its time spans: weekday, and hour and minute of start and end.
    TimeSpans(Vec<(Argument, [Argument; 4])>),
}

/// Metadata as the caller wrote them.
pub enum Metadata {
    /// Not an object.
    Other,
    /// Its pairs; `None` for a value that is not a text.
    Pairs(Vec<(String, Option<String>)>),
}

/// A start may be this long ago, in milliseconds.
const LATEST_START_MS: f64 = 3_600_000.0;

struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, member: &'static str, why: &'static str) {
        self.0.push((member, why));
    }
}

/// The problems of a key at the time `now`, in milliseconds since 1970; none if it is valid.
pub fn problems(key: &KeyInput, now: f64) -> Vec<Problem> {
    let mut problems = Problems(Vec::new());
    let found = &mut problems;
    if !matches!(&key.lock_id, Argument::Text(id) if !id.trim_ascii().is_empty()) {
        found.add("lockId", "must be the id of a lock");
    }
    if !matches!(&key.app_user_id, Argument::Text(number) if phone_number(number).is_some()) {
        found.add("appUserId", RULE);
    }
    let start = moment("start", &key.start, found);
    let end = moment("end", &key.end, found);
    if start.is_some_and(|start| start < now - LATEST_START_MS) {
        found.add(
            "start",
            "is more than an hour ago; omit it for a key that starts now",
        );
    }
    if end.is_some_and(|end| end <= start.unwrap_or(now)) {
        found.add("end", "must be after the start and in the future");
    } else if end.is_some_and(|end| end <= now) {
        found.add("end", "is in the past");
    }
    match key.duration_minutes {
        Argument::Absent => {}
        Argument::Number(minutes) if minutes >= 1.0 && minutes.fract() == 0.0 => {
            if key.end != Argument::Absent {
                found.add("durationMinutes", "and \"end\" cannot be used together");
            }
        }
        _ => found.add("durationMinutes", "must be a whole number, 1 or more"),
    }
    if let Some(why) = key.recurrence.as_ref().and_then(complaint_about_recurrence) {
        found.add("recurrence", why);
    }
    if let Some(why) = key.metadata.as_ref().and_then(complaint_about_metadata) {
        found.add("metadata", why);
    }
    problems.0
}

fn moment(name: &'static str, given: &Argument, found: &mut Problems) -> Option<f64> {
    const FORM: &str = "must be a time such as 2026-01-31T18:00:00Z";
    let why = match given {
        Argument::Absent => return None,
        Argument::Text(text) => match epoch_ms(text) {
            Ok(ms) => return Some(ms),
            Err(NoMoment::Form) => FORM,
            Err(NoMoment::Zone) => {
                "has no time zone: end it with Z, or with an offset such as +01:00"
            }
            Err(NoMoment::Calendar) => "is a day or time that does not exist",
        },
        _ => FORM,
    };
    found.add(name, why);
    None
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn complaint_about_recurrence(recurrence: &Recurrence) -> Option<&'static str> {
    let Recurrence::TimeSpans(spans) = recurrence else {
        return Some("must be { timeSpans: [...] }");
    };
    if spans.is_empty() {
        return Some("names no day, so the key would never open");
    }
    let mut seen = [false; 7];
    for (weekday, times) in spans {
        let Argument::Text(day) = weekday else {
            return Some("has a time span without \"weekday\"");
        };
        let place = WEEKDAYS.iter().position(|known| known == day);
        let Some(seen) = place.and_then(|place| seen.get_mut(place)) else {
            return Some("has a weekday other than mon, tue, wed, thu, fri, sat, sun");
        };
        if std::mem::replace(seen, true) {
            return Some("has two time spans on one day; the API allows one per day");
        }
        let [start_hour, start_minute, end_hour, end_minute] = times;
        let (Some(start), Some(end)) = (
            minute_of_day(start_hour, start_minute),
            minute_of_day(end_hour, end_minute),
        ) else {
            return Some("has an hour that is not 0 to 24 or a minute that is not 0 to 59");
        };
        if end > 1_440.0 {
            return Some("has a time span that ends after 24:00");
        }
        if end <= start {
            return Some("has a time span that does not end after it starts");
        }
    }
    None
}

fn minute_of_day(hour: &Argument, minute: &Argument) -> Option<f64> {
    match (hour, minute) {
        (Argument::Number(hour), Argument::Number(minute))
            if is_whole(*hour, 24.0) && is_whole(*minute, 59.0) =>
        {
            Some(hour * 60.0 + minute)
        }
        _ => None,
    }
}

fn is_whole(number: f64, most: f64) -> bool {
    number.fract() == 0.0 && number >= 0.0 && number <= most
}

fn complaint_about_metadata(metadata: &Metadata) -> Option<&'static str> {
    let Metadata::Pairs(pairs) = metadata else {
        return Some("must be an object of strings");
    };
    if pairs.len() > 20 {
        return Some("has more than 20 pairs");
    }
    for (name, value) in pairs {
        if length(name) > 40 {
            return Some("has a name of more than 40 characters");
        }
        if name.starts_with("unloc") {
            return Some("has a name that begins with \"unloc\", which is the API's own");
        }
        match value {
            None => return Some("has a value that is not a string"),
            Some(text) if length(text) > 256 => {
                return Some("has a value of more than 256 characters");
            }
            Some(_) => {}
        }
    }
    None
}

/// Which of `count` keys the name of an invalid parameter is about: `keys[1].start`, `/keys/1/start`,
/// `keys.1.start`, `body.keys[1]`, `1.start`, … `None` if it is about none of them.
pub fn key_index_in_error(name: &str, count: usize) -> Option<usize> {
    let mut after_keys = true;
    for part in name.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()) {
        if part.is_empty() {
            continue;
        }
        if after_keys && part.iter().all(u8::is_ascii_digit) {
            let mut index = 0_usize;
            for digit in part {
                let digit = usize::from(digit.wrapping_sub(b'0'));
                index = index.saturating_mul(10).saturating_add(digit);
            }
            return (index < count).then_some(index);
        }
        after_keys = part.eq_ignore_ascii_case(b"keys");
    }
    None
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2026-01-01T00:00:00Z
    const NOW: f64 = 1_767_225_600_000.0;

    fn text(text: &str) -> Argument {
        Argument::Text(text.to_owned())
    }

    fn good() -> KeyInput {
        KeyInput {
            lock_id: text("2804bad6-fe94-455f-98b2-b37e300919a5"),
            app_user_id: text("+447700900123"),
            start: Argument::Absent,
            end: Argument::Absent,
            duration_minutes: Argument::Absent,
            recurrence: None,
            metadata: None,
        }
    }

    fn members(key: &KeyInput) -> Vec<&'static str> {
        problems(key, NOW)
            .into_iter()
            .map(|(member, _)| member)
            .collect()
    }

    fn span(day: &str, times: [f64; 4]) -> (Argument, [Argument; 4]) {
        (text(day), times.map(Argument::Number))
    }

    #[test]
    fn a_key_with_a_lock_and_a_phone_number_is_enough() {
        assert!(members(&good()).is_empty());
    }

    #[test]
    fn phone_numbers_are_e_164_and_nothing_else() {
        for number in [
            "+4799887766",
            "+47 998 87 766",
            "+1234567",
            "+123456789012345",
        ] {
            let key = KeyInput {
                app_user_id: text(number),
                ..good()
            };
            assert!(members(&key).is_empty(), "{number}");
        }
        for number in [
            "",
            "+",
            "4799887766",
            "004799887766",
            "+0799887766",
            "+123456",
            "+1234567890123456",
            "+47998877aa",
            "+４７９９８８７７６６",
        ] {
            let key = KeyInput {
                app_user_id: text(number),
                ..good()
            };
            assert_eq!(members(&key), ["appUserId"], "{number}");
        }
        for odd in [
            Argument::Absent,
            Argument::Number(4_799_887_766.0),
            Argument::Other("null"),
        ] {
            let key = KeyInput {
                app_user_id: odd.clone(),
                lock_id: odd,
                ..good()
            };
            assert_eq!(members(&key), ["lockId", "appUserId"]);
        }
    }

    #[test]
    fn a_start_may_be_an_hour_ago_and_no_longer() {
        for (start, wrong) in [
            ("2025-12-31T23:00:00Z", false),
            ("2025-12-31T22:59:59.999Z", true),
            ("2026-01-01T00:30:00+01:30", false),
            ("2026-01-01T00:29:59+01:30", true),
            ("2030-06-01T12:00Z", false),
            ("2026-02-30T00:00Z", true),
            ("2026-02-20T00:00", true),
            ("tomorrow", true),
        ] {
            let key = KeyInput {
                start: text(start),
                ..good()
            };
            assert_eq!(
                members(&key),
                if wrong { vec!["start"] } else { vec![] },
                "{start}"
            );
        }
    }

    #[test]
    fn an_end_is_after_the_start_and_in_the_future() {
        for (start, end, wrong) in [
            (None, "2026-01-01T00:00:01Z", false),
            (None, "2026-01-01T00:00:00Z", true),
            (Some("2026-01-02T00:00Z"), "2026-01-02T00:00Z", true),
            (Some("2026-01-02T00:00Z"), "2026-01-02T00:01Z", false),
            (Some("2025-12-31T23:30Z"), "2025-12-31T23:45Z", true),
            (None, "for ever", true),
        ] {
            let key = KeyInput {
                start: start.map_or(Argument::Absent, text),
                end: text(end),
                ..good()
            };
            assert_eq!(
                members(&key),
                if wrong { vec!["end"] } else { vec![] },
                "{end}"
            );
        }
    }

    #[test]
    fn a_length_in_minutes_is_whole_and_excludes_an_end() {
        for (minutes, wrong) in [
            (Argument::Number(90.0), false),
            (Argument::Number(0.0), true),
            (Argument::Number(1.5), true),
            (Argument::Number(f64::NAN), true),
            (text("90"), true),
        ] {
            let key = KeyInput {
                duration_minutes: minutes.clone(),
                ..good()
            };
            assert_eq!(!members(&key).is_empty(), wrong, "{minutes:?}");
        }
        let both = KeyInput {
            duration_minutes: Argument::Number(90.0),
            end: text("2026-02-01T00:00Z"),
            ..good()
        };
        assert_eq!(members(&both), ["durationMinutes"]);
    }

    #[test]
    fn weekly_windows_are_one_a_day_and_within_it() {
        let day = [8.0, 0.0, 16.0, 30.0];
        for (spans, wrong) in [
            (
                vec![span("mon", day), span("fri", [0.0, 0.0, 24.0, 0.0])],
                false,
            ),
            (vec![], true),
            (vec![span("monday", day)], true),
            (vec![span("mon", day), span("mon", day)], true),
            (vec![span("mon", [16.0, 0.0, 8.0, 0.0])], true),
            (vec![span("mon", [8.0, 0.0, 8.0, 0.0])], true),
            (vec![span("mon", [8.0, 0.0, 24.0, 1.0])], true),
            (vec![span("mon", [8.0, 60.0, 16.0, 0.0])], true),
            (vec![span("mon", [8.5, 0.0, 16.0, 0.0])], true),
            (vec![span("mon", [-1.0, 0.0, 16.0, 0.0])], true),
            (vec![(Argument::Absent, day.map(Argument::Number))], true),
            (
                vec![(text("mon"), [text("8"), text("0"), text("16"), text("0")])],
                true,
            ),
        ] {
            let key = KeyInput {
                recurrence: Some(Recurrence::TimeSpans(spans)),
                ..good()
            };
            assert_eq!(!members(&key).is_empty(), wrong);
        }
        let odd = KeyInput {
            recurrence: Some(Recurrence::Other),
            ..good()
        };
        assert_eq!(members(&odd), ["recurrence"]);
    }

    #[test]
    fn metadata_keep_to_their_limits() {
        let pair = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
        let many = |count: usize| {
            (0..count)
                .map(|n| pair(&n.to_string(), "x"))
                .collect::<Vec<_>>()
        };
        for (pairs, wrong) in [
            (many(20), false),
            (many(21), true),
            (vec![pair(&"ø".repeat(40), &"ø".repeat(256))], false),
            (vec![pair(&"n".repeat(41), "x")], true),
            (vec![pair("n", &"x".repeat(257))], true),
            (vec![pair("unlocId", "x")], true),
            (vec![("n".to_owned(), None)], true),
        ] {
            let key = KeyInput {
                metadata: Some(Metadata::Pairs(pairs)),
                ..good()
            };
            assert_eq!(!members(&key).is_empty(), wrong);
        }
        let odd = KeyInput {
            metadata: Some(Metadata::Other),
            ..good()
        };
        assert_eq!(members(&odd), ["metadata"]);
    }

    #[test]
    fn the_api_s_names_lead_back_to_the_key_it_means() {
        for name in [
            "keys[1].start",
            "keys[1]",
            "/keys/1/start",
            "#/keys/1/start",
            "keys.1.start",
            "keys.1.metadata.2",
            "body.keys.1.appUserId",
            "body.keys[1].start",
            "$.keys[1]['start']",
            "Keys[1].metadata.5",
            "[1].start",
            "1.start",
            "keys/1",
            "body/keys/1/lockId",
        ] {
            assert_eq!(key_index_in_error(name, 3), Some(1), "{name}");
        }
        for name in [
            "",
            "start",
            "keys",
            "keys[3].start",
            "keys[99999999999999999999]",
            "metadata.1",
            "keys1.start",
            "lockId[1]",
            "keys[-]",
            "keys[x].1",
        ] {
            assert_eq!(key_index_in_error(name, 3), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_key_and_no_name_makes_it_panic(a in "\\PC*", b in "\\PC*|[0-9TZ:.+-]*", number: f64, now: f64, count: usize) {
            let key = KeyInput {
                lock_id: text(&a), app_user_id: text(&b), start: text(&b), end: text(&a),
                duration_minutes: Argument::Number(number),
                recurrence: Some(Recurrence::TimeSpans(vec![span(&a, [number; 4])])),
                metadata: Some(Metadata::Pairs(vec![(a.clone(), Some(b.clone()))])),
            };
            for (_, why) in problems(&key, now) {
                prop_assert!(!why.is_empty());
            }
            if let Some(index) = key_index_in_error(&a, count) {
                prop_assert!(index < count);
            }
        }

        #[test]
        fn every_index_below_the_count_is_found(index in 0_usize..10_000, more in 1_usize..100) {
            let name = format!("keys[{index}].start");
            prop_assert_eq!(key_index_in_error(&name, index + more), Some(index));
            prop_assert_eq!(key_index_in_error(&name, index), None);
        }
    }
}
