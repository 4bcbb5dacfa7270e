//! Rows of a review with their names and reasons, as JSON.

use super::reason::{end, reasons};
use super::rows::Rows;
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Span, write_moment};
use unloc_integrator_client::json::{Array, Object};

/// A row: `{"lockId","doorId","door","appUserId":…|null,"name"?,"from","to":…|null,"reasons":[…]}`.
/// `doorId` is the id of the first of the locks that are its door. Moments are ISO 8601.
pub fn opening(snapshot: &Snapshot, lock: u32, person: u32, open: Span, keys: &[u32]) -> String {
    let mut out = Object::new();
    let all = snapshot.locks();
    if let Some(one) = all.get(lock as usize) {
        let door = all.get(one.door as usize).unwrap_or(one);
        out.text("lockId", snapshot.text(one.id))
            .text("doorId", snapshot.text(door.id))
            .text("door", snapshot.text(one.name));
    }
    if person == NONE {
        out.json("appUserId", "null");
    } else {
        out.text("appUserId", snapshot.person(person));
        let name = snapshot.name(person);
        if !name.is_empty() {
            out.text("name", name);
        }
    }
    out.text("from", &write_moment(open.from));
    end(&mut out, "to", open.to);
    out.json("reasons", &reasons(snapshot, keys));
    out.finish()
}

/// All rows, in order.
pub fn openings(snapshot: &Snapshot, rows: &Rows, into: &mut Array) {
    for row in 0..rows.len() {
        if let (Some(lock), Some(person), Some(open)) =
            (rows.lock.get(row), rows.person.get(row), rows.span(row))
        {
            into.json(&opening(snapshot, *lock, *person, open, rows.keys(row)));
        }
    }
}
