//! Times in cells, in the forms that spreadsheets and booking systems write.

use crate::time::{DAY, read_moment, weekday_of_day};
use crate::wanted::fault::Fault;
use crate::wanted::moment;
use crate::wanted::row::When;

/// What `03/05/2027` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slashes {
    /// Nobody said, so it is refused.
    Refused,
    /// Day first.
    DayFirst,
    /// Month first.
    MonthFirst,
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The time of a cell that is not blank. A day alone is its first instant, or for an end its last.
///
/// # Errors
/// What kind of no time it is.
pub fn time(cell: &str, is_end: bool, slashes: Slashes) -> Result<When, Fault> {
    let column = if is_end { "to" } else { "from" };
    let fault = |code: &str| Fault::new(column, code).text("value", cell);
    if cell
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b','))
        && is_serial(cell)
    {
        return Err(fault("timeSerial"));
    }
    if cell.contains('/') && slashes == Slashes::Refused {
        return Err(fault("timeSlashes"));
    }
    let unreadable = || {
        fault(if is_end {
            "endUnreadable"
        } else {
            "timeUnreadable"
        })
    };
    read(cell, is_end, slashes).ok_or_else(unreadable)
}

/// The number of a day in a spreadsheet, `46086` or `46086.625`.
fn is_serial(cell: &str) -> bool {
    let separators = cell.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    separators <= 1
}

fn read(cell: &str, is_end: bool, slashes: Slashes) -> Option<When> {
    if let Some(when) = javascript(cell) {
        return Some(when);
    }
    let (date, time) = match cell.find([' ', 'T']) {
        Some(at) => {
            let (date, rest) = cell.split_at_checked(at)?;
            (date, rest.get(1..)?.trim_start())
        }
        None => (cell, ""),
    };
    let date = iso_date(date, slashes)?;
    if time.is_empty() {
        return (!cell.contains('T')).then(|| moment::day(&date, is_end))?;
    }
    // An hour of one digit, `9:30`.
    let zero = if time.as_bytes().get(1) == Some(&b':') {
        "0"
    } else {
        ""
    };
    let text = [&date, "T", zero, time].concat();
    match read_moment(&text) {
        Some(ms) => Some(When::Instant(ms)),
        None => moment::wall(&text, is_end),
    }
}

/// A date as ISO 8601 has it.
fn iso_date(date: &str, slashes: Slashes) -> Option<String> {
    let (separator, month_first) = if date.contains('/') {
        ('/', slashes == Slashes::MonthFirst)
    } else if date.contains('.') {
        ('.', false)
    } else {
        return (date.len() == 10).then(|| date.to_owned());
    };
    let mut parts = date.split(separator);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let (day, month) = if month_first {
        (second, first)
    } else {
        (first, second)
    };
    Some([year, "-", &two(month)?, "-", &two(day)?].concat())
}

fn two(number: &str) -> Option<String> {
    match number.len() {
        1 => Some(["0", number].concat()),
        2 => Some(number.to_owned()),
        _ => None,
    }
}

/// JavaScript's own text, as Google Sheets' scripts give it: `Fri Mar 05 2027 15:00:00 GMT+0100 (CET)`.
fn javascript(cell: &str) -> Option<When> {
    let mut words = cell.split(' ');
    let (weekday, month, day) = (words.next()?, words.next()?, words.next()?);
    let (year, time, zone) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|one| *one == month)?;
    let month = two([
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
    ]
    .get(month)?)?;
    let date = [year, "-", &month, "-", day].concat();
    let offset = match zone.strip_prefix("GMT")? {
        "" => "Z",
        offset => offset,
    };
    // What comes after is the name of the zone.
    if words.next().is_some_and(|name| !name.starts_with('(')) {
        return None;
    }
    let days = read_moment(&[&date, "T00:00Z"].concat())?.div_euclid(DAY);
    if WEEKDAYS.get(usize::from(weekday_of_day(days))) != Some(&weekday) {
        return None;
    }
    read_moment(&[&date, "T", time, offset].concat()).map(When::Instant)
}
