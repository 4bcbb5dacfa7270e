//! Why a row opens: through a key, or through a group that made the key.

use crate::snapshot::{Key, PageOf, Snapshot, Text};
use crate::time::{NEVER, Window, write_moment};
use unloc_integrator_client::json::{Array, Object};

/// By what means a key is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// It was given by itself.
    Key,
    /// An access group made it.
    AccessGroup,
    /// One of both: groups were not read.
    Unknown,
}

impl Via {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::AccessGroup => "accessGroup",
            Self::Unknown => "unknown",
        }
    }
}

/// By what means a key is there, whether that is certain, and its group.
///
/// A key that names its group is of it; one with our metadata was given by itself. Of others only the
/// people and the doors of the groups tell, which is no proof.
pub fn via(snapshot: &Snapshot, key: &Key) -> (Via, bool, Text) {
    if let Some((group, certain)) = snapshot.group_of(key) {
        return (Via::AccessGroup, certain, group);
    }
    if key.owner != Text::default() || snapshot.was_read(PageOf::AccessGroups) {
        (Via::Key, true, Text::default())
    } else {
        (Via::Unknown, false, Text::default())
    }
}

/// A key as a reason: `{"via","certain","keyId","owner"?,"ref"?,"accessGroupId"?,"start","end",
/// "windows"?,"state"}`, moments in ISO 8601, `end` `null` for never, `windows` as `timeSpans` of the API.
pub fn reason(snapshot: &Snapshot, number: u32) -> String {
    let mut out = Object::new();
    let Some(key) = snapshot.key(number) else {
        return out.finish();
    };
    let (via, certain, group) = via(snapshot, &key);
    out.text("via", via.word())
        .flag("certain", certain)
        .text("keyId", &snapshot.key_id(number));
    named(snapshot, &mut out, "owner", key.owner);
    named(snapshot, &mut out, "ref", key.reference);
    named(snapshot, &mut out, "accessGroupId", group);
    out.text("start", &write_moment(key.start));
    end(&mut out, "end", key.end);
    if key.windows != 0 {
        out.json("windows", &time_spans(snapshot.windows(key.windows)));
    }
    out.text("state", key.state.word());
    out.finish()
}

/// Keys as reasons.
pub fn reasons(snapshot: &Snapshot, keys: &[u32]) -> String {
    let mut list = Array::new();
    for key in keys {
        list.json(&reason(snapshot, *key));
    }
    list.finish()
}

/// Adds a text unless it is none.
pub fn named(snapshot: &Snapshot, out: &mut Object, name: &str, text: Text) {
    if text != Text::default() {
        out.text(name, snapshot.text(text));
    }
}

/// Adds the end of a span: `null` if there is none.
pub fn end(out: &mut Object, name: &str, ms: i64) {
    if ms == NEVER {
        out.json(name, "null");
    } else {
        out.text(name, &write_moment(ms));
    }
}

/// The words of the days, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The word of a day.
pub fn day_word(day: u8) -> &'static str {
    DAYS.get(usize::from(day)).copied().unwrap_or_default()
}

/// Weekly hours as the API writes them.
pub fn time_spans(windows: &[Window]) -> String {
    let mut list = Array::new();
    for window in windows {
        let mut one = Object::new();
        one.text("weekday", day_word(window.day));
        for (hour, minute, time) in [
            ("startHour", "startMinute", window.from),
            ("endHour", "endMinute", window.to),
        ] {
            one.number(hour, f64::from(time / 60));
            one.number(minute, f64::from(time % 60));
        }
        list.json(&one.finish());
    }
    list.finish()
}
