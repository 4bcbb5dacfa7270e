//! A snapshot as bytes, for a file: a mark, a version, a check sum, and what it holds.

use super::rows::Common;
use super::rows::Row;
use super::slots::mix;
use super::store::Snapshot;
use super::texts::Texts;
use super::types::{Group, Lock, NONE, SharingRight, State, Text, Use};
use crate::refusal::Refusal;
use crate::time::{Span, Window, Zone};

/// What a saved snapshot begins with.
const MARK: &[u8; 8] = b"unlocacs";
/// Changes with every change of what follows.
const VERSION: u32 = 1;
/// Mark, version, check sum.
const HEAD: usize = 20;

impl Snapshot {
    /// All of it as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let rows = (self.rows.count() as usize).saturating_mul(size_of::<Row>());
        let size = rows.saturating_add(self.texts.bytes());
        let mut to = Vec::with_capacity(size.saturating_add(65_536));
        to.extend_from_slice(MARK);
        to.extend_from_slice(&VERSION.to_le_bytes());
        to.extend_from_slice(&[0; 8]);
        self.write(&mut to);
        let sum = check_sum(to.get(HEAD..).unwrap_or_default());
        if let Some(place) = to.get_mut(12..HEAD) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        to
    }

    /// A snapshot that was saved.
    ///
    /// # Errors
    /// Code `notSaved`: they are no snapshot; `savedVersion`: of another version of this library;
    /// `savedTorn`: not as they were written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut from = Bytes(bytes);
        if from.take(8) != Some(MARK) {
            return Err(Refusal::new("notSaved"));
        }
        if from.number() != Some(VERSION) {
            return Err(Refusal::new("savedVersion"));
        }
        let torn = || Refusal::new("savedTorn");
        let sum = from.long().ok_or_else(torn)?;
        if sum.cast_unsigned() != check_sum(from.0) {
            return Err(torn());
        }
        let snapshot = Self::read(&mut from).ok_or_else(torn)?;
        if from.0.is_empty() {
            Ok(snapshot)
        } else {
            Err(torn())
        }
    }

    fn write(&self, to: &mut Vec<u8>) {
        push_text(to, &self.of);
        for texts in [&self.texts, &self.people, &self.lock_ids] {
            push(to, texts.count());
            for number in 1..texts.count() {
                push_text(to, texts.get(number));
            }
        }
        push_length(to, self.names.len());
        for name in &self.names {
            push(to, name.0);
        }
        push_length(to, self.locks.len());
        for lock in &self.locks {
            let flags = u32::from(lock.hidden) | (u32::from(lock.listed) << 1);
            let numbers = [
                lock.id.0,
                lock.name.0,
                lock.physical.0,
                lock.door,
                lock.zone,
                flags,
            ];
            push_all(to, &numbers);
        }
        push_length(to, self.zones.len());
        for zone in &self.zones {
            push_text(to, &zone.name);
            push_length(to, zone.offsets.len());
            for (from, seconds) in &zone.offsets {
                push_long(to, *from);
                push(to, seconds.cast_unsigned());
            }
        }
        push_length(to, self.windows.len());
        for windows in self.windows.iter().skip(1) {
            push_length(to, windows.len());
            for window in windows {
                push_all(
                    to,
                    &[window.day.into(), window.from.into(), window.to.into()],
                );
            }
        }
        push_length(to, self.commons.len());
        for common in &self.commons {
            let flags = u32::from(common.id_is_text) | (u32::from(common.step_is_text) << 1);
            let state = common.state.number();
            push_all(
                to,
                &[common.owner.0, common.group.0, common.windows, state, flags],
            );
        }
        push_length(to, self.groups.len());
        for group in &self.groups {
            push_all(to, &[group.id.0, group.name.0, group.windows]);
            for list in [&group.locks, &group.people] {
                push_length(to, list.len());
                push_all(to, list);
            }
        }
        push_length(to, self.rights.len());
        for right in &self.rights {
            push_all(to, &[right.lock, right.person, right.id.0, right.source.0]);
        }
        push_length(to, self.uses.len());
        for one in &self.uses {
            push(to, one.person);
            push(to, one.lock);
            push_long(to, one.at);
        }
        push_length(to, self.uses_sorted);
        push_long(to, self.uses_from.unwrap_or(i64::MIN));
        for list in &self.lists {
            push(to, list.pages);
            push(to, list.ended.into());
            push_length(to, list.cursors.len());
            for cursor in &list.cursors {
                push_long(to, cursor.cast_signed());
            }
        }
        push(to, self.sealed.is_some().into());
        let sealed = self.sealed.unwrap_or(Span { from: 0, to: 0 });
        push_long(to, sealed.from);
        push_long(to, sealed.to);
        push(to, self.metadata_not_kept.into());
        push(to, self.rows.count());
        for number in 0..self.rows.count() {
            if let Some(row) = self.rows.get(number) {
                to.extend_from_slice(&row.id);
                to.extend_from_slice(&row.step);
                push_long(to, row.start);
                push_long(to, row.end);
                push_all(to, &[row.lock, row.person, row.common, row.reference]);
            }
        }
    }

    fn read(from: &mut Bytes<'_>) -> Option<Self> {
        let mut read = Self::new(from.text()?);
        for (texts, may_repeat) in [
            (&mut read.texts, true),
            (&mut read.people, false),
            (&mut read.lock_ids, false),
        ] {
            from.texts(texts, may_repeat)?;
        }
        for _ in 0..from.number()? {
            read.names.push(Text(from.number()?));
        }
        for _ in 0..from.number()? {
            let [id, name, physical, door, zone] = from.numbers()?;
            let [flags] = from.numbers()?;
            read.locks.push(Lock {
                id: Text(id),
                name: Text(name),
                physical: Text(physical),
                door,
                zone,
                hidden: flags & 1 != 0,
                listed: flags & 2 != 0,
            });
        }
        for _ in 0..from.number()? {
            let mut zone = Zone {
                name: from.text()?.to_owned(),
                offsets: Vec::new(),
            };
            for _ in 0..from.number()? {
                let begins = from.long()?;
                zone.offsets.push((begins, from.number()?.cast_signed()));
            }
            read.zones.push(zone);
        }
        for number in 1..from.number()? {
            let mut windows = Vec::new();
            for _ in 0..from.number()? {
                let [day, from, to] = from.numbers()?;
                windows.push(Window {
                    day: u8::try_from(day).ok()?,
                    from: u16::try_from(from).ok()?,
                    to: u16::try_from(to).ok()?,
                });
            }
            same(read.intern_windows(&windows), number)?;
        }
        for number in 0..from.number()? {
            let [owner, group, windows, state, flags] = from.numbers()?;
            let common = Common {
                owner: Text(owner),
                group: Text(group),
                windows,
                state: State::of_number(state),
                id_is_text: flags & 1 != 0,
                step_is_text: flags & 2 != 0,
            };
            same(read.intern_common(common), number)?;
        }
        for _ in 0..from.number()? {
            let [id, name, windows] = from.numbers()?;
            let mut group = Group {
                id: Text(id),
                name: Text(name),
                windows,
                ..Group::default()
            };
            for list in [&mut group.locks, &mut group.people] {
                for _ in 0..from.number()? {
                    list.push(from.number()?);
                }
            }
            read.groups.push(group);
        }
        for _ in 0..from.number()? {
            let [lock, person, id, source] = from.numbers()?;
            let (id, source) = (Text(id), Text(source));
            read.rights.push(SharingRight {
                lock,
                person,
                id,
                source,
            });
        }
        for _ in 0..from.number()? {
            let [person, lock] = from.numbers()?;
            let at = from.long()?;
            read.uses.push(Use { person, lock, at });
        }
        read.uses_sorted = from.number()? as usize;
        read.uses_from = Some(from.long()?).filter(|at| *at != i64::MIN);
        for list in &mut read.lists {
            let [pages, ended] = from.numbers()?;
            list.pages = pages;
            list.ended = ended != 0;
            for _ in 0..from.number()? {
                list.cursors.push(from.long()?.cast_unsigned());
            }
        }
        let [is_sealed] = from.numbers()?;
        let (begin, end) = (from.long()?, from.long()?);
        read.sealed = (is_sealed != 0).then_some(Span {
            from: begin,
            to: end,
        });
        read.metadata_not_kept = from.number()? != 0;
        let people = read.people();
        for _ in 0..from.number()? {
            let id = *from.take(16)?.first_chunk()?;
            let step = *from.take(16)?.first_chunk()?;
            let (start, end) = (from.long()?, from.long()?);
            let [lock, person, common, reference] = from.numbers()?;
            if lock as usize >= read.locks.len() || (person >= people && person != NONE) {
                return None;
            }
            read.rows.push(Row {
                id,
                step,
                start,
                end,
                lock,
                person,
                common,
                reference,
            });
        }
        read.settle();
        read.rows.finish();
        Some(read)
    }
}

fn same(found: u32, expected: u32) -> Option<()> {
    (found == expected).then_some(())
}

/// A sum that no change of one of its words leaves as it was.
fn check_sum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        sum = mix(sum ^ u64::from_le_bytes(*word));
        rest = after;
    }
    for byte in rest {
        sum = mix(sum ^ u64::from(*byte));
    }
    sum
}

#[inline(never)]
fn push(to: &mut Vec<u8>, number: u32) {
    to.extend_from_slice(&number.to_le_bytes());
}

#[inline(never)]
fn push_all(to: &mut Vec<u8>, numbers: &[u32]) {
    for number in numbers {
        push(to, *number);
    }
}

#[inline(never)]
fn push_long(to: &mut Vec<u8>, number: i64) {
    to.extend_from_slice(&number.to_le_bytes());
}

#[allow(clippy::cast_possible_truncation)] // of what is in a memory of 4 GB
fn push_length(to: &mut Vec<u8>, length: usize) {
    push(to, length as u32);
}

#[inline(never)]
fn push_text(to: &mut Vec<u8>, text: &str) {
    push_length(to, text.len());
    to.extend_from_slice(text.as_bytes());
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    #[inline(never)]
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    #[inline(never)]
    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    fn numbers<const COUNT: usize>(&mut self) -> Option<[u32; COUNT]> {
        let mut numbers = [0; COUNT];
        self.fill(&mut numbers)?;
        Some(numbers)
    }

    #[inline(never)]
    fn fill(&mut self, numbers: &mut [u32]) -> Option<()> {
        for number in numbers {
            *number = self.number()?;
        }
        Some(())
    }

    #[inline(never)]
    fn long(&mut self) -> Option<i64> {
        Some(i64::from_le_bytes(*self.take(8)?.first_chunk()?))
    }

    #[inline(never)]
    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// References may repeat, and are no texts that are looked for.
    fn texts(&mut self, texts: &mut Texts, may_repeat: bool) -> Option<()> {
        for number in 1..self.number()? {
            let text = self.text()?;
            let found = texts.intern(text);
            if found != number {
                same(
                    if may_repeat {
                        texts.append(text)
                    } else {
                        found
                    },
                    number,
                )?;
            }
        }
        Some(())
    }
}
