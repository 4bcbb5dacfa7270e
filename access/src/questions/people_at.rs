//! Who can open a door at an instant, as numbers and without reasons, for who asks often.

use super::around::is_within_hours;
use crate::snapshot::{NONE, Snapshot};
use crate::time::Ms;

/// The people who can open the door of a lock at an instant, each once and in order. [`NONE`] stands for
/// each key of a hidden person.
pub fn people_at(snapshot: &Snapshot, lock: u32, at: Ms) -> Vec<u32> {
    let doors = snapshot.doors();
    let mut people = Vec::new();
    let locks = doors.locks_with(snapshot, lock);
    for lock in locks {
        for entry in doors.entries(*lock) {
            if entry.holds(at)
                && (entry.person == NONE || people.last() != Some(&entry.person))
                && (!entry.is_weekly() || is_within_hours(snapshot, entry.key(), at))
            {
                people.push(entry.person);
            }
        }
    }
    if locks.len() > 1 {
        people.sort_unstable();
        people.dedup_by(|a, b| *a != NONE && a == b);
    }
    people
}
