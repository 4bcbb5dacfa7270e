//! What a snapshot cannot see.

use super::store::Snapshot;
use super::types::{NONE, PageOf, Text};

impl Snapshot {
    /// Says that the API does not give metadata back: keys do not name their owner.
    pub fn set_metadata_not_kept(&mut self) {
        self.metadata_not_kept = true;
    }

    /// Whether the scope is one of API v1.
    pub fn is_v1(&self) -> bool {
        unloc_integrator_client::json::read(&self.of)
            .is_some_and(|of| of.text("lockHolderId").is_some())
    }

    /// What it cannot see, by name.
    pub fn blind_spots(&self) -> Vec<&'static str> {
        // What people shared in the app is on no list of API v1; of API v2 it is not known.
        let mut spots = vec!["sharedInApp"];
        if !self.is_v1() {
            if !self.was_read(PageOf::AccessGroups) {
                spots.push("accessGroupsNotRead");
            }
            let names_group = self.commons.iter().any(|common| common.group != Text(0));
            let has_groups = !self.groups.is_empty() || !self.was_read(PageOf::AccessGroups);
            if has_groups && !names_group && self.keys() > 0 {
                spots.push("groupOfKeyUnknown");
            }
        }
        if !self.was_read(PageOf::SharingRights) {
            spots.push("sharingRightsNotRead");
        }
        let hides = self.locks.iter().any(|lock| lock.hidden);
        if hides || self.has_hidden_key() {
            spots.push("personHidden");
        }
        if self.metadata_not_kept {
            spots.push("metadataNotKept");
        }
        if self.locks.iter().any(|lock| lock.zone == NONE) {
            spots.push("zoneUnknown");
        }
        spots
    }

    fn has_hidden_key(&self) -> bool {
        for number in 0..self.rows.count() {
            if self.rows.get(number).is_some_and(|row| row.person == NONE) {
                return true;
            }
        }
        false
    }
}
