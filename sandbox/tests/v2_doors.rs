//! API v2: lock connections, webhooks, the access log, privacy.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{NOW, PERSON, Project, invalid, project_token};
use serde_json::{Value, json};
use unloc_sandbox::{Post, Request, Seed};

fn status_of(project: &mut Project, job_ref: &Value) -> Value {
    let id = job_ref["id"].as_str().unwrap();
    project.get(&format!("/jobs/{id}")).body["job"]["status"].clone()
}

fn count_locks(project: &mut Project) -> usize {
    project.get("/locks").body["locks"]
        .as_array()
        .unwrap()
        .len()
}

#[test]
fn a_virtual_connection_brings_its_locks_and_a_refresh_brings_new_ones() {
    let mut project = Project::demo();
    let before = count_locks(&mut project);
    let made = project.post("/lock-connections/virtual", &json!({"locksToCreate": 3}));
    assert_eq!(made.status, 202, "{}", made.body);
    let connection = made.body["lockConnection"].clone();
    assert_eq!(
        (&connection["state"], &connection["vendor"]),
        (&json!("connected"), &json!("virtual"))
    );
    assert_eq!(status_of(&mut project, &made.body["jobRef"]), "pending");
    assert_eq!(count_locks(&mut project), before);
    let path = format!("/lock-connections/{}", connection["id"].as_str().unwrap());
    let refreshed = project.call("PUT", &format!("{path}/refresh/"), &Value::Null);
    assert_eq!(
        (refreshed.status, &refreshed.body["jobRef"]["jobType"]),
        (202, &json!("refreshLockConnection"))
    );
    assert_eq!(
        project
            .call("PUT", &format!("{path}/refresh"), &Value::Null)
            .status,
        409
    );
    project.api.advance(2.0);
    assert_eq!(
        status_of(&mut project, &refreshed.body["jobRef"]),
        "succeeded"
    );
    assert_eq!(count_locks(&mut project), before + 3);
    let more = json!({"lockConnectionId": connection["id"], "locksToAdd": 2});
    assert_eq!(
        project
            .api
            .control("POST", "/_sandbox/vendor", &more)
            .status,
        200
    );
    project.api.advance(60.0);
    assert_eq!(count_locks(&mut project), before + 3);
    project.call("PUT", &format!("{path}/refresh"), &Value::Null);
    project.api.advance(2.0);
    let locks = project.get("/locks").body["locks"].clone();
    let names: Vec<&Value> = locks
        .as_array()
        .unwrap()
        .iter()
        .skip(before)
        .map(|lock| &lock["name"])
        .collect();
    assert_eq!(
        names,
        [
            "Virtual lock 1",
            "Virtual lock 2",
            "Virtual lock 3",
            "Virtual lock 4",
            "Virtual lock 5"
        ]
    );
    // One is removed at the vendor: the next refresh removes it and revokes its keys.
    let lock = locks[before]["id"].as_str().unwrap().to_owned();
    let key = project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]))[0].clone();
    let vanishing = json!({"lockConnectionId": connection["id"], "lockIdToRemove": lock});
    assert_eq!(
        project
            .api
            .control("POST", "/_sandbox/vendor", &vanishing)
            .status,
        200
    );
    assert_eq!(
        (count_locks(&mut project), project.state_of(&key)),
        (before + 5, "active".to_owned())
    );
    project.call("PUT", &format!("{path}/refresh"), &Value::Null);
    project.api.advance(2.0);
    assert_eq!(
        (count_locks(&mut project), project.state_of(&key)),
        (before + 4, "revoked".to_owned())
    );
    assert_eq!(project.get(&format!("/locks/{lock}")).status, 404);
    let refused = project.post(
        "/keys",
        &json!({"keys": [{"lockId": lock, "appUserId": PERSON}]}),
    );
    assert_eq!(invalid(&refused)[0].0, "keys.0.lockId");
    let state = project.api.state();
    let copy = Seed::read(&state.to_string()).unwrap();
    assert_eq!(common::Api::seeded(copy).state(), state);
    let foreign = json!({"lockConnectionId": connection["id"], "lockIdToRemove": project.locks[0]});
    assert_eq!(
        project
            .api
            .control("POST", "/_sandbox/vendor", &foreign)
            .status,
        404
    );
    // v1 has the same connection, and the same locks.
    let v1 = project.api.admin_token(0);
    let url = format!(
        "/integrators/v1/lock-holders/{}/vendor-connections/",
        project.id
    );
    let connections = project.api.get(&v1, &url).body["vendorConnections"].clone();
    assert!(
        connections
            .as_array()
            .unwrap()
            .iter()
            .any(|entry| entry["id"] == connection["id"])
    );
    for count in [json!(0), json!(101), json!("3"), json!(1.5)] {
        let answer = project.post(
            "/lock-connections/virtual",
            &json!({"locksToCreate": count}),
        );
        assert_eq!(invalid(&answer)[0].0, "locksToCreate");
    }
}

#[test]
fn a_vendor_account_is_connected_once_and_its_metadata_merged() {
    let mut project = Project::demo();
    let body = json!({"username": "a@example.com", "password": "wrong-password"});
    let made = project.post("/lock-connections/master-lock", &body);
    assert_eq!(
        (made.status, &made.body["lockConnection"]["state"]),
        (202, &json!("connecting"))
    );
    let path = format!(
        "/lock-connections/{}",
        made.body["lockConnection"]["id"].as_str().unwrap()
    );
    assert_eq!(
        project
            .call("PUT", &format!("{path}/refresh"), &Value::Null)
            .status,
        409
    );
    assert_eq!(
        project.post("/lock-connections/masterlock", &body).status,
        409
    );
    project.api.advance(2.0);
    assert_eq!(project.get(&path).body["lockConnection"]["state"], "error");
    assert_eq!(
        project
            .call("PUT", &format!("{path}/refresh"), &Value::Null)
            .status,
        202
    );
    let merged = project.call(
        "PATCH",
        &format!("{path}/metadata"),
        &json!({"a": "1", "b": "2"}),
    );
    assert_eq!(merged.status, 200);
    let merged = project.call(
        "PATCH",
        &format!("{path}/metadata"),
        &json!({"a": null, "c": "3"}),
    );
    assert_eq!(
        merged.body["lockConnection"]["metadata"],
        json!({"b": "2", "c": "3"})
    );
    assert_eq!(
        invalid(&project.call("PATCH", &format!("{path}/metadata"), &json!({"d": 1})))[0].0,
        "d"
    );
    assert_eq!(project.post("/lock-connections/salto", &body).status, 404);
    assert_eq!(
        invalid(&project.post("/lock-connections/danalock", &json!({})))[0].0,
        "username"
    );
    assert_eq!(
        project.get("/lock-connections").body["lockConnections"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

/// A person opens a lock. The deliveries to webhooks.
fn open(project: &mut Project, body: &Value) -> Vec<Post> {
    let body = serde_json::to_vec(body).unwrap();
    let request = Request {
        method: "POST",
        url: "/_sandbox/open",
        headers: &[],
        body: &body,
    };
    let response = project.api.sandbox.handle(request, NOW);
    assert_eq!(response.status, 200);
    response.posts
}

#[test]
fn a_door_that_is_opened_is_told_to_webhooks_and_in_the_log() {
    let mut project = Project::demo();
    let (one, other) = (project.locks[0].clone(), project.locks[1].clone());
    let id = project.keys(&json!([{"lockId": one, "appUserId": PERSON}]))[0].clone();
    let webhooks = |project: &mut Project| {
        let list = project.get("/webhooks").body["webhooks"].clone();
        list.as_array().unwrap().clone()
    };
    let before = webhooks(&mut project).len();
    for body in [
        json!({"trigger": "accessEvent", "url": "https://example.com/one", "lockId": one}),
        json!({"trigger": "accessEvent", "webhookUrl": "https://example.com/all"}),
        json!({"trigger": "accessEvent", "url": "https://example.com/other", "lockId": other}),
    ] {
        assert_eq!(project.post("/webhooks", &body).status, 200);
    }
    let v1 = project.api.admin_token(0);
    let url = format!(
        "/integrators/v1/lock-holders/{}/key-events/webhooks/",
        project.id
    );
    project.api.send(
        &v1,
        "POST",
        &url,
        &json!({"webhookUrl": "https://example.com/v1"}),
    );
    assert_eq!(
        project.api.get(&v1, &url).body["webhooks"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let posts = open(&mut project, &json!({"lockId": one, "appUserId": PERSON}));
    let urls: Vec<&str> = posts.iter().map(|post| post.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://example.com/one",
            "https://example.com/all",
            "https://example.com/v1"
        ]
    );
    let event: Value = serde_json::from_str(&posts[0].body).unwrap();
    assert_eq!(
        [&event["appUserId"], &event["keyId"], &event["action"]],
        [PERSON, &id, "unlocked"]
    );
    assert_eq!(event["userName"], "");
    let old: Value = serde_json::from_str(&posts[2].body).unwrap();
    assert_eq!(
        (&old["userId"], old.get("appUserId")),
        (&json!(PERSON), None)
    );
    open(
        &mut project,
        &json!({"lockId": one, "appUserId": PERSON, "action": "viewedCode"}),
    );
    let log = project.get("/logs/access?appUserId=%2B447700900999").body["accessEvents"].clone();
    assert_eq!(log[0], event);
    assert_eq!(log[1]["action"], "viewedCode");
    let own = webhooks(&mut project).split_off(before);
    assert_eq!(own.len(), 3);
    let path = format!("/webhooks/{}", own[1]["id"].as_str().unwrap());
    assert_eq!(project.call("DELETE", &path, &Value::Null).status, 204);
    assert_eq!(project.call("DELETE", &path, &Value::Null).status, 404);
    assert_eq!(
        open(&mut project, &json!({"lockId": one, "appUserId": PERSON})).len(),
        2
    );
    for (body, name) in [
        (json!({"url": "https://example.com/"}), "trigger"),
        (
            json!({"trigger": "keyEvent", "url": "https://example.com/"}),
            "trigger",
        ),
        (json!({"trigger": "accessEvent"}), "url"),
        (json!({"trigger": "accessEvent", "url": "example"}), "url"),
        (
            json!({"trigger": "accessEvent", "url": "https://example.com/", "lockId": "x"}),
            "lockId",
        ),
    ] {
        assert_eq!(invalid(&project.post("/webhooks", &body))[0].0, name);
    }
}

#[test]
fn the_log_keeps_what_privacy_says() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]));
    project.post(
        "/webhooks",
        &json!({"trigger": "accessEvent", "url": "https://example.com/", "lockId": lock}),
    );
    let set = |project: &mut Project, policy: &str| {
        let lock = project.locks[0].clone();
        project.call(
            "PATCH",
            &format!("/locks/{lock}"),
            &json!({"privacyPolicy": policy}),
        );
    };
    set(&mut project, "anonymized");
    let posts = open(&mut project, &json!({"lockId": lock, "appUserId": PERSON}));
    assert!(!posts[0].body.contains(PERSON));
    let path = format!("/logs/access?lockId={lock}");
    let events = project.get(&path).body["accessEvents"].clone();
    let events = events.as_array().unwrap();
    assert!(
        !events.is_empty()
            && events
                .iter()
                .all(|event| event.get("appUserId").is_none() && event.get("userName").is_none())
    );
    assert_eq!(
        project
            .get(&format!("{path}&appUserId=%2B447700900999"))
            .body["accessEvents"],
        json!([])
    );
    set(&mut project, "private");
    assert!(open(&mut project, &json!({"lockId": lock, "appUserId": PERSON})).is_empty());
    assert_eq!(project.get(&path).body["accessEvents"], json!([]));
    let others = project.get("/logs/access").body["accessEvents"]
        .as_array()
        .unwrap()
        .len();
    assert!(others > 0);
    // A new default of the project applies to existing locks only with `applyToAllLocks`.
    project.call(
        "PATCH",
        "/privacy-policy",
        &json!({"privacyPolicy": "anonymized"}),
    );
    let policies = |project: &mut Project| -> Vec<Value> {
        project.get("/locks").body["locks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|lock| lock["privacyPolicy"].clone())
            .collect()
    };
    assert_eq!(policies(&mut project)[..2], ["private", "public"]);
    let changed = project.call(
        "PUT",
        "/privacy-policy",
        &json!({"privacyPolicy": "public", "applyToAllLocks": true}),
    );
    assert_eq!(changed.body["project"]["defaultPrivacyPolicy"], "public");
    assert!(
        policies(&mut project)
            .iter()
            .all(|policy| policy == "public")
    );
}

#[test]
fn the_log_is_kept_for_60_days_and_v1_shows_30_of_them() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]));
    open(&mut project, &json!({"lockId": lock, "appUserId": PERSON}));
    let count = |project: &mut Project| {
        project.token = project_token(&mut project.api, &project.id.clone());
        let path = "/logs/access?appUserId=%2B447700900999";
        let v2 = project.get(path).body["accessEvents"]
            .as_array()
            .unwrap()
            .len();
        let v1 = project.api.admin_token(0);
        let url = format!("/integrators/v1/lock-holders/{}/key-events/", project.id);
        let events = project.api.get(&v1, &url).body["keyEvents"].clone();
        let v1 = events
            .as_array()
            .unwrap()
            .iter()
            .filter(|event| event["userId"] == PERSON)
            .count();
        (v1, v2)
    };
    assert_eq!(count(&mut project), (1, 1));
    project.api.advance(31.0 * 86_400.0);
    assert_eq!(count(&mut project), (0, 1));
    project.api.advance(30.0 * 86_400.0);
    assert_eq!(count(&mut project), (0, 0));
}

#[test]
fn the_log_comes_in_pages_and_without_subprojects_if_asked() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let without = |project: &mut Project| {
        let path = "/logs/access?excludeSubprojectEvents=true";
        let events = project.get(path).body["accessEvents"].clone();
        events.as_array().unwrap().len()
    };
    let before = without(&mut project);
    let made = project
        .post(
            "/subprojects",
            &json!({"name": "Stairs", "lockIds": [lock]}),
        )
        .body;
    let id = made["subproject"]["id"].as_str().unwrap().to_owned();
    project.post(
        &format!("/v2/subprojects/{id}/keys"),
        &json!({"keys": [{"lockId": lock, "appUserId": PERSON}]}),
    );
    project.api.advance(2.0);
    open(&mut project, &json!({"lockId": lock, "appUserId": PERSON}));
    let all = project.get("/logs/access").body["accessEvents"]
        .as_array()
        .unwrap()
        .clone();
    assert!(all.iter().any(|event| event["appUserId"] == PERSON));
    assert_eq!(without(&mut project), before);
    let mut walked = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = project
            .get(&format!("/logs/access?limit=4&startAfterId={cursor}"))
            .body;
        walked.extend(page["accessEvents"].as_array().unwrap().clone());
        match page["startAfterId"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(walked, all);
}

#[test]
fn nothing_is_posted_to_a_host_that_no_name_server_knows() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]));
    for url in [
        "https://hooks.invalid",
        "https://user@HOOKS.Invalid.:8443/path",
        "http://invalid?x",
        "https://invalid.example/",
        "https://example.com/hooks.invalid",
        "https://hooks.invalid@example.com/",
    ] {
        let body = json!({"trigger": "accessEvent", "url": url});
        assert_eq!(project.post("/webhooks", &body).status, 200, "{url}");
    }
    let posts = open(&mut project, &json!({"lockId": lock, "appUserId": PERSON}));
    let urls: Vec<&str> = posts.iter().map(|post| post.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://invalid.example/",
            "https://example.com/hooks.invalid",
            "https://hooks.invalid@example.com/"
        ]
    );
}

#[test]
fn battery_and_place_of_a_door_are_those_of_the_state() {
    let mut api = common::Api::demo();
    let mut state = api.state();
    state["locks"][0]["batteryLevel"] = json!("Low");
    state["locks"][0]["batteryUpdated"] = json!("2026-03-01T06:00:00.000Z");
    state["locks"][0]["latitude"] = json!(60.5);
    state["locks"][0]["longitude"] = json!(5);
    let second = state["locks"][1].as_object_mut().unwrap();
    for name in ["batteryLevel", "batteryUpdated", "latitude"] {
        second.remove(name);
    }
    let seed = Seed::read(&state.to_string()).unwrap();
    let mut project = Project::of(common::Api::seeded(seed));
    let locks = project.get("/locks").body["locks"].clone();
    assert_eq!(
        locks[0]["batteryStatus"],
        json!({"batteryLevel": "Low", "batteryLevelLastUpdated": "2026-03-01T06:00:00.000Z"})
    );
    assert_eq!(
        locks[0]["location"],
        json!({"latitude": 60.5, "longitude": 5.0})
    );
    assert_eq!(locks[1]["batteryStatus"]["batteryLevel"], "High");
    assert_eq!(
        locks[1]["batteryStatus"]["batteryLevelLastUpdated"],
        locks[1]["updated"]
    );
    assert_eq!(locks[1]["location"], Value::Null);
}
