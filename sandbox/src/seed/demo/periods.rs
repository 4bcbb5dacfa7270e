//! When the keys of the demo begin and end: shares of them are active, later, over, and so on.

use super::chance::chance;
use super::clock::Clock;
use crate::store::key_index::EndReason;
use crate::store::key_state::KeyLifetime;
use crate::time::{self, DAY, HOUR, MINUTE, SECOND, Timestamp};

/// The number of keys.
pub(super) const KEYS: u64 = 400;

/// What became of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    Creating,
    Scheduled,
    Active,
    Expired,
    Revoked,
    Failed,
}

/// How many keys there are of each share, but for those of groups and doorbells, which are active.
const SHARES: [(Share, u64); 6] = [
    (Share::Creating, 6),
    (Share::Scheduled, 60),
    (Share::Active, 200),
    (Share::Expired, 90),
    (Share::Revoked, 36),
    (Share::Failed, 8),
];

/// The share of a key, and its place in it. So many `others` are active beside these keys.
pub(super) fn share(number: u64, others: u64) -> (Share, u64) {
    let keys = KEYS.saturating_sub(others);
    // 37 divides no such number of keys, so that each share is spread over all people and locks.
    let mut place = number.wrapping_mul(37).checked_rem(keys).unwrap_or(0);
    for (share, mut size) in SHARES {
        if share == Share::Active {
            size = size.saturating_sub(others);
        }
        if place < size {
            return (share, place);
        }
        place = place.saturating_sub(size);
    }
    (Share::Active, place)
}

impl Share {
    /// Whether it opens now or later.
    pub(super) fn is_live(self) -> bool {
        matches!(self, Self::Creating | Self::Scheduled | Self::Active)
    }

    pub(super) fn end_reason(self) -> EndReason {
        match self {
            Self::Revoked => EndReason::Revoked,
            Self::Failed => EndReason::Failed,
            _ => EndReason::NotEnded,
        }
    }

    /// What the integrator noted on a key.
    pub(super) fn note(self, rank: u64) -> Option<&'static str> {
        match (self, rank % 2) {
            (Self::Creating, _) if rank == 0 => {
                Some("Slow vendor: made at its next synchronisation, in some hours")
            }
            (Self::Failed, 0) => Some("Failed: the lock was off the network for 24 hours"),
            (Self::Failed, _) => Some("Failed: the lock has no room for another key"),
            _ => None,
        }
    }
}

const MORNING: i64 = 8 * 60;
const CHECK_OUT: i64 = 11 * 60;
const CHECK_IN: i64 = 15 * 60;
const EVENING: i64 = 17 * 60;

/// When a key was created, and its life. A stay begins in the afternoon and ends before noon.
pub(super) fn period(
    share: Share,
    rank: u64,
    number: u64,
    is_stay: bool,
    zone: &str,
    clock: Clock,
) -> (Timestamp, KeyLifetime) {
    let between = |seed: u64, min: i64, limit: i64| chance(seed.wrapping_add(number), min, limit);
    let (begin, finish) = if is_stay {
        (CHECK_IN, CHECK_OUT)
    } else {
        (MORNING, EVENING)
    };
    let begins = |ago: i64| clock.ago(ago, begin, zone);
    let ends = |ago: i64| clock.ago(ago, finish, zone);
    let mut created = None;
    let mut ready = None;
    let (start, end) = match share {
        Share::Creating => {
            let wait = i64::try_from(rank).unwrap_or(0);
            ready = Some(clock.now.saturating_add(match wait {
                0 => between(1, 3, 7).saturating_mul(HOUR),
                _ => wait.saturating_mul(12 * SECOND),
            }));
            created = Some(clock.now.saturating_sub(2 * SECOND));
            (clock.hour, Some(ends(between(2_000, -30, -4))))
        }
        Share::Scheduled => {
            ready = Some(begins(between(5_000, 1, 30)));
            if rank == 0 {
                let change = time::next_clock_change(clock.hour.saturating_add(4 * DAY));
                let day = |days: i64| change.saturating_add(days.saturating_mul(DAY));
                (
                    time::at_minute_of_day(day(-2), CHECK_IN, zone),
                    Some(time::at_minute_of_day(day(2), CHECK_OUT, zone)),
                )
            } else {
                let ago = between(3_000, -60, 0);
                let length = between(4_000, 2, 15);
                (begins(ago), Some(ends(ago.saturating_sub(length))))
            }
        }
        Share::Active if is_stay => (
            begins(between(1_000, 1, 8)),
            Some(ends(between(6_000, -10, 0))),
        ),
        Share::Active => (
            begins(between(1_000, 3, 200)),
            number
                .is_multiple_of(2)
                .then(|| ends(between(6_000, -120, 0))),
        ),
        Share::Expired => {
            let ago = between(8_000, 16, 300);
            let length = between(7_000, 2, 15);
            (begins(ago), Some(ends(ago.saturating_sub(length))))
        }
        Share::Revoked => {
            let ago = between(1_000, 3, 200);
            (
                begins(ago),
                is_stay.then(|| ends(ago.saturating_sub(between(7_000, 2, 15)))),
            )
        }
        Share::Failed => {
            let ago = between(1_000, 1, 20);
            (begins(ago), Some(ends(between(6_000, -20, 0))))
        }
    };
    let ready = ready.unwrap_or(start);
    let lifetime = KeyLifetime {
        ready,
        start,
        end,
        fails: false,
    };
    (
        created.unwrap_or_else(|| ready.min(start).saturating_sub(MINUTE)),
        lifetime,
    )
}
