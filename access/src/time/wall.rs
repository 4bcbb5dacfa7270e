//! The wall clock of a zone.

use super::calendar::weekday_of_day;
use super::types::{DAY, MINUTE, Ms, SECOND, Zone};

/// What a wall clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The day, in days since 1970.
    pub day: i64,
    /// 0 is Monday.
    pub weekday: u8,
    /// The minute of the day, 0 to 1439.
    pub minute: u16,
    /// The millisecond of the day.
    pub ms: Ms,
}

/// The instants at which a wall clock shows a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    /// Once.
    Once(Ms),
    /// Never: the clock jumps over it.
    Gap {
        /// When it jumps: the first instant after the gap.
        at: Ms,
        /// The instant that the offset after the jump would make of it.
        earlier: Ms,
        /// The instant that the offset before the jump would make of it.
        later: Ms,
    },
    /// Twice: the clock goes back.
    Twice {
        /// The first time.
        first: Ms,
        /// The second time.
        second: Ms,
    },
}

impl Zone {
    /// Whether its offsets were told.
    pub fn is_known(&self) -> bool {
        !self.offsets.is_empty()
    }

    /// Index of the offset that holds at an instant.
    pub(super) fn place(&self, at: Ms) -> usize {
        self.offsets
            .partition_point(|(from, _)| *from <= at)
            .saturating_sub(1)
    }

    /// When an offset begins to hold; that of none is the end of time.
    pub(super) fn begins(&self, place: usize) -> Ms {
        self.offsets.get(place).map_or(Ms::MAX, |(from, _)| *from)
    }

    /// An offset in ms; 0 if there is none.
    pub(super) fn ms_east(&self, place: usize) -> Ms {
        let seconds = self.offsets.get(place).map_or(0, |(_, seconds)| *seconds);
        Ms::from(seconds).wrapping_mul(SECOND)
    }

    /// Its offset at an instant, in seconds east of UTC; 0 if it is not known.
    pub fn offset_at(&self, at: Ms) -> i32 {
        self.offsets
            .get(self.place(at))
            .map_or(0, |(_, seconds)| *seconds)
    }

    /// What its wall clock shows at an instant.
    pub fn wall(&self, at: Ms) -> Wall {
        let local = at.saturating_add(self.ms_east(self.place(at)));
        let day = local.div_euclid(DAY);
        let ms = local.rem_euclid(DAY);
        Wall {
            day,
            weekday: weekday_of_day(day),
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 1440
            minute: ms.div_euclid(MINUTE) as u16,
            ms,
        }
    }

    /// When its wall clock shows a local time, given in ms since 1970 as if it were UTC.
    pub fn instants(&self, local: Ms) -> Local {
        // Every offset that could hold then, and no more than two days round it.
        let mut place = self.place(local.saturating_sub(DAY.saturating_mul(2)));
        let (mut first, mut last) = (None, None);
        let mut gap = None;
        loop {
            let candidate = local.saturating_sub(self.ms_east(place));
            let next = place.saturating_add(1);
            let ends = self.begins(next);
            if (place == 0 || candidate >= self.begins(place)) && candidate < ends {
                first = first.or(Some(candidate));
                last = Some(candidate);
            }
            let after = local.saturating_sub(self.ms_east(next));
            if candidate >= ends && after < ends {
                gap = Some((ends, after, candidate));
            }
            if ends > local.saturating_add(DAY.saturating_mul(2)) {
                break;
            }
            place = next;
        }
        match (first, last, gap) {
            (Some(first), Some(second), _) if first != second => Local::Twice { first, second },
            (Some(first), ..) => Local::Once(first),
            (None, _, Some((at, earlier, later))) => Local::Gap { at, earlier, later },
            // An offset of more than two days: there is none.
            (None, _, None) => Local::Once(local),
        }
    }
}
