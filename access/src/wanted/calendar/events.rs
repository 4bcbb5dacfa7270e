//! The events of a feed. It is read whole or not at all: what is torn has no events.

use super::lines::{Line, lines};
use crate::wanted::fault::Fault;

/// A `VEVENT`: the lines that say something here.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// The line of its `BEGIN`.
    pub line: usize,
    /// Its name, the same in every read.
    pub uid: String,
    /// `DTSTART`
    pub start: Option<Line>,
    /// `DTEND`
    pub end: Option<Line>,
    /// `STATUS` in upper case.
    pub status: String,
    /// `SUMMARY`
    pub summary: String,
    /// `DESCRIPTION`
    pub description: String,
    /// What it has that is not read: `RRULE`, `DURATION`, a property twice.
    pub fault: Option<(&'static str, String)>,
}

/// Reads a feed.
///
/// # Errors
/// The line, and a fault of the feed as a whole.
pub fn events(bytes: &[u8]) -> Result<Vec<Event>, (usize, Fault)> {
    let lines = lines(bytes).map_err(|(line, code)| (line, Fault::new("", code)))?;
    let mut events = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut event = Event::default();
    let mut ended = false;
    for line in lines {
        let torn = || (line.number, Fault::new("", "feedTorn"));
        if ended {
            return Err(torn());
        }
        let of_event = open.len() == 2 && open.get(1).is_some_and(|name| name == "VEVENT");
        match line.name.as_str() {
            "BEGIN" => {
                let name = line.value.trim().to_ascii_uppercase();
                // One calendar, with components in it; in an event no other event.
                if open.is_empty() != (name == "VCALENDAR") || (name == "VEVENT" && open.len() != 1)
                {
                    return Err(torn());
                }
                if name == "VEVENT" {
                    event = Event {
                        line: line.number,
                        ..Event::default()
                    };
                }
                open.push(name);
            }
            "END" => {
                if open.pop() != Some(line.value.trim().to_ascii_uppercase()) {
                    return Err(torn());
                }
                if of_event {
                    events.push(std::mem::take(&mut event));
                }
                ended = open.is_empty();
            }
            _ if open.is_empty() => return Err(torn()),
            _ if of_event => event.take(line),
            _ => {}
        }
    }
    if !ended {
        return Err((1, Fault::new("", "feedTorn")));
    }
    Ok(events)
}

impl Event {
    fn take(&mut self, line: Line) {
        let twice = match line.name.as_str() {
            "UID" => set(&mut self.uid, line.text()),
            "STATUS" => set(&mut self.status, line.value.trim().to_ascii_uppercase()),
            "SUMMARY" => set(&mut self.summary, line.text()),
            "DESCRIPTION" => set(&mut self.description, line.text()),
            "DTSTART" => self.start.replace(line.clone()).is_some(),
            "DTEND" => self.end.replace(line.clone()).is_some(),
            "RRULE" | "RDATE" | "RECURRENCE-ID" => {
                self.fault = Some(("recurs", line.name));
                return;
            }
            "DURATION" => {
                self.fault = Some(("duration", line.name));
                return;
            }
            _ => false,
        };
        if twice {
            self.fault = Some(("propertyTwice", line.name));
        }
    }
}

/// Sets a text, and tells whether it was set before.
fn set(place: &mut String, text: String) -> bool {
    let before = !place.is_empty();
    *place = text;
    before
}
