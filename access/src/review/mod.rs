//! Who can open what over a span of time.
//!
//! | question | given | answer |
//! | --- | --- | --- |
//! | [`columns`] | `{"from","to","lockIds"?,"appUserIds"?,"mergeDoors"?}` | bytes, see [`rows::Rows::bytes`] |
//! | [`numbers`] | `{}` | `{"lockIds":[…],"appUserIds":[…]}`: what the numbers of the columns stand for |
//! | [`openings_of`] | the same and `"lockId"` | `[opening]` of that lock: the rows of the columns, with reasons |
//! | [`csv::csv_piece`] | the same and options | bytes: the next cursor, and a piece |
//! | [`findings::find`] | the same and `"exclusive"?,"turnoverMinutes"?,"kinds"?` | `[finding]` |
//! | [`compare::compare`] | `{"from"?,"to"?}` | the difference of two snapshots |
//!
//! Moments go in as milliseconds. They come out in ISO 8601 in JSON, as milliseconds in columns.

pub mod cell;
pub mod compare;
pub mod csv;
pub mod csv_options;
pub mod findings;
mod grants;
pub mod hours;
mod line;
mod names;
pub mod opening;
pub mod query;
pub mod reason;
pub mod rows;

use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use query::{Query, given};
use unloc_integrator_client::json::{Array, Object};

/// The columns of a review.
///
/// # Errors
/// `malformed`, and those of [`Query::read`].
#[inline(never)]
pub fn columns(snapshot: &Snapshot, question: &str) -> Result<Vec<u8>, Refusal> {
    let query = Query::read(snapshot, &given(question)?)?;
    Ok(rows::rows(snapshot, snapshot.doors(), &query).bytes())
}

/// What the numbers of columns stand for: the ids of all locks and the numbers of all people, in order.
#[inline(never)]
pub fn numbers(snapshot: &Snapshot) -> String {
    let (mut locks, mut people) = (Array::new(), Array::new());
    for lock in snapshot.locks() {
        locks.text(snapshot.text(lock.id));
    }
    for person in 0..snapshot.people() {
        people.text(snapshot.person(person));
    }
    let mut out = Object::new();
    out.json("lockIds", &locks.finish())
        .json("appUserIds", &people.finish());
    out.finish()
}

/// The rows of one lock of a review, with their reasons.
///
/// # Errors
/// `malformed`, and those of [`Query::read`].
pub fn openings_of(snapshot: &Snapshot, question: &str) -> Result<String, Refusal> {
    let given = given(question)?;
    let query = Query::read(snapshot, &given)?;
    let lock = query::lock(snapshot, &given.text_or_empty("lockId"))?;
    let rows = rows::rows_of(snapshot, snapshot.doors(), &query, lock);
    let mut list = Array::new();
    opening::openings(snapshot, &rows, &mut list);
    Ok(list.finish())
}
