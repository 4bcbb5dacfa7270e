//! Keys and wants of one person at one door.

use super::work::{Held, Want, Work};
use crate::snapshot::NONE;

/// One person at one door: indexes of keys and wants.
#[derive(Debug, Default)]
pub struct Pair {
    held: Vec<u32>,
    wants: Vec<u32>,
}

impl Pair {
    /// The keys, with their indexes.
    pub fn held(&self, work: &Work<'_>) -> Vec<(u32, Held)> {
        let held = |index: &u32| Some((*index, *work.held.get(*index as usize)?));
        self.held.iter().filter_map(held).collect()
    }

    /// What is wanted.
    pub fn wants(&self, work: &Work<'_>) -> Vec<Want> {
        let want = |index: &u32| work.wants.get(*index as usize).copied();
        self.wants.iter().filter_map(want).collect()
    }
}

/// All pairs in the order of people and doors. Keys of nobody who is known are in none.
pub fn pairs(work: &Work<'_>) -> Vec<Pair> {
    let both = |person: u32, door: u32| (u64::from(person) << 32) | u64::from(door);
    let mut all: Vec<(u64, bool, u32)> =
        Vec::with_capacity(work.held.len().saturating_add(work.wants.len()));
    for (index, held) in (0_u32..).zip(&work.held) {
        if held.person != NONE {
            all.push((both(held.person, held.door), false, index));
        }
    }
    for (index, want) in (0_u32..).zip(&work.wants) {
        all.push((both(want.person, want.door), true, index));
    }
    all.sort_unstable();
    let mut out: Vec<Pair> = Vec::new();
    let mut last = None;
    for (pair, wants, index) in all {
        if last != Some(pair) {
            last = Some(pair);
            out.push(Pair::default());
        }
        if let Some(pair) = out.last_mut() {
            if wants {
                pair.wants.push(index);
            } else {
                pair.held.push(index);
            }
        }
    }
    out
}
