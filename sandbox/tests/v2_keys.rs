//! API v2: projects, locks, keys, jobs, pages.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, PERSON, Project, invalid, project_token, v2_token};
use serde_json::{Value, json};
use unloc_sandbox::{Faults, LastPageCursor, Seed, Settings};

const OTHER: &str = "+447700900998";

#[test]
fn a_token_is_good_for_its_own_project_only() {
    let mut project = Project::demo();
    assert_eq!(project.get("").status, 200);
    let other = project.api.lock_holder_id(1);
    let answer = project.get(&format!("/v2/projects/{other}/keys"));
    assert_eq!(
        (answer.status, &answer.body["title"]),
        (403, &json!("Forbidden"))
    );
    let answer = project.get("/v2/projects/nothing/keys");
    assert_eq!(answer.status, 403);
    let v1 = project.api.admin_token(0);
    let url = format!("/v2/projects/{}", project.id);
    assert_eq!(project.api.get(&v1, &url).status, 401);
    assert_eq!(project.api.call(None, "GET", &url, b"").status, 401);
    let installer = v2_token(
        &mut project.api,
        "project.installer",
        "project_id",
        &project.id.clone(),
    );
    project.token = installer.body["access_token"].as_str().unwrap().to_owned();
    assert_eq!(project.get("/keys").status, 403);
    assert_eq!(
        project
            .call("PUT", "/lock-connections/nothing/refresh", &Value::Null)
            .status,
        404
    );
}

#[test]
fn an_expired_token_is_told_in_the_words_of_the_api() {
    let mut project = Project::demo();
    project.api.advance(3600.0);
    let answer = project.get("/keys");
    assert_eq!(answer.status, 401);
    assert_eq!(
        answer.body,
        json!({"error": "JsonWebTokenError", "errorDescription": "JWT expired"})
    );
}

#[test]
fn an_organization_lists_and_creates_projects_that_are_lock_holders_of_v1() {
    let mut project = Project::demo();
    let organization = project.get("").body["project"]["organizationId"]
        .as_str()
        .unwrap()
        .to_owned();
    let answer = v2_token(
        &mut project.api,
        "organization.admin",
        "organization_id",
        &organization,
    );
    let project_token = std::mem::replace(
        &mut project.token,
        answer.body["access_token"].as_str().unwrap().to_owned(),
    );
    let path = format!("/v2/organization/{organization}/projects");
    assert_eq!(
        project.get(&path).body["projects"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(
        invalid(&project.post(&path, &json!({"name": "a"})))[0].0,
        "name"
    );
    let made = project.post(&path, &json!({"name": "Havnegata"})).body["project"].clone();
    assert_eq!(made["organizationId"], json!(organization));
    let v1 = project.api.token(None);
    let lock_holders = project.api.get(&v1, "/integrators/v1/lock-holders/").body;
    assert_eq!(lock_holders["lock-holders"][3]["id"], made["id"]);
    project.token = common::project_token(&mut project.api, made["id"].as_str().unwrap());
    let url = format!("/v2/projects/{}/locks/", made["id"].as_str().unwrap());
    assert_eq!(project.get(&url).body, json!({"locks": []}));
    project.token = project_token;
    assert_eq!(project.get(&path).status, 403);
}

#[test]
fn locks_have_the_members_that_were_seen() {
    let mut project = Project::demo();
    let lock = project.get("/locks/?limit=1").body["locks"][0].clone();
    for member in [
        "id",
        "physicalLockId",
        "lockConnectionId",
        "name",
        "note",
        "vendor",
        "vendorType",
        "created",
        "updated",
        "canBeLocked",
        "duplicateLock",
        "timezone",
        "privacyPolicy",
        "address",
        "batteryStatus",
        "location",
        "locationGuess",
    ] {
        assert!(lock.get(member).is_some(), "{member}");
    }
    assert_eq!(lock["timezone"], "Europe/Oslo");
    let path = format!("/locks/{}", project.locks[0]);
    let change = json!({"name": "Gate", "note": "sticks", "privacyPolicy": "private"});
    let changed = project.call("PATCH", &path, &change).body["lock"].clone();
    assert_eq!(
        [
            &changed["name"],
            &changed["note"],
            &changed["privacyPolicy"]
        ],
        ["Gate", "sticks", "private"]
    );
    let wrong = project.call("PATCH", &path, &json!({"privacyPolicy": "open"}));
    assert_eq!(invalid(&wrong)[0].0, "privacyPolicy");
    assert_eq!(project.get("/locks/nothing").status, 404);
}

#[test]
fn keys_are_made_by_a_job_and_become_active_after_it() {
    let mut project = Project::demo();
    let (one, other) = (project.locks[0].clone(), project.locks[1].clone());
    let answer = project.post(
        "/keys",
        &json!({"keys": [
            {"lockId": one, "appUserId": PERSON, "metadata": {"booking": "B-1"}},
            {"lockId": other, "appUserId": OTHER, "start": "2026-03-11T12:00:00Z", "end": "2026-03-12T12:00:00Z"},
        ]}),
    );
    assert_eq!(answer.status, 202);
    let job = answer.body["jobRef"]["id"].as_str().unwrap().to_owned();
    let path = format!("/jobs/{job}");
    let status = |project: &mut Project| project.get(&path).body["job"]["status"].clone();
    assert_eq!(status(&mut project), "pending");
    project.api.advance(0.5);
    assert_eq!(status(&mut project), "inProgress");
    project.api.advance(0.5);
    let done = project.get(&path).body["job"].clone();
    assert_eq!(
        (&done["status"], &done["type"]),
        (&json!("succeeded"), &json!("createKeys"))
    );
    assert_eq!(
        done["resultData"]["creatingKeys"].as_array().unwrap().len(),
        2
    );
    project.api.advance(1.0);
    let done = project.get(&path).body["job"]["resultData"].clone();
    assert_eq!(done["createdKeys"].as_array().unwrap().len(), 2);
    assert_eq!(done["createdKeys"][0]["appUserId"], PERSON);
    let id = done["createdKeys"][0]["id"].as_str().unwrap();
    let key = project.get(&format!("/keys/{id}/")).body["key"].clone();
    assert_eq!(key["state"], "active");
    assert_eq!(key["appUser"], json!({"id": PERSON}));
    assert_eq!(key["end"], Value::Null);
    assert_eq!(key["metadata"], json!({"booking": "B-1"}));
    let later = done["createdKeys"][1]["id"].as_str().unwrap();
    assert_eq!(project.state_of(later), "scheduled");
    // The token has expired by then.
    project.api.advance(86_400.0);
    project.token = project_token(&mut project.api, &project.id.clone());
    assert_eq!(project.state_of(later), "active");
    assert_eq!(project.get("/jobs/nothing").status, 404);
}

#[test]
fn one_bad_key_refuses_them_all_and_is_named() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let foreign = project.api.lock_of(1, 0);
    let before = project.get("/keys").body["keys"].as_array().unwrap().len();
    let good = json!({"lockId": lock, "appUserId": PERSON});
    let many: serde_json::Map<String, Value> = (0..21)
        .map(|number| (number.to_string(), json!("")))
        .collect();
    let span = |weekday: &str, start: u8, end: u8| json!({"weekday": weekday, "startHour": start, "startMinute": 0, "endHour": end, "endMinute": 0});
    for (name, member, value, reason) in [
        ("start", "start", json!(null), "must be of type string"),
        ("end", "end", json!(null), "must be of type string"),
        ("start", "start", json!(7), "must be of type string"),
        ("start", "start", json!("soon"), "ISO 8601"),
        (
            "start",
            "start",
            json!("2026-03-10T10:59:59Z"),
            "hour in the past",
        ),
        ("end", "end", json!("2026-03-10T12:00:00Z"), "after start"),
        ("appUserId", "appUserId", json!("4477"), "E.164"),
        (
            "appUserId",
            "appUserId",
            json!(447),
            "must be of type string",
        ),
        (
            "lockId",
            "lockId",
            json!(foreign),
            "does not belong to the project",
        ),
        ("lockId", "lockId", json!(true), "must be of type string"),
        ("metadata", "metadata", json!(many), "20 pairs"),
        (
            "metadata.a",
            "metadata",
            json!({"a": 1}),
            "must be of type string",
        ),
        (
            "metadata.a",
            "metadata",
            json!({"a": "b".repeat(257)}),
            "256",
        ),
        ("recurrence.timeSpans", "recurrence", json!({}), "required"),
        (
            "recurrence.timeSpans",
            "recurrence",
            json!({"timeSpans": []}),
            "at least 1",
        ),
        (
            "recurrence.timeSpans.1.weekday",
            "recurrence",
            json!({"timeSpans": [span("mon", 1, 2), span("mon", 3, 4)]}),
            "one is the most",
        ),
        (
            "recurrence.timeSpans.0.endHour",
            "recurrence",
            json!({"timeSpans": [span("mon", 9, 8)]}),
            "after the start",
        ),
        (
            "recurrence.timeSpans.0.endHour",
            "recurrence",
            json!({"timeSpans": [span("mon", 9, 25)]}),
            "0 to 24",
        ),
        (
            "recurrence.timespans.0.weekday",
            "recurrence",
            json!({"timespans": [span("monday", 9, 10)]}),
            "mon, tue",
        ),
    ] {
        let mut bad = good.clone();
        bad[member] = value;
        let answer = project.post("/keys", &json!({"keys": [good, bad]}));
        let wrong = invalid(&answer);
        assert!(
            wrong
                .iter()
                .any(|(path, why)| *path == format!("keys.1.{name}") && why.contains(reason)),
            "{name} {reason}: {wrong:?}"
        );
    }
    for body in [
        json!({}),
        json!({"keys": []}),
        json!({"keys": [1]}),
        json!({"keys": {}}),
        json!([]),
    ] {
        assert_eq!(project.post("/keys", &body).status, 400, "{body}");
    }
    assert_eq!(
        project.get("/keys").body["keys"].as_array().unwrap().len(),
        before
    );
    // Exactly an hour ago is allowed.
    let answer = project.post(
        "/keys",
        &json!({"keys": [{"lockId": lock, "appUserId": PERSON, "start": "2026-03-10T11:00:00Z"}]}),
    );
    assert_eq!(answer.status, 202, "{}", answer.body);
}

#[test]
fn a_recurring_key_is_inactive_outside_its_window_and_v1_has_it_by_day() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    // It is Tuesday, 13:00 in Oslo.
    let spans = json!([{"weekday": "tue", "startHour": 14, "startMinute": 0, "endHour": 16, "endMinute": 30}]);
    let ids = project
        .keys(&json!([{"lockId": lock, "appUserId": PERSON, "recurrence": {"timespans": spans}}]));
    assert_eq!(project.state_of(&ids[0]), "inactive");
    let key = project.get(&format!("/keys/{}", ids[0])).body["key"].clone();
    assert_eq!(key["recurrence"], json!({"timeSpans": spans}));
    let v1 = project.api.admin_token(0);
    let url = format!(
        "/integrators/v1/lock-holders/{}/keys/{}",
        project.id, ids[0]
    );
    let key = project.api.get(&v1, &url).body["key"].clone();
    assert_eq!(key["state"], "active");
    assert_eq!(
        key["recurrence"],
        json!({"tue": {"startHour": 14, "startMinute": 0, "endHour": 16, "endMinute": 30}})
    );
    project.api.advance(3599.0);
    project.token = project_token(&mut project.api, &project.id.clone());
    assert_eq!(project.state_of(&ids[0]), "active");
}

#[test]
fn a_key_of_v1_is_a_key_of_v2_and_its_person_a_managed_user() {
    let mut project = Project::demo();
    let v1 = project.api.admin_token(0);
    let url = format!(
        "/integrators/v1/lock-holders/{}/locks/{}/keys/",
        project.id, project.locks[0]
    );
    let recurrence =
        json!({"sun": {"startHour": 8, "startMinute": 0, "endHour": 24, "endMinute": 0}});
    let body = json!({"userId": PERSON, "start": null, "end": null, "recurrence": recurrence});
    let id = project.api.send(&v1, "POST", &url, &body).body["key"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let key = project.get(&format!("/keys/{id}")).body["key"].clone();
    assert_eq!(key["state"], "creating");
    assert_eq!(key["recurrence"]["timeSpans"][0]["weekday"], "sun");
    let users = project.get("/managed-users").body["managedUsers"].clone();
    assert!(
        users
            .as_array()
            .unwrap()
            .iter()
            .any(|user| user["appUserId"] == PERSON)
    );
    let revoked = project.call("DELETE", &format!("/keys/{id}"), &Value::Null);
    assert_eq!(
        (revoked.status, &revoked.body["key"]["state"]),
        (200, &json!("revoked"))
    );
    let list = project.api.get(&v1, &url).body;
    let key = list["keys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|key| key["id"] == json!(id))
        .unwrap();
    assert_eq!(key["state"], "revoked");
}

#[test]
fn an_expired_key_is_a_conflict_to_revoke_and_an_unknown_one_is_not_found() {
    let mut project = Project::demo();
    let keys = project.get("/keys").body["keys"].clone();
    let expired = keys
        .as_array()
        .unwrap()
        .iter()
        .find(|key| key["state"] == "expired")
        .unwrap();
    let path = format!("/keys/{}", expired["id"].as_str().unwrap());
    let answer = project.call("DELETE", &path, &Value::Null);
    assert_eq!(answer.status, 409);
    assert_eq!(
        answer.body,
        json!({"title": "Conflict", "detail": "May not revoke expired keys"})
    );
    assert_eq!(
        project.call("DELETE", "/keys/nothing", &Value::Null).status,
        404
    );
    let foreign = project.api.state()["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| record["key"]["id"].as_str().unwrap().to_owned())
        .find(|id| {
            !keys
                .as_array()
                .unwrap()
                .iter()
                .any(|key| key["id"] == json!(id))
        })
        .unwrap();
    assert_eq!(
        project
            .call("DELETE", &format!("/keys/{foreign}"), &Value::Null)
            .status,
        404
    );
}

#[test]
fn many_keys_are_revoked_by_lock_by_person_and_all_at_once() {
    let mut project = Project::demo();
    let (one, other) = (project.locks[0].clone(), project.locks[1].clone());
    let ids = project.keys(&json!([
        {"lockId": one, "appUserId": PERSON}, {"lockId": one, "appUserId": OTHER},
        {"lockId": other, "appUserId": PERSON}, {"lockId": other, "appUserId": OTHER},
    ]));
    let states = |project: &mut Project| -> Vec<String> {
        ids.iter().map(|id| project.state_of(id)).collect()
    };
    let answer = project.call(
        "DELETE",
        &format!("/keys?lockId={one}&appUserId=%2B447700900999"),
        &Value::Null,
    );
    assert_eq!((answer.status, answer.body), (204, Value::Null));
    assert_eq!(
        states(&mut project),
        ["revoked", "active", "active", "active"]
    );
    project.call(
        "DELETE",
        "/keys?appUserId=%2B447700900998&notifyInvitee=false",
        &Value::Null,
    );
    assert_eq!(
        states(&mut project),
        ["revoked", "revoked", "active", "revoked"]
    );
    let unencoded = project.call("DELETE", "/keys?appUserId=+447700900999", &Value::Null);
    assert!(invalid(&unencoded)[0].1.contains("%2B"));
    assert_eq!(
        project
            .call("DELETE", "/keys?lockId=nothing", &Value::Null)
            .status,
        204
    );
    assert_eq!(project.state_of(&ids[2]), "active");
    project.call("DELETE", "/keys", &Value::Null);
    // The keys of access groups stay.
    let state = project.api.state();
    let of_group = |key: &Value| {
        let mut records = state["keys"].as_array().unwrap().iter();
        records
            .any(|record| record["key"]["id"] == key["id"] && record["accessGroupId"].is_string())
    };
    let keys = project.get("/keys").body["keys"].clone();
    let over = ["revoked", "expired", "error"];
    assert!(
        keys.as_array()
            .unwrap()
            .iter()
            .all(|key| over.contains(&key["state"].as_str().unwrap()) != of_group(key))
    );
    assert!(
        keys.as_array()
            .unwrap()
            .iter()
            .any(|key| key["state"] == "expired")
    );
    let others = project.api.state()["keys"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|record| record["key"]["state"] == "active")
        .count();
    assert!(others > 50, "{others}");
}

#[test]
fn pages_miss_no_key_and_repeat_none() {
    let mut project = Project::demo();
    let all = project.get("/keys").body;
    assert!(all.get("startAfterId").is_none());
    let all: Vec<Value> = all["keys"].as_array().unwrap().clone();
    for limit in [1, 7, all.len() - 1, all.len(), 2500] {
        let mut walked = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = project
                .get(&format!("/keys?limit={limit}&startAfterId={cursor}"))
                .body;
            let keys = page["keys"].as_array().unwrap().clone();
            assert!(keys.len() <= limit && !keys.is_empty());
            walked.extend(keys);
            match page.get("startAfterId") {
                Some(next) => {
                    assert_eq!(next, &walked.last().unwrap()["id"]);
                    cursor = next.as_str().unwrap().to_owned();
                }
                None => break,
            }
        }
        assert_eq!(walked, all, "{limit}");
    }
    for limit in ["0", "2501", "-1", "x", "1.5"] {
        assert_eq!(
            invalid(&project.get(&format!("/keys?limit={limit}")))[0].0,
            "limit"
        );
    }
    assert_eq!(
        invalid(&project.get("/keys?startAfterId=nothing"))[0].0,
        "startAfterId"
    );
    let (first, last) = (all[0]["id"].clone(), all[all.len() - 1]["id"].clone());
    let rest = project
        .get(&format!("/keys?startAfterId={}", last.as_str().unwrap()))
        .body;
    assert_eq!(rest, json!({"keys": []}));
    assert_ne!(first, last);
}

#[test]
fn the_last_page_says_what_it_was_told_to_say() {
    for (cursor, expected) in [
        (LastPageCursor::Absent, None),
        (LastPageCursor::Null, Some(Value::Null)),
        (LastPageCursor::Empty, Some(json!(""))),
    ] {
        let settings = Settings {
            last_page_cursor: cursor,
            ..Settings::default()
        };
        let mut project = Project::of(Api::with_settings(settings));
        assert_eq!(
            project.get("/keys").body.get("startAfterId"),
            expected.as_ref()
        );
        assert_eq!(
            project.get("/locks").body.get("startAfterId"),
            expected.as_ref()
        );
        assert!(project.get("/keys?limit=1").body["startAfterId"].is_string());
    }
}

#[test]
fn keys_are_filtered_by_lock_person_and_state() {
    let mut project = Project::demo();
    let all = project.get("/keys").body["keys"]
        .as_array()
        .unwrap()
        .clone();
    let person = all[0]["appUser"]["id"].as_str().unwrap().to_owned();
    let lock = all[0]["lockId"].as_str().unwrap().to_owned();
    let encoded = person.replace('+', "%2B");
    for (query, matches) in [
        (
            format!("lockId={lock}"),
            Box::new(|key: &Value| key["lockId"] == json!(lock)) as Box<dyn Fn(&Value) -> bool>,
        ),
        (
            format!("appUserId={encoded}"),
            Box::new(|key: &Value| key["appUser"]["id"] == json!(person)),
        ),
        (
            format!("appUserId={encoded}&lockId={lock}"),
            Box::new(|key: &Value| {
                key["lockId"] == json!(lock) && key["appUser"]["id"] == json!(person)
            }),
        ),
        (
            "excludeStates=expired&excludeStates=revoked".to_owned(),
            Box::new(|key: &Value| key["state"] != "expired" && key["state"] != "revoked"),
        ),
        (
            "excludeStates=expired,revoked".to_owned(),
            Box::new(|key: &Value| key["state"] != "expired" && key["state"] != "revoked"),
        ),
        ("lockId=nothing".to_owned(), Box::new(|_: &Value| false)),
    ] {
        let expected: Vec<Value> = all.iter().filter(|key| matches(key)).cloned().collect();
        let mut walked: Vec<Value> = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = project
                .get(&format!("/keys?limit=3&startAfterId={cursor}&{query}"))
                .body;
            walked.extend(page["keys"].as_array().unwrap().clone());
            match page["startAfterId"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(walked, expected, "{query}");
        assert!(!expected.is_empty() || query == "lockId=nothing");
    }
    assert_eq!(
        invalid(&project.get("/keys?excludeStates=gone"))[0].0,
        "excludeStates"
    );
    assert_eq!(
        invalid(&project.get("/keys?excludeSubprojectKeys=7"))[0].0,
        "excludeSubprojectKeys"
    );
}

fn with_fault(fault: &Value) -> Project {
    let mut project = Project::demo();
    let rules = json!([{"method": "POST", "path": "/v2/projects/*/keys", "fault": fault}]);
    project
        .api
        .sandbox
        .set_faults(Faults::from_json(&rules.to_string()).unwrap());
    project
}

fn begin(project: &mut Project) -> Value {
    let lock = project.locks[0].clone();
    let keys = json!([{"lockId": lock, "appUserId": PERSON}, {"lockId": lock, "appUserId": OTHER}]);
    let answer = project.post("/keys", &json!({"keys": keys}));
    assert_eq!(answer.status, 202, "{}", answer.body);
    answer.body["jobRef"]["id"].clone()
}

fn job(project: &mut Project, id: &Value) -> Value {
    project.get(&format!("/jobs/{}", id.as_str().unwrap())).body["job"].clone()
}

#[test]
fn a_job_half_fails_when_it_is_told_to() {
    let mut project = with_fault(&json!({"failKeys": 1}));
    let id = begin(&mut project);
    project.api.advance(2.0);
    let done = job(&mut project, &id);
    assert_eq!(done["status"], "succeeded");
    assert_eq!(
        done["resultData"]["failedKeys"],
        json!([{"lockId": project.locks[0], "appUserId": PERSON}])
    );
    assert_eq!(
        done["resultData"]["createdKeys"].as_array().unwrap().len(),
        1
    );
    assert_eq!(
        project.get("/keys?appUserId=%2B447700900999").body["keys"],
        json!([])
    );
    assert_eq!(
        project.get("/keys?appUserId=%2B447700900998").body["keys"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_job_fails_and_times_out_when_it_is_told_to() {
    for (ending, keys) in [("failedValidation", 0), ("failedJob", 0), ("timeout", 1)] {
        let mut project = with_fault(&json!({"jobEnds": ending, "jobSeconds": 5}));
        let id = begin(&mut project);
        project.api.advance(4.9);
        assert_eq!(job(&mut project, &id)["status"], "inProgress");
        project.api.advance(0.1);
        let over = job(&mut project, &id);
        assert_eq!(over["status"], ending);
        assert!(over["failureReason"].is_string() && over.get("resultData").is_none());
        let list = project.get("/keys?appUserId=%2B447700900999").body;
        assert_eq!(list["keys"].as_array().unwrap().len(), keys, "{ending}");
    }
}

#[test]
fn a_slow_lock_makes_its_keys_wait() {
    let mut project = with_fault(&json!({"keySeconds": 3000}));
    let id = begin(&mut project);
    project.api.advance(2999.0);
    let done = job(&mut project, &id);
    assert_eq!(
        done["resultData"]["creatingKeys"].as_array().unwrap().len(),
        2
    );
    project.api.advance(1.0);
    let done = job(&mut project, &id);
    assert_eq!(
        done["resultData"]["createdKeys"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn a_fault_that_touches_the_work_is_checked() {
    for fault in [
        json!({"jobEnds": "done"}),
        json!({"failKeys": -1}),
        json!({"jobSeconds": 1e9}),
        json!({"keySeconds": "x"}),
    ] {
        let rules = json!([{ "fault": fault }]);
        assert!(Faults::from_json(&rules.to_string()).is_err(), "{fault}");
    }
}

#[test]
fn a_key_for_a_lock_behind_a_broken_connection_ends_as_error_and_the_job_says_so() {
    let mut project = Project::demo();
    let mut state = project.api.state();
    let id = project.id.clone();
    for record in state["vendorConnections"].as_array_mut().unwrap() {
        record["vendorConnection"]["state"] = json!("error");
    }
    project = Project::of(Api::seeded(Seed::read(&state.to_string()).unwrap()));
    assert_eq!(project.id, id);
    let id = begin(&mut project);
    project.api.advance(1.0);
    assert_eq!(
        job(&mut project, &id)["resultData"]["creatingKeys"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    project.api.advance(1.0);
    let done = job(&mut project, &id);
    assert_eq!(
        done["resultData"]["failedKeys"].as_array().unwrap().len(),
        2
    );
    let key = done["resultData"]["failedKeys"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(project.state_of(&key), "error");
}

#[test]
fn faults_speak_the_words_of_v2_on_its_paths() {
    let mut project = Project::demo();
    let rules = r#"[{"path": "/v2/projects/**", "fault": {"status": 503}}]"#;
    project
        .api
        .sandbox
        .set_faults(Faults::from_json(rules).unwrap());
    let answer = project.get("/keys");
    assert_eq!(
        (answer.status, &answer.body["title"]),
        (503, &json!("Service Unavailable"))
    );
    assert!(answer.body["detail"].is_string());
}

#[test]
fn unknown_paths_and_methods_are_told_apart() {
    let mut project = Project::demo();
    let answer = project.get("/nothing");
    assert_eq!(
        (answer.status, &answer.body["title"]),
        (404, &json!("Not Found"))
    );
    let answer = project.call("PUT", "/keys", &Value::Null);
    assert_eq!(
        (answer.status, answer.header("allow")),
        (405, Some("GET, POST, DELETE"))
    );
}

#[test]
fn a_module_that_is_off_forbids_its_operations() {
    let mut project = Project::demo();
    let off = json!({"projectId": project.id, "mobileKey": false});
    let answer = project.api.control("POST", "/_sandbox/modules", &off);
    assert_eq!(
        answer.body,
        json!({"mobileKey": false, "subproject": true, "doorbell": true})
    );
    let lock = project.locks[0].clone();
    let body = json!({"keys": [{"lockId": lock, "appUserId": PERSON}]});
    let refused = project.post("/keys", &body);
    assert_eq!(refused.status, 403);
    assert!(
        refused.body["detail"]
            .as_str()
            .unwrap()
            .contains("mobileKey")
    );
    assert_eq!(project.get("/keys").status, 200);
    project.api.control(
        "POST",
        "/_sandbox/modules",
        &json!({"projectId": project.id, "mobileKey": true}),
    );
    assert_eq!(project.post("/keys", &body).status, 202);
}

#[test]
fn a_rejected_request_is_told_in_the_form_that_was_set() {
    let body = |lock: &str| {
        json!({"keys": [
            {"lockId": lock, "appUserId": PERSON},
            {"lockId": lock, "appUserId": "47", "metadata": {"7": 7}},
        ]})
    };
    for (form, title, detail, names) in [
        (
            json!({}),
            "Validation Error",
            "Your request parameters did not pass validation",
            ["keys.1.appUserId", "keys.1.metadata.7"],
        ),
        (
            json!({"validationErrorForm": "brackets"}),
            "Bad Request",
            "The request has invalid parameters",
            ["keys[1].appUserId", "keys[1].metadata[7]"],
        ),
    ] {
        let settings = serde_json::from_value(form).unwrap();
        let mut project = Project::of(Api::with_settings(settings));
        let lock = project.locks[0].clone();
        let answer = project.post("/keys", &body(&lock));
        assert_eq!(answer.body["title"], title);
        assert_eq!(answer.body["detail"], detail);
        let invalid = invalid(&answer);
        let found: Vec<&str> = invalid.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(found, names);
        // What names no member is no validation error.
        let answer = project.post("/keys", &json!([]));
        assert_eq!(answer.body["title"], "Bad Request");
        assert_eq!(project.get("/nothing").body["title"], "Not Found");
    }
}
