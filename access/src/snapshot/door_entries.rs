//! Puts the keys of a snapshot in the order of its doors.

use super::doors::{Doors, Entry};
use super::rows::Row;
use super::store::Snapshot;
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
    let weekly = sort_each(&mut entries, &begins, snapshot.people());
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
        if let Some((row, _)) = opening(snapshot, number)
            && let Some(count) = counts.get_mut((row.lock as usize).saturating_add(1))
        {
            *count = count.saturating_add(1);
        }
    }
}

/// Writes each key to the place of its lock, which moves on.
#[inline(never)]
fn place(snapshot: &Snapshot, numbers: Range<u32>, places: &mut [u32], entries: &mut [Entry]) {
    for number in numbers {
        if let Some((row, windows)) = opening(snapshot, number)
            && let Some(place) = places.get_mut(row.lock as usize)
            && let Some(entry) = entries.get_mut(*place as usize)
        {
            *entry = Entry::of_row(number, row, windows);
            *place = place.saturating_add(1);
        }
    }
}

/// A key that opens at some time, and the index of its weekly hours.
#[inline(always)]
fn opening(snapshot: &Snapshot, number: u32) -> Option<(&Row, u32)> {
    let row = snapshot.rows.get(number)?;
    let common = snapshot.common(row.common);
    let opens = common.state.opens() && row.start < row.end;
    (opens && (row.lock as usize) < snapshot.locks.len()).then_some((row, common.windows))
}

/// Sorts the entries of each lock by person, and gives the locks that have some with weekly hours.
fn sort_each(entries: &mut [Entry], begins: &[u32], people: u32) -> Vec<u32> {
    let mut weekly = Vec::new();
    let mut rest = entries;
    let mut sorting = Sorting {
        people,
        ..Sorting::default()
    };
    for (lock, bounds) in (0_u32..).zip(begins.windows(2)) {
        let [from, to] = bounds else {
            break;
        };
        let count = (to.saturating_sub(*from) as usize).min(rest.len());
        let (mine, after) = rest.split_at_mut(count);
        rest = after;
        if sorting.sort(mine) {
            weekly.push(lock);
        }
    }
    weekly
}

/// What sorting needs, lock after lock.
#[derive(Default)]
struct Sorting {
    /// How many people there are; hidden ones come behind them.
    people: u32,
    /// The person and the place of each entry.
    pairs: Vec<u64>,
    other_pairs: Vec<u64>,
    copy: Vec<Entry>,
}

/// Bits of a person's number by which pairs are put in order at a time.
const DIGIT: u32 = 9;
const DIGITS: usize = 1 << DIGIT;

impl Sorting {
    /// Sorts the entries of a lock by person; keys are in order already. Whether some have weekly hours.
    #[inline(never)]
    fn sort(&mut self, entries: &mut [Entry]) -> bool {
        self.pairs.clear();
        for (place, entry) in (0_u64..).zip(entries.iter()) {
            let person = entry.person.min(self.people);
            self.pairs.push(u64::from(person) << 32 | place);
        }
        if entries.len() < DIGITS.div_euclid(8) {
            self.pairs.sort_unstable();
        } else {
            self.sort_pairs();
        }
        self.copy.clear();
        self.copy.extend_from_slice(entries);
        let mut has_weekly = false;
        for (entry, place) in entries.iter_mut().zip(&self.pairs) {
            if let Some(one) = self.copy.get((*place & u64::from(u32::MAX)) as usize) {
                *entry = *one;
                has_weekly |= one.is_weekly();
            }
        }
        has_weekly
    }

    /// Sorts pairs by person, the lowest digit first: what is the same of a digit stays in its order.
    fn sort_pairs(&mut self) {
        self.other_pairs.resize(self.pairs.len(), 0);
        let mut shift = 32_u32;
        while u64::from(self.people) << 32 >> shift > 0 {
            #[allow(clippy::cast_possible_truncation)] // a digit
            let digit = |pair: u64| (pair >> shift) as usize & DIGITS.wrapping_sub(1);
            let mut places = [0_u32; DIGITS + 1];
            for pair in &self.pairs {
                if let Some(count) = places.get_mut(digit(*pair).wrapping_add(1)) {
                    *count = count.wrapping_add(1);
                }
            }
            add_up(&mut places);
            for pair in &self.pairs {
                if let Some(place) = places.get_mut(digit(*pair))
                    && let Some(other) = self.other_pairs.get_mut(*place as usize)
                {
                    *other = *pair;
                    *place = place.wrapping_add(1);
                }
            }
            std::mem::swap(&mut self.pairs, &mut self.other_pairs);
            shift = shift.wrapping_add(DIGIT);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::types::NONE;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_of_few_and_of_many_are_sorted_by_person_then_key(
            people in 0_u32..400_000,
            seeds in prop::collection::vec(any::<u32>(), 0..200),
        ) {
            let mut entries = Vec::new();
            for (number, seed) in (0_u32..).zip(&seeds) {
                // Hidden ones among them, and people with several keys.
                let person = seed.checked_rem(people).filter(|_| seed & 7 != 0).unwrap_or(NONE);
                let row = Row { id: [0; 16], step: [0; 16], start: 0, end: 1, lock: 0, person, common: 0, reference: 0 };
                entries.push(Entry::of_row(number, &row, seed & 8));
            }
            let mut expected: Vec<u64> = entries.iter().map(Entry::order).collect();
            expected.sort_unstable();
            let mut sorting = Sorting { people, ..Sorting::default() };
            prop_assert_eq!(sorting.sort(&mut entries), seeds.iter().any(|seed| seed & 8 != 0));
            let sorted: Vec<u64> = entries.iter().map(Entry::order).collect();
            prop_assert_eq!(sorted, expected);
        }
    }
}
