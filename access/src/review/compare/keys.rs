//! Which keys of two snapshots are the same, and what of them changed.

use super::shared::Shared;
use crate::snapshot::{Key, Snapshot, Text};

/// What can change of a key, as the API names it. A change has a bit for each.
pub const MEMBERS: [&str; 8] = [
    "lockId",
    "appUser",
    "start",
    "end",
    "state",
    "recurrence",
    "metadata",
    "accessGroupId",
];

/// Members of which a change cannot change who can open: the metadata and the group.
const SILENT: u8 = 0b1100_0000;
/// The state.
const STATE: u8 = 0b0001_0000;

/// A key that is in both snapshots and not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The key in the first.
    pub before: u32,
    /// The key in the second.
    pub after: u32,
    /// What changed, a bit for each of [`MEMBERS`].
    pub members: u8,
}

/// Keys of two snapshots, by their ids.
#[derive(Debug)]
pub struct Matched {
    /// Keys of the second that the first does not have.
    pub appeared: Vec<u32>,
    /// Keys of the first that the second does not have.
    pub gone: Vec<u32>,
    /// Keys of both that are not the same.
    pub changed: Vec<Changed>,
    /// Locks and people under one number.
    pub shared: Shared,
    /// Locks and people, in the second's numbers, of the keys that may make somebody open more or less;
    /// sorted.
    pub touched: Vec<(u32, u32)>,
}

/// Compares the keys of two snapshots.
pub fn matched(before: &Snapshot, after: &Snapshot) -> Matched {
    let mut matched = Matched {
        appeared: Vec::new(),
        gone: Vec::new(),
        changed: Vec::new(),
        shared: Shared::of(before, after),
        touched: Vec::new(),
    };
    let mut texts = vec![u32::MAX; before.texts() as usize];
    let mut hours = Vec::new();
    hours.resize(before.hours(), None);
    let mut is_matched = vec![false; after.keys() as usize];
    let mut expected = 0;
    for number in 0..before.keys() {
        let Some(old) = before.key(number) else {
            continue;
        };
        let lock = matched.shared.lock(old.lock);
        let person = matched.shared.person(old.person);
        let same = after.find_same_key(before, number, expected);
        let Some(new) = after.key(same) else {
            matched.gone.push(number);
            matched.touched.push((lock, person));
            continue;
        };
        expected = same.wrapping_add(1);
        if let Some(is_matched) = is_matched.get_mut(same as usize) {
            *is_matched = true;
        }
        let mut same_text = |old, new| same_text(before, after, &mut texts, old, new);
        let members = [
            lock != new.lock,
            person != new.person,
            old.start != new.start,
            old.end != new.end,
            old.state != new.state,
            !same_hours(before, after, &mut hours, &old, &new),
            !same_text(old.owner, new.owner)
                || !same_text(old.reference, new.reference)
                || !before.is_same_step(number, after, same),
            !same_text(old.group, new.group),
        ];
        let mut bits = 0_u8;
        for (bit, differs) in members.into_iter().enumerate() {
            bits |= u8::from(differs) << bit;
        }
        if bits != 0 {
            matched.changed.push(Changed {
                before: number,
                after: same,
                members: bits,
            });
        }
        let is_loud = bits & !(SILENT | STATE) != 0 || old.state.opens() != new.state.opens();
        if is_loud || matched.shared.moved.binary_search(&new.lock).is_ok() {
            matched.touched.push((lock, person));
            matched.touched.push((new.lock, new.person));
        }
    }
    for (number, is_matched) in (0_u32..).zip(is_matched) {
        if !is_matched && let Some(new) = after.key(number) {
            matched.appeared.push(number);
            matched.touched.push((new.lock, new.person));
        }
    }
    matched.touched.sort_unstable();
    matched.touched.dedup();
    matched
}

/// Whether two texts are the same. `known` holds what the first's are in the second, as far as it is known.
fn same_text(before: &Snapshot, after: &Snapshot, known: &mut [u32], old: Text, new: Text) -> bool {
    let Some(known) = known.get_mut(old.0 as usize) else {
        return false;
    };
    if *known == new.0 {
        return true;
    }
    let same = before.text(old) == after.text(new);
    if same {
        *known = new.0;
    }
    same
}

/// Whether both keys have the same weekly hours. `known` holds what the first's are in the second.
fn same_hours(
    before: &Snapshot,
    after: &Snapshot,
    known: &mut [Option<u32>],
    old: &Key,
    new: &Key,
) -> bool {
    let Some(known) = known.get_mut(old.windows as usize) else {
        return false;
    };
    if *known == Some(new.windows) {
        return true;
    }
    let same = before.windows(old.windows) == after.windows(new.windows)
        && (old.windows == 0) == (new.windows == 0);
    if same {
        *known = Some(new.windows);
    }
    same
}
