//! A review as CSV, piece by piece.

use super::cell::push_cell;
use super::csv_options::{Column, CsvOptions};
use super::grants::Grants;
use super::line::Line;
use super::names::Names;
use super::query::{Query, given};
use super::reason::{Via, day_word, via};
use super::rows::{Rows, Walk, lock_count};
use crate::refusal::Refusal;
use crate::snapshot::{NONE, Snapshot, Text};
use crate::time::text::{push_local, push_with_offset};
use crate::time::{DAY, Local, Ms, NEVER, Span, Window, push_moment};

/// A piece ends after the lock or person that made it this long, in bytes.
const PIECE: usize = 1 << 17;

/// Zones are told for longer than this round a review, in ms.
const YEAR: Ms = 366 * DAY;

/// The piece at a cursor, which is 0 for the first: `{…query, …options, "at"?:number}`. The first four
/// bytes are the cursor of the next piece, little-endian, 2³² − 1 after the last; the rest is UTF-8.
///
/// # Errors
/// Those of [`Query::read`] and [`CsvOptions::read`].
pub fn csv_piece(snapshot: &Snapshot, question: &str) -> Result<Vec<u8>, Refusal> {
    let given = given(question)?;
    let query = Query::read(snapshot, &given)?;
    let options = CsvOptions::read(&given)?;
    let mut at = given.count("at").unwrap_or(0);
    let mut text = String::with_capacity(PIECE.saturating_mul(2));
    text.push_str("\0\0\0\0");
    if at == 0 {
        head(&options, &mut text);
    }
    let mut writer = Writer {
        snapshot,
        options: &options,
        names: Names::of_all(snapshot),
        near: Span {
            from: query.span.from.saturating_sub(YEAR),
            to: query.span.to.saturating_add(YEAR),
        },
        out: text,
        cell: String::new(),
    };
    let end = if options.grants {
        snapshot.people()
    } else {
        lock_count(snapshot)
    };
    let grants = Grants::new(snapshot, options.grants);
    let mut walk = Walk::new(snapshot, snapshot.doors(), &query, true);
    while at < end && writer.out.len() < PIECE {
        if options.grants {
            for line in grants.of_person(&query, at) {
                writer.line(&line);
            }
        } else {
            let mut rows = Rows::default();
            walk.lock(at, &mut rows);
            writer.rows(&rows);
        }
        at = at.saturating_add(1);
    }
    let next = if at < end { at } else { NONE };
    let mut bytes = writer.out.into_bytes();
    for (byte, written) in bytes.iter_mut().zip(next.to_le_bytes()) {
        *byte = written;
    }
    Ok(bytes)
}

fn head(options: &CsvOptions, out: &mut String) {
    if options.bom {
        out.push('\u{feff}');
    }
    let mut is_first = true;
    for (name, _) in &options.columns {
        if !is_first {
            out.push(options.delimiter);
        }
        is_first = false;
        out.push_str(name);
    }
    out.push_str("\r\n");
}

struct Writer<'a> {
    snapshot: &'a Snapshot,
    options: &'a CsvOptions,
    names: Names,
    near: Span,
    out: String,
    cell: String,
}

impl Writer<'_> {
    fn rows(&mut self, rows: &Rows) {
        let mut line = Line {
            locks: Vec::new(),
            person: NONE,
            from: 0,
            to: 0,
            keys: Vec::new(),
            reference: None,
        };
        for row in 0..rows.len() {
            if let (Some(lock), Some(person), Some(open)) =
                (rows.lock.get(row), rows.person.get(row), rows.span(row))
            {
                line.locks.clear();
                line.locks.push(*lock);
                line.person = *person;
                (line.from, line.to) = (open.from, open.to);
                line.keys.clear();
                line.keys.extend_from_slice(rows.keys(row));
                self.line(&line);
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let mut is_first = true;
        for (_, column) in &self.options.columns {
            if !is_first {
                self.out.push(self.options.delimiter);
            }
            is_first = false;
            self.cell.clear();
            self.content(*column, line);
            push_cell(&self.cell, self.options.delimiter, &mut self.out);
        }
        self.out.push_str("\r\n");
    }

    fn content(&mut self, column: Column, line: &Line) {
        let snapshot = self.snapshot;
        match column {
            Column::Door if self.options.grants => {
                for lock in &line.locks {
                    let name = self.names.of(snapshot, *lock);
                    self.part("|", name);
                }
            }
            Column::Door => self.of_lock(line, |lock| lock.name),
            Column::LockId => self.of_lock(line, |lock| lock.id),
            Column::DoorId => {
                let door = line.locks.first().and_then(|lock| {
                    let door = snapshot.locks().get(*lock as usize)?.door;
                    snapshot.locks().get(door as usize)
                });
                if let Some(door) = door {
                    self.cell.push_str(snapshot.text(door.id));
                }
            }
            Column::Person => self.person(line.person),
            Column::Name => self.cell.push_str(snapshot.name(line.person)),
            Column::From => self.moment(line, line.from, false),
            Column::To => self.moment(line, line.to, true),
            Column::Ref => match &line.reference {
                Some(reference) => self.cell.push_str(reference),
                None => self.of_keys(line, column),
            },
            Column::Windows if self.options.grants || line.keys.len() == 1 => {
                if let Some(key) = line.keys.first().and_then(|key| snapshot.key(*key)) {
                    push_windows(snapshot.windows(key.windows), &mut self.cell);
                }
            }
            _ => self.of_keys(line, column),
        }
    }

    fn part(&mut self, between: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.cell.is_empty() {
            self.cell.push_str(between);
        }
        self.cell.push_str(text);
    }

    fn of_lock(&mut self, line: &Line, text: fn(&crate::snapshot::Lock) -> Text) {
        let snapshot = self.snapshot;
        for lock in &line.locks {
            if let Some(lock) = snapshot.locks().get(*lock as usize) {
                self.part("|", snapshot.text(text(lock)));
            }
        }
    }

    /// What the keys say, each thing once.
    fn of_keys(&mut self, line: &Line, column: Column) {
        let snapshot = self.snapshot;
        let mut said: Vec<String> = Vec::new();
        for number in &line.keys {
            let Some(key) = snapshot.key(*number) else {
                continue;
            };
            let mut text = String::new();
            match column {
                Column::Why => self.why(*number, &mut text),
                Column::Key => text = snapshot.key_id(*number),
                Column::Owner => text.push_str(snapshot.text(key.owner)),
                Column::Ref => text.push_str(snapshot.text(key.reference)),
                Column::Windows => push_windows(snapshot.windows(key.windows), &mut text),
                Column::State => text.push_str(key.state.word()),
                Column::Group => text.push_str(snapshot.text(via(snapshot, &key).2)),
                _ => {}
            }
            if !said.contains(&text) {
                self.part(" | ", &text);
                said.push(text);
            }
        }
    }

    /// `key of rentals/B-1001`, `access group g-1`.
    fn why(&self, number: u32, out: &mut String) {
        let snapshot = self.snapshot;
        let Some(key) = snapshot.key(number) else {
            return;
        };
        let (via, certain, group) = via(snapshot, &key);
        out.push_str(match via {
            Via::AccessGroup if certain => "access group ",
            Via::AccessGroup => "key, perhaps of access group ",
            Via::Key | Via::Unknown => "key",
        });
        out.push_str(snapshot.text(group));
        let none = Text::default();
        if via != Via::AccessGroup && (key.owner != none || key.reference != none) {
            out.push_str(" of ");
            out.push_str(snapshot.text(key.owner));
            if key.reference != none {
                out.push('/');
                out.push_str(snapshot.text(key.reference));
            }
        }
    }

    fn person(&mut self, person: u32) {
        if person == NONE {
            return;
        }
        let number = self.snapshot.person(person);
        if self.options.masked {
            push_masked(number, &mut self.cell);
        } else {
            self.cell.push_str(number);
        }
    }

    /// A moment: on the door's clock where that says it, else with its offset.
    fn moment(&mut self, line: &Line, ms: Ms, is_end: bool) {
        if ms == NEVER {
            // An empty cell would be an end that was forgotten.
            if self.options.grants {
                self.cell.push_str("forever");
            }
            return;
        }
        let zone = line
            .locks
            .first()
            .and_then(|lock| self.snapshot.zone_of(*lock));
        // What the platform told of a zone reaches no further.
        let is_near = self.near.from <= ms && ms < self.near.to;
        let Some(zone) = zone.filter(|_| !self.options.utc && is_near) else {
            push_moment(&mut self.cell, ms);
            return;
        };
        let offset = zone.offset_at(ms);
        let local = ms.saturating_add(Ms::from(offset).saturating_mul(1_000));
        let is_plain = match zone.instants(local) {
            Local::Once(_) => true,
            // What a list would take it for: the first beginning, the last end.
            Local::Twice { first, second } => ms == if is_end { second } else { first },
            Local::Gap { .. } => false,
        };
        if is_plain {
            push_local(ms, offset, &mut self.cell);
        } else {
            push_with_offset(ms, offset, &mut self.cell);
        }
    }
}

/// Appends a number but for its middle.
fn push_masked(number: &str, out: &mut String) {
    let shown_at = number.len().saturating_sub(4);
    if let (Some(first), Some(last)) = (number.get(..3), number.get(shown_at..))
        && shown_at >= 6
    {
        out.push_str(first);
        out.push_str(" •••• ");
        out.push_str(last);
    } else {
        out.push_str("••••");
    }
}

/// Appends weekly hours as `mon 08:00-16:00, tue 08:00-16:00`.
pub fn push_windows(windows: &[Window], out: &mut String) {
    let mut is_first = true;
    for window in windows {
        if !is_first {
            out.push_str(", ");
        }
        is_first = false;
        out.push_str(day_word(window.day));
        out.push(' ');
        push_time(window.from, out);
        out.push('-');
        push_time(window.to, out);
    }
}

fn push_time(minutes: u16, out: &mut String) {
    let (hour, minute) = (minutes / 60, minutes % 60);
    for number in [hour / 10, hour % 10, 10, minute / 10, minute % 10] {
        let digit = u8::try_from(number).unwrap_or_default();
        // The one after 9 is a colon.
        out.push(char::from(b'0'.saturating_add(digit)));
    }
}
