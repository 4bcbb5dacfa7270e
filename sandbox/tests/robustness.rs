//! Any bytes get a response.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, NOW};
use proptest::prelude::*;
use serde_json::{Value, json};
use unloc_sandbox::{Request, Sandbox, Seed};

fn answered(api: &mut Api, method: &str, url: &str, token: &str, body: &[u8]) {
    let headers = [("authorization".to_owned(), token.to_owned())];
    let request = Request {
        method,
        url,
        headers: &headers,
        body,
    };
    let response = api.sandbox.handle(request, NOW);
    assert!((200..600).contains(&response.status), "{}", response.status);
    assert!(response.status < 500, "{} {url}", response.status);
    if !response.body.is_empty() {
        serde_json::from_slice::<Value>(&response.body).unwrap();
    }
}

/// Any JSON, with names and values of the API among them.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!("+447700900123")),
        Just(json!("2026-03-11T12:00:00Z")),
        Just(json!("-009999-01-01T00:00:00Z")),
        Just(json!("9999-12-30T22:00:00Z")),
        Just(json!("virtual")),
        Just(json!("revoked")),
        Just(json!("data:image/png;base64,aGk=")),
    ];
    let names = prop_oneof![
        Just("userId"),
        Just("start"),
        Just("end"),
        Just("durationMinutes"),
        Just("recurrence"),
        Just("mon"),
        Just("startHour"),
        Just("name"),
        Just("address"),
        Just("image"),
        Just("canShare"),
        Just("vendor"),
        Just("locksToCreate"),
        Just("advanceSeconds"),
        Just("scope"),
        Just("metadata"),
        Just("state"),
        Just("countryIso"),
        Just("organizationId"),
        Just("lockHolder"),
        Just("appUserId"),
        Just("lockId"),
    ];
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_get_an_answer(
        method in ".{0,8}",
        url in ".{0,60}",
        token in ".{0,60}",
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut api = Api::empty();
        answered(&mut api, &method, &url, &token, &body);
        answered(&mut api, &method, &format!("/{url}"), &format!("Bearer {token}"), &body);
        answered(&mut api, "POST", "/auth/v1/token", &token, &body);
    }

    #[test]
    fn any_bytes_get_an_answer_of_every_token_system(
        kind in prop_oneof![Just("application/x-www-form-urlencoded"), Just("application/json"), Just("")],
        authorization in prop_oneof![".{0,60}", "Basic [A-Za-z0-9+/=]{0,40}"],
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "(client_id=(unidy-client|lockit-client)&|redirect_uri=[a-z:/#?&%]{0,12}&|response_type=code&|grant_type=(authorization_code|refresh_token)&|[a-z_]{0,20}=[^&]{0,20}&|decision=allow&){0,8}".prop_map(String::into_bytes),
        ],
    ) {
        let settings = json!({ "also": ["unidy", "lockit"] });
        let mut sandbox = Sandbox::new(Seed::Empty, None, NOW)
            .and_then(|sandbox| sandbox.with_settings(settings.as_object().unwrap()))
            .unwrap();
        let query = String::from_utf8_lossy(&body).into_owned();
        let headers = [
            ("content-type".to_owned(), kind.to_owned()),
            ("authorization".to_owned(), authorization),
        ];
        for path in ["/auth/v1/token", "/v2/auth/token/", "/v2/auth/resources-discovery/", "/oauth/token", "/oauth/access-token", "/oauth/authorize"] {
            for (method, url) in [("POST", path.to_owned()), ("GET", format!("{path}?{query}"))] {
                let request = Request { method, url: &url, headers: &headers, body: &body };
                let response = sandbox.handle(request, NOW);
                prop_assert!((200..500).contains(&response.status), "{} {}", response.status, url);
                let location = response.header("location").unwrap_or_default();
                prop_assert!(location.bytes().all(|byte| byte.is_ascii_graphic()), "{}", location);
            }
        }
    }

    #[test]
    fn any_state_text_is_read_or_refused(text in ".{0,200}", state in any_json()) {
        let _ = Seed::read(&text);
        let _ = Seed::read(&state.to_string());
    }
}

#[test]
fn at_any_time_there_is_a_demo_and_an_answer() {
    for now in [i64::MIN, -1, 0, NOW, 253_402_300_799_999, i64::MAX] {
        let mut sandbox = Sandbox::new(Seed::Demo, None, now).unwrap();
        for later in [now, i64::MAX, i64::MIN] {
            let request = Request {
                method: "GET",
                url: "/_sandbox/state",
                headers: &[],
                body: b"",
            };
            assert_eq!(sandbox.handle(request, later).status, 200);
            sandbox.advance(3.0e9).unwrap();
        }
        let state = serde_json::to_string(&sandbox.state(now).unwrap()).unwrap();
        let copy = Seed::read(&state).and_then(|seed| Sandbox::new(seed, None, now));
        assert!(copy.is_ok(), "{now}: {copy:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_json_to_any_endpoint_gets_an_answer(
        bodies in prop::collection::vec(any_json(), 1..4),
        odd in "[a-z%./+é]{0,8}",
        seconds in any::<f64>(),
    ) {
        let mut api = Api::demo();
        let (base, token) = api.base(0);
        let lock = api.first_lock(0);
        let token = format!("Bearer {token}");
        let integrator = format!("Bearer {}", api.token(None));
        let project = api.lock_holder_id(0);
        let v2_token = common::project_token(&mut api, &project);
        let made = |api: &mut Api, noun: &str, name: &str, body: Value| {
            let url = format!("/v2/projects/{project}/{noun}");
            api.send(&v2_token, "POST", &url, &body).body[name]["id"].as_str().unwrap().to_owned()
        };
        let part = made(&mut api, "subprojects", "subproject", json!({"name": "Stairs", "lockIds": [lock]}));
        let group = made(&mut api, "access-groups", "accessGroup", json!({"name": "Group", "lockIds": [lock], "appUserIds": [common::PERSON]}));
        let v2_token = format!("Bearer {v2_token}");
        let v2_paths = [
            "/v2/projects/PROJECT", "/v2/projects/PROJECT/locks?limit=ODD", "/v2/projects/PROJECT/locks/LOCK",
            "/v2/projects/PROJECT/keys?excludeStates=ODD&startAfterId=ODD", "/v2/projects/PROJECT/keys/ODD",
            "/v2/projects/PROJECT/keys", "/v2/projects/PROJECT/shared-keys?lockId=ODD", "/v2/projects/PROJECT/jobs/ODD",
            "/v2/projects/PROJECT/sharing-rights", "/v2/projects/PROJECT/access-groups",
            "/v2/projects/PROJECT/access-groups/GROUP", "/v2/projects/PROJECT/access-groups/GROUP/accesses",
            "/v2/projects/PROJECT/doorbells/", "/v2/projects/PROJECT/doorbells/ODD/user-lists/ODD",
            "/v2/projects/PROJECT/lock-connections/virtual", "/v2/projects/PROJECT/lock-connections/ODD/refresh",
            "/v2/projects/PROJECT/lock-connections/ODD/metadata", "/v2/projects/PROJECT/logs/access?appUserId=ODD",
            "/v2/projects/PROJECT/webhooks", "/v2/projects/PROJECT/webhooks/ODD", "/v2/projects/PROJECT/privacy-policy",
            "/v2/projects/PROJECT/managed-users", "/v2/projects/PROJECT/managed-users/ODD", "/v2/projects/PROJECT/subprojects",
            "/v2/projects/PROJECT/subprojects/PART/locks", "/v2/subprojects/PART/keys", "/v2/subprojects/PART/shared-keys",
            "/v2/subprojects/PART/sharing-rights", "/v2/subprojects/PART/access-groups", "/v2/subprojects/PART/managed-users",
            "/v2/organization/ODD/projects",
        ];
        let _ = api.sandbox.advance(seconds);
        let paths = [
            "", "/locks/", "/locks/LOCK/", "/keys/", "/locks/LOCK/keys/", "/locks/LOCK/keys/ODD/", "/roles/?limit=3&startAfterId=ODD",
            "/locks/LOCK/roles/ODD", "/locks/LOCK/roles/%2B447700900123/", "/users/ODD/shared-keys/",
            "/vendor-connections/", "/vendor-connections/ODD/refresh/", "/key-events/?limit=ODD", "/key-events/webhooks/",
            "/locks/LOCK/key-events/webhooks/ODD",
        ];
        for body in &bodies {
            let body = body.to_string();
            for path in paths {
                let url = format!("{base}{}", path.replace("LOCK", &lock).replace("ODD", &odd));
                for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                    answered(&mut api, method, &url, &token, body.as_bytes());
                }
            }
            for path in v2_paths {
                let url = path.replace("LOCK", &lock).replace("ODD", &odd).replace("PROJECT", &project).replace("PART", &part).replace("GROUP", &group);
                for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                    answered(&mut api, method, &url, &v2_token, body.as_bytes());
                }
            }
            for path in ["/integrators/v1/lock-holders/", "/integrators/v1/lock-vendors/account/", "/auth/v1/token/", "/_sandbox/clock", "/_sandbox/open", "/_sandbox/modules", "/_sandbox/vendor", "/_sandbox/state"] {
                answered(&mut api, "POST", path, &integrator, body.as_bytes());
                answered(&mut api, "GET", path, &integrator, body.as_bytes());
            }
        }
        let state = api.state();
        let mut copy = Api::seeded(Seed::read(&state.to_string()).unwrap());
        prop_assert_eq!(copy.state(), state);
    }
}
