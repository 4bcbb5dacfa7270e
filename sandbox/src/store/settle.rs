//! What changes by itself as time passes.

use super::Store;
use crate::time::{DAY, Moment};

/// How long events are kept: as long as API v2 shows them.
const EVENTS_KEPT: i64 = 60 * DAY;

impl Store {
    /// Brings everything that moves by itself up to the moment, but for keys: those are many, and
    /// each is brought up when it is looked at.
    pub(crate) fn settle(&mut self, now: Moment) {
        super::vendor_connections::settle(self, now);
        let kept_since = crate::time::iso(now.saturating_sub(EVENTS_KEPT));
        // All are written in the same form, so the text's order is the time's.
        let gone = self
            .key_events
            .partition_point(|event| event.created < kept_since);
        self.key_events.drain(..gone);
    }
}
