//! Steps by person, in the order of numbers, doors and times.

use super::options::Extend;
use super::outcome::{Outcome, Take};
use super::work::Work;
use crate::snapshot::{NONE, Text};

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// Makes a key, by index.
    Give(u32),
    /// Waits for the keys of a grant to be usable.
    Await(u32),
    /// Takes a key back, by index.
    Take(u32),
    /// Takes the person out of a group, because of a key that is taken back, by index.
    Leave(u32),
}

/// A step that must be confirmed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// Its index.
    pub step: u32,
    /// It can be given up if steps wait for each other.
    pub soft: bool,
}

/// A step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Whose it is.
    pub person: u32,
    /// Its number among those of the person, from 1.
    pub number: u32,
    /// What it does.
    pub what: Do,
    /// What must be confirmed first.
    pub after: Vec<After>,
}

/// Rank of the person, phase, rank of the lock, minute, index.
type Place = (u32, u8, u32, i64, u32);

// Phases: what closes at once, what opens, waiting, what closes then.
const TAKE_NOW: u8 = 0;
const GIVE: u8 = 1;
const AWAIT: u8 = 2;
const TAKE: u8 = 3;
const LEAVE: u8 = 4;

/// Makes the steps. `waits` are the grants whose keys something waits for.
pub fn steps(work: &Work<'_>, outcome: &Outcome, waits: &[u32]) -> Vec<Step> {
    let ranks = lock_ranks(work);
    let rank = |lock: u32| ranks.get(lock as usize).copied().unwrap_or(NONE);
    let people = people(work, outcome, waits);
    let person_rank = |person: u32| {
        let place = people.binary_search_by_key(&person, |one| one.0);
        place
            .ok()
            .and_then(|place| people.get(place))
            .map_or(0, |one| one.1)
    };
    let mut order: Vec<(Place, u32)> = Vec::new();
    for (index, give) in (0_u32..).zip(&outcome.gives) {
        let place = (
            person_rank(give.person),
            GIVE,
            rank(give.lock),
            give.from,
            index,
        );
        order.push((place, give.person));
    }
    for grant in waits {
        if let Some(head) = work.heads.get(*grant as usize) {
            order.push(((person_rank(head.person), AWAIT, 0, 0, *grant), head.person));
        }
    }
    let mut leaves: Vec<(u32, Text, u32)> = Vec::new();
    for (index, take) in (0_u32..).zip(&outcome.takes) {
        let Some(held) = work.held.get(take.held as usize) else {
            continue;
        };
        if held.group != Text::default() {
            leaves.push((held.person, held.group, index));
            continue;
        }
        let phase = if depends(work, take) { TAKE } else { TAKE_NOW };
        let place = (person_rank(held.person), phase, rank(held.lock), 0, index);
        order.push((place, held.person));
    }
    leaves.sort_unstable();
    leaves.dedup_by_key(|one| (one.0, one.1));
    for (person, _, index) in leaves {
        order.push(((person_rank(person), LEAVE, 0, 0, index), person));
    }
    order.sort_unstable();
    let mut steps: Vec<Step> = Vec::with_capacity(order.len());
    for ((_, phase, .., index), person) in order {
        let number = match steps.last() {
            Some(last) if last.person == person => last.number.saturating_add(1),
            _ => 1,
        };
        steps.push(Step {
            person,
            number,
            what: match phase {
                GIVE => Do::Give(index),
                AWAIT => Do::Await(index),
                LEAVE => Do::Leave(index),
                _ => Do::Take(index),
            },
            after: Vec::new(),
        });
    }
    steps
}

/// Whether a key goes only after others are usable. Where keys are taken first, none does.
pub fn depends(work: &Work<'_>, take: &Take) -> bool {
    let held = work.held.get(take.held as usize);
    let creating = held.is_some_and(|held| held.creating);
    work.options.extend != Extend::TakeFirst
        && !creating
        && (take.useful && take.because == "replaced"
            || matches!(take.because, "moved" | "numberChanged"))
}

/// The people with steps, in the order of their indexes, each with its rank among the numbers.
fn people(work: &Work<'_>, outcome: &Outcome, waits: &[u32]) -> Vec<(u32, u32)> {
    let mut people: Vec<u32> = outcome.gives.iter().map(|give| give.person).collect();
    for take in &outcome.takes {
        if let Some(held) = work.held.get(take.held as usize) {
            people.push(held.person);
        }
    }
    for grant in waits {
        if let Some(head) = work.heads.get(*grant as usize) {
            people.push(head.person);
        }
    }
    people.sort_unstable();
    people.dedup();
    let number = |person: &u32| work.people.number(work.snapshot, *person);
    people.sort_unstable_by(|a, b| number(a).cmp(number(b)));
    let mut ranked: Vec<(u32, u32)> = people.into_iter().zip(0_u32..).collect();
    ranked.sort_unstable();
    ranked
}

/// The order of locks by their ids, which is the same however they were read.
fn lock_ranks(work: &Work<'_>) -> Vec<u32> {
    let snapshot = work.snapshot;
    let mut order: Vec<u32> = (0_u32..)
        .zip(snapshot.locks())
        .map(|(index, _)| index)
        .collect();
    let id = |index: &u32| {
        let lock = snapshot.locks().get(*index as usize);
        lock.map_or("", |lock| snapshot.text(lock.id))
    };
    order.sort_unstable_by(|a, b| id(a).cmp(id(b)));
    let mut ranks = vec![NONE; order.len()];
    for (rank, index) in (0_u32..).zip(&order) {
        if let Some(place) = ranks.get_mut(*index as usize) {
            *place = rank;
        }
    }
    ranks
}
