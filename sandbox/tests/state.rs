//! The state: the demo, the round trip, errors of an invalid one.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use std::collections::BTreeMap;

use common::{Api, NOW, PERSON};
use serde_json::{Value, json};
use unloc_sandbox::{Sandbox, Seed};

#[test]
fn the_demo_is_a_portfolio_of_3_lock_holders_40_locks_60_people_and_400_keys() {
    let state = Api::demo().state();
    let count = |name: &str| state[name].as_array().unwrap().len();
    assert_eq!(count("lockHolders"), 3);
    assert_eq!(count("locks"), 40);
    assert_eq!(count("people"), 60);
    assert_eq!(count("keys"), 400);
    let countries: std::collections::BTreeSet<&str> = state["lockHolders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["countryIso"].as_str().unwrap())
        .collect();
    assert_eq!(countries.into_iter().collect::<Vec<_>>(), ["NO", "SE"]);
    let mut states = BTreeMap::new();
    let mut people = std::collections::BTreeSet::new();
    let mut recurring = 0;
    for record in state["keys"].as_array().unwrap() {
        *states
            .entry(record["key"]["state"].as_str().unwrap())
            .or_insert(0) += 1;
        people.insert(record["key"]["toUser"]["id"].as_str().unwrap());
        recurring += usize::from(record["key"].get("recurrence").is_some());
        assert!(record["key"]["toUser"]["name"].is_string());
    }
    let expected = [
        ("active", 200),
        ("creating", 6),
        ("error", 8),
        ("expired", 90),
        ("revoked", 36),
        ("scheduled", 60),
    ];
    assert_eq!(states, BTreeMap::from(expected));
    assert_eq!(people.len(), 60);
    assert!(recurring >= 20, "{recurring}");
    assert!(count("keyEvents") >= 30, "{}", count("keyEvents"));
    assert!(count("roles") >= 30);
    assert!(
        state["locks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|record| record["lock"]["address"]["street"].is_string())
    );
}

#[test]
fn the_demo_is_the_same_on_every_run_and_moves_with_the_time() {
    assert_eq!(Api::demo().state(), Api::demo().state());
    let mut later = Sandbox::new(Seed::Demo, None, NOW + 400 * 86_400_000).unwrap();
    let state = serde_json::to_value(later.state(NOW + 400 * 86_400_000).unwrap()).unwrap();
    let active = state["keys"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|record| record["key"]["state"] == "active")
        .count();
    assert_eq!(active, 200);
}

#[test]
fn a_state_seeds_a_sandbox_with_the_same_state() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    api.send(
        &token,
        "POST",
        &format!("{base}/locks/{lock}/keys/"),
        &json!({"userId": PERSON, "start": null, "end": null, "metadata": {"a": "b"}}),
    );
    api.send(
        &token,
        "POST",
        &format!("{base}/vendor-connections/"),
        &json!({"vendor": "virtual", "locksToCreate": 2}),
    );
    api.send(
        &token,
        "POST",
        &format!("{base}/key-events/webhooks/"),
        &json!({"webhookUrl": "https://example.com/"}),
    );
    api.advance(1.0);
    let state = api.control("GET", "/_sandbox/state", &Value::Null).body;
    let seed = Seed::read(&state.to_string()).unwrap();
    let mut copy = Api::seeded(seed);
    assert_eq!(copy.state(), state);
    // The copy behaves like the original, ids included.
    api.advance(10.0);
    copy.advance(10.0);
    assert_eq!(copy.state(), api.state());
    assert_eq!(copy.state()["locks"].as_array().unwrap().len(), 42);
}

#[test]
fn a_reset_begins_anew() {
    let mut api = Api::demo();
    let before = api.state();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    api.send(
        &token,
        "POST",
        &format!("{base}/locks/{lock}/keys/"),
        &json!({"userId": PERSON, "start": null, "end": null}),
    );
    api.advance(5.0);
    assert_ne!(api.state(), before);
    assert_eq!(
        api.control("POST", "/_sandbox/reset", &Value::Null).status,
        200
    );
    assert_eq!(api.state(), before);
}

#[test]
fn a_small_state_written_by_hand_is_enough() {
    let seed = Seed::read(r#"{"version": 1, "lockHolders": [{"id": "a", "name": "Mine", "countryIso": "NO", "organizationId": "EXAMPLE-1"}]}"#).unwrap();
    let mut api = Api::seeded(seed);
    assert_eq!(
        api.get(
            &api_token(&mut Api::empty()),
            "/integrators/v1/lock-holders/"
        )
        .body["lock-holders"][0]["id"],
        "a"
    );
    let (base, token) = api.base(0);
    assert_eq!(
        api.get(&token, &format!("{base}/keys/")).body,
        json!({"keys": []})
    );
}

fn api_token(api: &mut Api) -> String {
    api.token(None)
}

#[test]
fn a_broken_state_is_refused_with_the_place_and_the_reason() {
    let state = Api::demo().state();
    let with = |pointer: &str, value: Value| {
        let mut state = state.clone();
        *state.pointer_mut(pointer).unwrap() = value;
        state.to_string()
    };
    let twice = {
        let mut state = state.clone();
        let first = state["locks"][0].clone();
        state["locks"].as_array_mut().unwrap().push(first);
        state.to_string()
    };
    let cases = [
        ("{".to_owned(), "line 1"),
        ("{}".to_owned(), "version"),
        ("[]".to_owned(), "an object"),
        (with("/version", json!(2)), "version"),
        (
            with("/keys/3/key/lockId", json!("nothing")),
            "keys[3].key.lockId",
        ),
        (
            with("/keys/3/key/start", json!("yesterday")),
            "keys[3].key.start",
        ),
        (
            with("/keys/3/key/toUser/id", json!("Alex")),
            "keys[3].key.toUser.id",
        ),
        (with("/keys/3/readyAt", json!(7)), "keys[3].readyAt"),
        (with("/keys/3/key/toUser", json!({})), "keys[3].key"),
        (
            with("/locks/2/lockHolderId", json!("nobody")),
            "locks[2].lockHolderId",
        ),
        (with("/roles/1/lockId", json!("nothing")), "roles[1].lockId"),
        (
            with("/lockHolders/0/countryIso", json!("XX")),
            "lockHolders[0].countryIso",
        ),
        (
            with("/keyEvents/0/created", json!("2099-01-01T00:00:00Z")),
            "keyEvents[1]",
        ),
        (
            with("/settings", json!({"lockHolderListForm": "star"})),
            "settings.lockHolderListForm",
        ),
        (
            r#"{"version": 1, "lockHoldrs": []}"#.to_owned(),
            "lockHoldrs",
        ),
        (twice, "locks[40]"),
        (
            with("/locks/5/timezone", json!("Mars/Olympus")),
            "locks[5].timezone",
        ),
    ];
    for (text, path) in cases {
        let error = Seed::read(&text)
            .and_then(|seed| Sandbox::new(seed, None, NOW))
            .unwrap_err()
            .to_string();
        assert!(error.contains(path), "{path}: {error}");
        assert!(error.ends_with('.') && !error.contains('\n'), "{error}");
    }
}

#[test]
fn sandboxes_are_independent() {
    let (mut one, mut other) = (Api::demo(), Api::demo());
    let before = other.state();
    one.advance(60.0);
    let token = one.token(None);
    one.send(
        &token,
        "POST",
        "/integrators/v1/lock-holders/",
        &json!({"name": "Mine", "countryIso": "NO", "organizationId": "EXAMPLE-1"}),
    );
    assert_eq!(other.state(), before);
}
