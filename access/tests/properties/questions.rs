//! Questions, reviews and comparisons against a look at every minute.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use unloc_access::questions::{can_open, people_at, who_can_open};
use unloc_access::review::compare::compare;
use unloc_access::review::openings_of;
use unloc_access::review::query::Query;
use unloc_access::review::rows::{Rows, rows};
use unloc_access::snapshot::{NONE, PageOf, Snapshot};
use unloc_access::time::Span;

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;

/// A generator of numbers, the same at each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// Zones, and a day on which each one's clocks change.
const TRANSITIONS: [(&str, &str); 7] = [
    ("Europe/Oslo", "2027-03-28T01:00:00Z"),
    ("Europe/Oslo", "2027-10-31T01:00:00Z"),
    ("Australia/Lord_Howe", "2027-04-03T15:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ("America/New_York", "2027-03-14T07:00:00Z"),
    ("Asia/Kathmandu", "2027-01-01T00:00:00Z"),
    ("Africa/Casablanca", "2027-02-07T02:00:00Z"),
];

fn ms(moment: &str) -> i64 {
    moment.parse::<Timestamp>().unwrap().as_millisecond()
}

fn text(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap().to_string()
}

/// Keys at four locks, of which two are one door, within some weeks round a moment.
fn keys(random: &mut Random, round: i64, count: usize) -> Vec<Value> {
    (0..count)
        .map(|number| {
            let start = round + (random.below(40) as i64 - 25) * DAY / 2 + minutes(random);
            let end = start + random.below(20) as i64 * DAY / 2 + minutes(random).abs();
            let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
            let windows: Vec<Value> = days
                .iter()
                .filter_map(|day| {
                    let from = random.below(1_440);
                    let to = from + 1 + random.below(1_440 - from);
                    (random.below(3) > 0).then(|| {
                        json!({"weekday": day, "startHour": from / 60, "startMinute": from % 60,
                               "endHour": to / 60, "endMinute": to % 60})
                    })
                })
                .collect();
            json!({
                // Most ids are UUIDs, and any other text is one, too.
                "id": if number % 4 == 0 { format!("k-{number}") }
                      else { format!("{number:08x}-0000-4000-8000-{number:012x}") },
                "lockId": random.of(&["a", "b", "c", "d"]),
                "appUser": match random.below(5) {
                    4 => Value::Null,
                    person => json!({"id": format!("+47{person}0000000")}),
                },
                "start": text(start),
                "end": if random.below(6) == 0 { Value::Null } else { json!(text(end)) },
                "created": text(start),
                "state": random.of(&["active", "scheduled", "inactive", "revoked", "creating",
                                     "error", "expired", "new word"]),
                "recurrence": if random.below(2) == 0 { Value::Null }
                              else { json!({"timeSpans": windows}) },
                "metadata": {"accessOwner": "o", "accessRef": format!("r-{}", random.below(4))},
            })
        })
        .collect()
}

fn minutes(random: &mut Random) -> i64 {
    (random.below(2_880) as i64 - 1_440) * MINUTE
}

/// What the platform says of a zone, as the facade hands it in.
fn offsets(zone: &str, round: i64) -> Vec<(i64, i32)> {
    let zone = TimeZone::get(zone).unwrap();
    let from = Timestamp::from_millisecond(round - 400 * DAY).unwrap();
    let to = Timestamp::from_millisecond(round + 400 * DAY).unwrap();
    let mut offsets = vec![(i64::MIN, zone.to_offset(from).seconds())];
    for transition in zone.following(from) {
        if transition.timestamp() > to {
            break;
        }
        offsets.push((
            transition.timestamp().as_millisecond(),
            transition.offset().seconds(),
        ));
    }
    offsets
}

fn snapshot(zone: &str, round: i64, keys: &[Value]) -> Snapshot {
    let mut snapshot = Snapshot::new(r#"{"projectId":"p"}"#);
    let locks: Vec<Value> = ["a", "b", "c", "d"]
        .iter()
        .map(|id| {
            json!({"id": id, "name": format!("Door {id}"), "vendor": "virtual", "timezone": zone,
                   "physicalLockId": if *id == "d" { "a" } else { id }})
        })
        .collect();
    for (of, page) in [
        (PageOf::Locks, json!({ "locks": locks })),
        (PageOf::Keys, json!({ "keys": keys })),
    ] {
        let read = snapshot.add_page(of, page.to_string().as_bytes());
        assert!(read.is_ok(), "{}", read.unwrap_err().finish());
    }
    assert!(snapshot.set_zone(zone, offsets(zone, round)).is_ok());
    assert!(snapshot.seal(round, round + 1).is_ok());
    snapshot
}

/// A key, looked at with nothing of the engine.
struct Plain {
    lock: String,
    person: Option<String>,
    dead: bool,
    start: i64,
    end: i64,
    /// Days, and minutes from and to.
    windows: Option<Vec<(usize, i64, i64)>>,
}

fn plain(keys: &[Value]) -> Vec<Plain> {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    keys.iter()
        .map(|key| Plain {
            lock: key["lockId"].as_str().unwrap().to_owned(),
            person: key["appUser"]["id"].as_str().map(str::to_owned),
            dead: ["revoked", "creating", "error", "expired"]
                .contains(&key["state"].as_str().unwrap()),
            start: ms(key["start"].as_str().unwrap()),
            end: key["end"].as_str().map_or(i64::MAX, ms),
            windows: key["recurrence"]["timeSpans"].as_array().map(|list| {
                list.iter()
                    .map(|window| {
                        let time = |hour: &str, minute: &str| {
                            window[hour].as_i64().unwrap() * 60 + window[minute].as_i64().unwrap()
                        };
                        (
                            days.iter()
                                .position(|day| window["weekday"] == *day)
                                .unwrap(),
                            time("startHour", "startMinute"),
                            time("endHour", "endMinute"),
                        )
                    })
                    .collect()
            }),
        })
        .collect()
}

/// Day and minute on the wall clock, by a library.
fn wall(zone: &TimeZone, at: i64) -> (usize, i64) {
    let wall = Timestamp::from_millisecond(at)
        .unwrap()
        .to_zoned(zone.clone());
    let minute = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
    (wall.weekday().to_monday_zero_offset() as usize, minute)
}

impl Plain {
    fn opens(&self, at: i64, (day, minute): (usize, i64)) -> bool {
        let within = |windows: &Vec<(usize, i64, i64)>| {
            windows
                .iter()
                .any(|one| one.0 == day && one.1 <= minute && minute < one.2)
        };
        !self.dead && self.start <= at && at < self.end && self.windows.as_ref().is_none_or(within)
    }
}

fn answer(answer: Result<String, unloc_access::refusal::Refusal>) -> Value {
    match answer {
        Ok(answer) => serde_json::from_str(&answer).unwrap(),
        Err(refusal) => panic!("{}", refusal.finish()),
    }
}

/// The rows of a lock and a person.
fn spans(rows: &Rows, lock: u32, person: u32) -> Vec<Span> {
    (0..rows.len())
        .filter(|row| rows.lock[*row] == lock && rows.person[*row] == person)
        .map(|row| rows.span(row).unwrap())
        .collect()
}

fn holds(spans: &[Span], at: i64) -> bool {
    spans.iter().any(|span| span.from <= at && at < span.to)
}

fn all(from: i64, to: i64, merge_doors: bool) -> Query {
    let mut query = Query::of(Span { from, to });
    query.merge_doors = merge_doors;
    query
}

#[test]
fn p2_a_review_holds_a_minute_if_and_only_if_the_door_can_be_opened_in_it() {
    let mut random = Random(2);
    for (name, round) in TRANSITIONS {
        let zone = TimeZone::get(name).unwrap();
        let round = ms(round);
        let keys = keys(&mut random, round, 60);
        let snapshot = snapshot(name, round, &keys);
        let keys = plain(&keys);
        let (from, to) = (round - 7 * DAY, round + 7 * DAY);
        let walls: Vec<_> = (from..to)
            .step_by(MINUTE as usize)
            .map(|at| wall(&zone, at))
            .collect();
        let merged = rows(&snapshot, snapshot.doors(), &all(from, to, true));
        let single = rows(&snapshot, snapshot.doors(), &all(from, to, false));
        sorted_and_disjoint(&merged, from, to);
        sorted_and_disjoint(&single, from, to);
        for lock in 0..4 {
            let lock_id = snapshot.text(snapshot.locks()[lock as usize].id).to_owned();
            let of_door = if ["a", "d"].contains(&lock_id.as_str()) {
                "ad"
            } else {
                &lock_id
            };
            let first = if lock_id == "d" { 0 } else { lock };
            for person in 0..snapshot.people() {
                let number = snapshot.person(person).to_owned();
                let theirs: Vec<&Plain> = keys
                    .iter()
                    .filter(|key| {
                        key.person.as_ref() == Some(&number) && of_door.contains(&key.lock)
                    })
                    .collect();
                let door = spans(&merged, first, person);
                let alone = spans(&single, lock, person);
                let mut before = None;
                for (at, wall) in (from..to).step_by(MINUTE as usize).zip(&walls) {
                    let (mut now, mut by_lock) = (false, false);
                    for key in &theirs {
                        if key.opens(at, *wall) {
                            now = true;
                            by_lock |= key.lock == lock_id;
                        }
                    }
                    assert_eq!(holds(&door, at), now, "{name} {lock_id} {number} {at}");
                    assert_eq!(holds(&alone, at), by_lock, "{name} {lock_id} {number} {at}");
                    // Whoever asks is told the same, and that nothing changes until it does.
                    if before != Some(now) || random.below(1_000) == 0 {
                        let asked = json!({"appUserId": number, "lockId": lock_id, "at": at});
                        let told = answer(can_open(&snapshot, &asked.to_string()));
                        assert_eq!(told["opens"], now);
                        assert_eq!(told["because"].as_array().unwrap().is_empty(), !now);
                        next_is_right(&told, &door, at, to);
                    }
                    before = Some(now);
                }
            }
        }
    }
}

/// The next change of an answer is that of the review, as far as the review goes.
fn next_is_right(told: &Value, spans: &[Span], at: i64, to: i64) {
    let now = told["opens"].as_bool().unwrap();
    let next = spans
        .iter()
        .flat_map(|span| [span.from, span.to])
        .find(|edge| *edge > at);
    match (next, told["next"]["at"].as_str()) {
        (Some(edge), Some(said)) if edge < to => {
            assert_eq!(
                (ms(said), told["next"]["opens"].as_bool()),
                (edge, Some(!now))
            );
        }
        (Some(edge), None) => assert!(edge >= to, "a change at {} was not told", text(edge)),
        (_, Some(said)) => assert!(ms(said) >= to),
        (None, None) => {}
    }
}

fn sorted_and_disjoint(rows: &Rows, from: i64, to: i64) {
    for row in 0..rows.len() {
        let span = rows.span(row).unwrap();
        assert!(from <= span.from && span.from < span.to && span.to <= to);
        if row > 0 {
            let place = |row: usize| (rows.lock[row], rows.person[row]);
            assert!(place(row - 1) <= place(row));
            if place(row - 1) == place(row) && rows.person[row] != NONE {
                assert!(rows.to[row - 1] < span.from, "rows that meet are one");
            }
        }
    }
}

#[test]
fn open_minutes_add_up_when_the_span_is_cut() {
    let mut random = Random(3);
    for (name, round) in TRANSITIONS {
        let round = ms(round);
        let snapshot = snapshot(name, round, &keys(&mut random, round, 80));
        let (from, to) = (round - 7 * DAY, round + 7 * DAY);
        let open = |from, to| -> i64 {
            let rows = rows(&snapshot, snapshot.doors(), &all(from, to, false));
            (0..rows.len())
                .map(|row| rows.to[row] - rows.from[row])
                .sum()
        };
        let whole = open(from, to);
        for _ in 0..50 {
            let cut = from + 1 + random.below((to - from - 1) as u64) as i64;
            assert_eq!(open(from, cut) + open(cut, to), whole);
        }
    }
}

#[test]
fn who_can_open_at_an_instant_is_who_can_open_in_a_review_of_it() {
    let mut random = Random(4);
    for (name, round) in TRANSITIONS {
        let round = ms(round);
        let snapshot = snapshot(name, round, &keys(&mut random, round, 60));
        for _ in 0..200 {
            let at = round + random.below(20_000) as i64 * MINUTE - 10_000 * MINUTE;
            let lock = random.below(4) as u32;
            let lock_id = snapshot.text(snapshot.locks()[lock as usize].id).to_owned();
            let asked = json!({"lockId": lock_id, "at": at}).to_string();
            let told = answer(who_can_open(&snapshot, &asked));
            let mut people = Vec::new();
            for opening in told.as_array().unwrap() {
                people.push(
                    opening["appUserId"]
                        .as_str()
                        .map_or(NONE, |number| snapshot.find_person(number)),
                );
                let from = ms(opening["from"].as_str().unwrap());
                assert!(from <= at && opening["to"].as_str().is_none_or(|to| ms(to) > at));
            }
            assert_eq!(people_at(&snapshot, lock, at).unwrap(), people);
            let asked = json!({"lockId": lock_id, "from": at, "to": at + 1}).to_string();
            let over = answer(who_can_open(&snapshot, &asked));
            let numbers = |list: &Value| -> Vec<Value> {
                list.as_array()
                    .unwrap()
                    .iter()
                    .map(|one| one["appUserId"].clone())
                    .collect()
            };
            assert_eq!(numbers(&over), numbers(&told));
        }
    }
}

#[test]
fn rows_with_reasons_are_the_rows_of_the_columns() {
    let mut random = Random(5);
    let (name, round) = TRANSITIONS[0];
    let round = ms(round);
    let snapshot = snapshot(name, round, &keys(&mut random, round, 80));
    let (from, to) = (round - 7 * DAY, round + 7 * DAY);
    let columns = rows(&snapshot, snapshot.doors(), &all(from, to, false));
    let mut row = 0;
    for lock in snapshot.locks() {
        let asked = json!({"from": from, "to": to, "lockId": snapshot.text(lock.id)});
        for opening in answer(openings_of(&snapshot, &asked.to_string()))
            .as_array()
            .unwrap()
        {
            assert_eq!(ms(opening["from"].as_str().unwrap()), columns.from[row]);
            assert_eq!(ms(opening["to"].as_str().unwrap()), columns.to[row]);
            assert!(!opening["reasons"].as_array().unwrap().is_empty());
            row += 1;
        }
    }
    assert_eq!(row, columns.len());
}

/// Keys as they are after something happened to them.
fn happened(random: &mut Random, round: i64, before: &[Value]) -> Vec<Value> {
    let mut after = Vec::new();
    for key in before {
        let mut key = key.clone();
        match random.below(8) {
            0 => continue,
            1 => key["end"] = json!(text(round + minutes(random) * 5)),
            2 => key["state"] = json!("revoked"),
            3 => key["lockId"] = json!("b"),
            4 => key["recurrence"] = json!({"timeSpans": []}),
            5 => key["metadata"]["accessRef"] = json!("another"),
            _ => {}
        }
        after.push(key);
    }
    let mut new = keys(random, round, 10);
    for key in &mut new {
        let id = key["id"].as_str().unwrap();
        key["id"] = match id.strip_prefix("0000") {
            Some(rest) => json!(format!("ffff{rest}")),
            None => json!(format!("new-{id}")),
        };
    }
    // Numbers are given in the order of the pages: the same with others between them, or another one.
    for key in new {
        let place = random.below(after.len() as u64) as usize;
        after.insert(place, key);
    }
    if random.below(2) == 0 {
        after.reverse();
    }
    after
}

#[test]
fn p7_a_comparison_makes_the_second_of_the_first_and_knows_who_can_open_more() {
    let mut random = Random(7);
    for (name, round) in TRANSITIONS {
        let zone = TimeZone::get(name).unwrap();
        let round = ms(round);
        let old = keys(&mut random, round, 60);
        let new = happened(&mut random, round, &old);
        let (before, after) = (snapshot(name, round, &old), snapshot(name, round, &new));
        let (from, to) = (round - 5 * DAY, round + 5 * DAY);
        let asked = json!({"from": from, "to": to}).to_string();

        let same = answer(compare(&before, &snapshot(name, round, &old), &asked));
        for list in ["appeared", "gone", "changed", "opensMore", "opensLess"] {
            assert_eq!(same[list], json!([]), "{list}");
        }

        let told = answer(compare(&before, &after, &asked));
        let id = |key: &Value| key["id"].as_str().unwrap().to_owned();
        let mut kept: Vec<Value> = old.clone();
        kept.retain(|key| {
            !told["gone"]
                .as_array()
                .unwrap()
                .iter()
                .any(|gone| gone["id"] == key["id"])
        });
        for key in &mut kept {
            for change in told["changed"].as_array().unwrap() {
                if change["keyId"] == key["id"] {
                    for member in change["members"].as_array().unwrap() {
                        let member = member.as_str().unwrap();
                        key[member] = change["after"].get(member).cloned().unwrap_or(Value::Null);
                    }
                }
            }
        }
        kept.extend(told["appeared"].as_array().unwrap().iter().cloned());
        let shown = |keys: &[Value]| -> BTreeSet<String> { keys.iter().map(shape).collect() };
        assert_eq!(shown(&kept), shown(&new));
        assert_eq!(kept.len(), new.len());
        assert!(
            told["gone"]
                .as_array()
                .unwrap()
                .iter()
                .all(|key| !new.iter().any(|one| id(one) == id(key)))
        );

        let walls: Vec<_> = (from..to)
            .step_by(MINUTE as usize)
            .map(|at| wall(&zone, at))
            .collect();
        let (old, new) = (plain(&old), plain(&new));
        for lock in ["a", "b", "c", "d"] {
            for person in 0..5 {
                let number = (person < 4).then(|| format!("+47{person}0000000"));
                let theirs = |keys: &'_ [Plain]| -> Vec<usize> {
                    (0..keys.len())
                        .filter(|key| keys[*key].lock == lock && keys[*key].person == number)
                        .collect()
                };
                let (theirs_old, theirs_new) = (theirs(&old), theirs(&new));
                let listed = |list: &str| -> Vec<Span> {
                    let moment = |one: &Value, name: &str| ms(one[name].as_str().unwrap());
                    told[list]
                        .as_array()
                        .unwrap()
                        .iter()
                        .filter(|one| one["lockId"] == lock && one["appUserId"] == json!(number))
                        .map(|one| Span {
                            from: moment(one, "from"),
                            to: moment(one, "to"),
                        })
                        .collect()
                };
                let (more, less) = (listed("opensMore"), listed("opensLess"));
                for (at, wall) in (from..to).step_by(MINUTE as usize).zip(&walls) {
                    let was = theirs_old.iter().any(|key| old[*key].opens(at, *wall));
                    let is = theirs_new.iter().any(|key| new[*key].opens(at, *wall));
                    assert_eq!(
                        holds(&more, at),
                        is && !was,
                        "{name} {lock} {number:?} {at}"
                    );
                    assert_eq!(
                        holds(&less, at),
                        was && !is,
                        "{name} {lock} {number:?} {at}"
                    );
                }
            }
        }
    }
}

/// What a snapshot keeps of a key, written in one way.
fn shape(key: &Value) -> String {
    let moment = |name: &str| key[name].as_str().map(ms);
    let state = key["state"].as_str().unwrap();
    let mut windows: Vec<String> = key["recurrence"]["timeSpans"]
        .as_array()
        .map_or(vec!["always".to_owned()], |list| {
            list.iter().map(Value::to_string).collect()
        });
    windows.sort();
    format!(
        "{} {} {} {:?} {:?} {} {windows:?} {}",
        key["id"],
        key["lockId"],
        key["appUser"]["id"],
        moment("start"),
        moment("end"),
        if state == "unknown" {
            "new word"
        } else {
            state
        },
        key["metadata"],
    )
}

#[test]
fn a_comparison_is_refused_unless_both_are_sealed() {
    let (name, round) = TRANSITIONS[0];
    let whole = snapshot(name, ms(round), &[]);
    let open = Snapshot::new("{}");
    for (before, after) in [(&whole, &open), (&open, &whole), (&open, &open)] {
        let refused = compare(before, after, "{}").unwrap_err().finish();
        assert_eq!(refused, r#"{"code":"notSealed"}"#);
    }
}
