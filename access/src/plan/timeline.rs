//! What is open over time at one door to one person: spans in whole minutes, each with weekly hours.

use super::weekly::{NOTHING, Weekly};
use crate::time::{MINUTE, Ms, NEVER, Zone};

/// A minute since 1970. What has no begin or end keeps `i64::MIN` and [`NEVER`].
pub type Minute = i64;

/// The minute that an instant lies in.
pub fn minute_of(ms: Ms) -> Minute {
    if ms == NEVER || ms == Ms::MIN {
        ms
    } else {
        ms.div_euclid(MINUTE)
    }
}

/// The instant at which a minute begins.
pub fn ms_of(minute: Minute) -> Ms {
    if minute == NEVER || minute == Ms::MIN {
        minute
    } else {
        minute.saturating_mul(MINUTE)
    }
}

/// A span with its weekly hours, by their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// Its first minute.
    pub from: Minute,
    /// The first one after it.
    pub to: Minute,
    /// Its weekly hours.
    pub hours: u32,
}

impl Piece {
    /// What of it lies between two minutes, if anything does.
    pub fn within(self, from: Minute, to: Minute) -> Option<Self> {
        let from = self.from.max(from);
        let to = self.to.min(to);
        (from < to).then_some(Self { from, to, ..self })
    }
}

/// All that pieces open together: in order, without overlap, and as long as they can be.
pub fn cover(weekly: &mut Weekly, pieces: &[Piece]) -> Vec<Piece> {
    if pieces.len() < 2 {
        return pieces.to_vec();
    }
    // Minute, whether something ends, weekly hours.
    let mut events: Vec<(Minute, bool, u32)> = Vec::with_capacity(pieces.len().saturating_mul(2));
    for piece in pieces {
        events.push((piece.from, false, piece.hours));
        events.push((piece.to, true, piece.hours));
    }
    events.sort_unstable();
    let mut out = Vec::new();
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut at = Minute::MIN;
    for (minute, ends, hours) in events {
        if minute > at {
            let mut all = NOTHING;
            for (one, count) in &open {
                if *count > 0 {
                    all = weekly.union(all, *one);
                }
            }
            add(
                &mut out,
                Piece {
                    from: at,
                    to: minute,
                    hours: all,
                },
            );
            at = minute;
        }
        match open.iter_mut().find(|(one, _)| *one == hours) {
            Some((_, count)) if ends => *count = count.saturating_sub(1),
            Some((_, count)) => *count = count.saturating_add(1),
            None => open.push((hours, 1)),
        }
    }
    out
}

/// Adds a piece, to the last one if it goes on in it.
fn add(out: &mut Vec<Piece>, piece: Piece) {
    if piece.hours == NOTHING {
        return;
    }
    match out.last_mut() {
        Some(last) if last.to == piece.from && last.hours == piece.hours => last.to = piece.to,
        _ => out.push(piece),
    }
}

/// What the first opens and the second does not; both are covers. What never falls on the clock of the
/// door is nothing.
pub fn minus(
    weekly: &mut Weekly,
    from: &[Piece],
    what: &[Piece],
    zone: Option<&Zone>,
) -> Vec<Piece> {
    let mut left = Vec::new();
    let mut first = 0_usize;
    for piece in from {
        while what.get(first).is_some_and(|one| one.to <= piece.from) {
            first = first.saturating_add(1);
        }
        let mut at = piece.from;
        let mut next = first;
        while at < piece.to {
            let other = what.get(next).filter(|one| one.from < piece.to);
            let (until, hours) = match other {
                Some(one) if one.from > at => (one.from, piece.hours),
                Some(one) => {
                    next = next.saturating_add(1);
                    (one.to.min(piece.to), weekly.minus(piece.hours, one.hours))
                }
                None => (piece.to, piece.hours),
            };
            if weekly.falls(hours, at, until, zone) {
                left.push(Piece {
                    from: at,
                    to: until,
                    hours,
                });
            }
            at = until;
        }
    }
    left
}
