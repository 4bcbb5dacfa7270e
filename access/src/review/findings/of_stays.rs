//! Findings about the keys of one person at one door.

use super::finding::Finding;
use super::kind::FindingKind;
use super::search::Search;
use crate::review::hours::Hours;
use crate::snapshot::Entry;
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, Span};

/// Adds what is found about people who have several keys to a door.
pub fn find(snapshot: &Snapshot, search: &Search, found: &mut Vec<Finding>) {
    let doors = snapshot.doors();
    let mut hours = Hours::new(search.query.span);
    for (lock, one) in (0_u32..).zip(snapshot.locks()) {
        let locks = doors.locks(one.door);
        if locks.first() != Some(&lock) || !search.query.has_door(locks) {
            continue;
        }
        let mut entries = Vec::new();
        for one in locks {
            entries.extend_from_slice(doors.entries(*one));
        }
        entries.sort_unstable_by_key(Entry::order);
        let mut rest = entries.as_slice();
        while let Some(first) = rest.first() {
            let person = first.person;
            let count = rest.partition_point(|entry| entry.person <= person);
            let (run, after) = rest.split_at(count);
            rest = after;
            if person != NONE && count > 1 && search.query.has_person(person) {
                let stay = Stay {
                    snapshot,
                    search,
                    lock,
                    person,
                };
                stay.same_twice(run, &mut hours, found);
                stay.gaps(run, found);
            }
        }
    }
}

/// The parts of spans in which two of them are, in order, each with the numbers of those that are.
pub fn overlaps(spans: &[(Span, u32)]) -> Vec<(Span, Vec<u32>)> {
    let mut found: Vec<(Span, Vec<u32>)> = Vec::new();
    // The span that reaches furthest of those before.
    let mut furthest: Option<(Ms, u32)> = None;
    for (span, number) in spans {
        let Some((reach, other)) = furthest else {
            furthest = Some((span.to, *number));
            continue;
        };
        if span.from < reach {
            let both = Span {
                from: span.from,
                to: span.to.min(reach),
            };
            match found.last_mut() {
                Some(last) if both.from <= last.0.to => last.0.to = last.0.to.max(both.to),
                _ => found.push((both, Vec::new())),
            }
            if let Some(last) = found.last_mut() {
                for one in [other, *number] {
                    if !last.1.contains(&one) {
                        last.1.push(one);
                    }
                }
            }
        }
        if span.to > reach {
            furthest = Some((span.to, *number));
        }
    }
    found
}

struct Stay<'a> {
    snapshot: &'a Snapshot,
    search: &'a Search,
    lock: u32,
    person: u32,
}

impl Stay<'_> {
    fn add(&self, kind: FindingKind, span: Span, keys: Vec<u32>, found: &mut Vec<Finding>) {
        found.push(Finding {
            kind,
            lock: self.lock,
            person: self.person,
            keys,
            from: span.from,
            to: span.to,
        });
    }

    /// One finding for all times in which two keys open.
    fn same_twice(&self, run: &[Entry], hours: &mut Hours, found: &mut Vec<Finding>) {
        let mut spans = Vec::new();
        for entry in run {
            hours.lay_out(self.snapshot, entry, &mut spans);
        }
        spans.sort_unstable();
        let overlaps = overlaps(&spans);
        let (Some(first), Some(last)) = (overlaps.first(), overlaps.last()) else {
            return;
        };
        let span = Span {
            from: first.0.from,
            to: last.0.to,
        };
        let mut keys: Vec<u32> = Vec::new();
        for (_, numbers) in &overlaps {
            keys.extend_from_slice(numbers);
        }
        keys.sort_unstable();
        keys.dedup();
        self.add(FindingKind::SameTwice, span, keys, found);
    }

    /// Times between keys of one reference.
    fn gaps(&self, run: &[Entry], found: &mut Vec<Finding>) {
        let mut lives = Vec::new();
        for entry in run {
            if let Some(key) = self.snapshot.key(entry.key())
                && key.reference.0 != 0
            {
                let reference = self.snapshot.one_reference(key.reference);
                let stay = (key.owner.0, reference.0);
                lives.push((stay, key.start, key.end, entry.key()));
            }
        }
        lives.sort_unstable();
        let mut before: Option<((u32, u32), Ms, u32)> = None;
        for (stay, start, end, key) in lives {
            let mut reach = (end, key);
            if let Some((same, ended, last)) = before
                && same == stay
            {
                let within = self.search.query.span;
                if ended < start && start > within.from && ended < within.to {
                    let span = Span {
                        from: ended,
                        to: start,
                    };
                    self.add(FindingKind::GapInStay, span, vec![last, key], found);
                }
                if ended > end {
                    reach = (ended, last);
                }
            }
            before = Some((stay, reach.0, reach.1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_where_two_are() {
        let spans = |list: &[(Ms, Ms)]| -> Vec<(Span, u32)> {
            list.iter()
                .zip(0..)
                .map(|((from, to), number)| {
                    let span = Span {
                        from: *from,
                        to: *to,
                    };
                    (span, number)
                })
                .collect()
        };
        let found = |list: &[(Ms, Ms)]| -> Vec<(Ms, Ms, Vec<u32>)> {
            overlaps(&spans(list))
                .into_iter()
                .map(|(span, numbers)| (span.from, span.to, numbers))
                .collect()
        };
        assert_eq!(found(&[(0, 10), (10, 20)]), []);
        assert_eq!(found(&[(0, 10), (9, 20)]), [(9, 10, vec![0, 1])]);
        assert_eq!(
            found(&[(0, 100), (10, 20), (15, 30), (40, 50)]),
            [(10, 30, vec![0, 1, 2]), (40, 50, vec![0, 3])]
        );
    }
}
