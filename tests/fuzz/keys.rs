//! Validation of keys: it finds every wrong member and no other, and the embedded Unloc accepts
//! what passes.

use std::cell::RefCell;

use serde_json::{Map, Value, json};
use unloc_integrator_client::key_validation::{
    KeyInput, Metadata, Recurrence, key_index_in_error, problems,
};
use unloc_integrator_client::request::Argument;

use crate::bytes::Bytes;
use crate::sandbox::NOW;
use crate::sandbox_v2::Demo;
use crate::timestamp;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn any(bytes: &mut Bytes) -> Argument {
    match bytes.byte() % 4 {
        0 => Argument::Other("null"),
        1 => Argument::Number(bytes.number()),
        2 => Argument::Truth(true),
        _ => Argument::Text(bytes.text()),
    }
}

/// Mostly a valid argument.
fn or_any(bytes: &mut Bytes, good: impl FnOnce(&mut Bytes) -> Argument) -> Argument {
    match bytes.byte() {
        0..=31 => any(bytes),
        _ => good(bytes),
    }
}

fn phone(bytes: &mut Bytes) -> Argument {
    let digits: String = (0..bytes.below(18))
        .map(|_| char::from(b'0' + bytes.byte() % 10))
        .collect();
    Argument::Text(["+", &digits].concat())
}

/// A timestamp, mostly around now.
fn timestamp_argument(bytes: &mut Bytes) -> Argument {
    Argument::Text(match bytes.byte() {
        0..=63 => timestamp::text(bytes),
        _ => {
            let (day, hour, minute) = (bytes.below(3), bytes.below(24), bytes.below(60));
            format!("2026-01-{:02}T{hour:02}:{minute:02}:00Z", day + 1)
        }
    })
}

fn maybe(bytes: &mut Bytes, of: impl FnOnce(&mut Bytes) -> Argument) -> Argument {
    match bytes.byte() {
        0..=99 => Argument::Absent,
        _ => or_any(bytes, of),
    }
}

fn spans(bytes: &mut Bytes) -> Recurrence {
    if bytes.byte() < 8 {
        return Recurrence::Other;
    }
    let number =
        |bytes: &mut Bytes, end| or_any(bytes, |bytes| Argument::Number(bytes.below(end) as f64));
    let spans = (0..bytes.byte() % 4).map(|_| {
        let day = or_any(bytes, |bytes| {
            Argument::Text(bytes.choice(&DAYS).to_owned())
        });
        let times = [13, 61, 26, 61].map(|end| number(bytes, end));
        (day, times)
    });
    Recurrence::TimeSpans(spans.collect())
}

fn metadata(bytes: &mut Bytes) -> Metadata {
    if bytes.byte() < 8 {
        return Metadata::Other;
    }
    let long = |bytes: &mut Bytes, most: usize| match bytes.byte() {
        0..=31 => "ø".repeat(most + bytes.below(3) - 1),
        _ => bytes.text(),
    };
    let pairs = (0..bytes.byte() % 24).map(|index| {
        let name = [&index.to_string(), ":", &long(bytes, 38)].concat();
        let value = (bytes.byte() > 7).then(|| long(bytes, 256));
        (
            if bytes.byte() < 4 {
                format!("unloc{index}")
            } else {
                name
            },
            value,
        )
    });
    Metadata::Pairs(pairs.collect())
}

/// The number, if it is whole and in the range.
fn whole(argument: &Argument, from: f64, to: f64) -> Option<f64> {
    match argument {
        Argument::Number(number) if (from..=to).contains(number) && number.fract() == 0.0 => {
            Some(*number)
        }
        _ => None,
    }
}

/// The wrong members, found by a second implementation.
fn wrong(key: &KeyInput, now: f64) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut require = |good: bool, name| wrong.extend((!good).then_some(name));
    let text = |argument: &Argument| match argument {
        Argument::Text(text) => Some(text.clone()),
        _ => None,
    };
    let blank = |text: String| text.bytes().all(|byte| byte.is_ascii_whitespace());
    require(text(&key.lock_id).is_some_and(|id| !blank(id)), "lockId");
    let number = text(&key.app_user_id).unwrap_or_default();
    let digits: Vec<char> = number.chars().skip(1).collect();
    let is_phone = number.starts_with('+')
        && (7..=15).contains(&digits.len())
        && digits[0] != '0'
        && digits.iter().all(char::is_ascii_digit);
    require(is_phone, "appUserId");
    let timestamp = |argument: &Argument| text(argument).and_then(|text| timestamp::read(&text));
    let (start, end) = (timestamp(&key.start), timestamp(&key.end));
    require(key.start == Argument::Absent || start.is_some(), "start");
    require(key.end == Argument::Absent || end.is_some(), "end");
    require(
        start.is_none_or(|start| start >= now - 3_600_000.0),
        "start",
    );
    let later = |than: f64| end.is_none_or(|end| end > than);
    require(later(now) && start.is_none_or(later), "end");
    let minutes = &key.duration_minutes;
    let alone = key.end == Argument::Absent;
    let is_whole = whole(minutes, 1.0, f64::MAX).is_some();
    require(
        *minutes == Argument::Absent || (is_whole && alone),
        "durationMinutes",
    );
    require(key.recurrence.as_ref().is_none_or(opens), "recurrence");
    require(key.metadata.as_ref().is_none_or(fits), "metadata");
    wrong
}

/// Whether a recurrence has at least one span, at most one per day, each within its day.
fn opens(recurrence: &Recurrence) -> bool {
    let Recurrence::TimeSpans(spans) = recurrence else {
        return false;
    };
    let mut left: Vec<&str> = DAYS.to_vec();
    let good = spans.iter().all(|(day, times)| {
        let index = left
            .iter()
            .position(|left| *day == Argument::Text((*left).to_owned()));
        let numbers = times.iter().zip([24.0, 59.0, 24.0, 59.0]);
        let numbers: Option<Vec<f64>> =
            numbers.map(|(time, most)| whole(time, 0.0, most)).collect();
        let within = numbers.is_some_and(|at| {
            let minutes = (at[0] * 60.0 + at[1], at[2] * 60.0 + at[3]);
            minutes.0 < minutes.1 && minutes.1 <= 1_440.0
        });
        index.map(|index| left.remove(index)).is_some() && within
    });
    good && !spans.is_empty()
}

/// Whether metadata are within their limits.
fn fits(metadata: &Metadata) -> bool {
    let Metadata::Pairs(pairs) = metadata else {
        return false;
    };
    let count = |text: &str| text.chars().count();
    pairs.len() <= 20
        && pairs.iter().all(|(name, value)| {
            let value = value.as_ref().is_some_and(|value| count(value) <= 256);
            value && count(name) <= 40 && !name.starts_with("unloc")
        })
}

/// The body of the request that creates the key.
fn body(key: &KeyInput) -> Value {
    let plain = |argument: &Argument| match argument {
        Argument::Text(text) => json!(text),
        Argument::Number(number) if number.fract() == 0.0 => json!(*number as i64),
        other => panic!("{other:?} in a valid key"),
    };
    let mut members = Map::new();
    let given = [
        ("lockId", &key.lock_id),
        ("appUserId", &key.app_user_id),
        ("start", &key.start),
        ("end", &key.end),
        ("durationMinutes", &key.duration_minutes),
    ];
    for (name, argument) in given {
        if *argument != Argument::Absent {
            members.insert(name.to_owned(), plain(argument));
        }
    }
    if let Some(Recurrence::TimeSpans(spans)) = &key.recurrence {
        let span = |(day, times): &(Argument, [Argument; 4])| {
            let [start, minute, end, last] = times.each_ref().map(plain);
            json!({ "weekday": plain(day), "startHour": start, "startMinute": minute, "endHour": end, "endMinute": last })
        };
        let spans: Vec<Value> = spans.iter().map(span).collect();
        members.insert("recurrence".to_owned(), json!({ "timeSpans": spans }));
    }
    if let Some(Metadata::Pairs(pairs)) = &key.metadata {
        let pairs = pairs.iter().cloned();
        let pairs: Map<String, Value> = pairs.map(|(name, value)| (name, json!(value))).collect();
        members.insert("metadata".to_owned(), Value::Object(pairs));
    }
    json!({ "keys": [members] })
}

thread_local! {
    static DEMO: RefCell<Demo> = RefCell::new(Demo::new());
}

pub fn key(bytes: &mut Bytes) {
    DEMO.with_borrow_mut(|demo| {
        let lock = demo.lock_id.clone();
        let key = KeyInput {
            lock_id: or_any(bytes, |_| Argument::Text(lock.clone())),
            app_user_id: or_any(bytes, phone),
            start: maybe(bytes, timestamp_argument),
            end: maybe(bytes, timestamp_argument),
            duration_minutes: maybe(bytes, |bytes| Argument::Number(bytes.number())),
            recurrence: bytes.flag().then(|| spans(bytes)),
            metadata: bytes.flag().then(|| metadata(bytes)),
        };
        let now = NOW as f64;
        let found = problems(&key, now);
        for (_, why) in &found {
            assert!(!why.is_empty() && !why.ends_with('.'), "{why}");
        }
        let mut found: Vec<_> = found.into_iter().map(|(member, _)| member).collect();
        let mut expected = wrong(&key, now);
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{:?} {:?}", key.start, key.end);
        // The embedded Unloc accepts at most a hundred years.
        let short = key.duration_minutes == Argument::Absent
            || whole(&key.duration_minutes, 1.0, 52_000_000.0).is_some();
        if found.is_empty() && short && key.lock_id == Argument::Text(lock) {
            let answer = demo.keys_create(&body(&key));
            assert!(
                (200..300).contains(&answer.0),
                "{}: {}",
                answer.1,
                body(&key)
            );
        }
    });

    let (before, after, count) = (bytes.text(), bytes.text(), usize::from(bytes.short()));
    if let Some(index) = key_index_in_error(&before, count) {
        let digits = before.split(|c: char| !c.is_ascii_alphanumeric());
        let named = digits.filter_map(|part| part.parse::<usize>().ok());
        assert!(index < count && named.into_iter().any(|number| number == index));
    }
    // The index counts, whatever follows it.
    let after = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let name = format!("keys[{}]{after}", count / 2);
    assert_eq!(
        key_index_in_error(&name, count),
        Some(count / 2).filter(|index| *index < count),
        "{name}"
    );
}
