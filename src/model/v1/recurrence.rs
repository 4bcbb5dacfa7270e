//! Weekly windows in which a key opens.

use super::super::macros::entity;

entity! {
    /// Weekly windows in which a key opens, in the lock's time zone: one window a day, none on
    /// days that are absent.
    Recurrence {
    } optional {
        /// Monday.
        mon: TimeWindow,
        /// Tuesday.
        tue: TimeWindow,
        /// Wednesday.
        wed: TimeWindow,
        /// Thursday.
        thu: TimeWindow,
        /// Friday.
        fri: TimeWindow,
        /// Saturday.
        sat: TimeWindow,
        /// Sunday.
        sun: TimeWindow,
    }
}

entity! {
    /// The window of one day, in the local time of the lock.
    TimeWindow {
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
