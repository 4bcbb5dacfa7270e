//! Locks, people, weekly hours and texts of two snapshots under one number.

use crate::snapshot::{NONE, Snapshot};

/// What the numbers of the first snapshot are in the second. What is only in the first has numbers after
/// all of the second's.
#[derive(Debug)]
pub struct Shared {
    /// Locks.
    pub locks: Vec<u32>,
    /// People.
    pub people: Vec<u32>,
    /// Locks whose zone is another: their weekly hours mean something else.
    pub moved: Vec<u32>,
}

impl Shared {
    /// Of two snapshots.
    pub fn of(before: &Snapshot, after: &Snapshot) -> Self {
        let mut locks = Vec::new();
        let mut moved = Vec::new();
        let count = u32::try_from(after.locks().len()).unwrap_or(NONE);
        for (number, lock) in (0_u32..).zip(before.locks()) {
            let same = after.find_lock(before.text(lock.id));
            if let Some(now) = after.locks().get(same as usize)
                && zone(before, lock.zone) != zone(after, now.zone)
            {
                moved.push(same);
            }
            locks.push(or_after(same, count, number));
        }
        let mut people = Vec::new();
        for person in 0..before.people() {
            let same = after.find_person(before.person(person));
            people.push(or_after(same, after.people(), person));
        }
        moved.sort_unstable();
        Self {
            locks,
            people,
            moved,
        }
    }

    /// A lock of the first snapshot.
    pub fn lock(&self, lock: u32) -> u32 {
        self.locks.get(lock as usize).copied().unwrap_or(NONE)
    }

    /// A person of the first snapshot; [`NONE`] if hidden.
    pub fn person(&self, person: u32) -> u32 {
        self.people.get(person as usize).copied().unwrap_or(NONE)
    }
}

fn or_after(same: u32, count: u32, number: u32) -> u32 {
    if same == NONE {
        count.saturating_add(number)
    } else {
        same
    }
}

fn zone(snapshot: &Snapshot, zone: u32) -> Option<&str> {
    snapshot
        .zones()
        .get(zone as usize)
        .map(|zone| zone.name.as_str())
}
