//! Whether somebody can open a door at an instant, why, and until when.

use super::around::{around, is_within_hours, next_opening, opens_at};
use crate::refusal::Refusal;
use crate::review::query::{check_zone, given, lock, malformed, moment};
use crate::review::reason::reason;
use crate::snapshot::Entry;
use crate::snapshot::{Key, Snapshot, State};
use crate::time::{Ms, NEVER, write_moment};
use unloc_integrator_client::json::{Array, Object};

/// Answers `{"appUserId","lockId","at"}` with `{"opens","because":[reason],"butNot":[{"reason","why"}],
/// "next"?:{"opens","at"}}`. `why` is `notYet`, `over`, `outsideHours`, `creating`, `revoked` or `error`.
///
/// # Errors
/// `malformed`, `unknownLock`, `zoneUnknown`.
pub fn can_open(snapshot: &Snapshot, question: &str) -> Result<String, Refusal> {
    let given = given(question)?;
    let at = moment(&given, "at").ok_or_else(|| malformed("at"))?;
    let lock = lock(snapshot, &given.text_or_empty("lockId"))?;
    let person = snapshot.find_person(&given.text_or_empty("appUserId"));
    let (mut because, mut but_not) = (Array::new(), Array::new());
    let mut entries = Vec::new();
    let mut opens = false;
    for number in snapshot.keys_of_person(person) {
        let Some(key) = snapshot.key(*number) else {
            continue;
        };
        if !snapshot.same_door(key.lock, lock) {
            continue;
        }
        if key.windows != 0 {
            check_zone(snapshot, key.lock)?;
        }
        let entry = Entry::of(*number, &key);
        if key.state.opens() {
            entries.push(entry);
        }
        match why_not(snapshot, *number, &key, at) {
            None => {
                opens = true;
                because.json(&reason(snapshot, *number));
            }
            Some(why) => {
                let mut one = Object::new();
                one.json("reason", &reason(snapshot, *number))
                    .text("why", why);
                but_not.json(&one.finish());
            }
        }
    }
    let mut out = Object::new();
    out.flag("opens", opens)
        .json("because", &because.finish())
        .json("butNot", &but_not.finish());
    if let Some(at) = next_change(snapshot, &entries, at) {
        let mut next = Object::new();
        next.flag("opens", !opens).text("at", &write_moment(at));
        out.json("next", &next.finish());
    }
    Ok(out.finish())
}

/// Why a key does not open at an instant.
fn why_not(snapshot: &Snapshot, number: u32, key: &Key, at: Ms) -> Option<&'static str> {
    Some(match key.state {
        State::Creating => "creating",
        State::Revoked => "revoked",
        State::Error => "error",
        State::Expired => "over",
        _ if at >= key.end => "over",
        _ if at < key.start => "notYet",
        _ if is_within_hours(snapshot, number, at) => return None,
        _ => "outsideHours",
    })
}

/// When the answer changes.
fn next_change(snapshot: &Snapshot, entries: &[Entry], at: Ms) -> Option<Ms> {
    if !entries.iter().any(|entry| opens_at(snapshot, entry, at)) {
        return next_opening(snapshot, entries, at);
    }
    let span = around(snapshot, entries, at)?;
    (span.to != NEVER
        && !entries
            .iter()
            .any(|entry| opens_at(snapshot, entry, span.to)))
    .then_some(span.to)
}
