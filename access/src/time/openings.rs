//! When a key opens: from an instant to the wall clock of the door, never back.

use super::calendar::weekday_of_day;
use super::types::{DAY, MINUTE, Ms, Span, Window, Zone};

/// More of weekly hours is not laid out, in ms: 200 years.
const LONGEST: Ms = 6_311_520_000_000;

/// Whether weekly hours open at an instant. The end of a day is 24:00.
pub fn is_open(windows: &[Window], zone: &Zone, at: Ms) -> bool {
    let wall = zone.wall(at);
    for window in windows {
        if window.day == wall.weekday && window.from <= wall.minute && wall.minute < window.to {
            return true;
        }
    }
    false
}

/// Adds the spans within `span` at which a key of `key`'s start and end opens: all of it without weekly
/// hours. They are in order; what meets is one.
pub fn openings(
    key: Span,
    windows: Option<&[Window]>,
    zone: &Zone,
    span: Span,
    found: &mut Vec<Span>,
) {
    let from = key.from.max(span.from);
    let to = key.to.min(span.to);
    if from >= to {
        return;
    }
    let Some(windows) = windows else {
        found.push(Span { from, to });
        return;
    };
    let to = to.min(from.saturating_add(LONGEST));
    let first_found = found.len();
    let mut place = zone.place(from);
    let mut begins = from;
    while begins < to {
        // While one offset holds, local time is instants and a constant.
        place = place.saturating_add(1);
        let ends = zone.begins(place).min(to);
        let east = zone.ms_east(place.saturating_sub(1));
        let local = Span {
            from: begins.saturating_add(east),
            to: ends.saturating_add(east),
        };
        let mut midnight = local.from.div_euclid(DAY).saturating_mul(DAY);
        while midnight < local.to {
            let weekday = weekday_of_day(midnight.div_euclid(DAY));
            for window in windows {
                if window.day == weekday {
                    let minute =
                        |of: u16| midnight.saturating_add(Ms::from(of).saturating_mul(MINUTE));
                    let open = Span {
                        from: minute(window.from).max(local.from).saturating_sub(east),
                        to: minute(window.to).min(local.to).saturating_sub(east),
                    };
                    add(open, first_found, found);
                }
            }
            midnight = midnight.saturating_add(DAY);
        }
        begins = ends;
    }
}

/// Adds a span that begins no earlier than those added since `first`.
fn add(open: Span, first: usize, found: &mut Vec<Span>) {
    if open.from >= open.to {
        return;
    }
    if found.len() > first
        && let Some(last) = found.last_mut()
        && last.to >= open.from
    {
        last.to = last.to.max(open.to);
        return;
    }
    found.push(open);
}
