//! The keys that open something, lock by lock and person by person.

use super::store::Snapshot;
use super::types::{Key, NONE};
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
    const NOTHING: Self = Self {
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
            key: if key.windows == 0 {
                number
            } else {
                number | WEEKLY
            },
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
    entries: Vec<Entry>,
    /// Where the entries of a lock begin, and at the end where the last ones end.
    begins: Vec<u32>,
    /// Locks by door, then by lock.
    locks: Vec<u32>,
    /// Where the locks of a door begin in it.
    door_begins: Vec<u32>,
    /// People and the access groups that they are in, sorted.
    members: Vec<(u32, u32)>,
    /// Locks with keys that have weekly hours, sorted.
    weekly: Vec<u32>,
}

impl Doors {
    /// Those of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let locks = snapshot.locks().len();
        let mut begins = vec![0_u32; locks.saturating_add(1)];
        for number in 0..snapshot.keys() {
            if let Some(key) = opening(snapshot, number)
                && let Some(count) = begins.get_mut((key.lock as usize).saturating_add(1))
            {
                *count = count.saturating_add(1);
            }
        }
        add_up(&mut begins);
        let mut entries = vec![Entry::NOTHING; begins.last().map_or(0, |end| *end as usize)];
        // Rows are read in their order; each lock's entries are written in theirs.
        let mut places = begins.clone();
        for number in 0..snapshot.keys() {
            if let Some(key) = opening(snapshot, number)
                && let Some(place) = places.get_mut(key.lock as usize)
                && let Some(entry) = entries.get_mut(*place as usize)
            {
                *entry = Entry::of(number, &key);
                *place = place.saturating_add(1);
            }
        }
        let weekly = sort_each(&mut entries, &begins);
        let (locks, door_begins) = by_door(snapshot);
        Self {
            entries,
            begins,
            locks,
            door_begins,
            members: members(snapshot),
            weekly,
        }
    }

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
    pub fn locks_with(&self, snapshot: &Snapshot, lock: u32) -> &[u32] {
        let door = snapshot
            .locks()
            .get(lock as usize)
            .map_or(NONE, |lock| lock.door);
        self.locks(door)
    }

    /// The first of the locks of a lock's door.
    pub fn first_lock(&self, snapshot: &Snapshot, lock: u32) -> u32 {
        self.locks_with(snapshot, lock)
            .first()
            .copied()
            .unwrap_or(lock)
    }
}

/// A key that opens at some time.
#[inline]
fn opening(snapshot: &Snapshot, number: u32) -> Option<Key> {
    let key = snapshot.key(number)?;
    (key.state.opens() && key.start < key.end && (key.lock as usize) < snapshot.locks().len())
        .then_some(key)
}

/// Sorts the entries of each lock by person, and gives the locks that have some with weekly hours.
fn sort_each(entries: &mut [Entry], begins: &[u32]) -> Vec<u32> {
    let mut weekly = Vec::new();
    let mut rest = entries;
    let mut sorted: Vec<u64> = Vec::new();
    let mut copy: Vec<Entry> = Vec::new();
    for (lock, bounds) in (0_u32..).zip(begins.windows(2)) {
        let [from, to] = bounds else {
            break;
        };
        let count = (to.saturating_sub(*from) as usize).min(rest.len());
        let (mine, after) = rest.split_at_mut(count);
        rest = after;
        // Numbers are sorted faster than entries. Keys are in order already.
        sorted.clear();
        for (place, entry) in (0_u64..).zip(mine.iter()) {
            sorted.push(u64::from(entry.person) << 32 | place);
        }
        sorted.sort_unstable();
        copy.clear();
        copy.extend_from_slice(mine);
        let mut has_weekly = false;
        for (entry, place) in mine.iter_mut().zip(&sorted) {
            if let Some(one) = copy.get((place & u64::from(u32::MAX)) as usize) {
                *entry = *one;
                has_weekly |= one.is_weekly();
            }
        }
        if has_weekly {
            weekly.push(lock);
        }
    }
    weekly
}

/// Makes places of counts.
fn add_up(counts: &mut [u32]) {
    let mut sum = 0_u32;
    for count in counts {
        sum = sum.saturating_add(*count);
        *count = sum;
    }
}

fn part<'a, T>(all: &'a [T], begins: &[u32], index: u32) -> &'a [T] {
    let at = |index: usize| begins.get(index).map_or(0, |place| *place as usize);
    let index = index as usize;
    all.get(at(index)..at(index.saturating_add(1)))
        .unwrap_or_default()
}

fn members(snapshot: &Snapshot) -> Vec<(u32, u32)> {
    let mut members = Vec::new();
    for (number, group) in (0_u32..).zip(snapshot.groups()) {
        for person in &group.people {
            members.push((*person, number));
        }
    }
    members.sort_unstable();
    members
}

/// Locks by door, and where each door's begin.
fn by_door(snapshot: &Snapshot) -> (Vec<u32>, Vec<u32>) {
    let mut pairs = Vec::new();
    let mut doors = 0_u32;
    for (lock, one) in (0_u32..).zip(snapshot.locks()) {
        pairs.push((one.door, lock, 0_u32));
        doors = doors.max(one.door.saturating_add(1));
    }
    pairs.sort_unstable();
    let mut begins = vec![0_u32; (doors as usize).saturating_add(1)];
    let mut locks = Vec::with_capacity(pairs.len());
    for (door, lock, _) in pairs {
        locks.push(lock);
        if let Some(count) = begins.get_mut((door as usize).saturating_add(1)) {
            *count = count.saturating_add(1);
        }
    }
    add_up(&mut begins);
    (locks, begins)
}
