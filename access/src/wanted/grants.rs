//! Lists as JSON, `unloc-grants/1`. Unknown members are an error: a misspelt `windows` would open a door
//! all week.

use super::csv::text;
use super::doors::Doors;
use super::fault::Fault;
use super::public;
use super::reading::{Place, Reading};
use super::row::When;
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use unloc_integrator_client::json::{self, Json};

/// Reads a list and gives `{"wanted":…,"problems":[…],"ignored":[]}`. A row is a grant's number.
///
/// # Errors
/// An option that means nothing, or `zoneNeeded`.
pub fn read(bytes: &[u8], options: Json<'_>, snapshot: &Snapshot) -> Result<String, Refusal> {
    let mut reading = Reading::new(snapshot, options)?;
    reading.headers.push(("phone", "appUserId".to_owned()));
    if let Err(fault) = list(bytes, snapshot, &mut reading) {
        reading.refuse(Place::default(), fault);
    }
    Ok(reading.finish()?.finish())
}

fn list(bytes: &[u8], snapshot: &Snapshot, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let text = text(bytes, None).map_err(|code| Fault::new("", code))?;
    let list = json::read(&text).filter(|list| list.is_object());
    let list = list.ok_or(Fault::new("", "notJson"))?;
    let (mut format, mut grants) = (None, None);
    for (name, value) in list.entries() {
        let wrong = || Fault::new("", "wrongType").text("member", &name);
        match name.as_str() {
            "format" => format = value.as_text(),
            "owner" => reading.owner = value.as_text().ok_or_else(wrong)?,
            "complete" => reading.complete = value.as_bool().ok_or_else(wrong)?,
            "covers" => {
                public::covers(value).map_err(|_| wrong())?;
                value.raw().clone_into(&mut reading.covers);
            }
            "grants" if value.is_array() => grants = Some(value),
            "checkedIn" if value.is_array() => reading.checked_in = value.texts(),
            "waiting" if value.is_array() => {
                for one in value.items() {
                    let (reference, why) =
                        one.text("ref").zip(one.text("why")).ok_or_else(wrong)?;
                    reading.waiting.push((reference, why));
                }
            }
            "grants" | "checkedIn" | "waiting" => return Err(wrong()),
            _ => return Err(Fault::new("", "unknownMember").text("member", &name)),
        }
    }
    if format.as_deref() != Some("unloc-grants/1") {
        return Err(Fault::new("", "formatUnknown").text("value", "unloc-grants/1"));
    }
    if reading.owner.trim().is_empty() {
        return Err(Fault::new("", "memberMissing").text("member", "owner"));
    }
    // Nobody said what the list speaks about (R3).
    if list.member("covers").is_none() {
        reading.complete = false;
    }
    let grants = grants.ok_or(Fault::new("", "memberMissing").text("member", "grants"))?;
    let doors = Doors::new(snapshot);
    for (row, grant) in (1_usize..).zip(grants.items()) {
        let place = Place { file: 0, row };
        match public::row(grant, &doors) {
            Ok(row) if row.to == When::Never && !reading.for_ever => {
                reading.problem(place, Fault::new("to", "endForEver"));
            }
            Ok(row) => reading.add(row, place),
            Err(fault) => reading.problem(place, fault),
        }
    }
    Ok(())
}
