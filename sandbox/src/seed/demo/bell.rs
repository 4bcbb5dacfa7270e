//! The doorbell of the demo, and its webhook.

use serde_json::Map;
use unloc_integrator_client::model::v2::{Doorbell, DoorbellUser, DoorbellUserList};
use unloc_integrator_client::model::{Nullable, Webhook};

use super::clock::Clock;
use super::new_key::IssuedKey;
use super::site::Site;
use crate::store::Store;
use crate::store::state::WebhookRecord;
use crate::store::v2_records::DoorbellRecord;

/// Whom the doorbell at the first door of the first project rings.
const AT_THE_BELL: [u8; 6] = [1, 11, 12, 13, 14, 16];

/// Adds the doorbell. Each of its users gets a key.
pub(super) fn add_doorbell(
    store: &mut Store,
    site: &Site,
    clock: Clock,
    issued: &mut Vec<IssuedKey>,
) {
    let Some(lock_id) = site.locks.first() else {
        return;
    };
    let doorbell_id = store.new_id();
    let mut doorbell_users = Vec::new();
    for app_user_id in AT_THE_BELL.iter().filter_map(|index| site.person(*index)) {
        let id = store.new_id();
        let person = store.people.get(app_user_id);
        doorbell_users.push(DoorbellUser {
            app_user_id: app_user_id.clone(),
            name: person.map_or_else(String::new, |person| person.name.clone()),
            id: id.clone().into(),
            extra: Map::new(),
        });
        issued.push(IssuedKey {
            user_id: app_user_id.clone(),
            lock_id: lock_id.clone(),
            project_id: site.project_id.clone(),
            start: clock.ago(120, 8 * 60, site.zone),
            group: None,
            recurrence: Nullable::Absent,
            bell: Some((doorbell_id.clone(), id)),
        });
    }
    let list = DoorbellUserList {
        name: "Flats of Solbakken 12".to_owned(),
        doorbell_users,
        id: store.new_id().into(),
        extra: Map::new(),
    };
    let record = DoorbellRecord {
        project_id: site.project_id.clone(),
        doorbell: Doorbell {
            id: doorbell_id.clone(),
            name: "Solbakken 12".to_owned(),
            lock_id: lock_id.clone(),
            doorbell_user_lists: Nullable::Value(vec![list]),
            extra: Map::new(),
        },
        key_ids: Default::default(),
        subproject_ids: Default::default(),
    };
    store.v2.doorbells.insert(doorbell_id, record);
}

/// Adds a webhook whose address leads nowhere, so that nothing is posted to it.
pub(super) fn add_webhook(store: &mut Store, site: &Site) {
    let id = store.new_id();
    let record = WebhookRecord {
        lock_holder_id: site.project_id.clone(),
        lock_id: None,
        trigger: Some("accessEvent".to_owned()),
        webhook: Webhook {
            webhook_url: "https://hooks.fjordglimt.invalid/unloc".to_owned(),
            id: id.clone().into(),
            extra: Map::new(),
        },
    };
    store.webhooks.insert(id, record);
}
