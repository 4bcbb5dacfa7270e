//! Who can open a door at an instant, as numbers and without reasons, for who asks often.

use super::around::is_within_hours;
use crate::refusal::Refusal;
use crate::review::query::check_zone;
use crate::snapshot::{NONE, Snapshot};
use crate::time::Ms;

/// The people who can open the door of a lock at an instant, each once and in order. [`NONE`] stands for
/// each key of a hidden person.
///
/// # Errors
/// `zoneUnknown`.
pub fn people_at(snapshot: &Snapshot, lock: u32, at: Ms) -> Result<Vec<u32>, Refusal> {
    let doors = snapshot.doors();
    let mut people = Vec::new();
    let locks = doors.locks_with(snapshot.locks(), lock);
    for lock in locks {
        if doors.weekly_locks().binary_search(lock).is_ok() {
            check_zone(snapshot, *lock)?;
        }
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
    Ok(people)
}
