//! Lists of who should be able to open what.

mod calendars;
mod cells;
mod lists;
mod support;
