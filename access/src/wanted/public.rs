//! The public `Wanted`: what readers write and what a plan is made from.

use super::doors::Doors;
use super::fault::Fault;
use super::hours;
use super::list::Wanted;
use super::moment;
use super::resolution;
use super::row::{Gap, Row, When};
use super::zones::ZoneNeeds;
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::time::{Ms, read_moment};
use unloc_integrator_client::json::{Json, Kind};
use unloc_integrator_client::request::phone_number::phone_number;

/// Pairs that a key can have, without the three that are ours.
const PAIRS: usize = 17;

/// How a list is resolved.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// An empty list is meant.
    pub allow_empty: bool,
    /// What becomes of times in a gap that do not say it themselves.
    pub gap: Gap,
    /// Which zones were told: `ZoneNeeds::new` of the question.
    pub zones: ZoneNeeds,
}

/// Reads the public `Wanted` and resolves it: wall clocks to instants, doors to locks, days with two
/// windows to two keys.
///
/// # Errors
/// A refusal that names the grant's `ref` and the member: rows that could not be read (R6), an empty
/// list (R5), one `ref` with two contents (R8), doors and numbers (R9), ends (R14), gaps (R50), hours
/// (R51). `zoneNeeded` names zones that must be told first.
pub fn resolve(
    wanted: Json<'_>,
    snapshot: &Snapshot,
    options: &Options,
) -> Result<Wanted, Refusal> {
    let mut out = Wanted::default();
    let mut grants = None;
    if !wanted.is_object() {
        return Err(Refusal::new("noList"));
    }
    for (name, value) in wanted.entries() {
        match name.as_str() {
            "owner" => out.owner = value.as_text().unwrap_or_default(),
            "covers" => out.covers = covers(value)?,
            "complete" => out.complete = value.as_bool() == Some(true),
            "grants" if value.is_array() => grants = Some(value),
            "checkedIn" => out.checked_in = value.texts(),
            "waiting" => {
                for one in value.items() {
                    out.waiting
                        .push((one.text_or_empty("ref"), one.text_or_empty("why")));
                }
            }
            "problems" => problems(value)?,
            "forEver" => out.for_ever = value.as_bool() == Some(true),
            "format" => {}
            _ => {
                return Err(Fault::new("", "unknownMember")
                    .text("member", &name)
                    .refusal);
            }
        }
    }
    // Nobody said what the list speaks about: that it is complete means nothing then (R3).
    if wanted.member("covers").is_none() {
        out.complete = false;
    }
    if out.owner.trim().is_empty() || is_too_long(&out.owner, 256) {
        return Err(Refusal::new("noOwner"));
    }
    let Some(grants) = grants else {
        return Err(Refusal::new("noList"));
    };
    let mut rows = Vec::new();
    let doors = Doors::new(snapshot);
    let mut zones = options.zones.clone();
    for grant in grants.items() {
        let row =
            row(grant, &doors).map_err(|fault| of_grant(fault, &grant.text_or_empty("ref")))?;
        zones.need_of(&row, snapshot);
        rows.push(row);
    }
    if rows.is_empty() && !options.allow_empty {
        return Err(Fault::new("", "emptyList").refusal);
    }
    zones.refusal()?;
    let (kept, twice) = once(&rows);
    if let Some((_, second)) = twice.first() {
        let reference = rows.get(*second).map_or("", |row| &row.reference);
        return Err(of_grant(Fault::new("ref", "refTwice"), reference));
    }
    out.grants.reserve(kept.len());
    for index in kept {
        if let Some(row) = rows.get(index) {
            let grant = resolution::grant(row, snapshot, options.gap)
                .map_err(|fault| of_grant(fault, &row.reference))?;
            out.grants.push(grant);
        }
    }
    Ok(out)
}

fn of_grant(fault: Fault, reference: &str) -> Refusal {
    fault
        .refusal
        .text("member", fault.column)
        .text("ref", reference)
}

/// The rows to keep, in their order, one of each reference; and pairs with one reference and different
/// contents.
pub fn once(rows: &[Row]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let reference = |index: usize| rows.get(index).map_or("", |row| row.reference.as_str());
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by(|a, b| (reference(*a), a).cmp(&(reference(*b), b)));
    let mut kept = Vec::with_capacity(rows.len());
    let mut twice = Vec::new();
    for index in order {
        match kept.last() {
            Some(first) if reference(*first) == reference(index) => {
                if rows.get(*first) != rows.get(index) {
                    twice.push((*first, index));
                }
            }
            _ => kept.push(index),
        }
    }
    kept.sort_unstable();
    (kept, twice)
}

/// Reads the time that a list speaks about; none is everything.
///
/// # Errors
/// `noCovers`.
pub fn covers(value: Json<'_>) -> Result<Option<(Ms, Ms)>, Refusal> {
    if value.as_text().as_deref() == Some("everything") {
        return Ok(None);
    }
    let at = |name: &str| value.text(name).and_then(|text| read_moment(&text));
    match (at("from"), at("to")) {
        (Some(from), Some(to)) if from < to => Ok(Some((from, to))),
        _ => Err(Refusal::new("noCovers")),
    }
}

/// A list with rows that could not be read makes no plan.
fn problems(value: Json<'_>) -> Result<(), Refusal> {
    let Some(first) = value.items().next() else {
        return Ok(());
    };
    let fault = Fault::new("", "unreadableRows").number("rows", value.items().count());
    let row = first.number("row").unwrap_or_default();
    Err(fault
        .refusal
        .text("file", &first.text_or_empty("file"))
        .number("row", row)
        .text("column", &first.text_or_empty("column")))
}

fn is_too_long(text: &str, units: usize) -> bool {
    text.encode_utf16().count() > units
}

/// Reads a grant.
///
/// # Errors
/// What is wrong with which member.
pub fn row(grant: Json<'_>, doors: &Doors<'_>) -> Result<Row, Fault> {
    let mut row = Row {
        reference: String::new(),
        person: String::new(),
        locks: Vec::new(),
        from: When::Unsaid,
        to: When::Unsaid,
        windows: Vec::new(),
        two_keys: false,
        label: String::new(),
        metadata: Vec::new(),
    };
    for (name, value) in grant.entries() {
        match name.as_str() {
            "ref" => row.reference = text(value, "ref")?,
            "appUserId" => {
                row.person = value
                    .as_text()
                    .and_then(|text| phone_number(&text))
                    .ok_or(Fault::new("phone", "noPhone"))?;
            }
            "doors" if value.is_array() => {
                for door in value.items() {
                    doors.add(&text(door, "doors")?, &mut row.locks)?;
                }
            }
            "from" => row.from = when(value, false)?,
            "to" => row.to = when(value, true)?,
            "windows" if value.kind() == Kind::String => {
                let text = text(value, "windows")?;
                if text.trim().is_empty() {
                    return Err(Fault::new("windows", "windowsUnreadable").text("value", ""));
                }
                row.windows = hours::read(&text)?;
            }
            "windows" if value.is_array() => row.windows = hours::read_spans(value)?,
            "twoKeys" => row.two_keys = value.as_bool() == Some(true),
            "label" => row.label = text(value, "label")?,
            "metadata" if value.is_object() => row.metadata = metadata(value)?,
            "where" => {}
            "doors" | "windows" | "metadata" => {
                return Err(Fault::new("", "wrongType").text("member", &name));
            }
            _ => return Err(Fault::new("", "unknownMember").text("member", &name)),
        }
    }
    complete(&row)?;
    Ok(row)
}

/// What every row must have.
///
/// # Errors
/// What it lacks.
pub fn complete(row: &Row) -> Result<(), Fault> {
    if row.reference.trim().is_empty() || is_too_long(&row.reference, 256) {
        return Err(Fault::new("ref", "noRef"));
    }
    if row.person.is_empty() {
        return Err(Fault::new("phone", "noPhone"));
    }
    if row.locks.is_empty() {
        return Err(Fault::new("doors", "noDoors"));
    }
    if row.to == When::Unsaid {
        return Err(Fault::new("to", "endMissing"));
    }
    Ok(())
}

fn text(value: Json<'_>, column: &'static str) -> Result<String, Fault> {
    value
        .as_text()
        .ok_or_else(|| Fault::new(column, "wrongType").text("member", column))
}

/// A moment, a wall clock, or that there is no end. `null`, which is what JSON makes of `NaN` and of an
/// invalid date, is none of them.
fn when(value: Json<'_>, is_end: bool) -> Result<When, Fault> {
    let fault = || {
        if is_end {
            Fault::new("to", "endUnreadable").text("value", value.raw())
        } else {
            Fault::new("from", "timeUnreadable").text("value", value.raw())
        }
    };
    if let Some(text) = value.as_text() {
        if is_end && text == "forEver" {
            return Ok(When::Never);
        }
        return read_moment(&text).map(When::Instant).ok_or_else(fault);
    }
    let mut gap = None;
    let mut clock = None;
    for (name, value) in value.entries() {
        let text = value.as_text().unwrap_or_default();
        match name.as_str() {
            "local" => clock = moment::wall(&text, is_end),
            "gap" => gap = Some(Gap::of(&text).ok_or_else(fault)?),
            _ => return Err(fault()),
        }
    }
    match clock.ok_or_else(fault)? {
        When::Wall {
            clock,
            gap: of_the_form,
        } => Ok(When::Wall {
            clock,
            gap: gap.or(of_the_form),
        }),
        other => Ok(other),
    }
}

fn metadata(value: Json<'_>) -> Result<Vec<(String, String)>, Fault> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in value.entries() {
        let ours = matches!(name.as_str(), "accessOwner" | "accessRef" | "accessStep");
        let value = value.as_text().filter(|value| {
            !ours
                && !name.is_empty()
                && !name.starts_with("unloc")
                && !is_too_long(&name, 40)
                && !is_too_long(value, 256)
                && !pairs.iter().any(|(one, _)| *one == name)
        });
        let Some(value) = value else {
            return Err(Fault::new("metadata", "metadataPair").text("value", &name));
        };
        pairs.push((name, value));
    }
    if pairs.len() > PAIRS {
        return Err(Fault::new("metadata", "metadataTooMany").number("pairs", pairs.len()));
    }
    Ok(pairs)
}
