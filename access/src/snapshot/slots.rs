//! A table of numbers by hash, for what is kept elsewhere.

/// Numbers by the hash of what they stand for. Five bits of the hash are beside each number, so that
/// hardly anything is compared that is not the same: what is compared lies all over the memory.
#[derive(Debug, Default)]
pub struct Slots {
    /// A number plus one and five bits; 0 for an empty slot. A power of two of them, or none.
    slots: Vec<u32>,
    count: u32,
}

/// Larger numbers do not fit, nor would the memory hold what they stand for.
const NUMBER: u32 = (1 << 27) - 1;

/// The place where to look first, and the bits that are kept.
#[inline(always)]
fn split(hash: u64, mask: usize) -> (usize, u32) {
    #[allow(clippy::cast_possible_truncation)] // parts of it
    let (place, bits) = ((hash >> 32) as usize & mask, hash as u32 & !NUMBER);
    (place, bits)
}

impl Slots {
    /// The number where a hash is looked for first. Asked for many hashes in a row, the memory answers
    /// all at once; asked for again soon, it answers at once.
    #[inline(always)]
    pub fn peek(&self, hash: u64) -> u32 {
        let (place, _) = split(hash, self.slots.len().wrapping_sub(1));
        let slot = self.slots.get(place).copied().unwrap_or(0);
        (slot & NUMBER).wrapping_sub(1)
    }

    /// The number of a hash for which `is_it`.
    #[inline(always)]
    pub fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let (mut place, bits) = split(hash, mask);
        loop {
            let slot = *self.slots.get(place)?;
            if slot == 0 {
                return None;
            }
            let number = (slot & NUMBER).wrapping_sub(1);
            if slot & !NUMBER == bits && is_it(number) {
                return Some(number);
            }
            place = place.wrapping_add(1) & mask;
        }
    }

    /// A table with room for so many.
    pub fn for_many(count: u32) -> Self {
        let size = (count as usize).saturating_mul(4).div_euclid(3);
        let size = size.saturating_add(1).next_power_of_two();
        Self {
            slots: vec![0; size],
            count,
        }
    }

    /// Adds the hash and the number of the last of things. `of` gives those of each, by its place among
    /// them.
    pub fn add(&mut self, last: (u64, u32), of: impl Fn(u32) -> (u64, u32)) {
        let before = self.count as usize;
        self.count = self.count.wrapping_add(1);
        if before.saturating_mul(4) < self.slots.len().saturating_mul(3) {
            self.put(last);
            return;
        }
        let size = self.slots.len().saturating_mul(2).max(16);
        // Given back before more is taken.
        self.slots = Vec::new();
        self.slots.resize(size, 0);
        for place in 0..self.count {
            self.put(of(place));
        }
    }

    /// Adds a hash and a number to a table that has room for them.
    pub fn put(&mut self, (hash, number): (u64, u32)) {
        let mask = self.slots.len().wrapping_sub(1);
        let (mut place, bits) = split(hash, mask);
        while let Some(slot) = self.slots.get_mut(place) {
            if *slot == 0 {
                *slot = bits | (number.wrapping_add(1) & NUMBER);
                return;
            }
            place = place.wrapping_add(1) & mask;
        }
    }
}

/// A number that differs for most texts.
#[inline(never)]
pub fn hash(bytes: &[u8]) -> u64 {
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
    mix(hash ^ last)
}

/// Spreads a number over 64 bits; no two become one.
#[inline(always)]
pub fn mix(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Whether two short texts are the same, without a call.
#[inline(always)]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (mut one, mut other) = (one, other);
    while let (Some((first, rest)), Some((second, rest_of_other))) =
        (one.split_first_chunk::<8>(), other.split_first_chunk::<8>())
    {
        if u64::from_le_bytes(*first) != u64::from_le_bytes(*second) {
            return false;
        }
        (one, other) = (rest, rest_of_other);
    }
    for (byte, of_other) in one.iter().zip(other) {
        if byte != of_other {
            return false;
        }
    }
    true
}
