//! From an event and the map to the times of a stay.

use super::events::Event;
use super::lines::Line;
use crate::snapshot::Snapshot;
use crate::time::{DAY, Local, MINUTE, Ms, Zone, read_moment};
use crate::wanted::fault::Fault;
use crate::wanted::row::{Gap, When};
use crate::wanted::zones::ZoneNeeds;

/// When whole days begin and end, in minutes of the door's wall clock, and what is added around.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// Check-in on the day of arrival.
    pub check_in: u16,
    /// Check-out on the day of departure.
    pub check_out: u16,
    /// Minutes before.
    pub before: u16,
    /// Minutes after.
    pub after: u16,
}

/// Where the zones of `TZID` come from.
pub struct Zones<'a> {
    /// The snapshot that they were told to.
    pub snapshot: &'a Snapshot,
    /// What was told, and what is needed.
    pub needs: &'a mut ZoneNeeds,
    /// What becomes of times in a gap.
    pub gap: Gap,
}

/// The start and end of an event, without what is added around.
///
/// # Errors
/// What kind of no time it has.
pub fn stay(event: &Event, times: Times, zones: &mut Zones<'_>) -> Result<(When, When), Fault> {
    if let Some((code, name)) = &event.fault {
        return Err(Fault::new("", code).text("value", name));
    }
    let start = event.start.as_ref();
    let start = start.ok_or(Fault::new("from", "timeUnreadable").text("value", ""))?;
    let is_date = date(start).is_some();
    let (from, to) = match (date(start), &event.end) {
        // A day without an end is that day.
        (Some(day), None) => (day, day.saturating_add(DAY)),
        (Some(day), Some(end)) => {
            let last = date(end).ok_or_else(|| unreadable(end, true))?;
            (day, last)
        }
        (None, _) => (0, 0),
    };
    if is_date {
        // Where a day alone would begin or end at a time that a clock jumps over, that is refused too.
        let at = |day: Ms, minutes: u16| When::Wall {
            clock: day.saturating_add(Ms::from(minutes).saturating_mul(MINUTE)),
            gap: None,
        };
        return Ok((at(from, times.check_in), at(to, times.check_out)));
    }
    let end = event.end.as_ref().ok_or(Fault::new("to", "endMissing"))?;
    Ok((moment(start, false, zones)?, moment(end, true, zones)?))
}

/// With the minutes before and after: never less than was asked, whatever the clock jumps over.
pub fn widened(from: When, to: When, times: Times) -> (When, When) {
    let before = Ms::from(times.before).saturating_mul(MINUTE);
    let after = Ms::from(times.after).saturating_mul(MINUTE);
    (
        moved(from, before.saturating_neg(), Gap::Earlier),
        moved(to, after, Gap::Later),
    )
}

fn moved(when: When, by: Ms, gap: Gap) -> When {
    match when {
        _ if by == 0 => when,
        When::Instant(ms) => When::Instant(ms.saturating_add(by)),
        When::Wall { clock, .. } => When::Wall {
            clock: clock.saturating_add(by),
            gap: Some(gap),
        },
        other => other,
    }
}

fn unreadable(line: &Line, is_end: bool) -> Fault {
    let (column, code) = if is_end {
        ("to", "endUnreadable")
    } else {
        ("from", "timeUnreadable")
    };
    Fault::new(column, code).text("value", &line.value)
}

/// The day of a line with `VALUE=DATE`.
fn date(line: &Line) -> Option<Ms> {
    let is_date = line
        .parameter("VALUE")
        .is_some_and(|value| value.eq_ignore_ascii_case("DATE"));
    is_date.then(|| clock(&[line.value.trim(), "T000000"].concat()))?
}

/// `20270305T150000` as a wall clock.
fn clock(text: &str) -> Option<Ms> {
    let part = |from: usize, to: usize| text.get(from..to);
    if text.len() != 15 || part(8, 9) != Some("T") {
        return None;
    }
    read_moment(
        &[
            part(0, 4)?,
            "-",
            part(4, 6)?,
            "-",
            part(6, 8)?,
            "T",
            part(9, 11)?,
            ":",
            part(11, 13)?,
            ":",
            part(13, 15)?,
            "Z",
        ]
        .concat(),
    )
}

/// The time of a line: an instant, of a zone, or of the door.
fn moment(line: &Line, is_end: bool, zones: &mut Zones<'_>) -> Result<When, Fault> {
    let fault = || unreadable(line, is_end);
    let value = line.value.trim();
    let kind = line.parameter("VALUE").unwrap_or("DATE-TIME");
    if !kind.eq_ignore_ascii_case("DATE-TIME") {
        return Err(fault());
    }
    let (text, is_utc) = match value.strip_suffix('Z') {
        Some(text) => (text, true),
        None => (value, false),
    };
    let clock = clock(text).ok_or_else(fault)?;
    match (line.parameter("TZID"), is_utc) {
        (None, true) => Ok(When::Instant(clock)),
        (None, false) => Ok(When::Wall { clock, gap: None }),
        (Some(_), true) => Err(fault()),
        (Some(name), false) => in_zone(name, clock, is_end, zones),
    }
}

/// A time of a zone that the event names. The file's own rules of that zone are not believed.
fn in_zone(name: &str, clock: Ms, is_end: bool, zones: &mut Zones<'_>) -> Result<When, Fault> {
    let column = if is_end { "to" } else { "from" };
    if zones.needs.is_unknown(name) {
        return Err(Fault::new(column, "zoneUnknown").text("zone", name));
    }
    let zone = zones.snapshot.zones().iter().find(|zone| zone.name == name);
    let is_known = zone.is_some_and(Zone::is_known);
    let is_there = zones.needs.need(name, is_known, clock, clock);
    let Some(zone) = zone.filter(|_| is_there) else {
        // All of it is read again when the zone is told.
        return Ok(When::Instant(clock));
    };
    match (zone.instants(clock), zones.gap) {
        (Local::Once(ms), _) => Ok(When::Instant(ms)),
        (Local::Twice { first, second }, _) => {
            Ok(When::Instant(if is_end { second } else { first }))
        }
        (Local::Gap { earlier, .. }, Gap::Earlier) => Ok(When::Instant(earlier)),
        (Local::Gap { later, .. }, Gap::Later) => Ok(When::Instant(later)),
        (Local::Gap { at, .. }, Gap::Reject) => {
            Err(crate::wanted::resolution::in_gap(column, clock, zone, at))
        }
    }
}
