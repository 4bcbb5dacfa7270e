//! Feeds of booking systems (iCalendar, RFC 5545). A feed alone opens no door: the number comes from a
//! file of contacts, and what is missing from a feed is not gone yet.

mod contacts;
mod events;
mod lines;
mod map;
mod memory;
mod stay;

use super::doors::Doors;
use super::fault::Fault;
use super::fold::folded;
use super::public;
use super::reading::{Place, Reading};
use super::resolution;
use super::row::Row;
use super::write;
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::time::{Ms, NEVER, read_moment};
use contacts::Contacts;
use events::Event;
use map::Calendar;
use memory::{Memory, Seen};
use stay::Zones;
use unloc_integrator_client::json::{self, Json};

/// What all feeds share.
struct Feeds<'a> {
    snapshot: &'a Snapshot,
    doors: Doors<'a>,
    contacts: Contacts,
    seen: Vec<Seen>,
    /// How many of those are of feeds before.
    of_others: usize,
}

/// A feed as it was fetched.
struct Fetched<'a> {
    place: usize,
    at: Ms,
    calendar: &'a Calendar,
}

/// Reads feeds, whose bytes follow each other and are followed by the files of contacts; `options` says
/// how long each is. Gives `{"wanted":…,"problems":[…],"ignored":[],"notes":[…],"memory":…}`.
///
/// # Errors
/// Options that mean nothing, a memory that was cut, or `zoneNeeded`.
pub fn read(bytes: &[u8], options: Json<'_>, snapshot: &Snapshot) -> Result<String, Refusal> {
    let mut reading = Reading::new(snapshot, options)?;
    for (name, header) in [("ref", "UID"), ("from", "DTSTART"), ("to", "DTEND")] {
        reading.headers.push((name, header.to_owned()));
    }
    reading.complete = options
        .member("complete")
        .is_none_or(|one| one.raw() == "true");
    let mut memory = Memory::read(options.get("memory"))?;
    let mut feeds = Feeds {
        snapshot,
        doors: Doors::new(snapshot),
        contacts: Contacts::default(),
        seen: Vec::new(),
        of_others: 0,
    };
    let calendars = match map::calendars(options.get("map"), &feeds.doors) {
        Ok(calendars) => calendars,
        Err(fault) => {
            reading.refuse(Place::default(), fault);
            Vec::new()
        }
    };
    let mut files = bytes;
    let mut next = |json: Json<'_>| -> Result<&[u8], Refusal> {
        let length = json.count("length").unwrap_or_default() as usize;
        let wrong = || Refusal::new("wrongOption").text("option", "feeds");
        let (file, rest) = files.split_at_checked(length).ok_or_else(wrong)?;
        files = rest;
        Ok(file)
    };
    let mut fetched = Vec::new();
    for feed in options.get("feeds").items() {
        fetched.push((feed, next(feed)?));
    }
    let country = options.text("country").map(|one| one.to_ascii_uppercase());
    let mut contact_files = Vec::new();
    for file in options.get("contacts").items() {
        let name = file.text_or_empty("name");
        let index = reading.add_file(&name);
        let bytes = next(file)?;
        feeds
            .contacts
            .read(bytes, index, country.as_deref(), &mut reading);
        contact_files.push(name);
    }
    feeds.contacts.finish(&mut reading);
    let checked_in = options.get("checkedIn").texts();
    let may_be_empty = options.get("allowEmptyFeeds").texts();
    for calendar in &calendars {
        let before = memory.of(&calendar.name).to_vec();
        if let Some(name) = calendar
            .contacts
            .as_ref()
            .filter(|name| !contact_files.contains(name))
        {
            let fault = Fault::new("", "contactsMissing").text("value", name);
            reading.refuse(Place::default(), fault);
        }
        let name = Some(&calendar.name);
        let mut mine = fetched
            .iter()
            .filter(|(feed, _)| feed.text("name").as_ref() == name);
        let (Some((feed, bytes)), None) = (mine.next(), mine.next()) else {
            let fault = Fault::new("", "feedMissing").text("value", &calendar.name);
            reading.refuse(Place::default(), fault);
            feeds.keep_missing(&before, &[], None, None, &mut reading);
            continue;
        };
        let place = reading.add_file(&calendar.name);
        let at = feed.text("at").and_then(|text| read_moment(&text));
        let at = at.ok_or_else(|| Refusal::new("wrongOption").text("option", "at"))?;
        let one = Fetched {
            place,
            at,
            calendar,
        };
        let problems = reading.problems();
        let mut over = Vec::new();
        match whole(*feed, bytes, may_be_empty.contains(&calendar.name)) {
            Ok(events) => over = feeds.events(&events, &one, &mut reading),
            Err((row, fault)) => reading.problem(Place { file: place, row }, fault),
        }
        // Of a feed that fails nothing is known to be missing.
        let is_whole = reading.problems() == problems;
        let whole = is_whole.then_some(checked_in.as_slice());
        feeds.keep_missing(&before, &over, Some(&one), whole, &mut reading);
        // What was lost before the first read of a feed is not known: that takes nothing back yet.
        if !(is_whole && memory.was_read(&calendar.name, at)) {
            reading.complete = false;
        }
    }
    for (feed, _) in &fetched {
        let name = feed.text_or_empty("name");
        if !calendars.iter().any(|calendar| calendar.name == name) {
            let fault = Fault::new("", "feedUnknown").text("value", &name);
            reading.refuse(Place::default(), fault);
        }
    }
    reading.zones.refusal()?;
    reading.checked_in = checked_in;
    memory.seen = feeds.seen;
    memory.sort();
    let mut out = reading.finish()?;
    out.json("memory", &memory.write());
    Ok(out.finish())
}

/// The events of a feed that came whole and is not empty (R4).
fn whole(feed: Json<'_>, bytes: &[u8], allows_empty: bool) -> Result<Vec<Event>, (usize, Fault)> {
    let status = feed.count("status").unwrap_or_default();
    if status != 200 {
        return Err((
            0,
            Fault::new("", "feedStatus").number("status", status as usize),
        ));
    }
    let events = events::events(bytes)?;
    if events.is_empty() && !allows_empty {
        return Err((0, Fault::new("", "feedEmpty")));
    }
    Ok(events)
}

/// An event that is a stay.
struct Found {
    /// Its row; none as long as it waits for a number.
    row: Option<Row>,
    seen: Seen,
}

impl Feeds<'_> {
    /// Reads the events of a feed into rows, waiting ones and what is remembered. Gives the names of
    /// those that are over or cancelled.
    fn events(
        &mut self,
        events: &[Event],
        feed: &Fetched<'_>,
        reading: &mut Reading<'_>,
    ) -> Vec<String> {
        let mut over = Vec::new();
        for event in events {
            let place = Place {
                file: feed.place,
                row: event.line,
            };
            if event.uid.trim().is_empty() {
                reading.problem(place, Fault::new("ref", "noRef"));
                continue;
            }
            if event.status == "CANCELLED" {
                over.push(event.uid.clone());
                continue;
            }
            let summary = folded(&event.summary);
            if feed
                .calendar
                .ignore
                .iter()
                .any(|word| find(&summary, word).is_some())
            {
                continue;
            }
            match self.event(event, feed, reading) {
                Err(fault) => reading.problem(place, fault),
                Ok(None) => over.push(event.uid.clone()),
                Ok(Some(found)) => {
                    match found.row {
                        Some(row) => reading.add(row, place),
                        None => reading
                            .waiting
                            .push((event.uid.clone(), "noNumber".to_owned())),
                    }
                    self.seen.push(found.seen);
                }
            }
        }
        over
    }

    /// Reads an event; none if it is over.
    fn event(
        &mut self,
        event: &Event,
        feed: &Fetched<'_>,
        reading: &mut Reading<'_>,
    ) -> Result<Option<Found>, Fault> {
        let times = feed.calendar.times;
        let mut zones = Zones {
            snapshot: self.snapshot,
            needs: &mut reading.zones,
            gap: reading.gap,
        };
        let (from, to) = stay::stay(event, times, &mut zones)?;
        let mut row = Row {
            reference: event.uid.clone(),
            person: String::new(),
            locks: feed.calendar.locks.clone(),
            from,
            to,
            windows: Vec::new(),
            two_keys: false,
            label: event.summary.clone(),
            metadata: Vec::new(),
        };
        reading.zones.need_of(&row, self.snapshot);
        if !reading.zones.is_empty() {
            // All of it is read again when the zones are told.
            return Ok(None);
        }
        // As it was written, and then with what is added around.
        resolution::grant(&row, self.snapshot, reading.gap)?;
        (row.from, row.to) = stay::widened(from, to, times);
        let grant = resolution::grant(&row, self.snapshot, reading.gap)?;
        let mut seen = Seen {
            uid: event.uid.clone(),
            calendar: feed.calendar.name.clone(),
            from: NEVER,
            to: Ms::MIN,
            last_seen: feed.at,
            ..Seen::default()
        };
        for door in &grant.doors {
            seen.from = seen.from.min(door.from);
            seen.to = seen.to.max(door.to);
        }
        if seen.to <= feed.at {
            return Ok(None);
        }
        let Some(number) = self.contacts.number(&event.uid) else {
            return Ok(Some(Found { row: None, seen }));
        };
        if last_digits(&event.description).is_some_and(|digits| !number.ends_with(digits)) {
            reading.note("digitsDiffer", &feed.calendar.name, &event.uid);
        }
        number.clone_into(&mut row.person);
        let name = &feed.calendar.name;
        seen.grant = write::grant(&row, self.snapshot, reading.gap, name, event.line);
        Ok(Some(Found {
            row: Some(row),
            seen,
        }))
    }

    /// Keeps what was in a feed before and is not now. If the feed was `whole`, only what is not known to
    /// be gone (R10); that names who is in.
    fn keep_missing(
        &mut self,
        before: &[Seen],
        over: &[String],
        feed: Option<&Fetched<'_>>,
        whole: Option<&[String]>,
        reading: &mut Reading<'_>,
    ) {
        let at = feed.map_or(Ms::MIN, |feed| feed.at);
        let mut present: Vec<String> = over.to_vec();
        // When the next guest came: until then, whoever is in stays in.
        let mut next_in = Ms::MIN;
        for seen in self.seen.iter().skip(self.of_others) {
            present.push(seen.uid.clone());
            if whole.is_some_and(|checked_in| checked_in.contains(&seen.uid)) && seen.from <= at {
                next_in = next_in.max(seen.from);
            }
        }
        present.sort_unstable();
        for one in before {
            if present.binary_search(&one.uid).is_ok() || one.to <= at {
                continue;
            }
            let mut one = one.clone();
            if whole.is_some() && (one.is_gone(at) || one.from < next_in) {
                continue;
            }
            self.keep(one, feed.map_or(0, |feed| feed.place), reading);
        }
        self.of_others = self.seen.len();
    }

    /// Keeps an event as it was.
    fn keep(&mut self, one: Seen, file: usize, reading: &mut Reading<'_>) {
        let row = json::read(&one.grant).and_then(|grant| public::row(grant, &self.doors).ok());
        match row {
            Some(row) => reading.add(row, Place { file, row: 0 }),
            None => reading
                .waiting
                .push((one.uid.clone(), "missing".to_owned())),
        }
        self.seen.push(one);
    }
}

/// Where a text holds another.
fn find(text: &str, what: &str) -> Option<usize> {
    let mut windows = text.as_bytes().windows(what.len().max(1));
    windows.position(|window| window == what.as_bytes())
}

/// The last four digits of a number that a description tells: `(Last 4 Digits): 0123`.
fn last_digits(description: &str) -> Option<&str> {
    let lower = description.to_ascii_lowercase();
    let at = find(&lower, "last 4 digits")?.saturating_add("last 4 digits".len());
    let rest = description.get(at..)?.trim_start_matches([')', ':', ' ']);
    let digits = rest.get(..4)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(digits)
}
