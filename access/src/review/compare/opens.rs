//! Who can open more, and who less, of the people and doors whose keys changed.

use super::keys::Matched;
use crate::review::hours::{Hours, first_after};
use crate::snapshot::Doors;
use crate::snapshot::{NONE, Snapshot};
use crate::time::Span;

/// A time in which somebody can open a door in one snapshot and not in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The lock, in the snapshot in which it opens.
    pub lock: u32,
    /// The person in it; [`NONE`] if hidden.
    pub person: u32,
    /// When.
    pub span: Span,
    /// The keys by which it opens.
    pub keys: Vec<u32>,
}

/// What opens in the second snapshot and not in the first, and the other way round.
pub fn changes(
    before: &Snapshot,
    after: &Snapshot,
    matched: &Matched,
    span: Span,
) -> (Vec<Change>, Vec<Change>) {
    let back_locks = backwards(&matched.shared.locks);
    let back_people = backwards(&matched.shared.people);
    let mut old = Side::new(before, span);
    let mut new = Side::new(after, span);
    let (mut more, mut less) = (Vec::new(), Vec::new());
    for (lock, person) in &matched.touched {
        let old_lock = look_up(&back_locks, *lock);
        let old_person = if *person == NONE {
            NONE
        } else {
            look_up(&back_people, *person)
        };
        // Somebody whom the first does not know is not one of its hidden ones.
        let is_known = old_person != NONE || *person == NONE;
        old.lay_out(if is_known { old_lock } else { NONE }, old_person);
        new.lay_out(*lock, *person);
        minus(&new, &old, *lock, *person, &mut more);
        minus(&old, &new, old_lock, old_person, &mut less);
    }
    (more, less)
}

/// Pairs of a number in the second snapshot and one in the first, sorted.
fn backwards(forwards: &[u32]) -> Vec<(u32, u32)> {
    let mut pairs: Vec<(u32, u32)> = forwards.iter().copied().zip(0_u32..).collect();
    pairs.sort_unstable();
    pairs
}

fn look_up(pairs: &[(u32, u32)], number: u32) -> u32 {
    let at = pairs.partition_point(|pair| pair.0 < number);
    match pairs.get(at) {
        Some(pair) if pair.0 == number => pair.1,
        _ => NONE,
    }
}

/// One snapshot, and what a person can open at a lock in it.
struct Side<'a> {
    snapshot: &'a Snapshot,
    doors: &'a Doors,
    hours: Hours,
    /// Spans of keys, sorted.
    keys: Vec<(Span, u32)>,
    /// The same, merged.
    merged: Vec<Span>,
}

impl<'a> Side<'a> {
    fn new(snapshot: &'a Snapshot, span: Span) -> Self {
        Self {
            snapshot,
            doors: snapshot.doors(),
            hours: Hours::new(span),
            keys: Vec::new(),
            merged: Vec::new(),
        }
    }

    fn lay_out(&mut self, lock: u32, person: u32) {
        self.keys.clear();
        self.merged.clear();
        let entries = self.doors.entries(lock);
        let first = entries.partition_point(|entry| entry.person < person);
        for entry in entries.get(first..).unwrap_or_default() {
            if entry.person != person {
                break;
            }
            self.hours.lay_out(self.snapshot, entry, &mut self.keys);
        }
        self.keys.sort_unstable();
        for (span, _) in &self.keys {
            match self.merged.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => self.merged.push(*span),
            }
        }
    }
}

/// Adds what opens in `one` and not in `other`.
fn minus(one: &Side<'_>, other: &Side<'_>, lock: u32, person: u32, found: &mut Vec<Change>) {
    for open in &one.merged {
        let mut from = open.from;
        let first = first_after(&other.merged, from);
        for taken in other.merged.get(first..).unwrap_or_default() {
            if taken.from >= open.to {
                break;
            }
            push(
                one,
                lock,
                person,
                Span {
                    from,
                    to: taken.from,
                },
                found,
            );
            from = from.max(taken.to);
        }
        push(one, lock, person, Span { from, to: open.to }, found);
    }
}

fn push(one: &Side<'_>, lock: u32, person: u32, span: Span, found: &mut Vec<Change>) {
    if span.from >= span.to {
        return;
    }
    let mut keys = Vec::new();
    for (open, key) in &one.keys {
        if open.from < span.to && span.from < open.to && !keys.contains(key) {
            keys.push(*key);
        }
    }
    found.push(Change {
        lock,
        person,
        span,
        keys,
    });
}
