//! Instants, zones, weekly windows: from an instant to the wall clock of a door, never back.

pub mod text;

mod calendar;
mod moment;
mod openings;
mod types;
mod wall;

pub use calendar::{Date, date_of_day, day_of_date, weekday_of_day};
pub use moment::{push_moment, read_moment, write_moment};
pub use openings::{is_open, openings};
pub use types::{DAY, MINUTE, Ms, NEVER, SECOND, Span, Window, Zone};
pub use wall::{Local, Wall};
