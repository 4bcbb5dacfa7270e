//! Doors that are one person's at a time: the first must be out before the second gets a key. And
//! steps that would wait for each other.

use super::outcome::Outcome;
use super::steps::{After, Do, Step};
use super::timeline::Minute;
use super::work::Work;
use crate::snapshot::NONE;

/// A key that is taken back at an exclusive door.
struct Leaving {
    door: u32,
    from: Minute,
    to: Minute,
    person: u32,
    grant: u32,
    step: u32,
}

/// Lets each key to make at an exclusive door wait until the keys of others that overlap with it are
/// taken back.
pub fn wait_for_others(work: &Work<'_>, outcome: &Outcome, steps: &mut [Step]) {
    if work.options.exclusive.is_empty() {
        return;
    }
    let mut leaving: Vec<Leaving> = Vec::new();
    let mut of_group: Vec<(u32, u32, u32)> = Vec::new();
    for (place, step) in (0_u32..).zip(steps.iter()) {
        if let Do::Leave(index) = step.what
            && let Some(take) = outcome.takes.get(index as usize)
            && let Some(held) = work.held.get(take.held as usize)
        {
            of_group.push((held.person, held.group.0, place));
        }
    }
    of_group.sort_unstable();
    let mut step_of: Vec<u32> = vec![NONE; outcome.takes.len()];
    for (place, step) in (0_u32..).zip(steps.iter()) {
        if let Do::Take(index) = step.what
            && let Some(known) = step_of.get_mut(index as usize)
        {
            *known = place;
        }
    }
    for (index, take) in (0_usize..).zip(&outcome.takes) {
        let Some(held) = work.held.get(take.held as usize) else {
            continue;
        };
        if held.error || !work.options.is_exclusive(held.lock) {
            continue;
        }
        let mut step = step_of.get(index).copied().unwrap_or(NONE);
        if step == NONE {
            let at = of_group.partition_point(|one| (one.0, one.1) < (held.person, held.group.0));
            step = of_group.get(at).map_or(NONE, |one| one.2);
        }
        leaving.push(Leaving {
            door: held.door,
            from: held.piece.from,
            to: held.piece.to,
            person: held.person,
            grant: held.grant,
            step,
        });
    }
    leaving.sort_unstable_by_key(|one| (one.door, one.from, one.step));
    for step in steps.iter_mut() {
        let Do::Give(index) = step.what else {
            continue;
        };
        let Some(give) = outcome.gives.get(index as usize) else {
            continue;
        };
        if !work.options.is_exclusive(give.lock) {
            continue;
        }
        let first = leaving.partition_point(|one| one.door < give.door);
        for one in leaving.get(first..).unwrap_or_default() {
            if one.door != give.door || one.from >= give.to {
                break;
            }
            let other = one.person != give.person && one.grant != give.grant;
            let known = step.after.iter().any(|after| after.step == one.step);
            if other && one.to > give.from && !known && one.step != NONE {
                step.after.push(After {
                    step: one.step,
                    soft: false,
                });
            }
        }
    }
}

/// Lets go of waits where steps would wait for each other: a move then closes before it opens.
/// Gives how many were let go.
pub fn untangle(steps: &mut [Step]) -> u32 {
    let mut waiting: Vec<u32> = Vec::with_capacity(steps.len());
    let mut followers: Vec<(u32, u32)> = Vec::new();
    for (place, step) in (0_u32..).zip(steps.iter()) {
        #[allow(clippy::cast_possible_truncation)] // a handful
        waiting.push(step.after.len() as u32);
        for after in &step.after {
            followers.push((after.step, place));
        }
    }
    followers.sort_unstable();
    let mut ready: Vec<u32> = Vec::new();
    let mut is_done = vec![false; steps.len()];
    for (place, count) in (0_u32..).zip(&waiting) {
        if *count == 0 {
            ready.push(place);
        }
    }
    let (mut next, mut let_go) = (0_usize, 0_u32);
    loop {
        while let Some(place) = ready.pop() {
            let Some(done) = is_done.get_mut(place as usize) else {
                continue;
            };
            if std::mem::replace(done, true) {
                continue;
            }
            let first = followers.partition_point(|one| one.0 < place);
            for (_, follower) in followers
                .get(first..)
                .unwrap_or_default()
                .iter()
                .take_while(|one| one.0 == place)
            {
                if let Some(count) = waiting.get_mut(*follower as usize) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        ready.push(*follower);
                    }
                }
            }
        }
        // What is left waits in a circle: moves give way, one after the other.
        let Some(step) = steps.get_mut(next) else {
            return let_go;
        };
        if is_done.get(next) == Some(&false) && step.after.iter().any(|after| after.soft) {
            let_go = let_go.saturating_add(1);
            step.after.retain(|after| !after.soft);
            let mut left = 0_u32;
            for after in &step.after {
                left = left
                    .saturating_add(u32::from(is_done.get(after.step as usize) == Some(&false)));
            }
            if let Some(count) = waiting.get_mut(next) {
                *count = left;
            }
            if left == 0
                && let Ok(place) = u32::try_from(next)
            {
                ready.push(place);
            }
        }
        next = next.saturating_add(1);
    }
}
