//! Every endpoint of API v1: success and every error.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, NOW, PERSON, SECRETLESS};
use serde_json::{Value, json};

#[test]
fn a_token_is_given_and_lists_lock_holders() {
    let mut api = Api::demo();
    let answer = api.token_request(&json!({
        "grant_type": "client_credentials",
        "client_id": "sandbox-client",
        "client_secret": "sandbox-secret",
    }));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["token_type"], "bearer");
    assert_eq!(answer.body["expires_in"], 3600);
    assert_eq!(answer.body.get("scope"), None);
    let token = answer.body["access_token"].as_str().unwrap().to_owned();
    let list = api.get(&token, "/integrators/v1/lock-holders/");
    assert_eq!(list.status, 200);
    assert_eq!(list.body["lock-holders"].as_array().unwrap().len(), 3);
    assert_eq!(
        list.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert!(list.header("x-request-id").is_some());
}

#[test]
fn every_scope_form_is_understood() {
    let mut api = Api::demo();
    let first = api.lock_holder_id(0);
    let second = api.lock_holder_id(1);
    let admin = |id: &str| format!("lockHolder.admin:{id}");
    let cases = [
        (
            json!("integrator.admin"),
            json!(["integrator.admin"]),
            Value::Null,
            Value::Null,
        ),
        (
            json!("lockHolder.identifier:NO.DEMO-1001."),
            json!(["lockHolder.identifier:NO.DEMO-1001."]),
            json!(first),
            Value::Null,
        ),
        (
            json!("lockHolder.identifier:NO.DEMO-1002.east"),
            json!(["lockHolder.identifier:NO.DEMO-1002.east"]),
            json!(second),
            Value::Null,
        ),
        (
            json!(admin(&first)),
            json!([admin(&first)]),
            Value::Null,
            json!([first]),
        ),
        (
            json!(format!("{} {}", admin(&first), admin(&second))),
            json!([admin(&first), admin(&second)]),
            Value::Null,
            json!([first, second]),
        ),
        (
            json!([admin(&second), admin(&first)]),
            json!([admin(&second), admin(&first)]),
            Value::Null,
            json!([second, first]),
        ),
    ];
    for (scope, answered, id, ids) in cases {
        let answer = api.token_request(&json!({
            "grant_type": "client_credentials",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
            "scope": scope,
        }));
        assert_eq!(answer.status, 200, "{scope}");
        assert_eq!(answer.body["scope"], answered);
        assert_eq!(answer.body["lock_holder_id"], id);
        assert_eq!(answer.body["lock_holder_ids"], ids);
    }
}

#[test]
fn the_token_endpoint_refuses_in_the_words_of_oauth() {
    let mut api = Api::demo();
    let with = |member: &str, value: Value| {
        let mut body = json!({
            "grant_type": "client_credentials",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
        });
        body[member] = value;
        body
    };
    let cases = [
        (with("grant_type", Value::Null), 400, "invalid_request"),
        (
            with("grant_type", json!("password")),
            400,
            "unsupported_grant_type",
        ),
        (with("client_id", Value::Null), 400, "invalid_request"),
        (with("client_secret", json!(7)), 400, "invalid_request"),
        (with("client_id", json!("other")), 401, "invalid_client"),
        (
            with("client_secret", json!("sandbox-secreT")),
            401,
            "invalid_client",
        ),
        (with("scope", json!("everything")), 400, "invalid_scope"),
        (
            with("scope", json!("lockHolder.admin")),
            400,
            "invalid_scope",
        ),
        (
            with("scope", json!("lockHolder.admin:nobody")),
            400,
            "invalid_scope",
        ),
        (
            with("scope", json!("lockHolder.identifier:NO.DEMO-1001")),
            400,
            "invalid_scope",
        ),
        (
            with("scope", json!("lockHolder.identifier:SE.DEMO-1001.")),
            400,
            "invalid_scope",
        ),
        (
            with("scope", json!({"lock_holder_country_iso": "NO"})),
            400,
            "invalid_scope",
        ),
        (json!([]), 400, "invalid_request"),
    ];
    for (body, status, error) in cases {
        let answer = api.token_request(&body);
        assert_eq!(
            (answer.status, &answer.body["error"]),
            (status, &json!(error)),
            "{body}"
        );
        assert!(answer.body["error_description"].is_string());
    }
    let form = api.call(
        None,
        "POST",
        "/auth/v1/token",
        b"grant_type=client_credentials",
    );
    assert_eq!(
        (form.status, &form.body["error"]),
        (400, &json!("invalid_request"))
    );
}

#[test]
fn the_token_path_is_the_same_with_and_without_a_slash_at_the_end() {
    let mut api = Api::demo();
    for path in ["/auth/v1/token", "/auth/v1/token/"] {
        let answer = api.call(None, "POST", path, SECRETLESS);
        assert_eq!(answer.body["error"], "invalid_request", "{path}");
        assert_eq!(
            answer.body["error_description"],
            "Missing parameter: client_secret"
        );
    }
}

#[test]
fn without_a_good_token_there_is_nothing() {
    let mut api = Api::demo();
    let path = "/integrators/v1/lock-holders/";
    let none = api.call(None, "GET", path, b"");
    assert_eq!(none.status, 401);
    let garbage = api.get("garbage", path);
    assert_eq!(garbage.status, 401);
    assert_eq!(garbage.body["error"], "JsonWebTokenError");
    let mut token = api.token(None);
    token.pop();
    token.push('!');
    assert_eq!(api.get(&token, path).status, 401);
}

#[test]
fn a_token_expires_when_the_clock_goes_on_by_an_hour() {
    let mut api = Api::demo();
    let token = api.token(None);
    let path = "/integrators/v1/lock-holders/";
    api.advance(3599.0);
    assert_eq!(api.get(&token, path).status, 200);
    api.advance(1.0);
    let answer = api.get(&token, path);
    assert_eq!(answer.status, 401);
    assert_eq!(
        answer.body,
        json!({"error": "JsonWebTokenError", "errorDescription": "JWT expired"})
    );
}

#[test]
fn a_token_is_good_only_for_what_it_was_asked_for() {
    let mut api = Api::demo();
    let (first, second) = (api.lock_holder_id(0), api.lock_holder_id(1));
    let unscoped = api.token(None);
    let scoped = api.admin_token(0);
    let locks = |id: &str| format!("/integrators/v1/lock-holders/{id}/locks/");
    assert_eq!(api.get(&scoped, &locks(&first)).status, 200);
    assert_eq!(api.get(&scoped, &locks(&second)).status, 403);
    assert_eq!(api.get(&unscoped, &locks(&first)).status, 403);
    assert_eq!(api.get(&scoped, &locks("nobody")).status, 404);
    let create = api.send(&scoped, "POST", "/integrators/v1/lock-holders/", &json!({}));
    assert_eq!(create.status, 403);
    let seen = api.get(&scoped, "/integrators/v1/lock-holders/");
    assert_eq!(seen.body["lock-holders"].as_array().unwrap().len(), 1);
    assert_eq!(seen.body["lock-holders"][0]["id"], json!(first));
}

#[test]
fn a_lock_holder_is_created_renamed_and_found() {
    let mut api = Api::empty();
    let token = api.token(None);
    let path = "/integrators/v1/lock-holders/";
    let flat = api.send(
        &token,
        "POST",
        path,
        &json!({
            "name": "Harbour Apartments", "countryIso": "NO",
            "organizationId": "EXAMPLE-001", "organizationIdSuffix": "east",
        }),
    );
    assert_eq!(flat.status, 200);
    let lock_holder = &flat.body["lockHolder"];
    assert_eq!(lock_holder["organizationIdSuffix"], "east");
    assert_eq!(
        lock_holder["activeInstallerInviteCodes"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let nested = api.send(
        &token,
        "POST",
        path,
        &json!({
            "lockHolder": {"name": "Hilltop", "countryIso": "SE", "organizationId": "EXAMPLE-002"},
            "createVendorAccount": true, "vendor": "danalock",
            "email": "locks@example.com", "password": "example-password",
        }),
    );
    assert_eq!(nested.status, 200, "{}", nested.body);
    let id = nested.body["lockHolder"]["id"].as_str().unwrap().to_owned();
    let scoped = api.token(Some(&json!("lockHolder.identifier:SE.EXAMPLE-002.")));
    let renamed = api.send(
        &scoped,
        "PATCH",
        &format!("{path}{id}/"),
        &json!({"name": "Hilltop Offices"}),
    );
    assert_eq!(renamed.body["lockHolder"]["name"], "Hilltop Offices");
    let list = api.get(&token, path);
    let names: Vec<&Value> = list.body["lock-holders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["name"])
        .collect();
    assert_eq!(
        names,
        [&json!("Harbour Apartments"), &json!("Hilltop Offices")]
    );
    assert_eq!(
        list.body["lock-holders"][0].get("activeInstallerInviteCodes"),
        None
    );
}

#[test]
fn a_lock_holder_that_breaks_a_rule_is_refused() {
    let mut api = Api::empty();
    let token = api.token(None);
    let path = "/integrators/v1/lock-holders/";
    let good = json!({"name": "Harbour", "countryIso": "NO", "organizationId": "EXAMPLE-001"});
    let cases = [
        ("name", json!("abc")),
        ("name", Value::Null),
        ("name", json!("x".repeat(1025))),
        ("countryIso", json!("XX")),
        ("countryIso", json!("no")),
        ("organizationId", json!("a b c d")),
        ("organizationId", json!("abc")),
        ("organizationIdSuffix", json!("a.b")),
        ("createVendorAccount", json!(true)),
    ];
    for (member, value) in cases {
        let mut body = good.clone();
        body[member] = value.clone();
        let answer = api.send(&token, "POST", path, &body);
        assert_eq!(answer.status, 400, "{member} {value}");
        assert!(answer.body["errorDescription"].is_string());
    }
    assert_eq!(api.send(&token, "POST", path, &good).status, 200);
    assert_eq!(api.send(&token, "POST", path, &good).status, 409);
}

#[test]
fn the_list_of_lock_holders_comes_in_the_form_that_was_set() {
    for (form, pointer) in [
        ("lock-holders", "/lock-holders"),
        ("lockHolders", "/lockHolders"),
        ("managedLockHolders", "/managedLockHolders"),
        ("array", ""),
    ] {
        let settings = serde_json::from_value(json!({"lockHolderListForm": form})).unwrap();
        let mut api = Api::with_settings(settings);
        let token = api.token(None);
        let list = api.get(&token, "/integrators/v1/lock-holders/");
        assert_eq!(
            list.body
                .pointer(pointer)
                .and_then(Value::as_array)
                .unwrap()
                .len(),
            3,
            "{form}"
        );
    }
}

#[test]
fn one_entity_comes_in_the_form_that_was_set() {
    for (form, prefix) in [("envelope", true), ("bare", false)] {
        let settings = serde_json::from_value(json!({ "entityForm": form })).unwrap();
        let mut api = Api::with_settings(settings);
        let (base, token) = api.base(0);
        let lock = api.first_lock(0);
        let body = json!({"userId": "+447700900999", "start": null, "end": null});
        for (name, method, path, body) in [
            ("key", "POST", format!("/locks/{lock}/keys/"), body),
            ("lock", "GET", format!("/locks/{lock}/"), json!({})),
            (
                "vendorConnection",
                "POST",
                "/vendor-connections/".to_owned(),
                json!({"vendor": "virtual", "locksToCreate": 1}),
            ),
            (
                "lockHolder",
                "PATCH",
                "/".to_owned(),
                json!({"name": "Renamed"}),
            ),
        ] {
            let answer = api.send(&token, method, &format!("{base}{path}"), &body);
            assert_eq!(answer.status, 200, "{}", answer.body);
            let pointer = if prefix {
                format!("/{name}/id")
            } else {
                "/id".to_owned()
            };
            let id = answer.body.pointer(&pointer);
            assert!(id.is_some_and(Value::is_string), "{form}: {}", answer.body);
        }
        let list = api.get(&token, &format!("{base}/locks/"));
        assert!(list.body["locks"].is_array());
        let missing = api.get(&token, &format!("{base}/locks/nothing/"));
        assert_eq!(
            (missing.status, &missing.body["error"]),
            (404, &json!("NotFound"))
        );
    }
}

#[test]
fn locks_are_listed_sorted_and_shown_with_their_counts() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let list = api.get(&token, &format!("{base}/locks/"));
    let locks = list.body["locks"].as_array().unwrap().clone();
    assert_eq!(locks.len(), 16);
    assert_eq!(locks[0]["address"]["city"], "Bergen");
    assert!(locks[0]["keysCreatedCount"].as_f64().unwrap() > 0.0);
    let id = locks[0]["id"].as_str().unwrap();
    let one = api.get(&token, &format!("{base}/locks/{id}"));
    assert_eq!(one.body["lock"], locks[0]);
    let names = |answer: &common::Answer| -> Vec<String> {
        answer.body["locks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|lock| lock["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let sorted = names(&api.get(&token, &format!("{base}/locks/?sort=name")));
    assert!(sorted.is_sorted());
    let mut reversed = names(&api.get(&token, &format!("{base}/locks/?sort=name&order=desc")));
    reversed.reverse();
    assert_eq!(sorted, reversed);
    assert_eq!(
        api.get(&token, &format!("{base}/locks/?sort=colour"))
            .status,
        400
    );
    assert_eq!(
        api.get(&token, &format!("{base}/locks/nothing/")).status,
        404
    );
    let foreign = api.first_lock(1);
    assert_eq!(
        api.get(&token, &format!("{base}/locks/{foreign}/")).status,
        404
    );
}

#[test]
fn a_lock_is_renamed_pictured_and_moved() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let path = format!("{base}/locks/{}/", api.first_lock(0));
    let picture = "data:image/png;base64,iVBORw0KGgo=";
    let changed = api.send(&token, "PATCH", &path, &json!({
        "name": "Front door", "image": picture,
        "address": {"street": "1 Example Street", "postalCode": 150, "city": "Oslo", "countryIso": "NO"},
    }));
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(changed.body["lock"]["name"], "Front door");
    assert_eq!(changed.body["lock"]["imageUrl"], picture);
    assert_eq!(changed.body["lock"]["address"]["postalCode"], "150");
    let removed = api.send(&token, "PATCH", &path, &json!({"address": null}));
    assert_eq!(removed.body["lock"].get("address"), None);
    assert_eq!(removed.body["lock"]["name"], "Front door");
    for wrong in [
        json!({"name": ""}),
        json!({"name": 5}),
        json!({"image": "https://example.com/a.png"}),
        json!({"image": "data:text/plain;base64,aGk="}),
        json!({"image": "data:image/png;base64,?"}),
        json!({"address": "Oslo"}),
        json!({"address": {"street": "a", "postalCode": "1", "city": "b", "countryIso": "XX"}}),
        json!({"address": {"street": "a"}}),
    ] {
        assert_eq!(
            api.send(&token, "PATCH", &path, &wrong).status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn a_new_key_is_creating_then_active_then_expired() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    let path = format!("{base}/locks/{lock}/keys/");
    let created = api.send(
        &token,
        "POST",
        &path,
        &json!({
            "userId": PERSON, "start": null, "durationMinutes": 30, "skipInviteNotification": true,
        }),
    );
    assert_eq!(created.status, 200, "{}", created.body);
    let key = &created.body["key"];
    assert_eq!(key["state"], "creating");
    assert_eq!(key["lockId"], json!(lock));
    assert_eq!(key["toUser"]["id"], PERSON);
    assert_eq!(key["start"], key["created"]);
    let one = format!("{path}{}/", key["id"].as_str().unwrap());
    let mut state_after = |seconds: f64| {
        api.advance(seconds);
        api.get(&token, &one).body["key"]["state"].clone()
    };
    assert_eq!(state_after(1.9), "creating");
    assert_eq!(state_after(0.2), "active");
    assert_eq!(state_after(30.0 * 60.0), "expired");
}

#[test]
fn a_key_for_later_is_scheduled_first() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    let created = api.send(&token, "POST", &format!("{base}/keys/"), &json!({
        "lockId": lock, "userId": 447_700_900_999_u64,
        "start": "2026-03-11T12:00:00+01:00", "end": null,
        "recurrence": {"mon": {"startHour": 8, "startMinute": 0, "endHour": 16, "endMinute": 30}},
        "metadata": {"booking": "A-17"},
    }));
    assert_eq!(created.status, 200, "{}", created.body);
    assert_eq!(created.body["key"]["toUser"]["id"], "+447700900999");
    assert_eq!(created.body["key"]["start"], "2026-03-11T11:00:00.000Z");
    assert_eq!(created.body["key"]["end"], Value::Null);
    assert_eq!(created.body["key"]["metadata"]["booking"], "A-17");
    let one = format!(
        "{base}/keys/{}",
        created.body["key"]["id"].as_str().unwrap()
    );
    api.advance(3.0);
    assert_eq!(api.get(&token, &one).body["key"]["state"], "scheduled");
    api.advance(86_400.0);
    assert_eq!(api.get(&token, &one).status, 401);
    let (_, token) = api.base(0);
    assert_eq!(api.get(&token, &one).body["key"]["state"], "active");
}

#[test]
fn a_key_that_breaks_a_rule_is_refused() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    let path = format!("{base}/locks/{lock}/keys/");
    let window = json!({"startHour": 9, "startMinute": 0, "endHour": 9, "endMinute": 0});
    for wrong in [
        json!({"start": null, "end": null}),
        json!({"userId": "447700900123", "start": null, "end": null}),
        json!({"userId": PERSON, "end": null}),
        json!({"userId": PERSON, "start": null}),
        json!({"userId": PERSON, "start": "tomorrow", "end": null}),
        json!({"userId": PERSON, "start": "2026-03-11T12:00:00", "end": null}),
        json!({"userId": PERSON, "start": 5, "end": null}),
        json!({"userId": PERSON, "start": "2026-03-11T12:00:00Z", "end": "2026-03-11T12:00:00Z"}),
        json!({"userId": PERSON, "start": null, "end": "2026-03-12T12:00:00Z", "durationMinutes": 5}),
        json!({"userId": PERSON, "start": null, "durationMinutes": 0}),
        json!({"userId": PERSON, "start": null, "durationMinutes": 1.5}),
        json!({"userId": PERSON, "start": null, "end": null, "recurrence": {}}),
        json!({"userId": PERSON, "start": null, "end": null, "recurrence": {"mon": window}}),
        json!({"userId": PERSON, "start": null, "end": null, "recurrence": {"mon": {"startHour": 300}}}),
        json!({"userId": PERSON, "start": null, "end": null, "metadata": {"a": 1}}),
        json!({"userId": PERSON, "start": null, "end": null, "skipInviteNotification": "perhaps"}),
    ] {
        let answer = api.send(&token, "POST", &path, &wrong);
        assert_eq!(answer.status, 400, "{wrong}");
        assert_eq!(answer.body["error"], "BadRequest");
    }
    let good = json!({"userId": PERSON, "start": null, "end": null});
    let nowhere = format!("{base}/locks/nothing/keys/");
    assert_eq!(api.send(&token, "POST", &nowhere, &good).status, 404);
    let without_lock = format!("{base}/keys/");
    assert_eq!(api.send(&token, "POST", &without_lock, &good).status, 400);
    assert_eq!(api.call(Some(&token), "POST", &path, b"{").status, 400);
    assert_eq!(api.call(Some(&token), "POST", &path, b"").status, 400);
}

#[test]
fn a_revoked_key_stays_in_lists() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    let keys = format!("{base}/locks/{lock}/keys/");
    let before = api.get(&token, &keys).body["keys"]
        .as_array()
        .unwrap()
        .len();
    let created = api.send(
        &token,
        "POST",
        &keys,
        &json!({"userId": PERSON, "start": null, "end": null}),
    );
    let id = created.body["key"]["id"].as_str().unwrap().to_owned();
    let one = format!("{keys}{id}/");
    assert_eq!(
        api.send(&token, "PUT", &one, &json!({"state": "active"}))
            .status,
        400
    );
    for _ in 0..2 {
        let revoked = api.send(&token, "PUT", &one, &json!({"state": "revoked"}));
        assert_eq!(
            (revoked.status, &revoked.body["key"]["state"]),
            (200, &json!("revoked"))
        );
    }
    api.advance(10.0);
    let after = api.get(&token, &keys);
    let found: Vec<&Value> = after.body["keys"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|key| key["id"] == json!(id))
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["state"], "revoked");
    assert_eq!(after.body["keys"].as_array().unwrap().len(), before + 1);
    let elsewhere = format!("{base}/locks/{}/keys/{id}/", api.lock_of(0, 1));
    assert_eq!(
        api.send(&token, "PUT", &elsewhere, &json!({"state": "revoked"}))
            .status,
        404
    );
}

#[test]
fn keys_are_listed_for_the_lock_holder_the_lock_and_the_person() {
    let mut api = Api::demo();
    let mut total = 0;
    for index in 0..3 {
        let (base, token) = api.base(index);
        total += api.get(&token, &format!("{base}/keys/")).body["keys"]
            .as_array()
            .unwrap()
            .len();
    }
    assert_eq!(total, 400);
    let (base, token) = api.base(0);
    let all = api.get(&token, &format!("{base}/keys/"));
    let person = all.body["keys"][0]["toUser"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let expected = all.body["keys"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|key| key["toUser"]["id"] == json!(person))
        .count();
    let encoded = person.replace('+', "%2B");
    let of_person = api.get(&token, &format!("{base}/users/{encoded}/keys/"));
    assert_eq!(of_person.body["keys"].as_array().unwrap().len(), expected);
    assert_eq!(
        api.get(&token, &format!("{base}/users/nobody/keys/"))
            .status,
        400
    );
}

#[test]
fn a_role_is_given_named_and_taken_back() {
    let mut api = Api::demo();
    let (base, token) = api.base(2);
    let lock = api.lock_of(2, 11);
    let path = format!("{base}/locks/{lock}/roles/%2B447700900777/");
    let granted = api.send(
        &token,
        "PUT",
        &path,
        &json!({"canShare": "true", "userName": "Alex Example"}),
    );
    assert_eq!(granted.status, 200, "{}", granted.body);
    let role = &granted.body["role"];
    assert_eq!(
        (&role["userId"], &role["canShare"]),
        (&json!("+447700900777"), &json!(true))
    );
    assert_eq!(role["userName"], "Alex Example");
    assert_eq!(role["createdKeys"].as_f64(), Some(0.0));
    let listed = |answer: &common::Answer| {
        answer.body["roles"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|role| role["userId"] == "+447700900777")
            .count()
    };
    let of_lock = format!("{base}/locks/{lock}/roles");
    assert_eq!(listed(&api.get(&token, &of_lock)), 1);
    let of_person = format!("{base}/users/%2B447700900777/roles/");
    assert_eq!(listed(&api.get(&token, &of_person)), 1);
    let key = api.send(
        &token,
        "POST",
        &format!("{base}/locks/{lock}/keys/"),
        &json!({"userId": "+447700900777", "start": null, "end": null}),
    );
    assert_eq!(key.body["key"]["toUser"]["name"], "Alex Example");
    let taken = api.send(&token, "PUT", &path, &json!({"canShare": false}));
    assert_eq!(taken.body["role"]["canShare"], false);
    assert_eq!(taken.body["role"]["created"], role["created"]);
    assert_eq!(listed(&api.get(&token, &of_lock)), 0);
    assert_eq!(api.send(&token, "PUT", &path, &json!({})).status, 400);
    assert_eq!(
        api.send(&token, "PUT", &path, &json!({"canShare": "perhaps"}))
            .status,
        400
    );
    let nobody = format!("{base}/locks/{lock}/roles/Alex/");
    assert_eq!(
        api.send(&token, "PUT", &nobody, &json!({"canShare": true}))
            .status,
        400
    );
}

#[test]
fn roles_come_in_pages_that_miss_none_and_repeat_none() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let all = api.get(&token, &format!("{base}/roles/"));
    assert_eq!(all.body.get("startAfterId"), None);
    let all = all.body["roles"].as_array().unwrap().clone();
    assert!(all.iter().all(|role| role["canShare"] == json!(true)));
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = api.get(&token, &format!("{base}/roles/?limit=5{cursor}"));
        let roles = page.body["roles"].as_array().unwrap().clone();
        let last = roles.last().unwrap().clone();
        paged.extend(roles);
        let Some(next) = page.body.get("startAfterId") else {
            break;
        };
        let id = format!(
            "{}.{}",
            last["userId"].as_str().unwrap(),
            last["lockId"].as_str().unwrap()
        );
        assert_eq!(next, &json!(id));
        cursor = format!("&startAfterId={}", id.replace('+', "%2B"));
    }
    assert!(all.len() > 15);
    assert_eq!(paged, all);
    for limit in ["0", "-1", "many", "2501", "1.5"] {
        assert_eq!(
            api.get(&token, &format!("{base}/roles/?limit={limit}"))
                .status,
            400,
            "{limit}"
        );
    }
}

#[test]
fn shared_keys_are_deleted_on_one_lock_and_on_all() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let shared = |api: &mut Api| -> f64 {
        let roles = api.get(&token, &format!("{base}/roles/"));
        roles.body["roles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|role| role["createdKeys"].as_f64().unwrap())
            .sum()
    };
    let sharers = api.get(&token, &format!("{base}/roles/"));
    let sharer = sharers.body["roles"]
        .as_array()
        .unwrap()
        .iter()
        .find(|role| role["createdKeys"].as_f64().unwrap() > 0.0)
        .unwrap()
        .clone();
    let user = sharer["userId"].as_str().unwrap().replace('+', "%2B");
    let before = shared(&mut api);
    let on_lock = format!(
        "{base}/locks/{}/users/{user}/shared-keys/",
        sharer["lockId"].as_str().unwrap()
    );
    let deleted = api.send(&token, "DELETE", &on_lock, &json!(null));
    assert_eq!((deleted.status, &deleted.body), (200, &json!({})));
    assert_eq!(
        shared(&mut api),
        before - sharer["createdKeys"].as_f64().unwrap()
    );
    for role in sharers.body["roles"].as_array().unwrap() {
        let user = role["userId"].as_str().unwrap().replace('+', "%2B");
        let everywhere = format!("{base}/users/{user}/shared-keys/");
        assert_eq!(
            api.call(Some(&token), "DELETE", &everywhere, b"").status,
            200
        );
    }
    assert_eq!(shared(&mut api), 0.0);
}

#[test]
fn a_virtual_connection_brings_its_locks_when_it_is_connected() {
    let mut api = Api::demo();
    let (base, token) = api.base(1);
    let path = format!("{base}/vendor-connections/");
    let created = api.send(
        &token,
        "POST",
        &path,
        &json!({"vendor": "virtual", "locksToCreate": 3}),
    );
    assert_eq!(created.status, 200, "{}", created.body);
    assert_eq!(created.body["vendorConnection"]["state"], "connecting");
    let one = format!(
        "{path}{}/",
        created.body["vendorConnection"]["id"].as_str().unwrap()
    );
    let locks = format!("{base}/locks/");
    let count = |api: &mut Api| {
        api.get(&token, &locks).body["locks"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(count(&mut api), 12);
    api.advance(2.0);
    assert_eq!(
        api.get(&token, &one).body["vendorConnection"]["state"],
        "connected"
    );
    assert_eq!(count(&mut api), 15);
    let refreshed = api.call(Some(&token), "PUT", &format!("{one}refresh/"), b"");
    assert_eq!(
        (
            refreshed.status,
            &refreshed.body["vendorConnection"]["state"]
        ),
        (200, &json!("connecting"))
    );
    api.advance(2.0);
    assert_eq!(count(&mut api), 15);
    for wrong in [
        json!({}),
        json!({"vendor": "virtual"}),
        json!({"vendor": "virtual", "locksToCreate": 101}),
        json!({"vendor": "virtual", "locksToCreate": 0.5}),
        json!({"vendor": "danalock", "username": "a"}),
    ] {
        assert_eq!(
            api.send(&token, "POST", &path, &wrong).status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn vendor_credentials_in_use_are_a_conflict_until_their_connection_is_in_error() {
    let mut api = Api::demo();
    let (base, token) = api.base(1);
    let path = format!("{base}/vendor-connections/");
    let connect = |api: &mut Api, vendor: &str, password: &str| {
        api.send(
            &token,
            "POST",
            &path,
            &json!({"vendor": vendor, "username": "locks@example.com", "password": password}),
        )
    };
    let first = connect(&mut api, "danalock", "wrong-password");
    assert_eq!(first.status, 200);
    assert_eq!(connect(&mut api, "Danalock", "secret").status, 409);
    api.advance(2.0);
    let one = format!(
        "{base}/vendor-connections/{}/",
        first.body["vendorConnection"]["id"].as_str().unwrap()
    );
    assert_eq!(
        api.get(&token, &one).body["vendorConnection"]["state"],
        "error"
    );
    assert_eq!(connect(&mut api, "danalock", "secret").status, 200);
    let updated = api.send(
        &token,
        "PUT",
        &format!("{one}update-password/"),
        &json!({"password": "right"}),
    );
    assert_eq!(
        (updated.status, &updated.body["vendorConnection"]["state"]),
        (200, &json!("connecting"))
    );
    api.advance(2.0);
    let list = api.get(&token, &path);
    let states: Vec<&Value> = list.body["vendorConnections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|connection| &connection["state"])
        .collect();
    assert_eq!(states, [&json!("connected"); 3]);
    assert_eq!(
        api.send(&token, "PUT", &format!("{one}update-password/"), &json!({}))
            .status,
        400
    );
    let unknown = format!("{base}/vendor-connections/nothing/");
    assert_eq!(api.get(&token, &unknown).status, 404);
    assert_eq!(
        api.call(Some(&token), "PUT", &format!("{unknown}refresh"), b"")
            .status,
        404
    );
}

#[test]
fn a_key_for_a_lock_behind_a_broken_connection_ends_as_error() {
    let mut api = Api::demo();
    let (base, token) = api.base(1);
    let connection =
        api.get(&token, &format!("{base}/vendor-connections/")).body["vendorConnections"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
    let path = format!("{base}/vendor-connections/{connection}/update-password/");
    assert_eq!(
        api.send(&token, "PUT", &path, &json!({"password": "wrong-password"}))
            .status,
        200
    );
    api.advance(2.0);
    let keys = format!("{base}/locks/{}/keys/", api.first_lock(1));
    let created = api.send(
        &token,
        "POST",
        &keys,
        &json!({"userId": PERSON, "start": null, "end": null}),
    );
    assert_eq!(created.body["key"]["state"], "creating");
    api.advance(2.0);
    let one = format!("{keys}{}/", created.body["key"]["id"].as_str().unwrap());
    assert_eq!(api.get(&token, &one).body["key"]["state"], "error");
}

#[test]
fn a_vendor_account_is_made_once() {
    let mut api = Api::empty();
    let token = api.token(None);
    let path = "/integrators/v1/lock-vendors/account/";
    let body =
        json!({"vendor": "danalock", "email": "locks@example.com", "password": "example-password"});
    assert_eq!(api.send(&token, "POST", path, &body).status, 200);
    assert_eq!(api.send(&token, "POST", path, &body).status, 409);
    assert_eq!(
        api.send(&token, "POST", path, &json!({"vendor": "danalock"}))
            .status,
        400
    );
    assert_eq!(
        api.send(
            &token,
            "POST",
            path,
            &json!({"vendor": "d", "email": "no", "password": "p"})
        )
        .status,
        400
    );
}

#[test]
fn webhooks_are_registered_listed_and_deleted() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    for path in [
        format!("{base}/locks/{lock}/key-events/webhooks/"),
        format!("{base}/key-events/webhooks/"),
    ] {
        let url = "https://example.com/hooks/unloc/5d1f0c2e";
        let created = api.send(&token, "POST", &path, &json!({"webhookUrl": url}));
        assert_eq!(
            (created.status, &created.body["webhook"]["webhookUrl"]),
            (200, &json!(url))
        );
        assert_eq!(
            api.get(&token, &path).body["webhooks"],
            json!([created.body["webhook"]])
        );
        let one = format!("{path}{}/", created.body["webhook"]["id"].as_str().unwrap());
        assert_eq!(api.call(Some(&token), "DELETE", &one, b"").status, 200);
        assert_eq!(api.get(&token, &path).body["webhooks"], json!([]));
        assert_eq!(api.call(Some(&token), "DELETE", &one, b"").status, 404);
        assert_eq!(
            api.send(&token, "POST", &path, &json!({"webhookUrl": "not a url"}))
                .status,
            400
        );
    }
}

#[test]
fn who_opens_a_door_is_seen_in_its_events() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    let door = json!({"lockId": lock, "appUserId": PERSON});
    let refused = api.control("POST", "/_sandbox/open", &door);
    assert_eq!(refused.status, 403);
    let created = api.send(
        &token,
        "POST",
        &format!("{base}/locks/{lock}/keys/"),
        &json!({"userId": PERSON, "start": null, "end": null}),
    );
    let refused = api.control("POST", "/_sandbox/open", &door);
    assert!(
        refused.body["errorDescription"]
            .as_str()
            .unwrap()
            .contains("still being made")
    );
    api.advance(2.0);
    let opened = api.control("POST", "/_sandbox/open", &door);
    assert_eq!(opened.status, 200, "{}", opened.body);
    let event = opened.body["keyEvent"].clone();
    assert_eq!(event["action"], "unlocked");
    assert_eq!(event["keyId"], created.body["key"]["id"]);
    assert_eq!(event["userName"], "");
    for path in [
        format!("{base}/key-events/"),
        format!("{base}/locks/{lock}/key-events/"),
    ] {
        let events = api.get(&token, &path);
        assert_eq!(
            events.body["keyEvents"].as_array().unwrap().last(),
            Some(&event)
        );
        assert_eq!(events.body.get("startAfterId"), None);
    }
    let first = api.get(&token, &format!("{base}/key-events/?limit=1"));
    let cursor = first.body["startAfterId"].as_str().unwrap().to_owned();
    assert_eq!(json!(cursor), first.body["keyEvents"][0]["id"]);
    let second = api.get(
        &token,
        &format!("{base}/key-events/?limit=1&startAfterId={cursor}"),
    );
    assert_ne!(first.body["keyEvents"], second.body["keyEvents"]);
    assert_eq!(
        api.get(&token, &format!("{base}/key-events/?startAfterId=nothing"))
            .status,
        400
    );
    api.advance(31.0 * 86_400.0);
    let (_, token) = api.base(0);
    assert_eq!(
        api.get(&token, &format!("{base}/key-events/")).body["keyEvents"],
        json!([])
    );
}

#[test]
fn the_integrator_shows_itself() {
    let mut api = Api::demo();
    let token = api.token(Some(&json!("integrator.admin")));
    let id = api.state()["integrator"]["id"].as_str().unwrap().to_owned();
    let shown = api.get(&token, &format!("/integrators/v1/integrator/{id}"));
    assert_eq!(
        (shown.status, &shown.body["integrator"]["id"]),
        (200, &json!(id))
    );
    assert_eq!(
        api.get(&token, "/integrators/v1/integrator/other/").status,
        404
    );
    let scoped = api.admin_token(0);
    assert_eq!(
        api.get(&scoped, &format!("/integrators/v1/integrator/{id}"))
            .status,
        403
    );
}

#[test]
fn unknown_paths_and_methods_are_told_apart() {
    let mut api = Api::demo();
    let token = api.token(None);
    assert_eq!(api.get(&token, "/integrators/v1/doors/").status, 404);
    assert_eq!(
        api.get(&token, "/integrators/v1//lock-holders/").status,
        404
    );
    let wrong = api.call(Some(&token), "DELETE", "/integrators/v1/lock-holders/", b"");
    assert_eq!(
        (wrong.status, wrong.header("allow")),
        (405, Some("GET, POST"))
    );
}

#[test]
fn pages_of_any_origin_may_use_it() {
    let mut api = Api::demo();
    let preflight = api.preflight("authorization,x-custom");
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        preflight.header("access-control-allow-headers"),
        Some("authorization,x-custom")
    );
    assert_eq!(
        preflight.header("access-control-allow-private-network"),
        Some("true")
    );
    let refused = api.call(None, "GET", "/integrators/v1/lock-holders/", b"");
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    assert!(
        refused
            .header("access-control-expose-headers")
            .unwrap()
            .contains("x-request-id")
    );
}

#[test]
fn the_clock_only_goes_forward() {
    let mut api = Api::demo();
    for wrong in [
        json!({}),
        json!({"advanceSeconds": -1}),
        json!({"advanceSeconds": "5"}),
        json!({"advanceSeconds": 1e300}),
    ] {
        assert_eq!(
            api.control("POST", "/_sandbox/clock", &wrong).status,
            400,
            "{wrong}"
        );
    }
    let answer = api.control("POST", "/_sandbox/clock", &json!({"advanceSeconds": 1.5}));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["now"], "2026-03-10T12:00:01.500Z");
    assert_eq!(NOW, 1_773_144_000_000);
    assert_eq!(
        api.control("GET", "/_sandbox/clock", &json!({})).status,
        405
    );
    assert_eq!(
        api.control("GET", "/_sandbox/nothing", &json!({})).status,
        404
    );
}
