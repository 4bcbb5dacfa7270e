//! The open spans of weekly hours within a review's time: few are in use, by many keys.

use crate::snapshot::Entry;
use crate::snapshot::{Key, NONE, Snapshot};
use crate::time::{Ms, Span, Zone, openings};

/// The open spans of weekly hours in zones, laid out once.
#[derive(Debug)]
pub struct Hours {
    span: Span,
    /// Sorted by zone and windows: where their spans begin in `spans`, and where they end.
    places: Vec<(u64, u32, u32)>,
    spans: Vec<Span>,
}

impl Hours {
    /// None yet.
    pub fn new(span: Span) -> Self {
        Self {
            span,
            places: Vec::new(),
            spans: Vec::new(),
        }
    }

    /// The open spans of the weekly hours of a key, in order, before its start and after its end too.
    pub fn of(&mut self, snapshot: &Snapshot, key: &Key) -> &[Span] {
        let zone = snapshot
            .locks()
            .get(key.lock as usize)
            .map_or(NONE, |lock| lock.zone);
        let wanted = u64::from(zone) << 32 | u64::from(key.windows);
        let at = self.places.partition_point(|place| place.0 < wanted);
        let (from, to) = match self.places.get(at) {
            Some(place) if place.0 == wanted => (place.1, place.2),
            _ => {
                let from = length(&self.spans);
                let unknown = Zone::default();
                openings(
                    self.span,
                    snapshot.weekly(key.windows),
                    snapshot.zone_of(key.lock).unwrap_or(&unknown),
                    self.span,
                    &mut self.spans,
                );
                let to = length(&self.spans);
                self.places.insert(at, (wanted, from, to));
                (from, to)
            }
        };
        self.spans
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }
}

impl Hours {
    /// Adds the spans in which a key opens, with the key.
    pub fn lay_out(&mut self, snapshot: &Snapshot, entry: &Entry, into: &mut Vec<(Span, u32)>) {
        let life = entry.clip(self.span);
        if life.from >= life.to {
            return;
        }
        if !entry.is_weekly() {
            into.push((life, entry.key()));
            return;
        }
        let Some(key) = snapshot.key(entry.key()) else {
            return;
        };
        let spans = self.of(snapshot, &key);
        let first = first_after(spans, life.from);
        for span in spans.get(first..).unwrap_or_default() {
            let open = Span {
                from: span.from.max(life.from),
                to: span.to.min(life.to),
            };
            if open.from >= open.to {
                break;
            }
            into.push((open, entry.key()));
        }
    }
}

fn length(spans: &[Span]) -> u32 {
    u32::try_from(spans.len()).unwrap_or(u32::MAX)
}

/// The first of sorted spans that ends after an instant.
pub fn first_after(spans: &[Span], at: Ms) -> usize {
    spans.partition_point(|span| span.to <= at)
}
