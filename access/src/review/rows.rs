//! A review's rows: who can open what from when to when, merged and in order.

use super::hours::Hours;
use super::query::Query;
use crate::snapshot::{Doors, Entry};
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, Span};

/// Rows in columns, sorted by lock, person and time. Of one person at one lock they do not meet. What
/// belongs to hidden people comes last at each lock, a row for each key and span.
#[derive(Debug, Default)]
pub struct Rows {
    /// Locks; of locks that are one door the first.
    pub lock: Vec<u32>,
    /// People; [`NONE`] if hidden.
    pub person: Vec<u32>,
    /// When it begins to open.
    pub from: Vec<Ms>,
    /// When it no longer opens.
    pub to: Vec<Ms>,
    /// The keys of the rows, one row's after the other's, if they were asked for.
    keys: Vec<u32>,
    /// Where the keys of each row end.
    key_ends: Vec<u32>,
}

impl Rows {
    /// None yet, with room for those that each key can make: what grows leaves holes in the memory.
    fn for_keys(snapshot: &Snapshot, doors: &Doors, query: &Query) -> Self {
        let mut count = 0_usize;
        for lock in 0..lock_count(snapshot) {
            if query.has_lock(lock) {
                count = count.saturating_add(rows_of_lock(snapshot, doors.entries(lock), query));
            }
        }
        Self {
            lock: Vec::with_capacity(count),
            person: Vec::with_capacity(count),
            from: Vec::with_capacity(count),
            to: Vec::with_capacity(count),
            ..Self::default()
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lock.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lock.is_empty()
    }

    /// When a row opens.
    pub fn span(&self, row: usize) -> Option<Span> {
        Some(Span {
            from: *self.from.get(row)?,
            to: *self.to.get(row)?,
        })
    }

    /// The keys of a row.
    pub fn keys(&self, row: usize) -> &[u32] {
        let at = |row: usize| self.key_ends.get(row).map_or(0, |end| *end as usize);
        let begins = row.checked_sub(1).map_or(0, at);
        self.keys.get(begins..at(row)).unwrap_or_default()
    }

    /// The columns as bytes: all `from`, then all `to` as 64-bit floats, then all locks, then all people
    /// as 32-bit numbers, little-endian. A hidden person is 2³² − 1.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.len().saturating_mul(24));
        for moments in [&self.from, &self.to] {
            for ms in moments {
                #[allow(clippy::cast_precision_loss)] // a moment of the query's span
                bytes.extend_from_slice(&(*ms as f64).to_le_bytes());
            }
        }
        for numbers in [&self.lock, &self.person] {
            for number in numbers {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        bytes
    }

    fn push(&mut self, lock: u32, person: u32, open: Span) {
        self.lock.push(lock);
        self.person.push(person);
        self.from.push(open.from);
        self.to.push(open.to);
    }
}

/// Makes rows, lock by lock.
#[derive(Debug)]
pub struct Walk<'a> {
    snapshot: &'a Snapshot,
    doors: &'a Doors,
    query: &'a Query,
    /// Whether keys are kept.
    with_keys: bool,
    hours: Hours,
    /// Entries of several locks that are one door.
    mixed: Vec<Entry>,
    /// Spans of one person's keys, with the keys.
    open: Vec<(Span, u32)>,
}

impl<'a> Walk<'a> {
    /// Nothing made yet.
    pub fn new(
        snapshot: &'a Snapshot,
        doors: &'a Doors,
        query: &'a Query,
        with_keys: bool,
    ) -> Self {
        Self {
            snapshot,
            doors,
            query,
            with_keys,
            hours: Hours::new(query.span),
            mixed: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Adds the rows of a lock; with `mergeDoors` those of its door, if it is the first of it.
    pub fn lock(&mut self, lock: u32, rows: &mut Rows) {
        let doors = self.doors;
        if !self.query.has_lock(lock) {
            return;
        }
        let mut entries = doors.entries(lock);
        let mut mixed = std::mem::take(&mut self.mixed);
        if self.query.merge_doors {
            let locks = doors.locks_with(self.snapshot.locks(), lock);
            if locks.first() != Some(&lock) {
                return;
            }
            if locks.len() > 1 {
                mixed.clear();
                for lock in locks {
                    mixed.extend_from_slice(doors.entries(*lock));
                }
                mixed.sort_unstable_by_key(Entry::order);
                entries = &mixed;
            }
        }
        self.people(lock, entries, rows);
        self.mixed = mixed;
    }

    fn people(&mut self, lock: u32, entries: &[Entry], rows: &mut Rows) {
        let mut rest = entries;
        while let Some(first) = rest.first() {
            let person = first.person;
            let mut count = 1;
            while person != NONE && rest.get(count).is_some_and(|next| next.person == person) {
                count = count.saturating_add(1);
            }
            let (run, after) = rest.split_at(count);
            rest = after;
            if self.query.has_person(person) {
                self.person(lock, run, rows);
            }
        }
    }

    /// Adds the rows of one person's keys.
    fn person(&mut self, lock: u32, run: &[Entry], rows: &mut Rows) {
        if let [entry] = run
            && !entry.is_weekly()
        {
            let open = entry.clip(self.query.span);
            if open.from < open.to {
                rows.push(lock, entry.person, open);
                self.keys_of_row(rows, &[entry.key()]);
            }
            return;
        }
        self.open.clear();
        let mut person = NONE;
        for entry in run {
            person = entry.person;
            self.hours.lay_out(self.snapshot, entry, &mut self.open);
        }
        self.open.sort_unstable();
        let open = std::mem::take(&mut self.open);
        let mut keys = Vec::new();
        let mut merged: Option<Span> = None;
        for (span, key) in &open {
            match &mut merged {
                Some(row) if span.from <= row.to => row.to = row.to.max(span.to),
                _ => {
                    if let Some(row) = merged {
                        rows.push(lock, person, row);
                        self.keys_of_row(rows, &keys);
                    }
                    keys.clear();
                    merged = Some(*span);
                }
            }
            if self.with_keys && !keys.contains(key) {
                keys.push(*key);
            }
        }
        if let Some(row) = merged {
            rows.push(lock, person, row);
            self.keys_of_row(rows, &keys);
        }
        self.open = open;
    }

    fn keys_of_row(&self, rows: &mut Rows, keys: &[u32]) {
        if self.with_keys {
            rows.keys.extend_from_slice(keys);
            let end = u32::try_from(rows.keys.len()).unwrap_or(u32::MAX);
            rows.key_ends.push(end);
        }
    }
}

/// All rows of a review, without their keys.
pub fn rows(snapshot: &Snapshot, doors: &Doors, query: &Query) -> Rows {
    let mut rows = Rows::for_keys(snapshot, doors, query);
    let mut walk = Walk::new(snapshot, doors, query, false);
    for lock in 0..lock_count(snapshot) {
        walk.lock(lock, &mut rows);
    }
    rows
}

/// How many rows the entries of a lock make, about.
#[inline(never)] // one lock after the other: an engine replaces code at a call, not within a loop
fn rows_of_lock(snapshot: &Snapshot, entries: &[Entry], query: &Query) -> usize {
    let mut count = 0_usize;
    for entry in entries {
        let open = entry.clip(query.span);
        if open.from < open.to && query.has_person(entry.person) {
            count = count.saturating_add(rows_of_entry(snapshot, *entry, open));
        }
    }
    count
}

/// How many rows an entry makes within a span, about.
fn rows_of_entry(snapshot: &Snapshot, entry: Entry, open: Span) -> usize {
    let key = entry.is_weekly().then(|| snapshot.key(entry.key()));
    let Some(key) = key.flatten() else {
        return 1;
    };
    let last = open.to.saturating_sub(open.from).saturating_sub(1);
    let weeks = last.div_euclid(WEEK);
    let weeks = usize::try_from(weeks).unwrap_or(0).saturating_add(1);
    snapshot.windows(key.windows).len().saturating_mul(weeks)
}

const WEEK: Ms = 7 * 24 * 60 * crate::time::MINUTE;

/// The rows of a lock, or of its door, with their keys.
pub fn rows_of(snapshot: &Snapshot, doors: &Doors, query: &Query, lock: u32) -> Rows {
    let mut rows = Rows::default();
    Walk::new(snapshot, doors, query, true).lock(lock, &mut rows);
    rows
}

/// How many locks there are.
pub fn lock_count(snapshot: &Snapshot) -> u32 {
    u32::try_from(snapshot.locks().len()).unwrap_or(NONE)
}
