//! Keys by door and by person, each made once when it is asked for.

use super::doors::Doors;
use super::rows::Rows;
use super::slots::Slots;
use std::cell::OnceCell;

/// Lists of numbers, one after the other.
#[derive(Debug, Default)]
pub struct Groups {
    /// Where each list begins; one more than there are lists.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

/// What is made of rows and texts when it is asked for.
#[derive(Debug, Default)]
pub struct Index {
    /// Row numbers by id.
    pub by_id: OnceCell<Slots>,
    /// For each text the first that is the same.
    pub firsts: OnceCell<Vec<u32>>,
    /// By lock.
    pub by_lock: OnceCell<Groups>,
    /// By person.
    pub by_person: OnceCell<Groups>,
    /// The keys that open something.
    pub doors: OnceCell<Doors>,
}

impl Groups {
    /// Row numbers by a number of theirs, each list in the order of rows.
    pub fn of(rows: &Rows, groups: usize, group: fn(&super::rows::Row) -> u32) -> Self {
        let mut starts = vec![0_u32; groups.wrapping_add(1)];
        let count = rows.count();
        let mut kept = 0_usize;
        for number in 0..count {
            if let Some(row) = rows.get(number)
                && (group(row) as usize) < groups
                && let Some(start) = starts.get_mut((group(row) as usize).wrapping_add(1))
            {
                *start = start.wrapping_add(1);
                kept = kept.wrapping_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.wrapping_add(*start);
            *start = sum;
        }
        let mut numbers = vec![0; kept];
        // Every start goes on to the next one's, and back.
        for number in 0..count {
            if let Some(row) = rows.get(number)
                && (group(row) as usize) < groups
                && let Some(start) = starts.get_mut(group(row) as usize)
                && let Some(place) = numbers.get_mut(*start as usize)
            {
                *place = number;
                *start = start.wrapping_add(1);
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before = std::mem::replace(start, before);
        }
        Self { starts, numbers }
    }

    /// A list; an empty one if there is none.
    pub fn get(&self, group: u32) -> &[u32] {
        let group = group as usize;
        let (Some(from), Some(to)) = (
            self.starts.get(group),
            self.starts.get(group.wrapping_add(1)),
        ) else {
            return &[];
        };
        self.numbers
            .get(*from as usize..*to as usize)
            .unwrap_or_default()
    }
}
