//! Wanted against existing access of one person at one door after the other.

use super::excess::{fates, useful};
use super::options::Extend;
use super::outcome::{Begin, Fate, Give, Kind, Outcome, Take};
use super::pairs::{Pair, pairs};
use super::timeline::{Minute, Piece, cover, minus, ms_of};
use super::work::{Held, Want, Whose, Work};
use crate::snapshot::NONE;
use crate::time::{Ms, Zone};

/// A start that is longer ago is not sent, in ms.
const LATEST_START: Ms = 3_600_000;

/// Compares everything.
pub fn difference(work: &mut Work<'_>) -> Outcome {
    let pairs = pairs(work);
    let mut outcome = Outcome {
        fates: fates(work, &pairs),
        ..Outcome::default()
    };
    for pair in &pairs {
        compare(work, pair, &mut outcome);
    }
    outcome
}

fn zone_of<'a>(work: &Work<'a>, lock: u32) -> Option<&'a Zone> {
    let lock = work.snapshot.locks().get(lock as usize)?;
    work.snapshot.zones().get(lock.zone as usize)
}

fn compare(work: &mut Work<'_>, pair: &Pair, outcome: &mut Outcome) {
    let mut wants: Vec<Want> = pair.wants(work);
    let held: Vec<(u32, Held)> = pair.held(work);
    let lock = wants
        .first()
        .map(|want| want.lock)
        .or(held.first().map(|(_, held)| held.lock));
    let zone = zone_of(work, lock.unwrap_or(NONE));
    wants.sort_unstable_by_key(|want| {
        (want.piece.from, want.piece.to, want.grant, want.piece.hours)
    });
    replace_whole(work, &wants, &held, zone, outcome);

    let fate = |outcome: &Outcome, index: u32| outcome.fates.get(index as usize).copied();
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for (index, held) in &held {
        if held.error || fate(outcome, *index) == Some(Fate::Goes) {
            continue;
        }
        if held.whose == Whose::Foreign {
            others.push(held.piece);
        } else {
            own.push(held.piece);
        }
    }
    let kept = own.clone();
    let first_give = outcome.gives.len();
    for want in &wants {
        let covered = cover(&mut work.weekly, &own);
        let missing = minus(&mut work.weekly, &[want.piece], &covered, zone);
        if missing.is_empty() || is_hopeless(work, want, &held) {
            continue;
        }
        if work.options.adopt && !others.is_empty() {
            let mut all = own.clone();
            all.extend_from_slice(&others);
            let covered = cover(&mut work.weekly, &all);
            if minus(&mut work.weekly, &[want.piece], &covered, zone).is_empty() {
                outcome.adopted = outcome.adopted.saturating_add(1);
                for (index, held) in &held {
                    let opens = held.piece.from < want.piece.to && want.piece.from < held.piece.to;
                    if held.whose == Whose::Foreign && !held.error && opens {
                        outcome.adopts.push((want.grant, *index));
                    }
                }
                continue;
            }
        }
        for piece in hulls(&missing, want.piece.hours) {
            own.push(piece);
            let give = give(work, want, piece, &held, outcome);
            outcome.gives.push(give);
        }
    }
    let gives = outcome.gives.get(first_give..).unwrap_or_default().to_vec();
    let wanted: Vec<Piece> = wants.iter().map(|want| want.piece).collect();
    let wanted = cover(&mut work.weekly, &wanted);
    let mut touched = !gives.is_empty();
    for (index, held) in &held {
        if fate(outcome, *index) == Some(Fate::Goes) {
            let take = take(work, *index, held, &gives, &wanted, zone);
            touched |= !held.error;
            if held.error {
                outcome.errors = outcome.errors.saturating_add(1);
            }
            outcome.takes.push(take);
        }
    }
    if touched {
        count_pair(work, &held, kept, &others, &own, zone, outcome);
    }
}

/// Where keys are not added to each other, the owner's keys of a grant that needs more go, and one
/// takes their place.
fn replace_whole(
    work: &mut Work<'_>,
    wants: &[Want],
    held: &[(u32, Held)],
    zone: Option<&Zone>,
    outcome: &mut Outcome,
) {
    if work.options.extend == Extend::Append || !work.may_take {
        return;
    }
    let mut pieces = Vec::new();
    for (index, held) in held {
        let goes = outcome.fates.get(*index as usize) == Some(&Fate::Goes);
        if held.whose != Whose::Foreign && !held.error && !goes {
            pieces.push(held.piece);
        }
    }
    let covered = cover(&mut work.weekly, &pieces);
    for want in wants {
        if minus(&mut work.weekly, &[want.piece], &covered, zone).is_empty() {
            continue;
        }
        for (index, held) in held {
            let meets = held.piece.from <= want.piece.to && want.piece.from <= held.piece.to;
            let same = held.grant == want.grant && meets
                || work.options.extend == Extend::TakeFirst && held.lock == want.lock;
            if same
                && held.whose == Whose::Own
                && let Some(fate @ Fate::Stays) = outcome.fates.get_mut(*index as usize)
            {
                *fate = Fate::Goes;
            }
        }
    }
}

/// Two keys of this grant could not be made, and they may not be taken back: a third is not tried.
fn is_hopeless(work: &Work<'_>, want: &Want, held: &[(u32, Held)]) -> bool {
    let failed = held
        .iter()
        .filter(|(_, held)| held.error && held.whose == Whose::Own && held.grant == want.grant);
    !work.may_take && failed.count() > 1
}

/// Missing pieces that meet are one key, with the hours of the grant.
fn hulls(missing: &[Piece], hours: u32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in missing {
        match out.last_mut() {
            Some(last) if last.to == piece.from => last.to = piece.to,
            _ => out.push(Piece { hours, ..*piece }),
        }
    }
    out
}

fn give(
    work: &Work<'_>,
    want: &Want,
    piece: Piece,
    held: &[(u32, Held)],
    outcome: &Outcome,
) -> Give {
    let begin = if piece.from > work.options.first() {
        Begin::At(piece.from)
    } else if ms_of(want.begins) >= work.options.now.saturating_sub(LATEST_START) {
        Begin::At(want.begins)
    } else {
        Begin::Now
    };
    let (kind, because, was) = reason(want, piece, held, outcome);
    Give {
        grant: want.grant,
        person: want.person,
        door: want.door,
        lock: want.lock,
        begin,
        from: piece.from,
        to: piece.to,
        hours: piece.hours,
        kind,
        because,
        was,
    }
}

/// A key whose place another could take.
struct Before {
    /// Which one is taken for it: of the same grant, one that goes, the one that ends last.
    rank: (bool, bool, Minute),
    index: u32,
    piece: Piece,
    goes: bool,
}

/// What a key to make is a part of, why, and the key that was there before.
fn reason(
    want: &Want,
    piece: Piece,
    held: &[(u32, Held)],
    outcome: &Outcome,
) -> (Kind, &'static str, u32) {
    let mut failed = false;
    let mut best: Option<Before> = None;
    for (index, held) in held {
        if held.whose == Whose::Foreign {
            continue;
        }
        let same = held.grant == want.grant;
        if held.error {
            failed |= same;
            continue;
        }
        let goes = outcome.fates.get(*index as usize) == Some(&Fate::Goes);
        let meets = held.piece.from <= piece.to && piece.from <= held.piece.to;
        let overlaps = held.piece.from < piece.to && piece.from < held.piece.to;
        if (goes && overlaps) || (same && meets) {
            let before = Before {
                rank: (same, goes, held.piece.to),
                index: *index,
                piece: held.piece,
                goes,
            };
            if best.as_ref().is_none_or(|best| before.rank > best.rank) {
                best = Some(before);
            }
        }
    }
    let Some(Before {
        index,
        piece: before,
        goes,
        ..
    }) = best
    else {
        let because = if failed { "again" } else { "new" };
        return (Kind::Give, because, NONE);
    };
    if !goes {
        if before.hours != want.piece.hours {
            return (Kind::Hours, "hours", index);
        }
        return (
            Kind::Extend,
            if piece.from >= before.to {
                "later"
            } else {
                "earlier"
            },
            index,
        );
    }
    if before.hours != piece.hours {
        (Kind::Hours, "hours", index)
    } else if piece.to > before.to {
        (Kind::Extend, "later", index)
    } else if piece.to < before.to {
        (Kind::Shorten, "endsEarlier", index)
    } else if piece.from < before.from {
        (Kind::Extend, "earlier", index)
    } else {
        (Kind::Shorten, "beginsLater", index)
    }
}

fn take(
    work: &mut Work<'_>,
    index: u32,
    held: &Held,
    gives: &[Give],
    wanted: &[Piece],
    zone: Option<&Zone>,
) -> Take {
    if held.error {
        return Take {
            held: index,
            kind: Kind::TakeBack,
            because: "inError",
            useful: false,
        };
    }
    let useful = useful(work, held, wanted, zone);
    let successor = gives
        .iter()
        .find(|give| give.was == index)
        .or_else(|| gives.iter().find(|give| useful && overlaps(give, held)));
    let (kind, because) = match successor {
        Some(give) => (give.kind, "replaced"),
        None if useful => (Kind::TakeBack, "tooMuch"),
        None if held.grant != NONE => (Kind::TakeBack, "notNow"),
        None => (Kind::TakeBack, "notOnList"),
    };
    Take {
        held: index,
        kind,
        because,
        useful,
    }
}

fn overlaps(give: &Give, held: &Held) -> bool {
    give.from < held.piece.to && held.piece.from < give.to
}

/// Counts a person at a door by what opens before and after.
fn count_pair(
    work: &mut Work<'_>,
    held: &[(u32, Held)],
    kept: Vec<Piece>,
    others: &[Piece],
    own: &[Piece],
    zone: Option<&Zone>,
    outcome: &mut Outcome,
) {
    let mut before: Vec<Piece> = Vec::new();
    for (_, held) in held {
        if !held.error {
            before.push(held.piece);
        }
    }
    let mut after = kept;
    after.extend_from_slice(others);
    after.extend_from_slice(own);
    let weekly = &mut work.weekly;
    let before = cover(weekly, &before);
    let after = cover(weekly, &after);
    let count = &mut outcome.pairs;
    let add = |place: &mut u32, yes: bool| *place = place.saturating_add(u32::from(yes));
    if before.is_empty() || after.is_empty() {
        add(&mut count.opened, !after.is_empty());
        add(&mut count.closed, !before.is_empty());
        return;
    }
    add(
        &mut count.longer,
        !minus(weekly, &after, &before, zone).is_empty(),
    );
    add(
        &mut count.shorter,
        !minus(weekly, &before, &after, zone).is_empty(),
    );
}
