//! The open time round an instant: since when somebody can open a door, and until when.

use crate::review::hours::first_after;
use crate::snapshot::Entry;
use crate::snapshot::Snapshot;
use crate::time::{DAY, Ms, NEVER, Span, Zone, is_open, openings};

/// Weekly hours that ever open do so within this time, in ms, whatever clocks do.
const A_WHILE: Ms = 16 * DAY;

/// No chain of keys and hours is followed further.
const MOST_LINKS: u32 = 1_000;

/// Whether a key opens at an instant.
pub fn opens_at(snapshot: &Snapshot, entry: &Entry, at: Ms) -> bool {
    entry.holds(at) && (!entry.is_weekly() || is_within_hours(snapshot, entry.key(), at))
}

/// Whether an instant is within the weekly hours of a key.
pub fn is_within_hours(snapshot: &Snapshot, key: u32, at: Ms) -> bool {
    let Some(key) = snapshot.key(key) else {
        return false;
    };
    let unknown = Zone::default();
    match snapshot.weekly(key.windows) {
        Some(windows) => is_open(windows, snapshot.zone_of(key.lock).unwrap_or(&unknown), at),
        None => true,
    }
}

/// The open spans of one key within a span.
fn open_spans(snapshot: &Snapshot, entry: &Entry, span: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let unknown = Zone::default();
    if let Some(key) = snapshot.key(entry.key()) {
        openings(
            Span {
                from: entry.start,
                to: entry.end,
            },
            snapshot.weekly(key.windows),
            snapshot.zone_of(key.lock).unwrap_or(&unknown),
            span,
            &mut spans,
        );
    }
    spans
}

/// The open span of a key that holds an instant; what reaches further than a while is cut.
fn span_at(snapshot: &Snapshot, entry: &Entry, at: Ms) -> Option<Span> {
    if !entry.holds(at) {
        return None;
    }
    if !entry.is_weekly() {
        return Some(Span {
            from: entry.start,
            to: entry.end,
        });
    }
    let spans = open_spans(
        snapshot,
        entry,
        Span {
            from: at.saturating_sub(A_WHILE),
            to: at.saturating_add(A_WHILE),
        },
    );
    spans
        .get(first_after(&spans, at))
        .copied()
        .filter(|span| span.from <= at)
}

/// The time round an instant in which one of the keys opens all along.
pub fn around(snapshot: &Snapshot, entries: &[Entry], at: Ms) -> Option<Span> {
    let mut whole: Option<Span> = None;
    for _ in 0..MOST_LINKS {
        let (before, after) = match whole {
            None => (at, at),
            Some(span) => (span.from.saturating_sub(1), span.to),
        };
        let mut grown = whole;
        for entry in entries {
            for edge in [before, after] {
                if let Some(span) = span_at(snapshot, entry, edge) {
                    grown = Some(match grown {
                        None => span,
                        Some(now) => Span {
                            from: now.from.min(span.from),
                            to: now.to.max(span.to),
                        },
                    });
                }
            }
        }
        if grown == whole {
            break;
        }
        whole = grown;
    }
    whole
}

/// When one of the keys opens next, after an instant at which none does.
pub fn next_opening(snapshot: &Snapshot, entries: &[Entry], at: Ms) -> Option<Ms> {
    let mut next = NEVER;
    for entry in entries {
        let from = entry.start.max(at);
        if entry.is_weekly() {
            let span = Span {
                from,
                to: from.saturating_add(A_WHILE),
            };
            if let Some(first) = open_spans(snapshot, entry, span).first() {
                next = next.min(first.from);
            }
        } else if from < entry.end {
            next = next.min(from);
        }
    }
    (next != NEVER).then_some(next)
}
