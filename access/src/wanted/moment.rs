//! Wall clocks as texts.

use super::row::{Gap, When};
use crate::time::{DAY, read_moment};

/// A wall clock, `2027-03-05T15:00` or a day alone: its first instant, or for an end its last.
pub fn wall(text: &str, is_end: bool) -> Option<When> {
    let text = text.replacen(' ', "T", 1);
    if text.len() == 10 {
        return day(&text, is_end);
    }
    let clock = read_moment(&[&text, "Z"].concat())?;
    Some(When::Wall { clock, gap: None })
}

/// A whole day. Where its midnight is in a gap it begins with the first instant after it: nobody wrote
/// that time.
pub fn day(date: &str, is_end: bool) -> Option<When> {
    let midnight = read_moment(&[date, "T00:00Z"].concat())?;
    Some(When::Wall {
        clock: midnight.saturating_add(if is_end { DAY } else { 0 }),
        gap: Some(Gap::Later),
    })
}
