//! Counts how often rows of keys are accessed, for tests of what an operation costs.

use std::cell::Cell;

thread_local! {
    static ACCESSES: Cell<u64> = const { Cell::new(0) };
}

/// Counts one access.
pub(crate) fn add() {
    ACCESSES.set(ACCESSES.get().wrapping_add(1));
}

/// The number of accesses that an operation makes.
pub(crate) fn during<T>(operation: impl FnOnce() -> T) -> (T, u64) {
    let before = ACCESSES.get();
    let result = operation();
    (result, ACCESSES.get().wrapping_sub(before))
}
