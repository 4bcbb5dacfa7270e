//! From a row to a grant: wall clocks become instants, days with two windows become two keys.

use super::fault::Fault;
use super::list::{Grant, WantedDoor};
use super::row::{Gap, Row, When};
use crate::snapshot::Snapshot;
use crate::time::{DAY, Local, MINUTE, Ms, NEVER, Span, Window, Zone, openings, write_moment};

fn door_name(snapshot: &Snapshot, lock: u32) -> String {
    let Some(lock) = snapshot.locks().get(lock as usize) else {
        return String::new();
    };
    let name = snapshot.text(lock.name);
    let name = if name.is_empty() {
        snapshot.text(lock.id)
    } else {
        name
    };
    name.to_owned()
}

/// A wall clock as a text, `2027-03-28T02:30:00`.
pub fn clock_text(clock: Ms) -> String {
    let mut text = write_moment(clock);
    text.pop();
    text
}

/// The instant of a time at a door. Where a clock is put back a start takes the first, an end the last.
fn instant(
    snapshot: &Snapshot,
    lock: u32,
    when: When,
    is_end: bool,
    told: Gap,
) -> Result<Ms, Fault> {
    let column = if is_end { "to" } else { "from" };
    match when {
        When::Unsaid if is_end => Err(Fault::new(column, "endMissing")),
        When::Unsaid => Ok(Ms::MIN),
        When::Never => Ok(NEVER),
        When::Instant(ms) => Ok(ms),
        When::Wall { clock, gap } => {
            let Some(zone) = snapshot.zone_of(lock) else {
                return Err(
                    Fault::new(column, "doorWithoutZone").text("door", &door_name(snapshot, lock))
                );
            };
            match zone.instants(clock) {
                Local::Once(ms) => Ok(ms),
                Local::Twice { first, second } => Ok(if is_end { second } else { first }),
                Local::Gap { at, earlier, later } => match gap.unwrap_or(told) {
                    Gap::Earlier => Ok(earlier),
                    Gap::Later => Ok(later),
                    Gap::Reject => Err(in_gap(column, clock, zone, at)),
                },
            }
        }
    }
}

/// Names the last minute before a jump and the first after it.
pub fn in_gap(column: &'static str, clock: Ms, zone: &Zone, at: Ms) -> Fault {
    let shown = |at: Ms| {
        let wall = zone.wall(at);
        clock_text(wall.day.saturating_mul(DAY).saturating_add(wall.ms))
    };
    Fault::new(column, "inGap")
        .text("value", &clock_text(clock))
        .text("zone", &zone.name)
        .text("before", &shown(at.saturating_sub(MINUTE)))
        .text("after", &shown(at))
}

/// Whether any of the weekly hours falls between two instants. Three weeks tell: what a jump of the
/// clock takes from one of them, the others have.
fn ever_falls(zone: &Zone, windows: &[Window], from: Ms, to: Ms) -> bool {
    if from == Ms::MIN {
        return true;
    }
    let span = Span {
        from,
        to: to.min(from.saturating_add(DAY.saturating_mul(22))),
    };
    let mut found = Vec::new();
    openings(span, Some(windows), zone, span, &mut found);
    !found.is_empty()
}

/// The windows so that a day has at most one in each part: the first of each day, then the second.
fn parts(windows: &[Window], two_keys: bool) -> Result<[Vec<Window>; 2], Fault> {
    let mut parts = [Vec::new(), Vec::new()];
    let [first, second] = &mut parts;
    let day_of = |window: Option<&Window>| window.map_or(u8::MAX, |window| window.day);
    for window in windows {
        if day_of(first.last()) != window.day {
            first.push(*window);
        } else if two_keys && day_of(second.last()) != window.day {
            second.push(*window);
        } else {
            let code = if two_keys {
                "threeWindows"
            } else {
                "twoWindows"
            };
            return Err(Fault::new("windows", code).number("day", window.day.into()));
        }
    }
    Ok(parts)
}

/// A row as a grant.
pub fn grant(row: &Row, snapshot: &Snapshot, gap: Gap) -> Result<Grant, Fault> {
    let mut doors = Vec::with_capacity(row.locks.len());
    let parts = parts(&row.windows, row.two_keys)?;
    for lock in &row.locks {
        let from = instant(snapshot, *lock, row.from, false, gap)?;
        let to = instant(snapshot, *lock, row.to, true, gap)?;
        if from >= to {
            return Err(Fault::new("to", "endsBeforeStart"));
        }
        if row.windows.is_empty() {
            doors.push(WantedDoor {
                lock: *lock,
                from,
                to,
                windows: Vec::new(),
            });
            continue;
        }
        let Some(zone) = snapshot.zone_of(*lock) else {
            return Err(
                Fault::new("windows", "doorWithoutZone").text("door", &door_name(snapshot, *lock))
            );
        };
        let before = doors.len();
        // A part without windows would be a door that opens at all hours.
        for windows in parts.iter().filter(|windows| !windows.is_empty()) {
            if ever_falls(zone, windows, from, to) {
                doors.push(WantedDoor {
                    lock: *lock,
                    from,
                    to,
                    windows: windows.clone(),
                });
            }
        }
        if doors.len() == before {
            return Err(Fault::new("windows", "windowsNeverFall"));
        }
    }
    Ok(Grant {
        reference: row.reference.clone(),
        person: row.person.clone(),
        doors,
        label: row.label.clone(),
        metadata: row.metadata.clone(),
        for_ever: row.to == When::Never,
    })
}

/// Whether the clock of any of a row's doors jumps over a time.
pub fn is_in_gap(row: &Row, clock: Ms, snapshot: &Snapshot) -> bool {
    row.locks.iter().any(|lock| {
        snapshot
            .zone_of(*lock)
            .is_some_and(|zone| matches!(zone.instants(clock), Local::Gap { .. }))
    })
}

/// Whether the clock of any of a row's doors shows one of its times twice.
pub fn is_twice(row: &Row, snapshot: &Snapshot) -> bool {
    for when in [row.from, row.to] {
        let When::Wall { clock, .. } = when else {
            continue;
        };
        for lock in &row.locks {
            let zone = snapshot.zone_of(*lock);
            if zone.is_some_and(|zone| matches!(zone.instants(clock), Local::Twice { .. })) {
                return true;
            }
        }
    }
    false
}
