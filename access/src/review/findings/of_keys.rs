//! Findings about one key each.

use super::finding::Finding;
use super::gaps::{Met, met};
use super::kind::FindingKind;
use super::search::Search;
use crate::review::reason::{Via, via};
use crate::snapshot::{Key, NONE, Snapshot, State};
use crate::time::{DAY, MINUTE, Ms, NEVER, Span, Zone, openings};

/// In a time this long, in ms, every day of the week occurs outside a change of the clock.
const TWO_WEEKS: Ms = 15 * DAY;

/// Clocks may differ by this much before what the API says is no longer what the times say, in ms.
const LEEWAY: Ms = MINUTE;

/// Adds what is found about keys.
pub fn find(snapshot: &Snapshot, search: &Search, found: &mut Vec<Finding>) {
    let query = &search.query;
    for number in 0..snapshot.keys() {
        let Some(key) = snapshot.key(number) else {
            continue;
        };
        let is_then = key.start < query.span.to && key.end > query.span.from;
        if !is_then || !query.has_lock(key.lock) || !query.has_person(key.person) {
            continue;
        }
        let mut one = One {
            snapshot,
            search,
            number,
            key,
            found,
        };
        match key.state {
            State::Error => one.add(FindingKind::KeyInError, key.start, key.end),
            State::Creating => one.add(FindingKind::StillCreating, key.start, key.end),
            _ => {}
        }
        if key.state.opens() {
            one.alive();
        }
        one.state();
    }
}

struct One<'a> {
    snapshot: &'a Snapshot,
    search: &'a Search,
    number: u32,
    key: Key,
    found: &'a mut Vec<Finding>,
}

impl One<'_> {
    fn add(&mut self, kind: FindingKind, from: Ms, to: Ms) {
        self.found.push(Finding {
            kind,
            lock: self.key.lock,
            person: self.key.person,
            keys: vec![self.number],
            from,
            to,
        });
    }

    /// What is found about a key that opens.
    fn alive(&mut self) {
        let key = self.key;
        if key.state == State::Unknown {
            self.add(FindingKind::UnknownState, key.start, key.end);
        }
        if key.end == NEVER {
            self.add(FindingKind::NoEnd, key.start, NEVER);
        }
        if self.search.wants(FindingKind::GroupKey)
            && via(self.snapshot, &key).0 == Via::AccessGroup
        {
            self.add(FindingKind::GroupKey, key.start, key.end);
        }
        if key.windows != 0 {
            self.hours();
        }
        self.unused();
    }

    fn hours(&mut self) {
        let key = self.key;
        let life = Span {
            from: key.start,
            to: key.end.min(key.start.saturating_add(TWO_WEEKS)),
        };
        let whole = Span {
            from: key.start,
            to: key.end,
        };
        let windows = self.snapshot.windows(key.windows);
        if (life.to == key.end || windows.is_empty()) && self.open(whole, life).is_empty() {
            self.add(FindingKind::WindowNeverFalls, key.start, key.end);
        }
        let span = Span {
            from: key.start.max(self.search.query.span.from),
            to: key.end.min(self.search.query.span.to),
        };
        let Some(zone) = self.snapshot.zone_of(key.lock) else {
            return;
        };
        for (how, at) in met(windows, zone, span) {
            let kind = match how {
                Met::Skipped => FindingKind::WindowSkipped,
                Met::Late => FindingKind::StartInGap,
            };
            self.add(kind, at, at);
        }
    }

    fn open(&self, life: Span, span: Span) -> Vec<Span> {
        let mut spans = Vec::new();
        let unknown = Zone::default();
        openings(
            life,
            self.snapshot.weekly(self.key.windows),
            self.snapshot.zone_of(self.key.lock).unwrap_or(&unknown),
            span,
            &mut spans,
        );
        spans
    }

    /// Compares what the API says with what the times say, while it was read.
    fn state(&mut self) {
        let Some(seen) = self.search.seen else {
            return;
        };
        let key = self.key;
        let seen = Span {
            from: seen.from.saturating_sub(LEEWAY),
            to: seen.to.saturating_add(LEEWAY),
        };
        let life = Span {
            from: key.start,
            to: key.end,
        };
        let fits = match key.state {
            State::Scheduled => seen.from < key.start,
            State::Expired => seen.to >= key.end,
            State::Active => !self.open(life, seen).is_empty(),
            State::Inactive => {
                let from = seen.from.max(key.start);
                let to = seen.to.min(key.end);
                from < to && self.open(life, seen) != [Span { from, to }]
            }
            State::Creating | State::Error | State::Revoked | State::Unknown => true,
        };
        if !fits {
            self.add(FindingKind::StateMismatch, key.start, key.end);
        }
    }

    /// What the log tells: nothing before it began, and nothing of hidden people.
    fn unused(&mut self) {
        let key = self.key;
        let (Some(log), Some(seen)) = (self.snapshot.uses_from(), self.search.seen) else {
            return;
        };
        let hides = self
            .snapshot
            .locks()
            .get(key.lock as usize)
            .is_none_or(|lock| lock.hidden);
        if hides || key.person == NONE || key.start >= seen.to {
            return;
        }
        let since = key.start.max(log);
        if self
            .snapshot
            .last_use(key.person, key.lock)
            .is_none_or(|at| at < since)
        {
            self.add(FindingKind::UnusedSince, since, seen.to);
        }
    }
}
