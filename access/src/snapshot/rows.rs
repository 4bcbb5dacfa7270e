//! Keys as rows of 64 bytes: a review goes through them by door or by person, a row at a time.

use super::slots::Slots;
use super::texts::mix;
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

/// Rows in pieces: nothing large is ever copied.
#[derive(Debug, Default)]
pub struct Rows {
    pieces: Vec<Vec<Row>>,
    count: u32,
    /// Row numbers by the hash of their ids.
    slots: Slots,
}

const PIECE_BITS: u32 = 14;
const PIECE: usize = 1 << PIECE_BITS;

impl Rows {
    /// How many there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// A row.
    #[inline]
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

    /// Adds a row whose id is new.
    pub fn push(&mut self, row: Row) {
        if self.pieces.last().is_none_or(|piece| piece.len() >= PIECE) {
            // The first grows, since many snapshots are small.
            let size = if self.pieces.is_empty() { 0 } else { PIECE };
            self.pieces.push(Vec::with_capacity(size));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(row);
        }
        self.slots.add(hash(&row.id), self.count);
        self.count = self.count.wrapping_add(1);
    }

    /// The rows with an id, of which there are two if one of them is the number of a text. Stops at
    /// the first that is `good`.
    pub fn find(&self, id: &Id, good: impl Fn(&Row) -> bool) -> Option<u32> {
        self.slots.find(hash(id), |number| {
            self.get(number)
                .is_some_and(|row| row.id == *id && good(row))
        })
    }
}

#[allow(clippy::cast_possible_truncation)] // the bits that are mixed best
fn hash(id: &Id) -> u32 {
    let (mut first, mut second) = (0, 0);
    if let Some((half, rest)) = id.split_first_chunk::<8>() {
        first = u64::from_le_bytes(*half);
        second = rest
            .first_chunk::<8>()
            .map_or(0, |half| u64::from_le_bytes(*half));
    }
    (mix(first ^ mix(second)) >> 32) as u32
}

/// The bytes of a UUID in its usual form, with small letters.
pub fn uuid(text: &str) -> Option<Id> {
    let bytes = text.as_bytes();
    if bytes.len() != 36 {
        return None;
    }
    let mut id = [0_u8; 16];
    let mut digits = bytes.iter();
    for (place, byte) in id.iter_mut().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) && digits.next() != Some(&b'-') {
            return None;
        }
        *byte = (digit(*digits.next()?)? << 4) | digit(*digits.next()?)?;
    }
    Some(id)
}

#[inline]
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte.wrapping_sub(b'0')),
        b'a'..=b'f' => Some(byte.wrapping_sub(b'a').wrapping_add(10)),
        _ => None,
    }
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
