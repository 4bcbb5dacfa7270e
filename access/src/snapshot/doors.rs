//! The keys that open something, lock by lock and person by person.

use super::rows::Row;
use super::types::{Key, Lock, NONE};
use crate::time::{Ms, Span};

/// A key that opens from `start` to `end`, if only within its weekly hours.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// When it begins.
    pub start: Ms,
    /// When it ends.
    pub end: Ms,
    /// Its person; [`NONE`] if hidden.
    pub person: u32,
    /// The key, and [`WEEKLY`].
    key: u32,
}

/// Marks a key with weekly hours.
const WEEKLY: u32 = 1 << 31;

impl Entry {
    /// What is written over.
    pub(super) const NOTHING: Self = Self {
        start: 0,
        end: 0,
        person: NONE,
        key: 0,
    };

    /// The key.
    pub fn key(self) -> u32 {
        self.key & !WEEKLY
    }

    /// Whether it has weekly hours.
    pub fn is_weekly(self) -> bool {
        self.key & WEEKLY != 0
    }

    /// An entry of a key.
    pub fn of(number: u32, key: &Key) -> Self {
        Self {
            start: key.start,
            end: key.end,
            person: key.person,
            key: marked(number, key.windows),
        }
    }

    /// The same of a key's row and the index of its weekly hours.
    pub(super) fn of_row(number: u32, row: &Row, windows: u32) -> Self {
        Self {
            start: row.start,
            end: row.end,
            person: row.person,
            key: marked(number, windows),
        }
    }

    /// By what entries are sorted: person, then key.
    pub fn order(&self) -> u64 {
        u64::from(self.person) << 32 | u64::from(self.key())
    }

    /// What of its time is within a span; nothing is left if it ends no later than it begins.
    pub fn clip(self, span: Span) -> Span {
        Span {
            from: self.start.max(span.from),
            to: self.end.min(span.to),
        }
    }

    /// Whether an instant is between start and end.
    pub fn holds(self, at: Ms) -> bool {
        self.start <= at && at < self.end
    }
}

/// The keys that open something, by lock, then by person. Those of hidden people are last.
#[derive(Debug, Default)]
pub struct Doors {
    pub(super) entries: Vec<Entry>,
    /// Where the entries of a lock begin, and at the end where the last ones end.
    pub(super) begins: Vec<u32>,
    /// Locks by door, then by lock.
    pub(super) locks: Vec<u32>,
    /// Where the locks of a door begin in it.
    pub(super) door_begins: Vec<u32>,
    /// People and the access groups that they are in, sorted.
    pub(super) members: Vec<(u32, u32)>,
    /// Locks with keys that have weekly hours, sorted.
    pub(super) weekly: Vec<u32>,
}

impl Doors {
    /// The entries of a lock.
    pub fn entries(&self, lock: u32) -> &[Entry] {
        part(&self.entries, &self.begins, lock)
    }

    /// The locks of a door, in order.
    pub fn locks(&self, door: u32) -> &[u32] {
        part(&self.locks, &self.door_begins, door)
    }

    /// The access groups that a person is in, as pairs of the person and an index.
    pub fn groups_of(&self, person: u32) -> &[(u32, u32)] {
        let from = self.members.partition_point(|one| one.0 < person);
        let to = self.members.partition_point(|one| one.0 <= person);
        self.members.get(from..to).unwrap_or_default()
    }

    /// Locks with keys that have weekly hours.
    pub fn weekly_locks(&self) -> &[u32] {
        &self.weekly
    }

    /// The locks of a lock's door, itself among them.
    pub fn locks_with(&self, locks: &[Lock], lock: u32) -> &[u32] {
        let door = locks.get(lock as usize).map_or(NONE, |lock| lock.door);
        self.locks(door)
    }

    /// The first of the locks of a lock's door.
    pub fn first_lock(&self, locks: &[Lock], lock: u32) -> u32 {
        self.locks_with(locks, lock)
            .first()
            .copied()
            .unwrap_or(lock)
    }
}

/// A key's number, marked if it has weekly hours.
fn marked(number: u32, windows: u32) -> u32 {
    if windows == 0 {
        number
    } else {
        number | WEEKLY
    }
}

fn part<'a, T>(all: &'a [T], begins: &[u32], index: u32) -> &'a [T] {
    let at = |index: usize| begins.get(index).map_or(0, |place| *place as usize);
    let index = index as usize;
    all.get(at(index)..at(index.saturating_add(1)))
        .unwrap_or_default()
}
