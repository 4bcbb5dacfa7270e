//! Pseudo-random choices, the same on every run.

use crate::store::ids::mix;

/// A length, as a number.
pub(super) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The entry at a number modulo the length.
pub(super) fn pick<T>(entries: &[T], number: u64) -> Option<&T> {
    let index = number.checked_rem(count(entries.len()))?;
    entries.get(usize::try_from(index).ok()?)
}

/// A pseudo-random number from `min` to below `limit`.
pub(super) fn chance(seed: u64, min: i64, limit: i64) -> i64 {
    let span = limit.saturating_sub(min).max(1);
    let number = i64::try_from(mix(seed) >> 1).unwrap_or(0);
    min.saturating_add(number.checked_rem(span).unwrap_or(0))
}
