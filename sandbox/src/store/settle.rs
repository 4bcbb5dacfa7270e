//! What changes by itself as time passes.

use super::Store;
use crate::time::{DAY, Timestamp};

/// How long events are stored. API v2 lists them for as long.
const EVENT_RETENTION: i64 = 60 * DAY;

impl Store {
    /// Applies what happened until now, except to keys: there are many, and their state is computed on
    /// reading.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        super::vendor_connections::settle(self, now);
        let oldest = crate::time::to_iso(now.saturating_sub(EVENT_RETENTION));
        // All dates have the same format, so their order as text is the order in time.
        let expired = self
            .key_events
            .partition_point(|event| event.created < oldest);
        self.key_events.drain(..expired);
    }
}
