//! Keys as rows of 64 bytes: a review goes through them by door or by person, a row at a time.

use super::slots::{Slots, mix};
use super::types::NONE;
use super::types::{State, Text};
use crate::time::Ms;

/// An id: the bytes of a UUID, or the number of a text.
pub type Id = [u8; 16];

/// What is kept of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: Id,
    /// Its `accessStep`.
    pub step: Id,
    /// When it begins.
    pub start: Ms,
    /// When it ends.
    pub end: Ms,
    /// Index of its lock.
    pub lock: u32,
    /// Index of its person.
    pub person: u32,
    /// Index of what it has in common with others.
    pub common: u32,
    /// Its `accessRef`.
    pub reference: u32,
}

/// What many keys have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Common {
    /// Its owner.
    pub owner: Text,
    /// Its group.
    pub group: Text,
    /// Index of its weekly hours.
    pub windows: u32,
    /// Its state.
    pub state: State,
    /// Whether its id is the number of a text.
    pub id_is_text: bool,
    /// Whether its step is the number of a text, which may be 0.
    pub step_is_text: bool,
}

impl Common {
    /// Its hash.
    pub fn hash(&self) -> u64 {
        let flags = u32::from(self.id_is_text) | (u32::from(self.step_is_text) << 1);
        let small = (u64::from(flags) << 8) | u64::from(self.state.number());
        let texts = (u64::from(self.owner.0) << 32) | u64::from(self.group.0);
        mix(texts ^ mix((u64::from(self.windows) << 32) | small))
    }
}

/// Rows in pieces: nothing large is ever copied.
#[derive(Debug, Default)]
pub struct Rows {
    pieces: Vec<Vec<Row>>,
    count: u32,
    /// Two bits of one word for each id by its hash, with room for more. Far smaller than a table of the
    /// ids, it tells of nearly all that they are new.
    seen: Vec<u64>,
    /// How many rows are settled.
    settled: u32,
}

const PIECE_BITS: u32 = 14;
const PIECE: usize = 1 << PIECE_BITS;
/// Bits for each row at least.
const BITS: usize = 8;

impl Rows {
    /// How many there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// A row.
    #[inline(always)]
    pub fn get(&self, number: u32) -> Option<&Row> {
        let piece = self.pieces.get((number >> PIECE_BITS) as usize)?;
        piece.get(number as usize & PIECE.wrapping_sub(1))
    }

    /// Writes over a row.
    pub fn set(&mut self, number: u32, row: Row) {
        if let Some(piece) = self.pieces.get_mut((number >> PIECE_BITS) as usize)
            && let Some(place) = piece.get_mut(number as usize & PIECE.wrapping_sub(1))
        {
            *place = row;
        }
    }

    /// Adds a row. Of rows with one id, all are there until they are [settled](Self::settle).
    pub fn push(&mut self, row: Row) {
        if self.pieces.last().is_none_or(|piece| piece.len() >= PIECE) {
            // The first grows, since many snapshots are small.
            let size = if self.pieces.is_empty() { 0 } else { PIECE };
            self.pieces.push(Vec::with_capacity(size));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(row);
        }
        self.count = self.count.wrapping_add(1);
    }

    /// Sets the bits of the rows that are not settled. Gives those whose bits were set before: their ids may
    /// have come before, too. All rows at once, since the memory then answers for many of them at a time.
    fn suspects(&mut self) -> Vec<u32> {
        let bits = (self.count as usize).saturating_mul(BITS);
        if self.seen.len().saturating_mul(64) < bits {
            // Given back before more is taken.
            self.seen = Vec::new();
            let words = bits.div_euclid(32).next_power_of_two().max(16);
            self.seen.resize(words, 0);
            self.settled = 0;
        }
        let mut suspects = Vec::new();
        while self.settled < self.count {
            let piece = self.pieces.get((self.settled >> PIECE_BITS) as usize);
            let rows =
                piece.and_then(|piece| piece.get(self.settled as usize & PIECE.wrapping_sub(1)..));
            let rows = rows.unwrap_or_default();
            see(&mut self.seen, rows, self.settled, &mut suspects);
            // Never none, or this would not end.
            #[allow(clippy::cast_possible_truncation)] // at most a piece
            let more = rows.len().max(1) as u32;
            self.settled = self.settled.wrapping_add(more);
        }
        suspects
    }

    /// Leaves one row of those with one id: the last in the place of the first. `is_text` tells whether a
    /// row's id is the number of a text. Whether there were any.
    pub fn settle(&mut self, is_text: impl Fn(&Row) -> bool) -> bool {
        let suspects = if self.settled == self.count {
            Vec::new()
        } else {
            self.suspects()
        };
        if suspects.is_empty() {
            return false;
        }
        // The ids in question, and where the row of each is.
        let mut ids: Vec<(Id, bool, u32)> = Vec::with_capacity(suspects.len());
        #[allow(clippy::cast_possible_truncation)] // no more than rows
        let mut slots = Slots::for_many(suspects.len() as u32);
        let find = |slots: &Slots, ids: &[(Id, bool, u32)], row: &Row| {
            slots.find(hash(&row.id), |place| {
                ids.get(place as usize)
                    .is_some_and(|one| one.0 == row.id && one.1 == is_text(row))
            })
        };
        for number in suspects {
            if let Some(row) = self.get(number)
                && find(&slots, &ids, row).is_none()
            {
                #[allow(clippy::cast_possible_truncation)] // as above
                slots.put((hash(&row.id), ids.len() as u32));
                ids.push((row.id, is_text(row), NONE));
            }
        }
        let mut rows = 0_usize;
        for piece in &self.pieces {
            let in_question = |row: &Row| find(&slots, &ids, row).is_some();
            rows = rows.wrapping_add(count(piece, in_question));
        }
        if rows == ids.len() {
            return false; // each came once
        }
        let mut kept = 0;
        for number in 0..self.count {
            let Some(row) = self.get(number).copied() else {
                continue;
            };
            let place = find(&slots, &ids, &row).and_then(|place| ids.get_mut(place as usize));
            if let Some((.., first)) = place {
                if *first != NONE {
                    self.set(*first, row);
                    continue;
                }
                *first = kept;
            }
            if kept != number {
                self.set(kept, row);
            }
            kept = kept.wrapping_add(1);
        }
        self.cut(kept);
        self.settled = kept;
        true
    }

    /// Leaves the first rows only.
    fn cut(&mut self, count: u32) {
        while self.count > count {
            if let Some(piece) = self.pieces.last_mut() {
                piece.pop();
                if piece.is_empty() {
                    self.pieces.pop();
                }
            }
            self.count = self.count.wrapping_sub(1);
        }
    }

    /// Gives back what is needed only while rows are added.
    pub fn finish(&mut self) {
        self.seen = Vec::new();
    }

    /// The numbers of rows by their ids.
    pub fn by_id(&self) -> Slots {
        let mut slots = Slots::for_many(self.count);
        for number in 0..self.count {
            if let Some(row) = self.get(number) {
                slots.put((hash(&row.id), number));
            }
        }
        slots
    }

    /// The row with an id that is `good`, by such a table: an id may also be the number of a text.
    pub fn find(&self, by_id: &Slots, id: &Id, good: impl Fn(&Row) -> bool) -> Option<u32> {
        by_id.find(hash(id), |number| {
            self.get(number)
                .is_some_and(|row| row.id == *id && good(row))
        })
    }
}

/// Sets the bits of rows, of which the first has this number, and adds those whose bits were set.
#[inline(never)] // as below
fn see(seen: &mut [u64], rows: &[Row], first: u32, suspects: &mut Vec<u32>) {
    let mask = seen.len().wrapping_sub(1);
    for (number, row) in (first..).zip(rows) {
        let hash = hash(&row.id);
        let bits = (1_u64 << (hash >> 58)) | (1 << ((hash >> 52) & 63));
        #[allow(clippy::cast_possible_truncation)] // a part of it
        let place = (hash >> 20) as usize & mask;
        if let Some(word) = seen.get_mut(place) {
            if *word & bits == bits {
                suspects.push(number);
            }
            *word |= bits;
        }
    }
}

/// How many rows of a piece are such rows.
#[inline(never)] // one piece after the other: an engine replaces code at a call, not within a loop
fn count(piece: &[Row], is_one: impl Fn(&Row) -> bool) -> usize {
    piece.iter().filter(|row| is_one(row)).count()
}

fn hash(id: &Id) -> u64 {
    let (mut first, mut second) = (0, 0);
    if let Some((half, rest)) = id.split_first_chunk::<8>() {
        first = u64::from_le_bytes(*half);
        second = rest
            .first_chunk::<8>()
            .map_or(0, |half| u64::from_le_bytes(*half));
    }
    mix(first ^ mix(second))
}

/// The bytes of a UUID in its usual form, with small letters.
pub fn uuid(text: &str) -> Option<Id> {
    let [
        a @ ..,
        b'-',
        b1,
        b2,
        b3,
        b4,
        b'-',
        c1,
        c2,
        c3,
        c4,
        b'-',
        d1,
        d2,
        d3,
        d4,
        b'-',
        e1,
        e2,
        e3,
        e4,
        e5,
        e6,
        e7,
        e8,
        e9,
        e10,
        e11,
        e12,
    ] = text.as_bytes()
    else {
        return None;
    };
    let words = [
        digits(*a.first_chunk().filter(|_| a.len() == 8)?)?,
        digits([*b1, *b2, *b3, *b4, *c1, *c2, *c3, *c4])?,
        digits([*d1, *d2, *d3, *d4, *e1, *e2, *e3, *e4])?,
        digits([*e5, *e6, *e7, *e8, *e9, *e10, *e11, *e12])?,
    ];
    let mut id = [0; 16];
    for (to, from) in id.chunks_exact_mut(4).zip(words) {
        to.copy_from_slice(&from);
    }
    Some(id)
}

/// A byte, eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The bytes that eight hexadecimal digits stand for, all at once.
#[inline(always)]
fn digits(digits: [u8; 8]) -> Option<[u8; 4]> {
    let word = u64::from_le_bytes(digits);
    let is_letter = (word >> 6) & eight(1);
    let values = (word & eight(15)).wrapping_add(is_letter.wrapping_mul(9));
    // What is written like this must be what was read.
    let is_ten = (values.wrapping_add(eight(0x76)) >> 7) & eight(1);
    let written = values
        .wrapping_add(eight(b'0'))
        .wrapping_add(is_ten.wrapping_mul(0x27));
    if values & eight(0xf0) != 0 || written != word {
        return None;
    }
    let bytes = ((values << 4) | (values >> 8)) & 0x00ff_00ff_00ff_00ff;
    let bytes = (bytes | (bytes >> 8)) & 0x0000_ffff_0000_ffff;
    #[allow(clippy::cast_possible_truncation)] // the lower half is what is wanted
    let bytes = (bytes | (bytes >> 16)) as u32;
    Some(bytes.to_le_bytes())
}

/// A UUID in its usual form.
pub fn uuid_text(id: &Id) -> String {
    let mut text = String::with_capacity(36);
    for (place, byte) in id.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            let letter = if half < 10 {
                b'0'
            } else {
                b'a'.wrapping_sub(10)
            };
            text.push(char::from(letter.wrapping_add(half)));
        }
    }
    text
}

/// The number of a text as an id.
pub fn text_id(text: Text) -> Id {
    let mut id = [0; 16];
    if let Some(first) = id.first_chunk_mut::<4>() {
        *first = text.0.to_le_bytes();
    }
    id
}

/// The text of an id that is one.
pub fn id_text(id: &Id) -> Text {
    Text(
        id.first_chunk::<4>()
            .map_or(0, |first| u32::from_le_bytes(*first)),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn of_rows_with_one_id_the_last_is_left(
            given in prop::collection::vec((0_u32..900, any::<bool>()), 0..1500),
            settled_at in 0_usize..1500,
        ) {
            let mut rows = Rows::default();
            let mut expected: Vec<Row> = Vec::new();
            let is_text = |row: &Row| row.common == 1;
            for (time, (id, is_text_id)) in given.iter().enumerate() {
                if time == settled_at {
                    rows.settle(is_text);
                    rows.finish();
                }
                let row = Row {
                    id: text_id(Text(*id)),
                    step: [0; 16],
                    start: time as i64,
                    end: 0,
                    lock: 0,
                    person: 0,
                    common: u32::from(*is_text_id),
                    reference: 0,
                };
                rows.push(row);
                let known = expected.iter_mut().find(|one| one.id == row.id && one.common == row.common);
                match known {
                    Some(known) => *known = row,
                    None => expected.push(row),
                }
            }
            rows.settle(is_text);
            let left: Vec<Row> = (0..rows.count()).map(|number| *rows.get(number).unwrap()).collect();
            prop_assert_eq!(&left, &expected);
            let by_id = rows.by_id();
            for (number, row) in (0_u32..).zip(&expected) {
                let found = rows.find(&by_id, &row.id, |one| one.common == row.common);
                prop_assert_eq!(found, Some(number));
            }
        }
    }
}
