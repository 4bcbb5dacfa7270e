//! What two snapshots have in common.

use super::rows::Row;
use super::store::Snapshot;
use super::types::NONE;

impl Snapshot {
    /// The index of a key of another snapshot; it is looked for where it is expected first. Lists of the API
    /// keep their order, so that most keys are there, and if all are, no table is made of their ids.
    pub fn find_same_key(&self, other: &Self, number: u32, expected: u32) -> u32 {
        let Some(row) = other.rows.get(number) else {
            return NONE;
        };
        if other.common(row.common).id_is_text {
            return self.find_key(&other.key_id(number));
        }
        if let Some(one) = self.rows.get(expected)
            && one.id == row.id
            && !self.common(one.common).id_is_text
        {
            return expected;
        }
        self.find_row(&row.id, false).unwrap_or(NONE)
    }

    /// Whether a key has the `accessStep` of another snapshot's.
    pub fn is_same_step(&self, number: u32, other: &Self, others: u32) -> bool {
        let (Some(one), Some(two)) = (self.rows.get(number), other.rows.get(others)) else {
            return false;
        };
        match (self.step_is_text(one), other.step_is_text(two)) {
            (false, false) => one.step == two.step,
            (true, true) => self.key_step(number) == other.key_step(others),
            _ => false,
        }
    }

    fn step_is_text(&self, row: &Row) -> bool {
        self.common(row.common).step_is_text
    }

    /// How many texts there are.
    pub fn texts(&self) -> u32 {
        self.texts.count()
    }

    /// How many sets of weekly hours there are, that of all hours included.
    pub fn hours(&self) -> usize {
        self.windows.len().max(1)
    }
}
