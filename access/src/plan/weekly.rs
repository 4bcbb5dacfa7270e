//! Weekly hours as sets of minutes of the week, each set once.

use crate::snapshot::Snapshot;
use crate::time::{MINUTE, Span, Window, Zone, openings};

/// The set that is empty.
pub const NOTHING: u32 = 0;
/// The set of all minutes.
pub const ALWAYS: u32 = 1;

const DAY: u16 = 1_440;
const WEEK: u16 = 10_080;
/// From so many minutes on a span holds every minute of the week, whatever the clock does.
const LONG: i64 = 11_520;

/// Minutes of the week from Monday 00:00, as spans in order that do not meet.
type Minutes = Vec<(u16, u16)>;

/// The sets in use, by number.
pub struct Weekly {
    sets: Vec<Minutes>,
    /// Their numbers, by what they hold.
    order: Vec<u32>,
    of_snapshot: Vec<u32>,
}

impl Weekly {
    /// Those that are always there.
    pub fn new() -> Self {
        let mut weekly = Self {
            sets: Vec::new(),
            order: Vec::new(),
            of_snapshot: Vec::new(),
        };
        weekly.number(Vec::new());
        weekly.number(vec![(0, WEEK)]);
        weekly
    }

    fn number(&mut self, minutes: Minutes) -> u32 {
        let found = self
            .order
            .binary_search_by(|number| self.get(*number).cmp(&minutes));
        match found {
            Ok(place) => self.order.get(place).copied().unwrap_or(NOTHING),
            Err(place) => {
                #[allow(clippy::cast_possible_truncation)] // fewer than keys
                let number = self.sets.len() as u32;
                self.sets.push(minutes);
                self.order.insert(place, number);
                number
            }
        }
    }

    fn get(&self, number: u32) -> &[(u16, u16)] {
        self.sets.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// The set of weekly hours; none is at all hours.
    pub fn of_windows(&mut self, windows: &[Window]) -> u32 {
        if windows.is_empty() {
            return ALWAYS;
        }
        let mut minutes = Vec::with_capacity(windows.len());
        for window in windows {
            let midnight = u16::from(window.day.min(6)).saturating_mul(DAY);
            let end = window.to.min(DAY);
            if window.from < end {
                minutes.push((
                    midnight.saturating_add(window.from),
                    midnight.saturating_add(end),
                ));
            }
        }
        self.number(merged(minutes))
    }

    /// The set of weekly hours of a snapshot, by their index there.
    pub fn of_key(&mut self, snapshot: &Snapshot, windows: u32) -> u32 {
        if windows == 0 {
            return ALWAYS;
        }
        let at = windows as usize;
        if self.of_snapshot.len() <= at {
            self.of_snapshot.resize(at.saturating_add(1), u32::MAX);
        }
        if let Some(known) = self.of_snapshot.get(at)
            && *known != u32::MAX
        {
            return *known;
        }
        let found = snapshot.windows(windows);
        let number = if found.is_empty() {
            NOTHING
        } else {
            self.of_windows(found)
        };
        if let Some(place) = self.of_snapshot.get_mut(at) {
            *place = number;
        }
        number
    }

    /// The minutes of both.
    pub fn union(&mut self, a: u32, b: u32) -> u32 {
        if a == b || b == NOTHING || a == ALWAYS {
            return a;
        }
        if a == NOTHING || b == ALWAYS {
            return b;
        }
        let mut minutes = self.get(a).to_vec();
        minutes.extend_from_slice(self.get(b));
        self.number(merged(minutes))
    }

    /// The minutes of the first that the second has not.
    pub fn minus(&mut self, a: u32, b: u32) -> u32 {
        if a == b || a == NOTHING || b == ALWAYS {
            return NOTHING;
        }
        if b == NOTHING {
            return a;
        }
        let mut left = Vec::new();
        for (from, to) in self.get(a) {
            let mut at = *from;
            for (taken_from, taken_to) in self.get(b) {
                if *taken_to <= at || *taken_from >= *to {
                    continue;
                }
                if *taken_from > at {
                    left.push((at, *taken_from));
                }
                at = (*taken_to).max(at);
            }
            if at < *to {
                left.push((at, *to));
            }
        }
        self.number(left)
    }

    /// The set as windows of single days; none for [`ALWAYS`].
    pub fn windows(&self, number: u32) -> Vec<Window> {
        let mut windows = Vec::new();
        if number == ALWAYS {
            return windows;
        }
        for (from, to) in self.get(number) {
            for day in 0..7_u8 {
                let midnight = u16::from(day).saturating_mul(DAY);
                let end = midnight.saturating_add(DAY);
                if *from < end && *to > midnight {
                    windows.push(Window {
                        day,
                        from: from.saturating_sub(midnight),
                        to: (*to).min(end).saturating_sub(midnight),
                    });
                }
            }
        }
        windows
    }

    /// Whether the set has a minute between two minutes since 1970, on the clock of a zone. Where that
    /// is not known it counts as having one.
    pub fn falls(&self, number: u32, from: i64, to: i64, zone: Option<&Zone>) -> bool {
        if number == NOTHING || from >= to {
            return false;
        }
        if number == ALWAYS || to.saturating_sub(from) >= LONG {
            return true;
        }
        let Some(zone) = zone.filter(|zone| zone.is_known()) else {
            return true;
        };
        let span = Span {
            from: from.saturating_mul(MINUTE),
            to: to.saturating_mul(MINUTE),
        };
        let mut found = Vec::new();
        openings(span, Some(&self.windows(number)), zone, span, &mut found);
        !found.is_empty()
    }
}

fn merged(mut minutes: Minutes) -> Minutes {
    minutes.sort_unstable();
    let mut out: Minutes = Vec::with_capacity(minutes.len());
    for (from, to) in minutes {
        match out.last_mut() {
            Some(last) if last.1 >= from => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
