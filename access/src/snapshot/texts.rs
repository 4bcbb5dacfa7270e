//! Texts, each known by a number, and most kept once.

use super::slots::{Slots, hash, same};

/// Texts of up to [`Texts::LONGEST`] bytes. The empty text is number 0, and those after it are numbered
/// in the order in which they came. Memory grows by pieces: nothing large is ever copied.
#[derive(Debug)]
pub struct Texts {
    /// Number and length, as characters of seven bits, and text, one after the other, each at a
    /// multiple of [`STEP`].
    pieces: Vec<String>,
    /// Where each text is, in steps.
    places: Vec<Vec<u32>>,
    count: u32,
    /// The numbers of those that are found by their text.
    listed: Vec<u32>,
    /// Their places by hash.
    slots: Slots,
}

const STEP: usize = 4;
/// Bits of a place within a piece, in steps, and within a list of places.
const PIECE_BITS: u32 = 14;
const PIECE: usize = STEP << PIECE_BITS;
const PLACES_BITS: u32 = 12;
const PLACES: usize = 1 << PLACES_BITS;
/// Four characters of the number, two of the length.
const HEAD: usize = 6;

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Self {
            pieces: Vec::new(),
            places: Vec::new(),
            count: 0,
            listed: Vec::new(),
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
        self.place_of(number)
            .and_then(|place| self.at(place))
            .map_or("", |(_, piece, start, end)| {
                piece.get(start..end).unwrap_or_default()
            })
    }

    #[inline(always)]
    fn place_of(&self, number: u32) -> Option<u32> {
        let list = self.places.get((number >> PLACES_BITS) as usize)?;
        list.get(number as usize & PLACES.wrapping_sub(1)).copied()
    }

    /// The number of the text at a place, and where it lies in which piece.
    #[inline(always)]
    fn at(&self, place: u32) -> Option<(u32, &str, usize, usize)> {
        let piece = self.pieces.get((place >> PIECE_BITS) as usize)?;
        let head = (place as usize).wrapping_mul(STEP) & PIECE.wrapping_sub(1);
        let start = head.wrapping_add(HEAD);
        let [a, b, c, d, low, high] = *piece.as_bytes().get(head..start)? else {
            return None;
        };
        let number =
            u32::from(a) | (u32::from(b) << 7) | (u32::from(c) << 14) | (u32::from(d) << 21);
        let length = usize::from(low) | (usize::from(high) << 7);
        Some((number, piece, start, start.wrapping_add(length)))
    }

    /// The number of a text; 0 if it is not there.
    pub fn find(&self, text: &str) -> u32 {
        self.find_hash(text, hash(text.as_bytes()))
    }

    fn find_hash(&self, text: &str, hash: u64) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let place = self.slots.find(hash, |place| {
            self.at(place).is_some_and(|(_, piece, start, end)| {
                let found = piece.as_bytes().get(start..end);
                found.is_some_and(|found| same(found, text.as_bytes()))
            })
        });
        place
            .and_then(|place| self.at(place))
            .map_or(0, |(number, ..)| number)
    }

    /// The number of a text, which is kept if it is new. What is too long is cut.
    pub fn intern(&mut self, text: &str) -> u32 {
        self.intern_hash(text, hash(text.as_bytes()))
    }

    /// The same for a text whose [`hash`] is known.
    pub fn intern_hash(&mut self, text: &str, mut hash: u64) -> u32 {
        if text.len() > Self::LONGEST {
            let cut = cut(text);
            hash = self::hash(cut.as_bytes());
            return self.intern_hash(cut, hash);
        }
        let found = self.find_hash(text, hash);
        if found != 0 || text.is_empty() {
            return found;
        }
        let number = self.count;
        self.push(text);
        self.listed.push(number);
        let mut slots = std::mem::take(&mut self.slots);
        let last = (hash, self.place_of(number).unwrap_or(0));
        slots.add(last, |place| {
            let number = self.listed.get(place as usize).copied().unwrap_or(0);
            let hash = self::hash(self.get(number).as_bytes());
            (hash, self.place_of(number).unwrap_or(0))
        });
        self.slots = slots;
        number
    }

    /// Keeps a text as a new one, not to be found: what is hardly ever the same is not looked for. What
    /// is too long is cut.
    pub fn append(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let number = self.count;
        self.push(cut(text));
        number
    }

    /// For each text the number of the first that is the same.
    pub fn firsts(&self) -> Vec<u32> {
        let mut firsts = Vec::with_capacity(self.count as usize);
        let mut slots = Slots::for_many(self.count);
        for number in 0..self.count {
            let text = self.get(number).as_bytes();
            let hash = hash(text);
            let first = slots.find(hash, |first| same(self.get(first).as_bytes(), text));
            if first.is_none() {
                slots.put((hash, number));
            }
            firsts.push(first.unwrap_or(number));
        }
        firsts
    }

    /// Asks the memory for what texts of these hashes will need: their slots, and where they lie. In short
    /// loops, so that it answers for many of them at the same time.
    #[inline(never)]
    pub fn ask_for<const COUNT: usize>(&self, hashes: &[u64; COUNT]) {
        let mut sum = 0_u32;
        for hash in hashes {
            sum ^= self.slots.peek(*hash);
        }
        for hash in hashes {
            // Hardly ever another text than the one that is meant.
            let place = self.slots.find(*hash, |_| true).unwrap_or(0);
            let piece = self.pieces.get((place >> PIECE_BITS) as usize);
            let start = (place as usize).wrapping_mul(STEP) & PIECE.wrapping_sub(1);
            let byte = piece.and_then(|piece| piece.as_bytes().get(start));
            sum ^= byte.copied().map_or(0, u32::from);
        }
        // It means nothing, but must not be left out.
        std::hint::black_box(sum);
    }

    fn push(&mut self, text: &str) {
        let used = self.pieces.last().map_or(PIECE, String::len);
        let needed = text.len().wrapping_add(HEAD).wrapping_add(STEP);
        if PIECE.wrapping_sub(used) < needed {
            // The first grows, since many snapshots are small.
            let size = if self.pieces.is_empty() { 0 } else { PIECE };
            self.pieces.push(String::with_capacity(size));
        }
        let number_of_piece = self.pieces.len().wrapping_sub(1);
        let Some(piece) = self.pieces.last_mut() else {
            return;
        };
        #[allow(clippy::cast_possible_truncation)] // memory ends long before
        let place = ((number_of_piece << PIECE_BITS) | piece.len().div_euclid(STEP)) as u32;
        for shift in [0, 7, 14, 21] {
            piece.push(seven_bits(self.count as usize >> shift));
        }
        piece.push(seven_bits(text.len()));
        piece.push(seven_bits(text.len() >> 7));
        piece.push_str(text);
        while piece.len() & STEP.wrapping_sub(1) != 0 {
            piece.push('\0');
        }
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

/// A text that is not too long.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(Texts::LONGEST);
    while !text.is_char_boundary(end) {
        end = end.wrapping_sub(1);
    }
    text.get(..end).unwrap_or_default()
}

#[allow(clippy::cast_possible_truncation)] // seven bits
fn seven_bits(number: usize) -> char {
    char::from((number & 127) as u8)
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
