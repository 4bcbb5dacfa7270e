//! Every recorded entity and request of API v2 decodes into the model and encodes back without loss.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use unloc_integrator_client::error::InvalidParam;
use unloc_integrator_client::model::v2::*;
use unloc_integrator_client::outcome::{Answered, ErrorBody, refusal};

fn samples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/v2")
}

fn read(file: &str) -> Value {
    let text = std::fs::read_to_string(samples().join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn encoded_again<T: Serialize + DeserializeOwned>(value: &Value) -> Value {
    let entity: T =
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}"));
    serde_json::to_value(entity).unwrap()
}

fn round_trip<T: Serialize + DeserializeOwned>(value: &Value) {
    assert_eq!(&encoded_again::<T>(value), value);
}

/// How a sample is checked: the member that holds the entity or the list, and as what.
type Check = (&'static str, &'static str, fn(&Value));

const CHECKS: &[Check] = &[
    ("access-event.json", "", round_trip::<AccessEvent>),
    (
        "access-group-request.json",
        "",
        round_trip::<AccessGroupInput>,
    ),
    (
        "access-log-list.json",
        "accessEvents",
        round_trip::<Vec<AccessEvent>>,
    ),
    ("error-401.json", "", |body| {
        assert_eq!(
            said(401, body),
            ("JsonWebTokenError".to_owned(), "JWT expired".to_owned())
        );
    }),
    ("error-409.json", "", |body| {
        assert_eq!(
            said(409, body),
            (
                "Conflict".to_owned(),
                "The key has already expired".to_owned()
            )
        );
    }),
    ("error-problem.json", "", |body| {
        assert_eq!(
            said(400, body),
            (
                "Bad Request".to_owned(),
                "The request has invalid parameters".to_owned()
            )
        );
    }),
    ("job-failed-validation.json", "job", round_trip::<Job>),
    ("job-in-progress.json", "job", round_trip::<Job>),
    ("job-pending.json", "job", round_trip::<Job>),
    ("job-ref.json", "jobRef", round_trip::<JobRef>),
    ("job-succeeded-partial.json", "job", round_trip::<Job>),
    ("job-succeeded.json", "job", round_trip::<Job>),
    ("job-timeout.json", "job", round_trip::<Job>),
    ("key-recurring-lower-case.json", "key", |key| {
        let recurring = &read("key-recurring.json")["key"]["recurrence"];
        assert_eq!(&encoded_again::<Key>(key)["recurrence"], recurring);
    }),
    ("key-recurring.json", "key", round_trip::<Key>),
    ("key.json", "key", round_trip::<Key>),
    (
        "keys-create-request.json",
        "keys",
        round_trip::<Vec<KeyInput>>,
    ),
    ("keys-list-last-page.json", "keys", round_trip::<Vec<Key>>),
    ("keys-list.json", "keys", round_trip::<Vec<Key>>),
    ("lock.json", "lock", round_trip::<Lock>),
    ("locks-list.json", "locks", round_trip::<Vec<Lock>>),
    ("project.json", "project", round_trip::<Project>),
    (
        "resources-discovery.json",
        "resources",
        round_trip::<Resources>,
    ),
    ("webhook-request.json", "", round_trip::<WebhookInput>),
];

/// The API's own word and sentence, as a caller of a refused call finds them.
fn said(status: u16, body: &Value) -> (String, String) {
    let params: Vec<InvalidParam> = body["invalidParams"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|param| InvalidParam {
            name: param["name"].as_str().unwrap().to_owned(),
            reason: param["reason"].as_str().unwrap().to_owned(),
        })
        .collect();
    let body = ErrorBody::read(
        &|name| body[name].as_str().map(str::to_owned),
        params.clone(),
    );
    let answered = Answered {
        operation: "keys.create",
        idempotent: false,
        status,
    };
    let error = refusal(answered, &body, "");
    assert_eq!(error.invalid_params, params);
    (error.error, error.error_description)
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
fn what_has_not_been_recorded_keeps_unknown_members_nulls_and_words() {
    round_trip::<Subproject>(
        &json!({"id": "s", "name": "East", "lockIds": [], "parent": {"x": 1}}),
    );
    round_trip::<SubprojectInput>(&json!({"name": "East", "description": "Wing"}));
    round_trip::<SubprojectLocksChange>(&json!({"lockIdsToAdd": ["l"]}));
    round_trip::<SharingRight>(&json!({"lockId": "l", "appUserId": "+47", "source": "landlord"}));
    round_trip::<SharingRightInput>(&json!({"lockId": "l", "appUserId": "+47"}));
    round_trip::<ManagedUser>(&json!({"id": "u", "appUserId": "+47", "lastName": null}));
    round_trip::<ManagedUserInput>(&json!({"appUserId": "+47", "firstName": "A"}));
    round_trip::<ManagedUserChange>(
        &json!({"lastName": null, "metadata": {"room": null, "floor": "2"}}),
    );
    round_trip::<AccessGroup>(
        &json!({"id": "g", "name": "Team", "recurrence": null, "allowKeySharing": false}),
    );
    round_trip::<AccessGroupChange>(&json!({"description": null, "metadata": null}));
    round_trip::<AccessGroupAccessesChange>(&json!({"appUserIdsToRemove": ["+47"]}));
    round_trip::<LockConnection>(&json!({"id": "c", "state": "sleeping", "metadata": {"a": "b"}}));
    round_trip::<LockConnectionInput>(&json!({"locksToCreate": 100}));
    round_trip::<Doorbell>(
        &json!({"id": "d", "name": "Front", "lockId": "l", "sticker": "x",
        "doorbellUserLists": [{"id": "i", "name": "All", "doorbellUsers": [{"appUserId": "+47", "name": "A"}]}]}),
    );
    round_trip::<DoorbellInput>(
        &json!({"name": "Front", "lockId": "l", "doorbellUserLists": [{"name": "All", "doorbellUsers": []}]}),
    );
    round_trip::<DoorbellUserListChange>(
        &json!({"openingHours": {"mon": [8, 16]}, "doorbellUsersToUpdate": [{"id": "i", "name": "B"}]}),
    );
    round_trip::<Webhook>(
        &json!({"id": "w", "trigger": "keyEvent", "url": "https://example.com/x"}),
    );
    round_trip::<Organization>(&json!({"id": "o", "plan": null}));
    round_trip::<ProjectInput>(&json!({"name": "Harbour"}));
    round_trip::<AccessEvent>(
        &json!({"id": "e", "action": "rang", "created": "t", "keyId": "k", "lockId": "l", "lockName": "n", "appUserId": null}),
    );
    round_trip::<Job>(
        &json!({"id": "j", "status": "paused", "resultData": {"createdKeys": [{"keyId": "k", "why": 1}]}}),
    );
}
