//! Lists as CSV: `unloc-integrator-client/access` calls them grants.

mod columns;
mod encoding;
mod phone;
mod rows;
mod time;

use super::doors::Doors;
use super::fault::Fault;
use super::fold::folded;
use super::hours;
use super::public;
use super::reading::{Place, Reading};
use super::row::{Row, When};
use crate::refusal::Refusal;
use crate::review::cell::unguarded;
use crate::snapshot::Snapshot;
use columns::{COLUMNS, Columns};
use rows::Rows;
use time::Slashes;
use unloc_integrator_client::json::Json;

pub use columns::Column;
pub use encoding::{LARGEST, text};
pub use phone::number;
pub use rows::Next;

/// Words for an end that there is not; folded.
const FOR_EVER: [&str; 6] = [
    "forever",
    "foralltid",
    "evig",
    "tillsvidare",
    "unbefristet",
    "∞",
];

/// What the options say about cells.
struct Cells<'a> {
    doors: Doors<'a>,
    country: Option<String>,
    slashes: Slashes,
    statuses: Vec<String>,
    for_ever: bool,
    two_keys: bool,
}

/// Reads a list and gives `{"wanted":…,"problems":[…],"ignored":[…]}`.
///
/// # Errors
/// An option that means nothing, or `zoneNeeded`.
pub fn read(bytes: &[u8], options: Json<'_>, snapshot: &Snapshot) -> Result<String, Refusal> {
    let mut reading = Reading::new(snapshot, options)?;
    let cells = cells(options, snapshot, &reading)?;
    if let Err((row, fault)) = rows_of(bytes, options, &cells, &mut reading) {
        reading.refuse(Place { file: 0, row }, fault);
    }
    Ok(reading.finish()?.finish())
}

fn cells<'a>(
    options: Json<'_>,
    snapshot: &'a Snapshot,
    reading: &Reading<'_>,
) -> Result<Cells<'a>, Refusal> {
    let wrong = |name: &str| Refusal::new("wrongOption").text("option", name);
    let mut doors = Doors::new(snapshot);
    doors
        .set_rooms(options.get("rooms"))
        .map_err(|fault| fault.refusal.text("option", "rooms"))?;
    let country = options
        .text("country")
        .map(|country| country.to_ascii_uppercase());
    if country.as_deref().is_some_and(|one| !phone::is_known(one)) {
        return Err(wrong("country"));
    }
    let slashes = match options.text("dates").as_deref() {
        None => Slashes::Refused,
        Some("dmy") => Slashes::DayFirst,
        Some("mdy") => Slashes::MonthFirst,
        Some(_) => return Err(wrong("dates")),
    };
    let mut statuses = options.get("statuses").texts();
    for status in &mut statuses {
        *status = folded(status);
    }
    Ok(Cells {
        doors,
        country,
        slashes,
        statuses,
        for_ever: reading.for_ever,
        two_keys: reading.two_keys,
    })
}

/// Reads all rows. What is wrong with the file as a whole is the error, with its row.
fn rows_of(
    bytes: &[u8],
    options: Json<'_>,
    cells: &Cells<'_>,
    reading: &mut Reading<'_>,
) -> Result<(), (usize, Fault)> {
    let encoding = options.text("encoding").map(|one| one.to_ascii_lowercase());
    let text = text(bytes, encoding.as_deref()).map_err(|code| (1, Fault::new("", code)))?;
    let told = options.text("delimiter");
    let (mut rows, columns) = open(
        &text,
        told.as_deref(),
        options.get("columns"),
        &[Column::Ref, Column::Phone, Column::To],
    )?;
    if columns.place(Column::Doors).is_none() && columns.place(Column::Room).is_none() {
        return Err((rows.row(), columns.fault(Column::Doors, "columnMissing")));
    }
    if columns.place(Column::Status).is_some() && cells.statuses.is_empty() {
        return Err((rows.row(), columns.fault(Column::Status, "statusWords")));
    }
    for (name, _) in COLUMNS {
        reading
            .headers
            .push((name, columns.header(name).to_owned()));
    }
    reading.ignored.clone_from(&columns.ignored);
    loop {
        let next = rows.advance();
        let place = Place {
            file: 0,
            row: rows.row(),
        };
        match next {
            Next::End => return Ok(()),
            Next::Torn => return Err((place.row, Fault::new("", "tornQuote"))),
            Next::Row => {}
        }
        if let Some(fault) = wrong_width(&rows, &columns) {
            reading.problem(place, fault);
            continue;
        }
        row(&rows, &columns, cells, place, reading);
    }
}

/// The rows after a header, and what the header says.
pub fn open<'a>(
    text: &'a str,
    delimiter: Option<&str>,
    told: Json<'_>,
    required: &[Column],
) -> Result<(Rows<'a>, Columns), (usize, Fault)> {
    let delimiter = match delimiter.map(str::as_bytes) {
        None => rows::delimiter(text).ok_or((1, Fault::new("", "delimiterUnclear")))?,
        Some([one]) => *one,
        Some(_) => return Err((1, Fault::new("", "delimiterUnclear"))),
    };
    let mut rows = Rows::new(text, delimiter);
    if rows.advance() != Next::Row {
        return Err((1, Fault::new("", "noHeader")));
    }
    let mut headers = Vec::with_capacity(rows.count());
    for index in 0..rows.count() {
        headers.push(rows.cell(index).unwrap_or_default().to_owned());
    }
    let columns = Columns::new(headers, told, required).map_err(|fault| (rows.row(), fault))?;
    Ok((rows, columns))
}

/// A row that was torn off, or that has cells beside the header.
pub fn wrong_width(rows: &Rows<'_>, columns: &Columns) -> Option<Fault> {
    let beside = (columns.count()..rows.count())
        .any(|index| rows.cell(index).is_none_or(|cell| !cell.is_empty()));
    (beside || rows.count() < columns.count()).then(|| {
        Fault::new("", "wrongWidth")
            .number("cells", rows.count())
            .number("columns", columns.count())
    })
}

/// A cell, without the quote that guards it in spreadsheets.
pub fn cell<'a>(rows: &'a Rows<'_>, columns: &Columns, column: Column) -> &'a str {
    let cell = columns.place(column).and_then(|place| rows.cell(place));
    unguarded(cell.unwrap_or_default())
}

/// Reads a row: it is added, or each cell that cannot be read is a problem.
fn row(
    rows: &Rows<'_>,
    columns: &Columns,
    cells: &Cells<'_>,
    place: Place,
    reading: &mut Reading<'_>,
) {
    let cell = |column| cell(rows, columns, column);
    if columns.place(Column::Status).is_some() {
        let status = folded(cell(Column::Status));
        if !cells.statuses.contains(&status) {
            return;
        }
        if matches!(status.as_str(), "checkedin" | "inhouse") {
            reading.checked_in.push(cell(Column::Ref).to_owned());
        }
    }
    let mut faults = Vec::new();
    let mut person = String::new();
    keep(
        phone::number(cell(Column::Phone), cells.country.as_deref()),
        &mut person,
        &mut faults,
    );
    let mut locks = Vec::new();
    for door in cell(Column::Doors).split(['|', '\n']) {
        if !door.trim().is_empty()
            && let Err(fault) = cells.doors.add(door.trim(), &mut locks)
        {
            faults.push(fault);
        }
    }
    for room in cell(Column::Room).split(['|', '\n']) {
        if !room.trim().is_empty()
            && let Err(fault) = cells.doors.add_room(room.trim(), &mut locks)
        {
            faults.push(fault);
        }
    }
    let (mut from, mut to) = (When::Unsaid, When::Unsaid);
    if !cell(Column::From).is_empty() {
        keep(
            time::time(cell(Column::From), false, cells.slashes),
            &mut from,
            &mut faults,
        );
    }
    keep(end(cell(Column::To), cells), &mut to, &mut faults);
    let mut windows = Vec::new();
    keep(
        hours::read(cell(Column::Windows)),
        &mut windows,
        &mut faults,
    );
    let row = Row {
        reference: cell(Column::Ref).to_owned(),
        person,
        locks,
        from,
        to,
        windows,
        two_keys: cells.two_keys,
        label: cell(Column::Label).to_owned(),
        metadata: Vec::new(),
    };
    if faults.is_empty()
        && let Err(fault) = public::complete(&row)
    {
        faults.push(fault);
    }
    if faults.is_empty() {
        reading.add(row, place);
    }
    for fault in faults {
        reading.problem(place, fault);
    }
}

fn keep<T>(read: Result<T, Fault>, into: &mut T, faults: &mut Vec<Fault>) {
    match read {
        Ok(value) => *into = value,
        Err(fault) => faults.push(fault),
    }
}

/// An end: a blank cell and a word for ever are none, if the run said that there may be none (R14).
fn end(cell: &str, cells: &Cells<'_>) -> Result<When, Fault> {
    let word = folded(cell);
    let is_word = FOR_EVER.contains(&word.as_str());
    match (cell.is_empty() || is_word, cells.for_ever) {
        (true, true) => Ok(When::Never),
        (true, false) => Err(Fault::new(
            "to",
            if is_word { "endForEver" } else { "endMissing" },
        )),
        _ => time::time(cell, true, cells.slashes),
    }
}
