//! The samples of API v2.

use serde_json::{Value, json};
use unloc_integrator_client::error::InvalidParam;
use unloc_integrator_client::model::v2::*;
use unloc_integrator_client::response::{ErrorBody, ResponseContext, error_response};

use crate::{Check, encoded_again, round_trip, sample};

pub const CHECKS: &[Check] = &[
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
            words_of(401, body),
            ("JsonWebTokenError".to_owned(), "JWT expired".to_owned())
        );
    }),
    ("error-409.json", "", |body| {
        assert_eq!(
            words_of(409, body),
            (
                "Conflict".to_owned(),
                "May not revoke expired keys".to_owned()
            )
        );
    }),
    ("error-problem.json", "", |body| {
        assert_eq!(
            words_of(400, body),
            (
                "Validation Error".to_owned(),
                "Your request parameters did not pass validation".to_owned()
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
        let recurring = &sample("v2/key-recurring.json")["key"]["recurrence"];
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

/// The API's error code and description, as `UnlocError` has them.
fn words_of(status: u16, body: &Value) -> (String, String) {
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
    let answered = ResponseContext {
        operation: "keys.create",
        idempotent: false,
        status,
    };
    let error = error_response(answered, &body, "");
    assert_eq!(error.invalid_params, params);
    (error.error.clone(), error.error_description.clone())
}

#[test]
fn what_has_not_been_recorded_keeps_unknown_members_nulls_and_words() {
    round_trip::<Subproject>(
        &json!({"id": "s", "name": "East", "lockIds": [], "parent": {"x": 1}}),
    );
    round_trip::<ProjectChange>(&json!({"name": "East"}));
    round_trip::<PrivacyPolicyChange>(&json!({"privacyPolicy": "public", "applyToAllLocks": true}));
    round_trip::<LockChange>(&json!({"name": "Gate", "note": "", "privacyPolicy": "secret"}));
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
