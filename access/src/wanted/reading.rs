//! What every reader comes to: rows that resolve, and problems that name their row.

use super::fault::Fault;
use super::public::{covers, once};
use super::resolution;
use super::row::{Gap, Row};
use super::write;
use super::zones::ZoneNeeds;
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use unloc_integrator_client::json::{Array, Json, Object, quoted};

/// A place in a file: the file's index, and a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the file.
    pub file: usize,
    /// The row, from 1 on; of a calendar the line.
    pub row: usize,
}

/// A row that could not be read.
#[derive(Debug)]
struct Problem {
    place: Place,
    column: String,
    refusal: String,
    /// In which order it was found.
    number: usize,
    /// The file as a whole cannot be read: nothing of it can be skipped.
    whole: bool,
}

/// What was read so far.
pub struct Reading<'a> {
    /// The doors.
    pub snapshot: &'a Snapshot,
    /// Whose keys they are.
    pub owner: String,
    /// The time that the list speaks about, as JSON.
    pub covers: String,
    /// Whether all is on it that should be.
    pub complete: bool,
    /// Whether the run said that grants may have no end.
    pub for_ever: bool,
    /// Whether a day may have two windows.
    pub two_keys: bool,
    /// What becomes of times in a gap.
    pub gap: Gap,
    /// The zones that are needed.
    pub zones: ZoneNeeds,
    /// References of stays whose guest is in.
    pub checked_in: Vec<String>,
    /// References that wait for a number, and why.
    pub waiting: Vec<(String, String)>,
    /// Columns that mean nothing here.
    pub ignored: Vec<String>,
    /// What the file calls the columns.
    pub headers: Vec<(&'static str, String)>,
    /// What should be known, as JSON.
    notes: Array,
    skip: bool,
    files: Vec<String>,
    rows: Vec<Row>,
    places: Vec<Place>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    /// Begins with what the options say.
    ///
    /// # Errors
    /// `wrongOption`, with its name.
    pub fn new(snapshot: &'a Snapshot, options: Json<'_>) -> Result<Self, Refusal> {
        let wrong = |name: &str| Refusal::new("wrongOption").text("option", name);
        let gap = match options.text("gap") {
            None => Gap::Reject,
            Some(word) => Gap::of(&word).ok_or_else(|| wrong("gap"))?,
        };
        let about = match options.member("covers") {
            None => quoted("everything"),
            Some(value) => {
                covers(value).map_err(|_| wrong("covers"))?;
                value.raw().to_owned()
            }
        };
        Ok(Self {
            snapshot,
            owner: options.text_or_empty("owner"),
            covers: about,
            complete: options.is_true("complete"),
            for_ever: options.is_true("forEver"),
            two_keys: options.is_true("twoKeys"),
            gap,
            zones: ZoneNeeds::new(options),
            checked_in: Vec::new(),
            waiting: Vec::new(),
            ignored: Vec::new(),
            headers: Vec::new(),
            notes: Array::new(),
            skip: options.is_true("skipBadRows"),
            files: vec![options.text("file").unwrap_or_else(|| "list".to_owned())],
            rows: Vec::new(),
            places: Vec::new(),
            problems: Vec::new(),
        })
    }

    /// Another file; gives its index.
    pub fn add_file(&mut self, name: &str) -> usize {
        self.files.push(name.to_owned());
        self.files.len().saturating_sub(1)
    }

    /// Adds a row that was read.
    pub fn add(&mut self, row: Row, place: Place) {
        self.rows.push(row);
        self.places.push(place);
    }

    /// Adds something that should be known of a row.
    pub fn note(&mut self, code: &str, file: &str, reference: &str) {
        let mut note = Object::new();
        note.text("code", code);
        note.text("file", file);
        self.notes.json(&note.text("ref", reference).finish());
    }

    /// How many problems there are.
    pub fn problems(&self) -> usize {
        self.problems.len()
    }

    /// Adds a problem of a row.
    pub fn problem(&mut self, place: Place, fault: Fault) {
        let name = fault.column;
        let header = self.headers.iter().find(|(one, _)| *one == name);
        self.problems.push(Problem {
            place,
            column: header.map_or(name, |(_, header)| header).to_owned(),
            refusal: fault.refusal.finish(),
            number: self.problems.len(),
            whole: false,
        });
    }

    /// Adds a problem of a file as a whole.
    pub fn refuse(&mut self, place: Place, fault: Fault) {
        self.problems.push(Problem {
            place,
            column: fault.column.to_owned(),
            refusal: fault.refusal.finish(),
            number: self.problems.len(),
            whole: true,
        });
    }

    /// The answer: `{"wanted":…,"problems":[…],"ignored":[…]}`, to which more may be added.
    ///
    /// # Errors
    /// `zoneNeeded`.
    pub fn finish(mut self) -> Result<Object, Refusal> {
        for row in &self.rows {
            self.zones.need_of(row, self.snapshot);
        }
        self.zones.refusal()?;
        let (kept, twice) = once(&self.rows);
        // Of two contents nobody knows which one is meant.
        let mut dropped = vec![false; self.rows.len()];
        for (first, second) in twice {
            if let Some(dropped) = dropped.get_mut(first) {
                *dropped = true;
            }
            let row = |index: usize| self.places.get(index).copied().unwrap_or_default();
            let reference = self.rows.get(second).map_or("", |row| &row.reference);
            let fault = Fault::new("ref", "refTwice")
                .text("ref", reference)
                .number("other", row(first).row);
            self.problem(row(second), fault);
        }
        let mut grants = Array::new();
        let mut twice_shown = Vec::new();
        for index in kept {
            if dropped.get(index) == Some(&true) {
                continue;
            }
            let (Some(row), Some(place)) = (self.rows.get(index), self.places.get(index).copied())
            else {
                continue;
            };
            match resolution::grant(row, self.snapshot, self.gap) {
                Ok(_) => {
                    let file = self.files.get(place.file).map_or("", String::as_str);
                    grants.json(&write::grant(row, self.snapshot, self.gap, file, place.row));
                    if resolution::is_twice(row, self.snapshot) {
                        twice_shown.push(index);
                    }
                }
                Err(fault) => self.problem(place, fault),
            }
        }
        for index in twice_shown {
            let file = self
                .places
                .get(index)
                .and_then(|place| self.files.get(place.file));
            let file = file.cloned().unwrap_or_default();
            let reference = self
                .rows
                .get(index)
                .map_or("", |row| &row.reference)
                .to_owned();
            self.note("fold", &file, &reference);
        }
        Ok(self.write(&grants.finish()))
    }

    fn write(mut self, grants: &str) -> Object {
        self.problems
            .sort_unstable_by_key(|problem| (problem.place, problem.number));
        let (mut all, mut barring) = (Array::new(), Array::new());
        let mut bars = false;
        for problem in &self.problems {
            let mut object = self.place_of(problem);
            all.json(&object.json("fault", &problem.refusal).finish());
            // What is skipped bars no plan, which takes nothing back then.
            if !self.skip || problem.whole {
                bars = true;
                barring.json(&self.place_of(problem).finish());
            }
        }
        let mut wanted = Object::new();
        wanted.text("owner", &self.owner);
        wanted.json("covers", &self.covers);
        wanted.flag("complete", self.complete && self.problems.is_empty());
        if self.for_ever {
            wanted.flag("forEver", true);
        }
        wanted.json("grants", grants);
        wanted.json("checkedIn", &list(&self.checked_in));
        let mut waiting = Array::new();
        for (reference, why) in &self.waiting {
            let mut one = Object::new();
            waiting.json(&one.text("ref", reference).text("why", why).finish());
        }
        wanted.json("waiting", &waiting.finish());
        if bars {
            wanted.json("problems", &barring.finish());
        }
        let mut out = Object::new();
        out.json("wanted", &wanted.finish());
        out.json("problems", &all.finish());
        out.json("ignored", &list(&self.ignored));
        out.json("notes", &self.notes.finish());
        out
    }

    fn place_of(&self, problem: &Problem) -> Object {
        let file = self.files.get(problem.place.file);
        let mut object = Object::new();
        object.text("file", file.map_or("", String::as_str));
        #[allow(clippy::cast_precision_loss)] // a row
        object.number("row", problem.place.row as f64);
        if !problem.column.is_empty() {
            object.text("column", &problem.column);
        }
        object
    }
}

fn list(texts: &[String]) -> String {
    let mut array = Array::new();
    for text in texts {
        array.text(text);
    }
    array.finish()
}
