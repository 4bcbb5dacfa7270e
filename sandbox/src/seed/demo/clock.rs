//! The time of the demo.

use crate::time::{self, DAY, Timestamp};

/// The current time, and the full hour before it: its dates are easier to read.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) now: Timestamp,
    pub(super) hour: Timestamp,
}

impl Clock {
    /// A minute of the day on the clock of a zone, some days ago. Negative: in the future.
    pub(super) fn ago(self, days: i64, minute: i64, zone: &str) -> Timestamp {
        let day = self.hour.saturating_sub(days.saturating_mul(DAY));
        time::at_minute_of_day(day, minute, zone)
    }
}

/// So many days.
pub(super) fn days(count: i64) -> i64 {
    count.saturating_mul(DAY)
}
