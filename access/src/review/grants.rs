//! The keys of a review as a list of who should be able to open what: the form in which such lists are
//! read.

use super::line::Line;
use super::query::Query;
use crate::snapshot::{Key, NONE, Snapshot, Text};
use crate::time::{MINUTE, Ms, NEVER};

/// The grants of all people, person by person.
#[derive(Debug)]
pub struct Grants<'a> {
    snapshot: &'a Snapshot,
    /// The first person that has a reference, by its text.
    first: Vec<u32>,
}

impl<'a> Grants<'a> {
    /// Of a snapshot. Nothing is looked up where they are not `wanted`.
    pub fn new(snapshot: &'a Snapshot, wanted: bool) -> Self {
        let mut first = Vec::new();
        if wanted {
            first.resize(snapshot.texts() as usize, NONE);
            for number in 0..snapshot.keys() {
                if let Some(key) = snapshot.key(number)
                    && key.state.opens()
                    && let reference = snapshot.one_reference(key.reference)
                    && let Some(first) = first.get_mut(reference.0 as usize)
                {
                    *first = key.person.min(*first);
                }
            }
        }
        Self { snapshot, first }
    }

    /// The grants of a person: the keys that open within the review's time, whole. Keys of one
    /// reference that follow each other are one, and so are those to several doors at the same times. A
    /// reference names one grant: others of it get a number. A key without a reference has its id for
    /// one.
    pub fn of_person(&self, query: &Query, person: u32) -> Vec<Line> {
        let snapshot = self.snapshot;
        if !query.has_person(person) {
            return Vec::new();
        }
        let mut parts = Vec::new();
        for number in snapshot.keys_of_person(person) {
            if let Some(key) = snapshot.key(*number)
                && key.state.opens()
                && query.has_lock(key.lock)
                && key.start < query.span.to
                && key.end > query.span.from
            {
                parts.push(part(*number, &key, snapshot.one_reference(key.reference)));
            }
        }
        parts.sort_unstable_by_key(|part| (part.group, part.lock, part.from));
        let mut lines: Vec<(Group, Line)> = Vec::new();
        for part in parts {
            let same = |line: &(Group, Line)| line.0 == part.group;
            if let Some(last) = lines.last_mut()
                && same(last)
                && last.1.locks == [part.lock]
                && last.1.to >= part.from
            {
                last.1.to = last.1.to.max(part.to);
                last.1.keys.push(part.number);
                continue;
            }
            lines.push((
                part.group,
                Line {
                    locks: vec![part.lock],
                    person,
                    from: part.from,
                    to: part.to,
                    keys: vec![part.number],
                    reference: None,
                },
            ));
        }
        self.named(join_doors(lines))
    }

    /// Gives each its reference.
    fn named(&self, lines: Vec<(Group, Line)>) -> Vec<Line> {
        let mut named: Vec<Line> = Vec::new();
        for (group, mut line) in lines {
            let key = line.keys.first().copied().unwrap_or(NONE);
            let mut reference = self.snapshot.key_id(key);
            if group.1 != 0 {
                self.snapshot.text(Text(group.1)).clone_into(&mut reference);
                let first = self.first.get(group.1 as usize).copied().unwrap_or(NONE);
                if first != line.person {
                    // Of several people of a booking, each has a grant.
                    push_number('#', line.person, &mut reference);
                }
            }
            let mut wanted = reference.clone();
            let mut count = 1_u32;
            while named
                .iter()
                .any(|line| line.reference.as_ref() == Some(&wanted))
            {
                count = count.saturating_add(1);
                wanted.clone_from(&reference);
                push_number('/', count, &mut wanted);
            }
            line.reference = Some(wanted);
            named.push(line);
        }
        named
    }
}

/// What keys must have in common to be one grant: owner, reference, key if it has none, weekly hours.
type Group = (u32, u32, u32, u32);

struct Part {
    group: Group,
    lock: u32,
    from: Ms,
    to: Ms,
    number: u32,
}

fn part(number: u32, key: &Key, reference: Text) -> Part {
    let alone = if key.reference.0 == 0 { number } else { NONE };
    let minute = |ms: Ms| ms.div_euclid(MINUTE).saturating_mul(MINUTE);
    Part {
        group: (key.owner.0, reference.0, alone, key.windows),
        lock: key.lock,
        from: minute(key.start),
        to: if key.end == NEVER {
            NEVER
        } else {
            minute(key.end)
        },
        number,
    }
}

/// Makes one line of those that differ in nothing but the door.
fn join_doors(lines: Vec<(Group, Line)>) -> Vec<(Group, Line)> {
    let mut joined: Vec<(Group, Line)> = Vec::new();
    for (group, line) in lines {
        let same = joined
            .iter_mut()
            .find(|other| other.0 == group && other.1.from == line.from && other.1.to == line.to);
        match same {
            Some((_, other)) => {
                other.locks.extend(line.locks);
                other.keys.extend(line.keys);
            }
            None => joined.push((group, line)),
        }
    }
    joined
}

/// Appends a sign and a number.
fn push_number(sign: char, number: u32, out: &mut String) {
    out.push(sign);
    let mut unit = 1_000_000_000_u32;
    while unit > 0 {
        let digit = u8::try_from(number.checked_div(unit).unwrap_or(0) % 10).unwrap_or_default();
        if number >= unit || unit == 1 {
            out.push(char::from(b'0'.saturating_add(digit)));
        }
        unit /= 10;
    }
}
