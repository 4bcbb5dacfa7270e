//! What programs that manage access need to try: several keys of one person at one door, lists that lag
//! behind, times that are cut, and who can open which door.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, PERSON, Project};
use serde_json::{Value, json};
use unloc_sandbox::{KeyMetadata, Settings, TimePrecision};

/// The settings of the project's sandbox.
fn project_with(settings: Settings) -> Project {
    Project::of(Api::with_settings(settings))
}

fn doors(api: &mut Api, query: &str) -> Value {
    let answer = api.control("GET", &format!("/_sandbox/doors{query}"), &Value::Null);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["doors"].clone()
}

/// The ids of the keys that open a lock for [`PERSON`].
fn opening(api: &mut Api, lock: &str, at: &str) -> Vec<String> {
    let doors = doors(
        api,
        &format!("?lockId={lock}&appUserId=%2B447700900999{at}"),
    );
    let Some(keys) = doors[0]["people"][0]["keyIds"].as_array() else {
        return Vec::new();
    };
    keys.iter()
        .map(|id| id.as_str().unwrap().to_owned())
        .collect()
}

fn key_at(lock: &str, start: &str, end: &str) -> Value {
    json!({
        "lockId": lock, "appUserId": PERSON, "start": start, "end": end,
        "metadata": {"accessOwner": "rentals", "accessRef": "B-1001"},
    })
}

fn listed(project: &mut Project) -> Vec<Value> {
    let answer = project.get("/keys?appUserId=%2B447700900999");
    answer.body["keys"].as_array().unwrap().clone()
}

#[test]
fn one_person_has_several_keys_at_one_door_which_meet_end_to_end_or_overlap() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let spans = [
        ("2026-03-10T12:00:00.000Z", "2026-03-11T12:00:00.000Z"),
        ("2026-03-11T12:00:00.000Z", "2026-03-12T12:00:00.000Z"),
        ("2026-03-12T11:00:00.000Z", "2026-03-13T12:00:00.000Z"),
    ];
    let mut ids = project.keys(&json!([key_at(&lock, spans[0].0, spans[0].1)]));
    ids.extend(project.keys(&json!([
        key_at(&lock, spans[1].0, spans[1].1),
        key_at(&lock, spans[2].0, spans[2].1),
    ])));
    for (key, (start, end)) in listed(&mut project).iter().zip(spans) {
        assert_eq!((&key["start"], &key["end"]), (&json!(start), &json!(end)));
        assert_eq!(key["metadata"]["accessRef"], "B-1001");
    }
    let mut at = |at: &str| opening(&mut project.api, &lock, &format!("&at={at}"));
    assert_eq!(at("2026-03-11T11:59:59.999Z"), ids[..1]);
    assert_eq!(at("2026-03-11T12:00:00Z"), ids[1..2]);
    assert_eq!(at("2026-03-12T11:30:00Z"), ids[1..]);
    assert_eq!(at("2026-03-13T12:00:00Z"), [""; 0]);
}

#[test]
fn v1_takes_several_keys_too_and_gives_their_metadata_back() {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    for reference in ["B-1", "B-2"] {
        let body = json!({
            "userId": PERSON, "start": null, "end": null, "metadata": {"accessRef": reference},
        });
        let answer = api.send(&token, "POST", &format!("{base}/locks/{lock}/keys/"), &body);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    api.advance(3.0);
    let list = api.get(&token, &format!("{base}/users/%2B447700900999/keys/"));
    let references: Vec<&Value> = list.body["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| &key["metadata"]["accessRef"])
        .collect();
    assert_eq!(references, ["B-1", "B-2"]);
    assert_eq!(opening(&mut api, &lock, "").len(), 2);
}

#[test]
fn a_new_key_is_unlisted_for_a_while_and_opens_its_door_nevertheless() {
    let mut project = project_with(Settings {
        unlisted_seconds: 30,
        ..Settings::default()
    });
    let lock = project.locks[0].clone();
    let span = ("2026-03-10T12:00:00Z", "2026-03-11T12:00:00Z");
    let id = project.keys(&json!([key_at(&lock, span.0, span.1)]))[0].clone();
    let (base, token) = project.api.base(0);
    let of_v1 = |project: &mut Project| {
        let url = format!("{base}/users/%2B447700900999/keys/");
        let list = project.api.get(&token, &url).body;
        list["keys"].as_array().unwrap().len()
    };
    project.api.advance(27.999);
    assert!(listed(&mut project).is_empty());
    assert_eq!(of_v1(&mut project), 0);
    assert_eq!(project.state_of(&id), "active");
    assert_eq!(opening(&mut project.api, &lock, ""), [id.as_str()]);
    let by_id = json!({"unlistedById": true});
    project.api.control("POST", "/_sandbox/settings", &by_id);
    assert_eq!(project.get(&format!("/keys/{id}")).status, 404);
    let of_v1_by_id = format!("{base}/locks/{lock}/keys/{id}");
    assert_eq!(project.api.get(&token, &of_v1_by_id).status, 404);
    project.api.advance(0.001);
    assert_eq!(listed(&mut project)[0]["id"], json!(id));
    assert_eq!(of_v1(&mut project), 1);
    assert_eq!(project.get(&format!("/keys/{id}")).status, 200);
    assert_eq!(project.api.get(&token, &of_v1_by_id).status, 200);
}

#[test]
fn an_unlisted_key_can_be_revoked() {
    let mut project = project_with(Settings {
        unlisted_seconds: 30,
        unlisted_by_id: true,
        ..Settings::default()
    });
    let lock = project.locks[0].clone();
    let span = ("2026-03-10T12:00:00Z", "2026-03-11T12:00:00Z");
    let id = project.keys(&json!([key_at(&lock, span.0, span.1)]))[0].clone();
    let answer = project.call("DELETE", &format!("/keys/{id}"), &Value::Null);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(opening(&mut project.api, &lock, ""), [""; 0]);
}

#[test]
fn times_are_cut_to_seconds_and_minutes() {
    for (precision, start, end) in [
        (
            TimePrecision::Millisecond,
            "2026-03-10T12:01:02.003Z",
            "2026-03-11T12:59:59.999Z",
        ),
        (
            TimePrecision::Second,
            "2026-03-10T12:01:02.000Z",
            "2026-03-11T12:59:59.000Z",
        ),
        (
            TimePrecision::Minute,
            "2026-03-10T12:01:00.000Z",
            "2026-03-11T12:59:00.000Z",
        ),
    ] {
        let mut project = project_with(Settings {
            time_precision: precision,
            ..Settings::default()
        });
        let lock = project.locks[0].clone();
        let sent = ("2026-03-10T12:01:02.003Z", "2026-03-11T12:59:59.999Z");
        project.keys(&json!([key_at(&lock, sent.0, sent.1)]));
        let (base, token) = project.api.base(0);
        let body = json!({"userId": PERSON, "start": sent.0, "end": sent.1});
        let url = format!("{base}/locks/{lock}/keys/");
        let of_v1 = project.api.send(&token, "POST", &url, &body).body;
        for key in [&listed(&mut project)[0], &of_v1["key"]] {
            assert_eq!((&key["start"], &key["end"]), (&json!(start), &json!(end)));
        }
    }
}

#[test]
fn keys_name_their_access_group_and_keep_metadata_as_the_settings_say() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let person = project.get("/managed-users?limit=1").body["managedUsers"][0]["appUserId"].clone();
    let group = json!({"name": "Cleaners", "lockIds": [lock], "appUserIds": [person]});
    let group = project.post("/access-groups", &group);
    assert_eq!(group.status, 200, "{}", group.body);
    let span = ("2026-03-10T12:00:00Z", "2026-03-11T12:00:00Z");
    project.keys(&json!([key_at(&lock, span.0, span.1)]));
    let newest_two = |project: &mut Project| {
        let keys = project.get(&format!("/keys?lockId={lock}")).body["keys"].clone();
        let keys = keys.as_array().unwrap();
        keys[keys.len() - 2..].to_vec()
    };
    let before = newest_two(&mut project);
    assert_eq!(before[0].get("accessGroupId"), None);
    assert_eq!(before[1]["metadata"]["accessOwner"], "rentals");
    let settings = json!({"keysNameAccessGroup": true, "keyMetadata": "dropped"});
    project.api.control("POST", "/_sandbox/settings", &settings);
    let after = newest_two(&mut project);
    assert_eq!(after[0]["accessGroupId"], group.body["accessGroup"]["id"]);
    assert_eq!(after[1].get("accessGroupId"), None);
    assert_eq!(after[1].get("metadata"), None);
    // Nothing is lost by the setting.
    let settings = json!({"keyMetadata": "kept"});
    project.api.control("POST", "/_sandbox/settings", &settings);
    assert_eq!(
        newest_two(&mut project)[1]["metadata"],
        before[1]["metadata"]
    );
    assert_eq!(Settings::default().key_metadata, KeyMetadata::Kept);
}

#[test]
fn weekly_windows_are_on_the_clock_of_the_door() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let mut key = key_at(&lock, "2026-03-10T12:00:00Z", "2026-12-31T00:00:00Z");
    let window = |weekday: &str| json!({"weekday": weekday, "startHour": 2, "startMinute": 30, "endHour": 4, "endMinute": 0});
    key["recurrence"] = json!({"timeSpans": [window("sun"), window("mon")]});
    let id = project.keys(&json!([key]))[0].clone();
    let mut opens = |at: &str| {
        let keys = opening(&mut project.api, &lock, &format!("&at={at}"));
        assert!(keys.is_empty() || keys == [id.as_str()]);
        !keys.is_empty()
    };
    // Summer time begins on Sunday, 2026-03-29: 02:00 becomes 03:00.
    assert!(!opens("2026-03-29T00:59:59Z"));
    assert!(opens("2026-03-29T01:00:00Z"));
    assert!(opens("2026-03-29T01:59:59Z"));
    assert!(!opens("2026-03-29T02:00:00Z"));
    // And ends on Sunday, 2026-10-25: 03:00 becomes 02:00.
    assert!(opens("2026-10-25T00:30:00Z"));
    assert!(!opens("2026-10-25T01:15:00Z"));
    assert!(opens("2026-10-25T01:30:00Z"));
    assert!(!opens("2026-10-25T03:00:00Z"));
    // Mondays, and no other day.
    assert!(opens("2026-07-06T01:00:00Z"));
    assert!(!opens("2026-07-07T01:00:00Z"));
}

#[test]
fn doors_are_those_that_open_by_the_same_rule_as_the_app() {
    let mut api = Api::demo();
    let all = doors(&mut api, "");
    let mut pairs = 0;
    for door in all.as_array().unwrap() {
        let people = door["people"].as_array().unwrap();
        assert!(!people.is_empty());
        for person in people {
            let body = json!({"lockId": door["lockId"], "appUserId": person["appUserId"]});
            let opened = api.control("POST", "/_sandbox/open", &body);
            assert_eq!(opened.status, 200, "{}", opened.body);
            let mut keys = person["keyIds"].as_array().unwrap().clone();
            keys.extend(person["sharedKeyIds"].as_array().unwrap().clone());
            assert!(keys.contains(&opened.body["keyEvent"]["keyId"]));
            pairs += 1;
        }
    }
    let state = api.state();
    let keys = state["keys"].as_array().unwrap().iter();
    let mut refused = 0;
    for record in keys {
        let body =
            json!({"lockId": record["key"]["lockId"], "appUserId": record["key"]["toUser"]["id"]});
        refused += usize::from(api.control("POST", "/_sandbox/open", &body).status == 403);
    }
    assert!(pairs > 100 && refused > 50, "{pairs}, {refused}");
}

#[test]
fn what_the_doors_are_not_asked_for_is_refused() {
    let mut api = Api::demo();
    for (query, status) in [
        ("?at=tomorrow", 400),
        ("?at=2026-03-10T12:00:00", 400),
        ("?lockId=nothing", 404),
        ("?appUserId=1234", 400),
        ("?when=now", 400),
    ] {
        let url = format!("/_sandbox/doors{query}");
        let answer = api.control("GET", &url, &Value::Null);
        assert_eq!(answer.status, status, "{query}: {}", answer.body);
    }
    let answer = api.control("POST", "/_sandbox/doors", &json!({}));
    assert_eq!(answer.status, 405);
    let answer = api.control("GET", "/_sandbox/doors", &Value::Null);
    assert_eq!(answer.body["at"], "2026-03-10T12:00:00.000Z");
}

#[test]
fn the_settings_come_back_in_the_state() {
    let settings = Settings {
        unlisted_seconds: 5,
        unlisted_by_id: true,
        time_precision: TimePrecision::Minute,
        keys_name_access_group: true,
        key_metadata: KeyMetadata::Dropped,
        ..Settings::default()
    };
    let state = Api::with_settings(settings).state();
    for (name, value) in [
        ("unlistedSeconds", json!(5)),
        ("unlistedById", json!(true)),
        ("timePrecision", json!("minute")),
        ("keysNameAccessGroup", json!(true)),
        ("keyMetadata", json!("dropped")),
    ] {
        assert_eq!(state["settings"][name], value, "{name}");
    }
    assert_eq!(
        Api::demo().state()["settings"]["unlistedSeconds"],
        Value::Null
    );
}
