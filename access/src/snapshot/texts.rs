//! Texts, each kept once and known by a number.

use super::slots::{Slots, same};

/// Texts of up to [`Texts::LONGEST`] bytes. The empty text is number 0, and those after it are numbered
/// in the order in which they came. Memory grows by pieces: nothing large is ever copied.
#[derive(Debug)]
pub struct Texts {
    /// Length, in two characters of seven bits, and text, one after the other.
    pieces: Vec<String>,
    /// Where each text is: the number of its piece, and the place in it.
    places: Vec<Vec<u32>>,
    count: u32,
    slots: Slots,
}

/// Bits of a place within a piece, and within a list of places.
const PIECE_BITS: u32 = 16;
const PIECE: usize = 1 << PIECE_BITS;
const PLACES_BITS: u32 = 12;
const PLACES: usize = 1 << PLACES_BITS;

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Self {
            pieces: Vec::new(),
            places: Vec::new(),
            count: 0,
            slots: Slots::default(),
        };
        texts.push("");
        texts
    }
}

impl Texts {
    /// Longer texts are not kept, in bytes.
    pub const LONGEST: usize = 16_383;

    /// How many there are, the empty one included.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How many bytes they take, about.
    pub fn bytes(&self) -> usize {
        self.pieces.len().saturating_mul(PIECE)
    }

    /// A text; the empty one if there is none of this number.
    pub fn get(&self, number: u32) -> &str {
        self.find_place(number).unwrap_or_default()
    }

    fn find_place(&self, number: u32) -> Option<&str> {
        let place = self
            .places
            .get((number >> PLACES_BITS) as usize)?
            .get(number as usize & PLACES.wrapping_sub(1))?;
        let piece = self.pieces.get((place >> PIECE_BITS) as usize)?;
        let start = *place as usize & PIECE.wrapping_sub(1);
        let [low, high] = *piece.as_bytes().get(start..start.wrapping_add(2))? else {
            return None;
        };
        let start = start.wrapping_add(2);
        piece.get(start..start.wrapping_add(usize::from(low) | (usize::from(high) << 7)))
    }

    /// The number of a text; 0 if it is not there.
    pub fn find(&self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        self.find_hashed(text, hash(text.as_bytes()))
    }

    fn find_hashed(&self, text: &str, hash: u32) -> u32 {
        let is_same = |number| same(self.get(number).as_bytes(), text.as_bytes());
        self.slots.find(hash, is_same).unwrap_or(0)
    }

    /// The number of a text, which is kept if it is new. What is too long is cut.
    pub fn intern(&mut self, text: &str) -> u32 {
        let mut end = text.len().min(Self::LONGEST);
        while !text.is_char_boundary(end) {
            end = end.wrapping_sub(1);
        }
        let text = text.get(..end).unwrap_or_default();
        if text.is_empty() {
            return 0;
        }
        let hash = hash(text.as_bytes());
        let found = self.find_hashed(text, hash);
        if found != 0 {
            return found;
        }
        let number = self.count;
        self.push(text);
        self.slots.add(hash, number);
        number
    }

    fn push(&mut self, text: &str) {
        let needed = text.len().wrapping_add(2);
        if self
            .pieces
            .last()
            .is_none_or(|piece| PIECE.wrapping_sub(piece.len()) < needed)
        {
            // The first grows, since many snapshots are small.
            let size = if self.pieces.is_empty() { 0 } else { PIECE };
            self.pieces.push(String::with_capacity(size));
        }
        let number_of_piece = self.pieces.len().wrapping_sub(1);
        let Some(piece) = self.pieces.last_mut() else {
            return;
        };
        #[allow(clippy::cast_possible_truncation)] // memory ends long before
        let place = ((number_of_piece << PIECE_BITS) | piece.len()) as u32;
        piece.push(seven_bits(text.len()));
        piece.push(seven_bits(text.len() >> 7));
        piece.push_str(text);
        if self.places.last().is_none_or(|list| list.len() >= PLACES) {
            let size = if self.places.is_empty() { 0 } else { PLACES };
            self.places.push(Vec::with_capacity(size));
        }
        if let Some(list) = self.places.last_mut() {
            list.push(place);
        }
        self.count = self.count.wrapping_add(1);
    }
}

#[allow(clippy::cast_possible_truncation)] // seven bits
fn seven_bits(number: usize) -> char {
    char::from((number & 127) as u8)
}

/// A number that differs for most texts.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        hash = mix(hash ^ u64::from_le_bytes(*word));
        rest = after;
    }
    let mut last = 0_u64;
    for byte in rest {
        last = (last << 8) | u64::from(*byte);
    }
    if !rest.is_empty() {
        hash = mix(hash ^ last);
    }
    #[allow(clippy::cast_possible_truncation)] // the half that is mixed best
    let folded = (hash >> 32) as u32;
    folded
}

/// Spreads a number over 64 bits.
pub fn mix(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn every_text_is_kept_once(texts in prop::collection::vec("[a-c]{0,4}|.{0,40}", 0..300)) {
            let mut kept = Texts::default();
            let mut numbers = HashMap::from([(String::new(), 0)]);
            for text in &texts {
                let next = numbers.len() as u32;
                let number = kept.intern(text);
                prop_assert_eq!(number, *numbers.entry(text.clone()).or_insert(next));
            }
            prop_assert_eq!(kept.count() as usize, numbers.len());
            for (text, number) in &numbers {
                prop_assert_eq!(kept.get(*number), text);
                prop_assert_eq!(kept.find(text), *number);
            }
            prop_assert_eq!(kept.find("dddd"), 0);
        }
    }

    #[test]
    fn many_and_long_texts_are_kept() {
        let mut texts = Texts::default();
        let text = |number: usize| {
            [
                number.to_string().as_str(),
                "é".repeat(number % 700).as_str(),
            ]
            .concat()
        };
        for number in 0..20_000 {
            assert_eq!(texts.intern(&text(number)), number as u32 + 1);
        }
        for number in 0..20_000 {
            assert_eq!(texts.get(number as u32 + 1), text(number));
        }
        assert_eq!(texts.intern(&"x".repeat(Texts::LONGEST)), 20_001);
        assert_eq!(texts.get(20_001).len(), Texts::LONGEST);
        assert_eq!(texts.intern(&"x".repeat(Texts::LONGEST + 1)), 20_001);
    }
}
