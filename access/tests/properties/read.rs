//! Pages in every spelling, torn and changed, against what serde_json reads.

use super::spelling::{Random, spelled};
use serde_json::{Value, json};
use std::fmt::Write;
use unloc_access::snapshot::{NONE, PageOf, Snapshot};
use unloc_access::time::NEVER;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What a snapshot says of keys and locks, by id.
pub fn told(snapshot: &Snapshot) -> Vec<String> {
    let mut lines = Vec::new();
    for number in 0..snapshot.keys() {
        let key = snapshot.key(number).unwrap();
        let mut line = format!(
            "key {} {} {} {} {} {} {} {} {} {}",
            snapshot.key_id(number),
            snapshot.text(snapshot.locks()[key.lock as usize].id),
            if key.person == NONE {
                "-"
            } else {
                snapshot.person(key.person)
            },
            key.start,
            if key.end == NEVER {
                "-".to_owned()
            } else {
                key.end.to_string()
            },
            key.state.word(),
            snapshot.text(key.owner),
            snapshot.text(key.reference),
            snapshot.key_step(number),
            snapshot.text(key.group),
        );
        match snapshot.weekly(key.windows) {
            None => line += " always",
            Some(windows) => {
                for one in windows {
                    write!(line, " {} {}-{}", one.day, one.from, one.to).unwrap();
                }
            }
        }
        lines.push(line);
    }
    for lock in snapshot.locks().iter().filter(|lock| lock.listed) {
        let zone = snapshot.zones().get(lock.zone as usize);
        lines.push(format!(
            "lock {} {} {} {} {}",
            snapshot.text(lock.id),
            snapshot.text(lock.name),
            snapshot.text(lock.physical),
            zone.map_or("", |zone| &zone.name),
            lock.hidden,
        ));
    }
    lines.sort();
    lines
}

/// The same, of what serde_json reads.
fn expected(of: PageOf, page: &Value) -> Option<Vec<String>> {
    let list = page.as_array().or_else(|| page[of.name()].as_array())?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let ms = |value: &Value| {
        let moment: Option<jiff::Timestamp> = value.as_str()?.parse().ok();
        moment.map(|moment| moment.as_millisecond())
    };
    let mut lines = Vec::new();
    for item in list {
        if of == PageOf::Locks {
            let policy = text(&item["privacyPolicy"]);
            lines.push(format!(
                "lock {} {} {} {} {}",
                text(&item["id"]),
                text(&item["name"]),
                text(&item["physicalLockId"]),
                text(&item["timezone"]),
                policy == "private" || policy == "anonymized"
            ));
            continue;
        }
        let state = text(&item["state"]);
        let known = [
            "creating",
            "scheduled",
            "active",
            "inactive",
            "expired",
            "error",
            "revoked",
        ];
        let person = text(&item["appUser"]["id"]);
        let mut line = format!(
            "key {} {} {} {} {} {} {} {} {} {}",
            text(&item["id"]),
            text(&item["lockId"]),
            if person.is_empty() { "-" } else { &person },
            ms(&item["start"])?,
            if item["end"].is_null() {
                "-".to_owned()
            } else {
                ms(&item["end"])?.to_string()
            },
            if known.contains(&state.as_str()) {
                &state
            } else {
                "unknown"
            },
            text(&item["metadata"]["accessOwner"]),
            text(&item["metadata"]["accessRef"]),
            text(&item["metadata"]["accessStep"]),
            text(&item["accessGroupId"]),
        );
        if item["recurrence"].is_null() {
            line += " always";
        } else {
            let recurrence = &item["recurrence"];
            let spans = recurrence["timeSpans"].as_array();
            let spans = spans.or_else(|| recurrence["timespans"].as_array());
            let mut windows = Vec::new();
            for span in spans.into_iter().flatten() {
                let day = DAYS.iter().position(|day| span["weekday"] == *day)?;
                let time = |hour: &str, minute: &str| {
                    Some(span[hour].as_f64()? * 60.0 + span[minute].as_f64()?)
                };
                windows.push((
                    day,
                    time("startHour", "startMinute")? as u32,
                    time("endHour", "endMinute")? as u32,
                ));
            }
            windows.sort_unstable();
            for (day, from, to) in windows {
                write!(line, " {day} {from}-{to}").unwrap();
            }
        }
        lines.push(line);
    }
    lines.sort();
    // A key that came twice counts as it was seen last: not in these pages.
    Some(lines)
}

fn some_lock(random: &mut Random, number: u64) -> Value {
    json!({
        "id": ids(random, "lock", number), "name": random.text(), "vendor": "virtual", "note": null,
        "physicalLockId": format!("door {}", random.below(3)), "canBeLocked": true,
        "timezone": random.of(&["Europe/Oslo", "Asia/Kathmandu"]),
        "privacyPolicy": random.of(&["public", "anonymized", "private", "other"]),
        "location": {"latitude": 59.913_9, "longitude": -1.0e-3}, "address": null,
    })
}

fn some_key(random: &mut Random, number: u64) -> Value {
    let spans: Vec<Value> = DAYS
        .iter()
        .filter_map(|day| {
            let (from, to) = (random.below(24), random.below(24));
            (random.below(4) == 0).then(|| {
                json!({"weekday": day, "startHour": from, "startMinute": random.below(60),
                       "endHour": to, "endMinute": random.below(60)})
            })
        })
        .collect();
    let spelling = *random.of(&["timeSpans", "timespans"]);
    let mut key = json!({
        "id": ids(random, "key", number),
        "lockId": ids(random, "lock", number % 4),
        "appUser": match random.below(4) {
            0 => Value::Null,
            1 => json!({"id": format!("+47900000{}", random.below(90) + 10)}),
            _ => json!({"id": format!("+47900000{}", random.below(90) + 10), "name": random.text()}),
        },
        "start": moment(random),
        "end": if random.below(3) == 0 { Value::Null } else { json!(moment(random)) },
        "created": moment(random),
        "state": random.of(&["active", "scheduled", "revoked", "error", "creating", "paused", ""]),
        "recurrence": if random.below(2) == 0 { Value::Null } else { json!({ spelling: spans }) },
        "metadata": match random.below(3) {
            0 => Value::Null,
            1 => json!({"room": random.text()}),
            _ => json!({"accessOwner": "rentals", "accessRef": random.text(),
                        "accessStep": ids(random, "step", number), "n": "1"}),
        },
    });
    if random.below(3) == 0 {
        key["accessGroupId"] = json!(random.text());
    }
    key
}

fn moment(random: &mut Random) -> String {
    let ms = 1_700_000_000_000 + random.below(100_000_000_000) as i64;
    let moment = jiff::Timestamp::from_millisecond(ms).unwrap();
    match random.below(4) {
        0 => format!("{moment:.0}"),
        1 => format!("{moment:.3}"),
        2 => moment.display_with_offset(jiff::tz::offset(5)).to_string(),
        _ => format!("{moment:.6}"),
    }
}

/// UUIDs, the same in capitals, and other ids.
fn ids(random: &mut Random, kind: &str, number: u64) -> String {
    match number % 4 {
        0 => format!(
            "2804bad6-fe94-455f-98b2-{:012x}",
            number + kind.len() as u64
        ),
        1 => format!(
            "2804BAD6-FE94-455F-98B2-{:012X}",
            number + kind.len() as u64
        ),
        2 => format!("{kind} {number}"),
        _ => format!("{kind}-{number}-å\"\\/\u{1f600}{}", random.below(1)),
    }
}

fn page(random: &mut Random, of: PageOf, first: u64, count: u64) -> Value {
    let items: Vec<Value> = (first..first + count)
        .map(|number| {
            if of == PageOf::Locks {
                some_lock(random, number)
            } else {
                some_key(random, number)
            }
        })
        .collect();
    json!({ of.name(): items, "startAfterId": null, "total": 12 })
}

#[test]
fn p5_bytes_in_every_spelling_are_what_serde_json_reads() {
    let mut random = Random(5);
    for _ in 0..150 {
        let locks = page(&mut random, PageOf::Locks, 0, 5);
        let pages: Vec<Value> = (0..3)
            .map(|number| page(&mut random, PageOf::Keys, number * 6, 6))
            .collect();
        let mut all = expected(PageOf::Locks, &locks).unwrap();
        for page in &pages {
            all.extend(expected(PageOf::Keys, page).unwrap());
        }
        all.sort();
        for _ in 0..4 {
            let mut snapshot = Snapshot::new("{}");
            let mut order: Vec<(PageOf, &Value)> =
                pages.iter().map(|page| (PageOf::Keys, page)).collect();
            order.insert(random.below(4) as usize, (PageOf::Locks, &locks));
            order.swap(0, random.below(4) as usize);
            // A page that is read again: its keys are the same ones.
            let again = order[random.below(4) as usize];
            order.push(again);
            for (of, page) in order {
                let list = &page[of.name()];
                let bytes = spelled(if random.below(3) == 0 { list } else { page }, &mut random);
                let read = snapshot.add_page(of, &bytes);
                let text = String::from_utf8_lossy(&bytes);
                let read = read.unwrap_or_else(|refusal| panic!("{} {text}", refusal.finish()));
                assert_eq!(read.items as usize, list.as_array().unwrap().len());
            }
            assert_eq!(told(&snapshot), all);
            let saved = Snapshot::from_bytes(&snapshot.to_bytes()).ok().unwrap();
            assert_eq!(told(&saved), all);
        }
    }
}

/// Adds bytes that may be no page to what is there: nothing comes of it, or what serde_json reads.
fn add(snapshot: &mut Snapshot, of: PageOf, bytes: &[u8], before: &[String]) -> bool {
    let counts = snapshot.counts();
    match snapshot.add_page(of, bytes) {
        Err(refusal) => {
            let refusal: Value = serde_json::from_str(&refusal.finish()).unwrap();
            assert!(refusal["code"].is_string());
            assert_eq!(snapshot.counts(), counts);
            false
        }
        Ok(_) => {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let text = text.trim_start_matches('\u{feff}');
            match serde_json::from_str::<Value>(text) {
                Ok(value) => {
                    let mut all = expected(of, &value).unwrap_or_else(|| panic!("{text}"));
                    all.extend_from_slice(before);
                    all.sort();
                    assert_eq!(told(snapshot), all, "{text}");
                }
                // serde_json refuses half characters and numbers too large, which JavaScript takes.
                Err(error) => {
                    let error = error.to_string();
                    let known = ["surrogate", "hex escape", "number out of range"];
                    assert!(
                        known.iter().any(|words| error.contains(words)),
                        "{error} {text}"
                    );
                }
            }
            true
        }
    }
}

#[test]
fn p6_a_page_that_was_cut_or_changed_is_an_error_or_what_serde_json_reads() {
    let mut random = Random(6);
    let rounds: u64 = std::env::var("FUZZ_COUNT").map_or(20_000, |text| text.parse().unwrap());
    let mut pages = Vec::new();
    for number in 0..50 {
        let of = if number % 5 == 0 {
            PageOf::Locks
        } else {
            PageOf::Keys
        };
        let value = page(&mut random, of, number, 3);
        let bytes = if number % 2 == 0 {
            value.to_string().into_bytes()
        } else {
            spelled(&value, &mut random)
        };
        // Without the white space behind it a page is whole.
        pages.push((of, bytes.trim_ascii_end().to_vec()));
    }
    let mut empty = Snapshot::new("{}");
    for (of, bytes) in &pages {
        for cut in 0..bytes.len() {
            assert!(!add(&mut empty, *of, &bytes[..cut], &[]), "cut at {cut}");
        }
        assert!(add(&mut Snapshot::new("{}"), *of, bytes, &[]));
    }
    assert!(told(&empty).is_empty());
    for _ in 0..rounds {
        let (of, bytes) = random.of(&pages);
        let mut bytes = bytes.clone();
        for _ in 0..=random.below(2) {
            let place = random.below(bytes.len() as u64) as usize;
            match random.below(3) {
                0 => bytes[place] ^= 1 << random.below(8),
                1 => bytes[place] = *random.of(b"{}[]:,\"\\0123456789.-+eEtfn \xff\x00"),
                _ => drop(bytes.remove(place)),
            }
        }
        if add(&mut empty, *of, &bytes, &[]) {
            empty = Snapshot::new("{}");
        }
        assert_eq!(empty.counts().keys, 0);
    }
}
