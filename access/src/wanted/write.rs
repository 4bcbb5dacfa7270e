//! A row as a public grant.

use super::resolution::{clock_text, is_in_gap};
use super::row::{Gap, Row, When};
use crate::snapshot::Snapshot;
use crate::time::{Window, write_moment};
use unloc_integrator_client::json::{Array, Object, quoted};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A grant as JSON. What the run said about gaps stays with the times that are in one.
pub fn grant(row: &Row, snapshot: &Snapshot, gap: Gap, file: &str, at: usize) -> String {
    let mut object = Object::new();
    object.text("ref", &row.reference);
    object.text("appUserId", &row.person);
    let mut doors = Array::new();
    for lock in &row.locks {
        let lock = snapshot.locks().get(*lock as usize);
        doors.text(lock.map_or("", |lock| snapshot.text(lock.id)));
    }
    object.json("doors", &doors.finish());
    for (name, when) in [("from", row.from), ("to", row.to)] {
        if when != When::Unsaid {
            object.json(name, &time(row, when, snapshot, gap));
        }
    }
    if !row.windows.is_empty() {
        object.json("windows", &windows(&row.windows));
        if row.two_keys {
            object.flag("twoKeys", true);
        }
    }
    if !row.label.is_empty() {
        object.text("label", &row.label);
    }
    if !row.metadata.is_empty() {
        let mut metadata = Object::new();
        for (name, value) in &row.metadata {
            metadata.text(name, value);
        }
        object.json("metadata", &metadata.finish());
    }
    let mut place = [file, ":"].concat();
    push_number(at, &mut place);
    object.text("where", &place);
    object.finish()
}

fn push_number(number: usize, text: &mut String) {
    if number >= 10 {
        push_number(number / 10, text);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    text.push(char::from(b'0'.saturating_add(digit)));
}

fn time(row: &Row, when: When, snapshot: &Snapshot, told: Gap) -> String {
    match when {
        When::Unsaid => "null".to_owned(),
        When::Never => quoted("forEver"),
        When::Instant(ms) => quoted(&write_moment(ms)),
        When::Wall { clock, gap } => {
            let mut object = Object::new();
            object.text("local", &clock_text(clock));
            let word = match gap.unwrap_or(told) {
                Gap::Reject => "",
                Gap::Earlier => "earlier",
                Gap::Later => "later",
            };
            if !word.is_empty() && is_in_gap(row, clock, snapshot) {
                object.text("gap", word);
            }
            object.finish()
        }
    }
}

fn windows(windows: &[Window]) -> String {
    let mut spans = Array::new();
    for window in windows {
        let mut span = Object::new();
        let day = WEEKDAYS.get(usize::from(window.day)).copied();
        span.text("weekday", day.unwrap_or_default());
        span.number("startHour", f64::from(window.from / 60));
        span.number("startMinute", f64::from(window.from % 60));
        span.number("endHour", f64::from(window.to / 60));
        span.number("endMinute", f64::from(window.to % 60));
        spans.json(&span.finish());
    }
    spans.finish()
}
