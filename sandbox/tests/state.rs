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
    assert!(count("roles") >= 30);
    assert!(
        state["locks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|record| record["lock"]["address"]["street"].is_string())
    );
}

/// The demo as it is at some times: in winter, in summer, at the end of a year, by night.
fn demos() -> impl Iterator<Item = (i64, Value)> {
    [0, 130, 296, 400].into_iter().map(|days| {
        let now = NOW + days * 86_400_000 + days * 3_700_000;
        let mut sandbox = Sandbox::new(Seed::Demo, None, now).unwrap();
        (
            now,
            serde_json::to_value(sandbox.state(now).unwrap()).unwrap(),
        )
    })
}

/// A time as the API writes it.
fn iso(at: i64) -> String {
    let mut sandbox = Sandbox::new(Seed::Empty, None, at).unwrap();
    let request = unloc_sandbox::Request {
        method: "GET",
        url: "/_sandbox/doors",
        headers: &[],
        body: b"",
    };
    let answer: Value = serde_json::from_slice(&sandbox.handle(request, at).body).unwrap();
    answer["at"].as_str().unwrap().to_owned()
}

fn list<'a>(state: &'a Value, pointer: &str) -> &'a Vec<Value> {
    state.pointer(pointer).and_then(Value::as_array).unwrap()
}

fn count(entries: &[Value], holds: impl Fn(&Value) -> bool) -> usize {
    entries.iter().filter(|entry| holds(entry)).count()
}

#[test]
fn the_demo_has_something_of_everything() {
    for (_, state) in demos() {
        let groups = list(&state, "/v2/accessGroups");
        assert_eq!(groups.len(), 3);
        let has_hours = |group: &Value| group["accessGroup"]["recurrence"].is_object();
        assert_eq!(count(groups, has_hours), 1);
        let keys = list(&state, "/keys");
        for group in groups.iter().map(|group| &group["accessGroup"]) {
            let pairs = list(group, "/lockIds").len() * list(group, "/appUserIds").len();
            let of_group = |record: &Value| {
                record["accessGroupId"] == group["id"] && record["key"]["state"] == "active"
            };
            assert_eq!(count(keys, of_group), pairs, "{}", group["name"]);
        }
        assert_eq!(list(&state, "/v2/subprojects").len(), 2);
        for part in list(&state, "/v2/subprojects") {
            let part = &part["subproject"];
            assert!(list(part, "/lockIds").len() >= 3);
            let own = keys
                .iter()
                .filter(|record| record["subprojectId"] == part["id"]);
            let locks: Vec<_> = own.map(|record| &record["key"]["lockId"]).collect();
            assert!(locks.len() >= 5);
            assert!(
                locks
                    .iter()
                    .all(|lock| list(part, "/lockIds").contains(lock))
            );
        }
        let bells = list(&state, "/v2/doorbells");
        assert_eq!(bells.len(), 1);
        let called = list(&bells[0], "/doorbell/doorbellUserLists/0/doorbellUsers");
        for user in called {
            let key = &bells[0]["keyIds"][user["id"].as_str().unwrap()];
            assert_eq!(count(keys, |record| record["key"]["id"] == *key), 1);
        }
        let locks = list(&state, "/locks");
        assert_eq!(count(locks, |lock| lock["batteryLevel"] == "Low"), 2);
        assert_eq!(
            count(locks, |lock| lock["privacyPolicy"] == "anonymized"),
            1
        );
        assert_eq!(count(locks, |lock| lock["privacyPolicy"] == "private"), 1);
        assert!(count(locks, |lock| lock["latitude"].is_number()) >= 30);
        assert!(count(locks, |lock| lock["lock"]["imageUrl"].is_string()) >= 28);
        let named =
            |name: &'static str| move |record: &Value| record["key"]["metadata"][name].is_string();
        assert!(count(keys, named("booking")) >= 60);
        assert!(count(keys, named("apartment")) >= 60);
        let with = |state: &'static str| {
            move |record: &Value| {
                record["key"]["state"] == state && record["key"]["metadata"]["note"].is_string()
            }
        };
        assert_eq!(
            (count(keys, with("creating")), count(keys, with("error"))),
            (1, 8)
        );
        let users = list(&state, "/v2/managedUsers");
        let is_named = |user: &Value| user["managedUser"]["firstName"].is_string();
        assert_eq!((users.len(), count(users, is_named)), (61, 51));
    }
}

#[test]
fn most_keys_of_the_demo_are_made_within_a_minute_and_nobody_has_two_for_a_door() {
    for (now, _) in demos() {
        let mut sandbox = Sandbox::new(Seed::Demo, None, now).unwrap();
        let later = now + 61_000;
        let state = serde_json::to_value(sandbox.state(later).unwrap()).unwrap();
        let keys = list(&state, "/keys");
        assert_eq!(
            count(keys, |record| record["key"]["state"] == "creating"),
            1
        );
        let mut pairs = std::collections::BTreeSet::new();
        for key in keys.iter().map(|record| &record["key"]) {
            if ["creating", "active", "scheduled"].contains(&key["state"].as_str().unwrap()) {
                assert!(pairs.insert(format!("{} {}", key["toUser"]["id"], key["lockId"])));
            }
        }
    }
}

#[test]
fn one_stay_of_the_demo_crosses_a_change_of_the_clock() {
    let state = Api::demo().state();
    let is_crossing = |record: &Value| {
        record["key"]["start"] == "2026-03-27T14:00:00.000Z"
            && record["key"]["end"] == "2026-03-31T09:00:00.000Z"
            && record["key"]["metadata"]["booking"].is_string()
    };
    assert!(count(list(&state, "/keys"), is_crossing) >= 1);
}

#[test]
fn the_openings_of_the_demo_are_those_of_60_days_by_keys_that_opened_then() {
    for (now, state) in demos() {
        let mut sandbox = Sandbox::new(Seed::Demo, None, now).unwrap();
        let events = list(&state, "/keyEvents");
        assert!(events.len() > 500, "{}", events.len());
        let day = |days: i64| iso(now - days * 86_400_000);
        assert!(
            events
                .iter()
                .all(|event| event["created"].as_str().unwrap() >= &*day(60))
        );
        assert!(
            events
                .iter()
                .all(|event| event["created"].as_str().unwrap() <= &*iso(now))
        );
        for ago in 0..58 {
            let then = day(ago + 2)..day(ago);
            assert!(
                count(events, |event| then
                    .contains(&event["created"].as_str().unwrap().to_owned()))
                    > 3
            );
        }
        for event in events.iter().step_by(5) {
            let text = |name: &str| event[name].as_str().unwrap();
            let query = format!(
                "/_sandbox/doors?at={}&lockId={}&appUserId={}",
                text("created"),
                text("lockId"),
                text("userId").replace('+', "%2B")
            );
            let request = unloc_sandbox::Request {
                method: "GET",
                url: &query,
                headers: &[],
                body: b"",
            };
            let answer = sandbox.handle(request, now);
            let answer: Value = serde_json::from_slice(&answer.body).unwrap();
            let ids = list(&answer, "/doors/0/people/0/keyIds");
            assert!(ids.contains(&event["keyId"]), "{event}");
        }
    }
}

#[test]
fn what_is_opened_in_the_demo_is_posted_nowhere() {
    let mut api = Api::demo();
    let state = api.state();
    assert_eq!(list(&state, "/webhooks").len(), 1);
    let url = state["webhooks"][0]["webhook"]["webhookUrl"]
        .as_str()
        .unwrap();
    assert!(url.contains(".invalid/"), "{url}");
    let project = &state["webhooks"][0]["lockHolderId"];
    let of_project = |id: &Value| {
        list(&state, "/locks")
            .iter()
            .any(|lock| lock["lock"]["id"] == *id && lock["lockHolderId"] == *project)
    };
    let key = list(&state, "/keys")
        .iter()
        .map(|record| &record["key"])
        .find(|key| {
            key["state"] == "active"
                && key.get("recurrence").is_none()
                && of_project(&key["lockId"])
        })
        .unwrap();
    let body = json!({"lockId": key["lockId"], "appUserId": key["toUser"]["id"]}).to_string();
    let request = unloc_sandbox::Request {
        method: "POST",
        url: "/_sandbox/open",
        headers: &[],
        body: body.as_bytes(),
    };
    let answer = api.sandbox.handle(request, NOW);
    assert_eq!((answer.status, answer.posts.len()), (200, 0));
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
