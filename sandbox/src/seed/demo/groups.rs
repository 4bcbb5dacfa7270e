//! The access groups of the demo, and the keys that follow from them and from the doorbell.

use serde_json::Map;
use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::AccessGroup;

use super::clock::Clock;
use super::new_key::{IssuedKey, NewKey, insert};
use super::site::Site;
use super::{bell, hours};
use crate::store::Store;
use crate::store::key_index::{EndReason, KeyDetails, row_id};
use crate::store::key_state::KeyLifetime;
use crate::store::v2_records::AccessGroupRecord;
use crate::time;
use crate::v2::recurrence::spans;

/// An access group. Sites, people and doors are indexes.
struct Group {
    site: usize,
    name: &'static str,
    description: &'static str,
    has_hours: bool,
    people: &'static [u8],
    doors: &'static [u8],
}

/// The access groups. People may share the keys of those without hours in the second project.
const GROUPS: [Group; 3] = [
    Group {
        site: 0,
        name: "Residents of Solbakken 14",
        description: "Who lives in the stair: entrance, laundry and parcels",
        has_hours: false,
        people: &[1, 4, 5, 6, 7, 8, 9, 10],
        doors: &[1, 4, 15],
    },
    Group {
        site: 0,
        name: "Cleaning",
        description: "Mondays, Wednesdays and Fridays in working hours",
        has_hours: true,
        people: &[20, 22],
        doors: &[0, 1, 2, 4, 8, 13],
    },
    Group {
        site: 1,
        name: "Everybody at Bryggerikaia",
        description: "The doors that everybody goes through",
        has_hours: false,
        people: &[4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        doors: &[0, 1],
    },
];

/// Adds groups, doorbell and webhook without their keys, and returns the keys.
pub(super) fn add(store: &mut Store, sites: &[Site], clock: Clock) -> Vec<IssuedKey> {
    let mut issued = Vec::new();
    for group in &GROUPS {
        if let Some(site) = sites.get(group.site) {
            add_group(store, site, group, clock, &mut issued);
        }
    }
    if let Some(site) = sites.first() {
        bell::add_doorbell(store, site, clock, &mut issued);
        bell::add_webhook(store, site);
    }
    issued
}

fn add_group(
    store: &mut Store,
    site: &Site,
    group: &Group,
    clock: Clock,
    issued: &mut Vec<IssuedKey>,
) {
    let people: Vec<String> = (group.people.iter())
        .filter_map(|index| site.person(*index).cloned())
        .collect();
    let locks: Vec<String> = (group.doors.iter())
        .filter_map(|index| site.lock(*index).cloned())
        .collect();
    let start = clock.ago(150, 8 * 60, site.zone);
    let recurrence = if group.has_hours {
        Nullable::Value(hours::weekly(0))
    } else {
        Nullable::Absent
    };
    let id = store.new_id();
    let record = AccessGroupRecord {
        project_id: site.project_id.clone(),
        subproject_id: None,
        access_group: AccessGroup {
            id: id.clone(),
            name: group.name.to_owned(),
            description: Nullable::Value(Some(group.description.to_owned())),
            lock_ids: Nullable::Value(locks.clone()),
            app_user_ids: Nullable::Value(people.clone()),
            recurrence: match recurrence.value() {
                Some(recurrence) => Nullable::Value(Some(spans(recurrence))),
                None => Nullable::Absent,
            },
            allow_key_sharing: Nullable::Value(group.site == 1),
            metadata: Nullable::Absent,
            created: time::to_iso(start).into(),
            extra: Map::new(),
        },
    };
    let (row, _) = store.v2.access_groups.insert_full(id, record);
    for user_id in &people {
        issued.extend(locks.iter().map(|lock_id| IssuedKey {
            user_id: user_id.clone(),
            lock_id: lock_id.clone(),
            project_id: site.project_id.clone(),
            start,
            group: Some(row_id(row)),
            recurrence: recurrence.clone(),
            bell: None,
        }));
    }
}

/// Adds the keys. They are active and never end.
pub(super) fn add_keys(store: &mut Store, issued: &[IssuedKey]) {
    for key in issued {
        let lifetime = KeyLifetime {
            ready: key.start,
            start: key.start,
            end: None,
            fails: false,
        };
        let details = KeyDetails {
            recurrence: key.recurrence.clone(),
            access_group: key.group,
            ..KeyDetails::default()
        };
        let new = NewKey {
            project_id: &key.project_id,
            user_id: &key.user_id,
            lock_id: &key.lock_id,
            created: key.start,
            lifetime,
            end_reason: EndReason::NotEnded,
            subproject: None,
            details,
        };
        let id = insert(store, new);
        if let (Some(id), Some((doorbell, user))) = (id, &key.bell)
            && let Some(record) = store.v2.doorbells.get_mut(doorbell)
        {
            record.key_ids.insert(user.clone(), id);
        }
    }
}
