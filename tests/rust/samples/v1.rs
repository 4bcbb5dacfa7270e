//! The samples of API v1.

use serde_json::{Value, json};
use unloc_integrator_client::auth::lock_holder_scope;
use unloc_integrator_client::model::*;

use crate::{Check, round_trip};

pub const CHECKS: &[Check] = &[
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
