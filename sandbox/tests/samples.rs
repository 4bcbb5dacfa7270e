//! Recorded requests are accepted, and responses have the members of the recorded ones.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::{Answer, Api};
use serde_json::{Value, json};

/// A recorded body. Those of entities are samples of the model's tests, the others are in this folder.
fn sample(name: &str) -> Value {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let of_model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/samples/v1");
    let text = [own, of_model]
        .iter()
        .find_map(|folder| std::fs::read_to_string(folder.join(format!("{name}.json"))).ok());
    serde_json::from_str(&text.unwrap()).unwrap()
}

/// The paths of all members. All entries of a list have the same path.
fn members(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                found.insert(format!("{path}.{name}"));
                members(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(entries) => {
            for value in entries {
                members(value, &format!("{path}[]"), found);
            }
        }
        _ => {}
    }
}

/// Every member of the sample is in the response, except those that may be absent.
fn has_members_of(answer: &Answer, name: &str, may_be_absent: &[&str]) {
    assert_eq!(answer.status, 200, "{name}: {}", answer.body);
    let (mut expected, mut found) = (BTreeSet::new(), BTreeSet::new());
    members(&sample(name), "", &mut expected);
    members(&answer.body, "", &mut found);
    let missing: Vec<&String> = expected
        .iter()
        .filter(|path| !found.contains(*path))
        .filter(|path| !may_be_absent.iter().any(|part| path.contains(part)))
        .collect();
    assert!(
        missing.is_empty(),
        "{name} has {missing:?}, the answer not: {}",
        answer.body
    );
}

#[test]
fn recorded_requests_are_accepted_and_answered_as_recorded() {
    let mut api = Api::demo();
    let integrator = api.token(None);
    let (base, token) = api.base(0);
    let lock = format!("{base}/locks/{}", api.first_lock(0));
    let lock_holders = "/integrators/v1/lock-holders/";

    has_members_of(
        &api.get(&integrator, lock_holders),
        "lock-holders-list",
        &[],
    );
    has_members_of(
        &api.send(
            &integrator,
            "POST",
            lock_holders,
            &sample("create-lock-holder-request"),
        ),
        "lock-holder",
        &[],
    );
    let mut nested = sample("create-lock-holder-request-nested");
    nested["lockHolder"]["organizationIdSuffix"] = json!("west");
    has_members_of(
        &api.send(&integrator, "POST", lock_holders, &nested),
        "lock-holder",
        &[],
    );
    has_members_of(
        &api.send(
            &token,
            "PATCH",
            &format!("{base}/"),
            &sample("update-lock-holder-request"),
        ),
        "lock-holder",
        &[],
    );

    has_members_of(
        &api.send(
            &token,
            "PATCH",
            &format!("{lock}/"),
            &sample("update-lock-request"),
        ),
        "lock",
        &["auth.", "floor", "visitorInstructions"],
    );
    has_members_of(
        &api.get(&token, &format!("{base}/locks/")),
        "locks-list",
        &["auth.", "visitorInstructions"],
    );

    let key = api.send(
        &token,
        "POST",
        &format!("{lock}/keys/"),
        &sample("create-key-request"),
    );
    has_members_of(&key, "key", &[]);
    let id = key.body["key"]["id"].as_str().unwrap().to_owned();
    let recurring = api.send(
        &token,
        "POST",
        &format!("{lock}/keys/"),
        &sample("create-key-request-recurring"),
    );
    has_members_of(&recurring, "key-recurring", &["toUser.name"]);
    assert_eq!(
        recurring.body["key"]["recurrence"],
        sample("create-key-request-recurring")["recurrence"]
    );
    has_members_of(
        &api.get(&token, &format!("{base}/keys/")),
        "keys-list",
        &["imageUrl"],
    );
    let revoked = api.send(
        &token,
        "PUT",
        &format!("{lock}/keys/{id}/"),
        &sample("update-key-request"),
    );
    has_members_of(&revoked, "key", &[]);

    let role = format!("{lock}/roles/%2B447700900123/");
    has_members_of(
        &api.send(
            &token,
            "PUT",
            &role,
            &sample("create-or-update-role-request"),
        ),
        "role",
        &[],
    );
    has_members_of(
        &api.get(&token, &format!("{base}/roles/?limit=1")),
        "roles-list-page",
        &[],
    );
    has_members_of(
        &api.get(&token, &format!("{base}/roles/")),
        "roles-list",
        &[],
    );

    let connections = format!("{base}/vendor-connections/");
    for request in [
        "create-vendor-connection-request",
        "create-virtual-vendor-connection-request",
    ] {
        has_members_of(
            &api.send(&token, "POST", &connections, &sample(request)),
            "vendor-connection",
            &[],
        );
    }
    has_members_of(
        &api.get(&token, &connections),
        "vendor-connections-list",
        &[],
    );
    let webhook = api.send(
        &token,
        "POST",
        &format!("{lock}/key-events/webhooks/"),
        &sample("create-webhook-request"),
    );
    assert_eq!(webhook.status, 200, "{}", webhook.body);
    has_members_of(
        &api.get(&token, &format!("{base}/key-events/?limit=2")),
        "key-events-list",
        &[],
    );
}

#[test]
fn token_answers_have_the_recorded_members() {
    let mut api = Api::demo();
    let mut request = sample("token-request");
    request["client_id"] = json!("sandbox-client");
    request["client_secret"] = json!("sandbox-secret");
    has_members_of(&api.token_request(&request), "token-response-unscoped", &[]);
    request["scope"] = json!("lockHolder.identifier:NO.DEMO-1002.east");
    has_members_of(&api.token_request(&request), "token-response", &[]);
    request["scope"] = json!([format!("lockHolder.admin:{}", api.lock_holder_id(0))]);
    has_members_of(
        &api.token_request(&request),
        "token-response-lock-holder-admin",
        &[],
    );
}

#[test]
fn refusals_have_the_recorded_shapes() {
    let mut api = Api::demo();
    let token = api.token(None);
    api.advance(3600.0);
    let expired = api.get(&token, "/integrators/v1/lock-holders/");
    assert_eq!(expired.body, sample("error-api"));
    let refused = api.token_request(&json!({"client_id": "sandbox-client"}));
    assert_eq!(refused.body, sample("error-auth"));
}
