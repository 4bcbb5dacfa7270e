//! Which feed is of which doors, and when its days begin and end: `unloc-calendars/1`.

use super::stay::Times;
use crate::wanted::doors::Doors;
use crate::wanted::fault::Fault;
use crate::wanted::fold::folded;
use crate::wanted::hours::minutes;
use unloc_integrator_client::json::Json;

/// A calendar of the map.
pub struct Calendar {
    /// Its name, which is its feed's.
    pub name: String,
    /// Indexes of its locks.
    pub locks: Vec<u32>,
    /// When its days begin and end.
    pub times: Times,
    /// Summaries of what is no stay; folded.
    pub ignore: Vec<String>,
    /// The file with its numbers.
    pub contacts: Option<String>,
}

/// Reads the map.
///
/// # Errors
/// What is wrong with which member.
pub fn calendars(map: Json<'_>, doors: &Doors<'_>) -> Result<Vec<Calendar>, Fault> {
    let mut calendars: Vec<Calendar> = Vec::new();
    let mut is_known = false;
    for (name, value) in map.entries() {
        match name.as_str() {
            "format" => is_known = value.as_text().as_deref() == Some("unloc-calendars/1"),
            "calendars" if value.is_array() => {
                for one in value.items() {
                    let calendar = calendar(one, doors)?;
                    if calendars.iter().any(|other| other.name == calendar.name) {
                        return Err(Fault::new("", "calendarTwice").text("value", &calendar.name));
                    }
                    calendars.push(calendar);
                }
            }
            _ => return Err(Fault::new("", "unknownMember").text("member", &name)),
        }
    }
    if !is_known {
        return Err(Fault::new("", "formatUnknown").text("value", "unloc-calendars/1"));
    }
    Ok(calendars)
}

fn calendar(one: Json<'_>, doors: &Doors<'_>) -> Result<Calendar, Fault> {
    let mut calendar = Calendar {
        name: String::new(),
        locks: Vec::new(),
        times: Times::default(),
        ignore: Vec::new(),
        contacts: None,
    };
    let (mut check_in, mut check_out) = (None, None);
    for (name, value) in one.entries() {
        let wrong = || Fault::new("", "wrongType").text("member", &name);
        let clock = || minutes(&value.as_text()?).filter(|minutes| *minutes < 1_440);
        let buffer = || {
            // A week at most, in whole minutes.
            let number = value.as_number().filter(|number| *number <= 10_080.0)?;
            let is_whole = value.raw().bytes().all(|byte| byte.is_ascii_digit());
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
            is_whole.then_some(number as u16)
        };
        match name.as_str() {
            "name" => calendar.name = value.as_text().ok_or_else(wrong)?,
            "doors" if value.is_array() => {
                for door in value.items() {
                    doors.add(&door.as_text().ok_or_else(wrong)?, &mut calendar.locks)?;
                }
            }
            "checkIn" => check_in = Some(clock().ok_or_else(wrong)?),
            "checkOut" => check_out = Some(clock().ok_or_else(wrong)?),
            "beforeMinutes" => calendar.times.before = buffer().ok_or_else(wrong)?,
            "afterMinutes" => calendar.times.after = buffer().ok_or_else(wrong)?,
            "ignore" if value.is_array() => {
                for word in value.texts() {
                    let word = folded(&word);
                    if !word.is_empty() {
                        calendar.ignore.push(word);
                    }
                }
            }
            "contacts" => calendar.contacts = Some(value.as_text().ok_or_else(wrong)?),
            "doors" | "ignore" => return Err(wrong()),
            _ => return Err(Fault::new("", "unknownMember").text("member", &name)),
        }
    }
    let missing = |member: &str| Fault::new("", "memberMissing").text("member", member);
    if calendar.name.is_empty() {
        return Err(missing("name"));
    }
    if calendar.locks.is_empty() {
        return Err(missing("doors"));
    }
    calendar.times.check_in = check_in.ok_or_else(|| missing("checkIn"))?;
    calendar.times.check_out = check_out.ok_or_else(|| missing("checkOut"))?;
    Ok(calendar)
}
