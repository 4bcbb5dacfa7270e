//! Every recorded entity and request decodes into the model and encodes back without loss.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use unloc_integrator_client::lock_holder_scope;
use unloc_integrator_client::model::*;

fn samples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/v1")
}

fn read(file: &str) -> Value {
    let text = std::fs::read_to_string(samples().join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn round_trip<T: Serialize + DeserializeOwned>(value: &Value) {
    let entity: T =
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}"));
    assert_eq!(&serde_json::to_value(entity).unwrap(), value);
}

/// How a sample is checked: the member that holds the entity or the list, and as what.
type Check = (&'static str, &'static str, fn(&Value));

const CHECKS: &[Check] = &[
    (
        "create-key-request.json",
        "",
        round_trip::<CreateKeyRequest>,
    ),
    (
        "create-key-request-recurring.json",
        "",
        round_trip::<CreateKeyRequest>,
    ),
    (
        "create-lock-holder-request.json",
        "",
        round_trip::<CreateLockHolderRequest>,
    ),
    (
        "create-or-update-role-request.json",
        "",
        round_trip::<CreateOrUpdateRoleRequest>,
    ),
    (
        "create-vendor-connection-request.json",
        "",
        round_trip::<CreateVendorConnectionRequest>,
    ),
    (
        "create-virtual-vendor-connection-request.json",
        "",
        round_trip::<CreateVendorConnectionRequest>,
    ),
    (
        "create-webhook-request.json",
        "",
        round_trip::<CreateKeyEventsWebhookRequest>,
    ),
    ("key-event.json", "", round_trip::<KeyEvent>),
    (
        "key-events-list.json",
        "keyEvents",
        round_trip::<Vec<KeyEvent>>,
    ),
    ("key-recurring.json", "key", round_trip::<Key>),
    ("key.json", "key", round_trip::<Key>),
    ("keys-list.json", "keys", round_trip::<Vec<Key>>),
    ("lock-holder.json", "lockHolder", round_trip::<LockHolder>),
    (
        "lock-holders-list.json",
        "lock-holders",
        round_trip::<Vec<LockHolder>>,
    ),
    ("lock-virtual.json", "lock", round_trip::<Lock>),
    ("lock.json", "lock", round_trip::<Lock>),
    ("locks-list.json", "locks", round_trip::<Vec<Lock>>),
    ("role.json", "role", round_trip::<Role>),
    ("roles-list.json", "roles", round_trip::<Vec<Role>>),
    ("roles-list-page.json", "roles", round_trip::<Vec<Role>>),
    (
        "update-key-request.json",
        "",
        round_trip::<UpdateKeyRequest>,
    ),
    (
        "update-lock-holder-request.json",
        "",
        round_trip::<UpdateLockHolderRequest>,
    ),
    (
        "update-lock-request.json",
        "",
        round_trip::<UpdateLockRequest>,
    ),
    (
        "vendor-connection.json",
        "vendorConnection",
        round_trip::<VendorConnection>,
    ),
    (
        "vendor-connections-list.json",
        "vendorConnections",
        round_trip::<Vec<VendorConnection>>,
    ),
    ("scope-vectors.json", "", |vectors| {
        vectors.as_array().unwrap().iter().for_each(scope_vector)
    }),
];

fn scope_vector(vector: &Value) {
    let text = |name: &str| {
        vector["lockHolder"][name]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let scope = lock_holder_scope::identifier(
        &text("countryIso"),
        &text("organizationId"),
        &text("organizationIdSuffix"),
    );
    assert_eq!(json!(scope.unwrap()), vector["scope"]);
}

#[test]
fn every_recorded_entity_decodes_and_encodes_back_without_loss() {
    for (file, member, check) in CHECKS {
        let sample = read(file);
        check(if member.is_empty() {
            &sample
        } else {
            &sample[member]
        });
    }
}

#[test]
fn no_recorded_sample_goes_unchecked() {
    let checked: BTreeSet<String> = CHECKS.iter().map(|(file, ..)| (*file).to_owned()).collect();
    let recorded: BTreeSet<String> = std::fs::read_dir(samples())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    assert_eq!(checked, recorded);
}

#[test]
fn absent_null_and_unknown_members_stay_what_they_are() {
    for value in [
        json!({"id": "l", "name": "n", "vendor": "v"}),
        json!({"id": "l", "name": "n", "vendor": "v", "address": null, "created": null}),
        json!({"id": "l", "name": "n", "vendor": "v", "batteryStatus": {"batteryLevel": "High"}, "auth": {}}),
    ] {
        round_trip::<Lock>(&value);
    }
    let key = |state: &str| json!({"id": "k", "lockId": "l", "toUser": {"id": "+47", "name": null}, "start": "s", "end": null, "state": state});
    for state in [
        "creating",
        "scheduled",
        "active",
        "inactive",
        "expired",
        "error",
        "revoked",
        "paused-by-vendor",
    ] {
        round_trip::<Key>(&key(state));
    }
    round_trip::<CreateKeyRequest>(&json!({"userId": "+47", "start": null, "durationMinutes": 90}));
    round_trip::<CreateKeyRequest>(&json!({"userId": "+47"}));
    round_trip::<User>(
        &json!({"userId": "+47", "userDisplayName": "A", "keysCount": 1, "rolesCount": 0}),
    );
    round_trip::<Webhook>(&json!({"webhookUrl": "https://example.com/x", "id": null}));
    round_trip::<CreateVendorAccountRequest>(
        &json!({"vendor": "danalock", "email": "a@example.com", "password": "p"}),
    );
    round_trip::<Integrator>(&json!({"id": "i", "plan": {"x": [1, 2]}}));
    round_trip::<UpdateVendorConnectionPasswordRequest>(&json!({"password": "p"}));
}
