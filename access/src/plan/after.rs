//! What must be confirmed before a step: opening before closing.

use super::options::Extend;
use super::outcome::{Kind, Outcome, Take};
use super::steps::{After, Do, Step, depends};
use super::work::Work;
use crate::snapshot::{NONE, Text};

/// The grants whose keys something waits for, in order.
pub fn awaited(work: &Work<'_>, outcome: &Outcome) -> Vec<u32> {
    let mut grants = Vec::new();
    let gives = by_pair(outcome);
    for take in &outcome.takes {
        if depends(work, take) {
            relied_on(work, outcome, &gives, take, &mut grants);
        }
    }
    grants.sort_unstable();
    grants.dedup();
    let mut given: Vec<u32> = outcome.gives.iter().map(|give| give.grant).collect();
    given.sort_unstable();
    grants.retain(|grant| given.binary_search(grant).is_ok());
    grants
}

/// Person, door and index of the keys to make, in order.
fn by_pair(outcome: &Outcome) -> Vec<(u32, u32, u32)> {
    let mut gives = Vec::with_capacity(outcome.gives.len());
    for (index, give) in (0_u32..).zip(&outcome.gives) {
        gives.push((give.person, give.door, index));
    }
    gives.sort_unstable();
    gives
}

/// Adds the grants whose new keys open what a key to take back opens now.
fn relied_on(
    work: &Work<'_>,
    outcome: &Outcome,
    gives: &[(u32, u32, u32)],
    take: &Take,
    grants: &mut Vec<u32>,
) {
    let Some(held) = work.held.get(take.held as usize) else {
        return;
    };
    if matches!(take.because, "moved" | "numberChanged") {
        grants.push(held.grant);
        return;
    }
    for index in of_pair(gives, held.person, held.door) {
        if let Some(give) = outcome.gives.get(index as usize)
            && give.from < held.piece.to
            && held.piece.from < give.to
        {
            grants.push(give.grant);
        }
    }
}

/// The indexes of a person at a door.
fn of_pair(list: &[(u32, u32, u32)], person: u32, door: u32) -> Vec<u32> {
    let first = list.partition_point(|one| (one.0, one.1) < (person, door));
    let mut found = Vec::new();
    for one in list.get(first..).unwrap_or_default() {
        if (one.0, one.1) != (person, door) {
            break;
        }
        found.push(one.2);
    }
    found
}

/// Says what each step waits for within the work for one grant.
pub fn connect(work: &Work<'_>, outcome: &Outcome, steps: &mut [Step]) {
    let take_first = work.options.extend == Extend::TakeFirst;
    let given = by_pair(outcome);
    let mut awaits: Vec<(u32, u32)> = Vec::new();
    // Steps that make keys, by grant; steps that take, by person and door.
    let mut makes: Vec<(u32, u32)> = Vec::new();
    let mut takes: Vec<(u32, u32, u32)> = Vec::new();
    for (place, step) in (0_u32..).zip(steps.iter()) {
        match step.what {
            Do::Give(index) => {
                let give = outcome.gives.get(index as usize);
                makes.push((give.map_or(NONE, |give| give.grant), place));
            }
            Do::Await(grant) => awaits.push((grant, place)),
            Do::Take(index) | Do::Leave(index) => {
                let take = outcome.takes.get(index as usize);
                if let Some(held) = take.and_then(|take| work.held.get(take.held as usize)) {
                    takes.push((held.person, held.door, place));
                }
            }
        }
    }
    awaits.sort_unstable();
    makes.sort_unstable();
    takes.sort_unstable();
    let groups = by_group(work, outcome);
    for step in steps.iter_mut() {
        match step.what {
            Do::Await(grant) => {
                let first = makes.partition_point(|one| one.0 < grant);
                for one in makes.get(first..).unwrap_or_default() {
                    if one.0 != grant {
                        break;
                    }
                    add(step, one.1, false);
                }
            }
            Do::Give(index) => {
                if let Some(give) = outcome.gives.get(index as usize).filter(|_| take_first) {
                    for place in of_pair(&takes, give.person, give.door) {
                        add(step, place, false);
                    }
                }
            }
            Do::Take(index) => {
                if let Some(take) = outcome.takes.get(index as usize) {
                    after_awaits(work, outcome, &given, &awaits, take, step);
                }
            }
            Do::Leave(index) => {
                let Some(take) = outcome.takes.get(index as usize) else {
                    continue;
                };
                let Some(of) = work.held.get(take.held as usize) else {
                    continue;
                };
                for index in of_pair(&groups, of.person, of.group.0) {
                    if let Some(take) = outcome.takes.get(index as usize) {
                        after_awaits(work, outcome, &given, &awaits, take, step);
                    }
                }
            }
        }
    }
}

/// Person, group and index of the keys to take back that are a group's, in order.
fn by_group(work: &Work<'_>, outcome: &Outcome) -> Vec<(u32, u32, u32)> {
    let mut groups = Vec::new();
    for (index, take) in (0_u32..).zip(&outcome.takes) {
        if let Some(held) = work.held.get(take.held as usize)
            && held.group != Text::default()
        {
            groups.push((held.person, held.group.0, index));
        }
    }
    groups.sort_unstable();
    groups
}

fn after_awaits(
    work: &Work<'_>,
    outcome: &Outcome,
    given: &[(u32, u32, u32)],
    awaits: &[(u32, u32)],
    take: &Take,
    step: &mut Step,
) {
    if !depends(work, take) {
        return;
    }
    let mut grants = Vec::new();
    relied_on(work, outcome, given, take, &mut grants);
    let soft = take.kind == Kind::Move || take.because == "numberChanged";
    for grant in grants {
        if let Ok(found) = awaits.binary_search_by_key(&grant, |one| one.0)
            && let Some((_, place)) = awaits.get(found)
        {
            add(step, *place, soft);
        }
    }
}

fn add(step: &mut Step, place: u32, soft: bool) {
    if step.after.iter().all(|after| after.step != place) {
        step.after.push(After { step: place, soft });
    }
}
