//! Findings about doors: for one person at a time, for nobody, and who may give keys.

use super::finding::Finding;
use super::kind::FindingKind;
use super::of_stays::overlaps;
use super::search::Search;
use crate::review::query::Query;
use crate::review::rows::{Rows, rows_of};
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, NEVER, Span};

/// Adds what is found about doors.
pub fn find(snapshot: &Snapshot, search: &Search, found: &mut Vec<Finding>) {
    let doors = snapshot.doors();
    // Everybody counts here, whoever is asked for.
    let mut query = Query::of(search.query.span);
    query.merge_doors = true;
    let everybody = search.query.people.is_none() && search.wants(FindingKind::NobodyCanOpen);
    for (lock, one) in (0_u32..).zip(snapshot.locks()) {
        let locks = doors.locks(one.door);
        if locks.first() != Some(&lock) || !search.query.has_door(locks) {
            continue;
        }
        let is_exclusive = locks
            .iter()
            .any(|lock| search.exclusive.binary_search(lock).is_ok());
        if is_exclusive || (everybody && one.listed) {
            let rows = rows_of(snapshot, doors, &query, lock);
            if everybody && one.listed && rows.is_empty() {
                found.push(about(
                    FindingKind::NobodyCanOpen,
                    lock,
                    search.query.span,
                    Vec::new(),
                ));
            }
            if is_exclusive {
                exclusive(lock, &rows, search.turnover, found);
            }
        }
    }
    for right in snapshot.sharing_rights() {
        if search.query.has_lock(right.lock) && search.query.has_person(right.person) {
            let mut finding = about(
                FindingKind::MayGrant,
                right.lock,
                Span {
                    from: Ms::MIN,
                    to: NEVER,
                },
                Vec::new(),
            );
            finding.person = right.person;
            found.push(finding);
        }
    }
}

fn about(kind: FindingKind, lock: u32, span: Span, keys: Vec<u32>) -> Finding {
    Finding {
        kind,
        lock,
        person: NONE,
        keys,
        from: span.from,
        to: span.to,
    }
}

/// A door for one person at a time: when two can open it, and when the next one can too soon.
fn exclusive(lock: u32, rows: &Rows, turnover: Ms, found: &mut Vec<Finding>) {
    let mut spans = Vec::new();
    for row in 0..rows.len() {
        if let (Some(span), Ok(number)) = (rows.span(row), u32::try_from(row)) {
            spans.push((span, number));
        }
    }
    spans.sort_unstable();
    let keys_of = |numbers: &[u32]| {
        let mut keys = Vec::new();
        for row in numbers {
            keys.extend_from_slice(rows.keys(*row as usize));
        }
        keys
    };
    for (span, numbers) in overlaps(&spans) {
        let keys = keys_of(&numbers);
        found.push(about(FindingKind::TwoPeople, lock, span, keys));
    }
    let mut before: Option<(Ms, u32)> = None;
    for (span, row) in &spans {
        let person = |row: u32| rows.person.get(row as usize);
        if let Some((left, other)) = before
            && left <= span.from
            && span.from.saturating_sub(left) < turnover
            && (person(other) != person(*row) || person(*row) == Some(&NONE))
        {
            let between = Span {
                from: left,
                to: span.from,
            };
            let keys = keys_of(&[other, *row]);
            found.push(about(FindingKind::OpensBeforeLeft, lock, between, keys));
        }
        if before.is_none_or(|(left, _)| span.to > left) {
            before = Some((span.to, *row));
        }
    }
}
