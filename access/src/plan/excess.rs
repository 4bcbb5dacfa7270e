//! Which keys open what nobody wants.

use super::outcome::Fate;
use super::pairs::Pair;
use super::timeline::{Piece, cover, minus};
use super::work::{Held, Whose, Work};
use crate::snapshot::{NONE, Text};
use crate::time::Zone;

/// What becomes of each key, as far as it does not depend on keys to make.
pub fn fates(work: &mut Work<'_>, pairs: &[Pair]) -> Vec<Fate> {
    let mut fates = vec![Fate::Stays; work.held.len()];
    let mut groups: Vec<(u32, Text)> = Vec::new();
    for pair in pairs {
        let held = pair.held(work);
        if held.iter().all(|(_, held)| held.whose != Whose::Own) {
            continue;
        }
        let wanted: Vec<Piece> = pair.wants(work).iter().map(|want| want.piece).collect();
        let wanted = cover(&mut work.weekly, &wanted);
        for (index, one) in &held {
            let fate = fate(work, one, &held, &wanted);
            if fate == Fate::Goes && one.group != Text::default() {
                groups.push((one.person, one.group));
            }
            if let Some(place) = fates.get_mut(*index as usize) {
                *place = fate;
            }
        }
    }
    // Who leaves a group loses all of its keys.
    groups.sort_unstable();
    if !groups.is_empty() {
        for (held, fate) in work.held.iter().zip(&mut fates) {
            if groups.binary_search(&(held.person, held.group)).is_ok() {
                *fate = Fate::Goes;
            }
        }
    }
    fates
}

fn fate(work: &mut Work<'_>, one: &Held, held: &[(u32, Held)], wanted: &[Piece]) -> Fate {
    let (from, to) = work.span();
    let Some(piece) = one.piece.within(from, to) else {
        return Fate::Stays;
    };
    if one.whose != Whose::Own {
        return Fate::Stays;
    }
    let snapshot = work.snapshot;
    let reference = snapshot.text(one.reference);
    let zone = lock_zone(work, one.lock);
    if !one.error && minus(&mut work.weekly, &[piece], wanted, zone).is_empty() {
        return Fate::Stays;
    }
    if work.waits(reference) {
        return Fate::Waits;
    }
    if one.grant == NONE && one.began <= work.options.first() && work.is_in(reference) {
        return Fate::IsIn;
    }
    if !work.may_take {
        return Fate::Untouched;
    }
    // What would open in its place must be usable: a key that is still being made is not.
    let relies = |other: &Held| {
        other.creating && other.piece.from < one.piece.to && one.piece.from < other.piece.to
    };
    let others = held
        .iter()
        .any(|(_, other)| other.key != one.key && relies(other));
    if others && !one.error && !one.creating && useful(work, one, wanted, zone) {
        return Fate::Postponed;
    }
    Fate::Goes
}

/// Whether some of what a key opens is wanted.
pub fn useful(work: &mut Work<'_>, held: &Held, wanted: &[Piece], zone: Option<&Zone>) -> bool {
    let left = minus(&mut work.weekly, &[held.piece], wanted, zone);
    left != [held.piece]
}

fn lock_zone<'a>(work: &Work<'a>, lock: u32) -> Option<&'a Zone> {
    let lock = work.snapshot.locks().get(lock as usize)?;
    work.snapshot.zones().get(lock.zone as usize)
}
