//! A table of numbers by hash, for things that are kept elsewhere.

/// Open addressing with the hash beside each number: what is kept is looked at only where the whole hash
/// fits, and growing looks at nothing of it.
#[derive(Debug, Default)]
pub struct Slots {
    /// Hash in the upper half, number plus one in the lower; 0 for an empty slot. A power of two of them.
    slots: Vec<u64>,
    count: usize,
}

impl Slots {
    /// The number with this hash that is the `same`.
    #[inline]
    pub fn find(&self, hash: u32, same: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & mask;
        loop {
            let found = *self.slots.get(slot)?;
            if found == 0 {
                return None;
            }
            if found >> 32 == u64::from(hash) {
                #[allow(clippy::cast_possible_truncation)] // the lower half
                let number = (found as u32).wrapping_sub(1);
                if same(number) {
                    return Some(number);
                }
            }
            slot = slot.wrapping_add(1) & mask;
        }
    }

    /// Adds a number that is not there yet.
    pub fn add(&mut self, hash: u32, number: u32) {
        self.count = self.count.wrapping_add(1);
        if self.count.saturating_mul(4) > self.slots.len().saturating_mul(3) {
            self.grow();
        }
        self.put((u64::from(hash) << 32) | u64::from(number.wrapping_add(1)));
    }

    #[allow(clippy::cast_possible_truncation)] // the upper half
    fn put(&mut self, entry: u64) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = (entry >> 32) as usize & mask;
        while self.slots.get(slot).is_some_and(|found| *found != 0) {
            slot = slot.wrapping_add(1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = entry;
        }
    }

    fn grow(&mut self) {
        let size = self.slots.len().saturating_mul(2).max(16);
        let before = std::mem::replace(&mut self.slots, vec![0; size]);
        for entry in before {
            if entry != 0 {
                self.put(entry);
            }
        }
    }
}

/// Whether two short texts are the same, without a call.
#[inline]
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
