//! Who can open a door, and what somebody can open: at an instant or over a span of time.

use super::around::{around, opens_at};
use crate::refusal::Refusal;
use crate::review::opening::{opening, openings};
use crate::review::query::{Query, check_zone, given, lock, malformed, moment, span};
use crate::review::rows::{Rows, Walk, rows_of};
use crate::snapshot::{Doors, Entry};
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, Span};
use unloc_integrator_client::json::{Array, Json};

/// Answers `{"lockId"}` and `"at"` or `"from","to"` with openings. Those at an instant are whole: they
/// begin before it.
///
/// # Errors
/// `malformed`, `badSpan`, `unknownLock`, `zoneUnknown`.
pub fn who_can_open(snapshot: &Snapshot, question: &str) -> Result<String, Refusal> {
    let given = given(question)?;
    let lock = lock(snapshot, &given.text_or_empty("lockId"))?;
    let doors = snapshot.doors();
    for one in doors.locks_with(snapshot.locks(), lock) {
        if doors.weekly_locks().binary_search(one).is_ok() {
            check_zone(snapshot, *one)?;
        }
    }
    let mut list = Array::new();
    match instant(&given)? {
        Some(at) => {
            let mut entries = door_entries(snapshot, doors, lock);
            entries.sort_unstable_by_key(Entry::order);
            at_instant(
                snapshot,
                doors.first_lock(snapshot.locks(), lock),
                &entries,
                at,
                &mut list,
            );
        }
        None => {
            let mut query = Query::of(span(&given)?);
            query.merge_doors = true;
            let first = doors.first_lock(snapshot.locks(), lock);
            openings(
                snapshot,
                &rows_of(snapshot, doors, &query, first),
                &mut list,
            );
        }
    }
    Ok(list.finish())
}

/// Answers `{"appUserId"}` and `"at"` or `"from","to"` with openings, door by door.
///
/// # Errors
/// `malformed`, `badSpan`, `zoneUnknown`.
pub fn what_can_open(snapshot: &Snapshot, question: &str) -> Result<String, Refusal> {
    let given = given(question)?;
    let person = snapshot.find_person(&given.text_or_empty("appUserId"));
    let doors = snapshot.doors();
    let mut firsts = Vec::new();
    let mut mine = Vec::new();
    for number in snapshot.keys_of_person(person) {
        if let Some(key) = snapshot.key(*number)
            && key.state.opens()
        {
            if key.windows != 0 {
                check_zone(snapshot, key.lock)?;
            }
            let first = doors.first_lock(snapshot.locks(), key.lock);
            firsts.push(first);
            mine.push((first, Entry::of(*number, &key)));
        }
    }
    firsts.sort_unstable();
    firsts.dedup();
    let mut list = Array::new();
    match instant(&given)? {
        Some(at) => {
            for first in firsts {
                let entries: Vec<Entry> = mine
                    .iter()
                    .filter(|one| one.0 == first)
                    .map(|one| one.1)
                    .collect();
                at_instant(snapshot, first, &entries, at, &mut list);
            }
        }
        None => {
            let mut query = Query::of(span(&given)?);
            query.merge_doors = true;
            query.people = Some(vec![person]);
            let mut rows = Rows::default();
            let mut walk = Walk::new(snapshot, doors, &query, true);
            for first in firsts {
                walk.lock(first, &mut rows);
            }
            openings(snapshot, &rows, &mut list);
        }
    }
    Ok(list.finish())
}

/// The instant asked about; none if it is a span.
fn instant(given: &Json<'_>) -> Result<Option<Ms>, Refusal> {
    if given.member("at").is_none() {
        return Ok(None);
    }
    moment(given, "at").map(Some).ok_or_else(|| malformed("at"))
}

/// The entries of all locks of a lock's door.
fn door_entries(snapshot: &Snapshot, doors: &Doors, lock: u32) -> Vec<Entry> {
    let mut entries = Vec::new();
    for one in doors.locks_with(snapshot.locks(), lock) {
        entries.extend_from_slice(doors.entries(*one));
    }
    entries
}

/// Adds who can open a door at an instant. The entries are sorted by person.
fn at_instant(snapshot: &Snapshot, lock: u32, entries: &[Entry], at: Ms, list: &mut Array) {
    let mut rest = entries;
    while let Some(first) = rest.first() {
        let person = first.person;
        let same = |entry: &Entry| person != NONE && entry.person == person;
        let count = rest
            .iter()
            .skip(1)
            .take_while(|entry| same(entry))
            .count()
            .saturating_add(1);
        let (run, after) = rest.split_at(count);
        rest = after;
        let mut keys = Vec::new();
        for entry in run {
            if opens_at(snapshot, entry, at) {
                keys.push(entry.key());
            }
        }
        if !keys.is_empty() {
            let none = Span { from: at, to: at };
            let open = around(snapshot, run, at).unwrap_or(none);
            list.json(&opening(snapshot, lock, person, open, &keys));
        }
    }
}
