//! Weekly windows in which a key opens.

use super::super::macros::{entity, open_words};

open_words! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

entity! {
    /// Weekly windows in which a key opens, in the lock's own time zone.
    Recurrence {
        /// At most one per day. The API's documentation also spells the member `timespans`; this
        /// spelling is read too and becomes `timeSpans`.
        #[serde(alias = "timespans")]
        time_spans: Vec<TimeSpan>,
    }
}

entity! {
    /// The window of one day, in the local time of the lock.
    TimeSpan {
        /// The day.
        weekday: Weekday,
        /// Hour of the start, 0 to 24.
        start_hour: u8,
        /// Minute of the start, 0 to 59.
        start_minute: u8,
        /// Hour of the end, 0 to 24.
        end_hour: u8,
        /// Minute of the end, 0 to 59.
        end_minute: u8,
    }
}
