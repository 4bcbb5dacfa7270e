//! A grant that goes to another door, or to another number.

use super::outcome::{Kind, Outcome};
use super::work::Work;
use crate::snapshot::NONE;

/// Finds keys to make and keys to take back that are one grant's, at different doors or numbers.
pub fn find_moves(work: &Work<'_>, outcome: &mut Outcome) {
    // Grant and person of keys that go without another in their place.
    let mut left: Vec<(u32, u32)> = Vec::new();
    let mut given: Vec<(u32, u32)> = Vec::new();
    for give in &outcome.gives {
        if give.because == "new" {
            given.push((give.grant, give.person));
        }
    }
    given.sort_unstable();
    for take in &mut outcome.takes {
        let Some(held) = work.held.get(take.held as usize) else {
            continue;
        };
        if take.kind != Kind::TakeBack || take.useful || held.grant == NONE || held.error {
            continue;
        }
        let head = work.heads.get(held.grant as usize);
        if head.is_some_and(|head| head.person != held.person) {
            take.because = "numberChanged";
        } else if given.binary_search(&(held.grant, held.person)).is_ok() {
            take.kind = Kind::Move;
            take.because = "moved";
        } else {
            continue;
        }
        left.push((held.grant, held.person));
    }
    left.sort_unstable();
    for give in &mut outcome.gives {
        if give.because != "new" {
            continue;
        }
        if left.binary_search(&(give.grant, give.person)).is_ok() {
            give.kind = Kind::Move;
            give.because = "moved";
            continue;
        }
        let place = left.partition_point(|one| one.0 < give.grant);
        if left.get(place).is_some_and(|one| one.0 == give.grant) {
            give.because = "newNumber";
        }
    }
}
