//! What changed between two snapshots: keys, and who can open more or less.

mod keys;
mod opens;
mod shared;

use super::opening::opening;
use super::query::{Query, given, span};
use super::reason::{end, named, time_spans};
use crate::refusal::Refusal;
use crate::snapshot::{NONE, Snapshot, Text};
use crate::time::{DAY, Span, write_moment};
use keys::Matched;
use unloc_integrator_client::json::{Array, Object};

pub use keys::matched;
pub use opens::{Change, changes};

/// Over how long it is said who can open more or less if nothing else is asked for: four weeks from when
/// the second snapshot was taken. Longer, and weekly hours of many keys fill the memory.
const USUAL: i64 = 28 * DAY;

/// Answers `{"from"?,"to"?}` with `{"appeared":[key],"gone":[key],"changed":[{"keyId","before","after",
/// "members"}],"opensMore":[opening],"opensLess":[opening]}`. Keys are as the API sends them, without what
/// a snapshot does not keep. Openings of `opensLess` have the locks and reasons of the first snapshot.
///
/// # Errors
/// `notSealed` unless both snapshots are whole, `malformed`, `badSpan`.
pub fn compare(before: &Snapshot, after: &Snapshot, question: &str) -> Result<String, Refusal> {
    let (Some(_), Some(seen)) = (before.sealed(), after.sealed()) else {
        return Err(Refusal::new("notSealed"));
    };
    let given = given(question)?;
    let span = if given.member("from").is_some() || given.member("to").is_some() {
        span(&given)?
    } else {
        Span {
            from: seen.from,
            to: seen.from.saturating_add(USUAL),
        }
    };
    for snapshot in [before, after] {
        Query::of(span).check_zones(snapshot)?;
    }
    let matched = matched(before, after);
    let mut out = Object::new();
    out.json("appeared", &keys(after, &matched.appeared))
        .json("gone", &keys(before, &matched.gone))
        .json("changed", &changed(before, after, &matched));
    let (more, less) = changes(before, after, &matched, span);
    out.json("opensMore", &openings(after, &more))
        .json("opensLess", &openings(before, &less));
    Ok(out.finish())
}

fn keys(snapshot: &Snapshot, numbers: &[u32]) -> String {
    let mut list = Array::new();
    for number in numbers {
        list.json(&key(snapshot, *number));
    }
    list.finish()
}

fn changed(before: &Snapshot, after: &Snapshot, matched: &Matched) -> String {
    let mut list = Array::new();
    for one in &matched.changed {
        let mut members = Array::new();
        for (bit, member) in keys::MEMBERS.iter().enumerate() {
            if one.members >> bit & 1 == 1 {
                members.text(member);
            }
        }
        let mut change = Object::new();
        change
            .text("keyId", &after.key_id(one.after))
            .json("before", &key(before, one.before))
            .json("after", &key(after, one.after))
            .json("members", &members.finish());
        list.json(&change.finish());
    }
    list.finish()
}

/// A key as API v2 sends it.
pub fn key(snapshot: &Snapshot, number: u32) -> String {
    let mut out = Object::new();
    let Some(key) = snapshot.key(number) else {
        return out.finish();
    };
    out.text("id", &snapshot.key_id(number));
    if let Some(lock) = snapshot.locks().get(key.lock as usize) {
        out.text("lockId", snapshot.text(lock.id));
    }
    if key.person == NONE {
        out.json("appUser", "null");
    } else {
        let mut person = Object::new();
        person.text("id", snapshot.person(key.person));
        let name = snapshot.name(key.person);
        if !name.is_empty() {
            person.text("name", name);
        }
        out.json("appUser", &person.finish());
    }
    out.text("start", &write_moment(key.start));
    end(&mut out, "end", key.end);
    out.text("state", key.state.word());
    if key.windows != 0 {
        let mut hours = Object::new();
        hours.json("timeSpans", &time_spans(snapshot.windows(key.windows)));
        out.json("recurrence", &hours.finish());
    }
    let mut metadata = Object::new();
    named(snapshot, &mut metadata, "accessOwner", key.owner);
    named(snapshot, &mut metadata, "accessRef", key.reference);
    let step = snapshot.key_step(number);
    if !step.is_empty() {
        metadata.text("accessStep", &step);
    }
    if key.owner != Text::default() || key.reference != Text::default() || !step.is_empty() {
        out.json("metadata", &metadata.finish());
    }
    named(snapshot, &mut out, "accessGroupId", key.group);
    out.finish()
}

fn openings(snapshot: &Snapshot, changes: &[Change]) -> String {
    let mut list = Array::new();
    for one in changes {
        list.json(&opening(
            snapshot, one.lock, one.person, one.span, &one.keys,
        ));
    }
    list.finish()
}
