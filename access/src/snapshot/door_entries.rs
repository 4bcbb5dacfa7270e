//! Puts the keys of a snapshot in the order of its doors.

use super::doors::{Doors, Entry};
use super::store::Snapshot;
use super::types::Key;
use std::ops::Range;

/// The doors of a snapshot.
pub fn doors(snapshot: &Snapshot) -> Doors {
    let locks = snapshot.locks().len();
    let mut begins = vec![0_u32; locks.saturating_add(1)];
    for numbers in pieces(snapshot.keys()) {
        count(snapshot, numbers, &mut begins);
    }
    add_up(&mut begins);
    let mut entries = vec![Entry::NOTHING; begins.last().map_or(0, |end| *end as usize)];
    // Rows are read in their order; each lock's entries are written in theirs.
    let mut places = begins.clone();
    for numbers in pieces(snapshot.keys()) {
        place(snapshot, numbers, &mut places, &mut entries);
    }
    let weekly = sort_each(&mut entries, &begins);
    let (locks, door_begins) = by_door(snapshot);
    Doors {
        entries,
        begins,
        locks,
        door_begins,
        members: members(snapshot),
        weekly,
    }
}

/// Numbers up to a count, some at a time: an engine compiles anew what is used much, but a loop that runs
/// goes on with the code that it began with.
fn pieces(count: u32) -> impl Iterator<Item = Range<u32>> {
    let from = (0..count).step_by(PIECE as usize);
    from.map(move |from| from..from.saturating_add(PIECE).min(count))
}

const PIECE: u32 = 1_024;

/// Counts the keys of each lock, one place behind it.
#[inline(never)]
fn count(snapshot: &Snapshot, numbers: Range<u32>, counts: &mut [u32]) {
    for number in numbers {
        if let Some(key) = opening(snapshot, number)
            && let Some(count) = counts.get_mut((key.lock as usize).saturating_add(1))
        {
            *count = count.saturating_add(1);
        }
    }
}

/// Writes each key to the place of its lock, which moves on.
#[inline(never)]
fn place(snapshot: &Snapshot, numbers: Range<u32>, places: &mut [u32], entries: &mut [Entry]) {
    for number in numbers {
        if let Some(key) = opening(snapshot, number)
            && let Some(place) = places.get_mut(key.lock as usize)
            && let Some(entry) = entries.get_mut(*place as usize)
        {
            *entry = Entry::of(number, &key);
            *place = place.saturating_add(1);
        }
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
        if sort(mine, &mut sorted, &mut copy) {
            weekly.push(lock);
        }
    }
    weekly
}

/// Sorts the entries of a lock by person; keys are in order already. Whether some have weekly hours.
#[inline(never)]
fn sort(entries: &mut [Entry], sorted: &mut Vec<u64>, copy: &mut Vec<Entry>) -> bool {
    // Numbers are sorted faster than entries.
    sorted.clear();
    for (place, entry) in (0_u64..).zip(entries.iter()) {
        sorted.push(u64::from(entry.person) << 32 | place);
    }
    sorted.sort_unstable();
    copy.clear();
    copy.extend_from_slice(entries);
    let mut has_weekly = false;
    for (entry, place) in entries.iter_mut().zip(sorted) {
        if let Some(one) = copy.get((*place & u64::from(u32::MAX)) as usize) {
            *entry = *one;
            has_weekly |= one.is_weekly();
        }
    }
    has_weekly
}

/// Makes places of counts.
fn add_up(counts: &mut [u32]) {
    let mut sum = 0_u32;
    for count in counts {
        sum = sum.saturating_add(*count);
        *count = sum;
    }
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
