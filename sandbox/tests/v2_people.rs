//! API v2: subprojects, sharing rights, managed users, access groups, doorbells.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, PERSON, Project, invalid};
use serde_json::{Value, json};
use unloc_sandbox::Seed;

const OTHER: &str = "+447700900998";

fn list(project: &mut Project, path: &str, name: &str) -> Vec<Value> {
    let answer = project.get(path);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body[name].as_array().unwrap().clone()
}

fn of_person(keys: &[Value], person: &str) -> Vec<Value> {
    keys.iter()
        .filter(|key| key["appUser"]["id"] == json!(person))
        .cloned()
        .collect()
}

/// A subproject with the project's first two locks.
fn subproject(project: &mut Project) -> String {
    let locks = project.locks[..2].to_vec();
    let body = json!({"name": "Stairs 12", "lockIds": locks, "metadata": {"a": "b"}});
    let answer = project.post("/subprojects", &body);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let made = answer.body["subproject"].clone();
    assert_eq!(made["lockIds"], json!(locks));
    assert_eq!(made["projectId"], json!(project.id));
    made["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_subproject_has_keys_of_its_own_to_some_locks_of_its_project() {
    let mut project = Project::demo();
    let id = subproject(&mut project);
    let keys = format!("/v2/subprojects/{id}/keys");
    let lock = project.locks[0].clone();
    let beyond = project.locks[2].clone();
    let refused = project.post(
        &keys,
        &json!({"keys": [{"lockId": beyond, "appUserId": PERSON}]}),
    );
    assert!(invalid(&refused)[0].1.contains("subproject"));
    let made = project.post(
        &keys,
        &json!({"keys": [{"lockId": lock, "appUserId": PERSON}]}),
    );
    assert_eq!(made.status, 202, "{}", made.body);
    project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]));
    assert_eq!(list(&mut project, &keys, "keys").len(), 1);
    let all = list(&mut project, "/keys?appUserId=%2B447700900999", "keys");
    assert_eq!(all.len(), 2);
    let own = list(
        &mut project,
        "/keys?appUserId=%2B447700900999&excludeSubprojectKeys=true",
        "keys",
    );
    assert_eq!(own.len(), 1);
    // Those of the project do not change.
    assert_eq!(project.call("DELETE", &keys, &Value::Null).status, 204);
    assert_eq!(list(&mut project, &keys, "keys")[0]["state"], "revoked");
    assert_eq!(
        list(
            &mut project,
            "/keys?appUserId=%2B447700900999&excludeSubprojectKeys=true",
            "keys"
        )[0]["state"],
        "active"
    );
    assert_eq!(project.get("/v2/subprojects/nothing/keys").status, 404);
    let other = project.api.lock_holder_id(1);
    project.token = common::project_token(&mut project.api, &other);
    assert_eq!(project.get(&keys).status, 403);
}

#[test]
fn a_lock_that_leaves_a_subproject_takes_its_keys_along() {
    let mut project = Project::demo();
    let before = list(&mut project, "/subprojects", "subprojects").len();
    let id = subproject(&mut project);
    let keys = format!("/v2/subprojects/{id}/keys");
    let locks = project.locks.clone();
    let body = json!({"keys": [{"lockId": locks[0], "appUserId": PERSON}, {"lockId": locks[1], "appUserId": PERSON}]});
    project.post(&keys, &body);
    project.api.advance(2.0);
    let path = format!("/subprojects/{id}/locks");
    let change =
        json!({"lockIdsToAdd": [locks[1], locks[2]], "lockIdsToRemove": [locks[0], "nothing"]});
    let changed = project.call("PATCH", &path, &change);
    assert_eq!(
        changed.body["subproject"]["lockIds"],
        json!([locks[1], locks[2]])
    );
    let states: Vec<Value> = list(&mut project, &keys, "keys")
        .iter()
        .map(|key| key["state"].clone())
        .collect();
    assert_eq!(states, ["revoked", "active"]);
    let unknown = project.call("PATCH", &path, &json!({"lockIdsToAdd": ["nothing"]}));
    assert_eq!(invalid(&unknown)[0].0, "lockIdsToAdd.0");
    assert_eq!(
        invalid(&project.call("PATCH", &path, &json!({})))[0].0,
        "lockIdsToAdd"
    );
    assert_eq!(
        project
            .call("PATCH", "/subprojects/nothing/locks", &change)
            .status,
        404
    );
    assert_eq!(
        list(&mut project, "/subprojects", "subprojects").len(),
        before + 1
    );
}

#[test]
fn a_subproject_that_breaks_a_rule_is_refused() {
    let mut project = Project::demo();
    let foreign = project.api.lock_of(1, 0);
    let many: Vec<String> = vec![project.locks[0].clone(); 1001];
    for (body, name) in [
        (json!({}), "name"),
        (json!({"name": "abc"}), "name"),
        (json!({"name": "a".repeat(129)}), "name"),
        (json!({"name": "good", "description": "abc"}), "description"),
        (json!({"name": "good", "lockIds": [foreign]}), "lockIds.0"),
        (json!({"name": "good", "lockIds": many}), "lockIds"),
        (
            json!({"name": "good", "metadata": {"a": null}}),
            "metadata.a",
        ),
    ] {
        assert_eq!(invalid(&project.post("/subprojects", &body))[0].0, name);
    }
}

#[test]
fn a_sharing_right_of_a_project_is_a_role_of_v1() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let before = list(&mut project, "/sharing-rights", "sharingRights").len();
    assert!(before > 5);
    let right = json!({"lockId": lock, "appUserId": PERSON});
    let made = project.post("/sharing-rights", &json!({"sharingRights": [right]}));
    assert_eq!(made.status, 200, "{}", made.body);
    assert_eq!(made.body["sharingRights"][0]["source"], "project");
    let v1 = project.api.admin_token(0);
    let url = format!(
        "/integrators/v1/lock-holders/{}/users/%2B447700900999/roles/",
        project.id
    );
    assert_eq!(
        project.api.get(&v1, &url).body["roles"][0]["lockId"],
        json!(lock)
    );
    // An existing right rejects all, and so does a repeated one.
    for twice in [
        json!([right, {"lockId": lock, "appUserId": OTHER}]),
        json!([{"lockId": lock, "appUserId": OTHER}, {"lockId": lock, "appUserId": OTHER}]),
    ] {
        let answer = project.post("/sharing-rights", &json!({"sharingRights": twice}));
        assert_eq!(answer.status, 409, "{}", answer.body);
    }
    assert_eq!(
        list(&mut project, "/sharing-rights", "sharingRights").len(),
        before + 1
    );
    let answer = project.call(
        "DELETE",
        "/sharing-rights?appUserId=%2B447700900999",
        &Value::Null,
    );
    assert_eq!(answer.status, 204);
    assert_eq!(project.api.get(&v1, &url).body["roles"], json!([]));
    assert_eq!(
        list(&mut project, "/sharing-rights", "sharingRights").len(),
        before
    );
    for body in [
        json!({"sharingRights": []}),
        json!({"sharingRights": [{"lockId": lock}]}),
        json!({"appUserId": PERSON}),
    ] {
        assert_eq!(project.post("/sharing-rights", &body).status, 400, "{body}");
    }
}

#[test]
fn sharing_rights_of_projects_subprojects_and_groups_live_side_by_side() {
    let mut project = Project::demo();
    let id = subproject(&mut project);
    let lock = project.locks[0].clone();
    let right = json!({"lockId": lock, "appUserId": PERSON});
    assert_eq!(project.post("/sharing-rights", &right).status, 200);
    let path = format!("/v2/subprojects/{id}/sharing-rights");
    assert_eq!(project.post(&path, &right).status, 200);
    assert_eq!(project.post(&path, &right).status, 409);
    let group = json!({"name": "Cleaners", "lockIds": [lock], "appUserIds": [PERSON], "allowKeySharing": "true"});
    assert_eq!(project.post("/access-groups", &group).status, 200);
    let query = "/sharing-rights?appUserId=%2B447700900999";
    let sources = |project: &mut Project, path: &str| -> Vec<Value> {
        list(project, path, "sharingRights")
            .iter()
            .map(|right| right["source"].clone())
            .collect()
    };
    assert_eq!(
        sources(&mut project, query),
        ["project", "subproject", "accessGroup"]
    );
    assert_eq!(
        sources(
            &mut project,
            &format!("{query}&excludeSubprojectSharingRights=true")
        ),
        ["project", "accessGroup"]
    );
    assert_eq!(sources(&mut project, &path), ["subproject"]);
    // Pages have the same entries.
    let first = project.get(&format!("{query}&limit=1")).body;
    let cursor = first["startAfterId"].as_str().unwrap().to_owned();
    assert_eq!(
        sources(&mut project, &format!("{query}&startAfterId={cursor}")),
        ["subproject", "accessGroup"]
    );
    project.call("DELETE", "/sharing-rights", &Value::Null);
    assert_eq!(sources(&mut project, "/sharing-rights"), ["accessGroup"]);
}

#[test]
fn shared_keys_are_taken_back_by_sharer_and_lock() {
    let mut project = Project::demo();
    let before = project.api.state()["sharedKeys"]
        .as_array()
        .unwrap()
        .clone();
    let own = before
        .iter()
        .find(|record| {
            project
                .locks
                .contains(&record["key"]["lockId"].as_str().unwrap().to_owned())
        })
        .unwrap()
        .clone();
    let sharer = own["sharedBy"].as_str().unwrap().replace('+', "%2B");
    let lock = own["key"]["lockId"].as_str().unwrap();
    let answer = project.call(
        "DELETE",
        &format!("/shared-keys?appUserId={sharer}&lockId={lock}"),
        &Value::Null,
    );
    assert_eq!(answer.status, 204);
    let after = project.api.state()["sharedKeys"]
        .as_array()
        .unwrap()
        .clone();
    let expected: Vec<Value> = before
        .iter()
        .filter(|record| {
            record["sharedBy"] != own["sharedBy"] || record["key"]["lockId"] != json!(lock)
        })
        .cloned()
        .collect();
    assert_eq!(after, expected);
    project.call("DELETE", "/shared-keys", &Value::Null);
    let left = project.api.state()["sharedKeys"]
        .as_array()
        .unwrap()
        .clone();
    assert!(!left.is_empty() && left.len() < after.len());
    assert!(left.iter().all(|record| {
        !project
            .locks
            .contains(&record["key"]["lockId"].as_str().unwrap().to_owned())
    }));
}

#[test]
fn a_managed_user_is_made_changed_and_deleted_with_the_keys() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let id = project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]))[0].clone();
    let users = list(&mut project, "/managed-users", "managedUsers");
    let user = users
        .iter()
        .find(|user| user["appUserId"] == PERSON)
        .unwrap();
    let path = format!("/managed-users/{}", user["id"].as_str().unwrap());
    let change = json!({"firstName": "Alex", "lastName": "Example", "metadata": {"room": "7", "floor": "2"}});
    let changed = project.call("PATCH", &path, &change).body["managedUser"].clone();
    assert_eq!(
        [&changed["firstName"], &changed["lastName"]],
        ["Alex", "Example"]
    );
    let changed = project
        .call(
            "PATCH",
            &path,
            &json!({"lastName": null, "metadata": {"room": null, "key": "8"}}),
        )
        .body["managedUser"]
        .clone();
    assert_eq!(changed["metadata"], json!({"floor": "2", "key": "8"}));
    assert_eq!(
        (changed.get("lastName"), &changed["firstName"]),
        (None, &json!("Alex"))
    );
    let many: serde_json::Map<String, Value> = (0..19)
        .map(|number| (number.to_string(), json!("")))
        .collect();
    assert_eq!(
        invalid(&project.call("PATCH", &path, &json!({"metadata": many})))[0].0,
        "metadata"
    );
    assert_eq!(
        invalid(&project.call("PATCH", &path, &json!({"firstName": null})))[0].0,
        "firstName"
    );
    assert_eq!(project.call("DELETE", &path, &Value::Null).status, 204);
    assert_eq!(project.state_of(&id), "revoked");
    assert_eq!(project.call("PATCH", &path, &change).status, 404);
    // A new key restores the managed user.
    project.keys(&json!([{"lockId": lock, "appUserId": PERSON}]));
    let users = list(&mut project, "/managed-users", "managedUsers");
    let back = users
        .iter()
        .find(|user| user["appUserId"] == PERSON)
        .unwrap();
    assert_eq!((&back["id"], back.get("firstName")), (&user["id"], None));
}

#[test]
fn a_managed_user_is_made_in_a_subproject_once() {
    let mut project = Project::demo();
    let id = subproject(&mut project);
    let path = format!("/v2/subprojects/{id}/managed-users");
    let body = json!({"appUserId": PERSON, "firstName": "Alex"});
    let made = project.post(&path, &body);
    assert_eq!(
        (made.status, &made.body["managedUser"]["firstName"]),
        (200, &json!("Alex"))
    );
    assert_eq!(project.post(&path, &body).status, 409);
    assert_eq!(
        invalid(&project.post(&path, &json!({"firstName": "A"})))[0].0,
        "appUserId"
    );
}

#[test]
fn everybody_in_an_access_group_has_a_key_to_each_of_its_locks() {
    let mut project = Project::demo();
    let locks = project.locks.clone();
    let groups = |project: &mut Project| list(project, "/access-groups", "accessGroups").len();
    let before = groups(&mut project);
    let spans = json!({"timeSpans": [{"weekday": "tue", "startHour": 8, "startMinute": 0, "endHour": 16, "endMinute": 30}]});
    let body = json!({"name": "Cleaners", "lockIds": [locks[0], locks[1]], "appUserIds": [PERSON, OTHER], "recurrence": spans});
    let made = project.post("/access-groups", &body);
    assert_eq!(made.status, 200, "{}", made.body);
    let group = made.body["accessGroup"].clone();
    project.api.advance(2.0);
    let keys = |project: &mut Project| list(project, "/keys", "keys");
    let of_both = |project: &mut Project| -> Vec<String> {
        let all = keys(project);
        let mut states: Vec<String> = of_person(&all, PERSON)
            .iter()
            .chain(&of_person(&all, OTHER))
            .map(|key| key["state"].as_str().unwrap().to_owned())
            .collect();
        states.sort();
        states
    };
    assert_eq!(of_both(&mut project), ["active"; 4]);
    let key = of_person(&keys(&mut project), PERSON)[0].clone();
    assert_eq!(key["recurrence"], spans);
    // Its keys cannot be revoked one by one.
    let path = format!("/keys/{}", key["id"].as_str().unwrap());
    assert_eq!(project.call("DELETE", &path, &Value::Null).status, 409);
    project.call("DELETE", "/keys?appUserId=%2B447700900999", &Value::Null);
    assert_eq!(of_both(&mut project), ["active"; 4]);
    let accesses = format!("/access-groups/{}/accesses", group["id"].as_str().unwrap());
    let known = project.api.state()["people"][0]["userId"].clone();
    let change = json!({"appUserIdsToRemove": [OTHER], "appUserIdsToAdd": [PERSON, known], "lockIdsToAdd": [locks[2]], "lockIdsToRemove": [locks[0], "nothing"]});
    let changed = project.call("PATCH", &accesses, &change);
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(
        changed.body["accessGroup"]["lockIds"],
        json!([locks[1], locks[2]])
    );
    assert_eq!(
        changed.body["accessGroup"]["appUserIds"],
        json!([PERSON, known])
    );
    project.api.advance(2.0);
    assert_eq!(
        of_both(&mut project),
        ["active", "active", "revoked", "revoked", "revoked"]
    );
    for (body, name) in [
        (json!({}), "appUserIdsToAdd"),
        (json!({"appUserIdsToAdd": ["0477"]}), "appUserIdsToAdd.0"),
        (
            json!({"appUserIdsToAdd": ["+447700900997"]}),
            "appUserIdsToAdd.0",
        ),
        (json!({"lockIdsToAdd": ["nothing"]}), "lockIdsToAdd.0"),
    ] {
        assert_eq!(invalid(&project.call("PATCH", &accesses, &body))[0].0, name);
    }
    // Its keys get the same windows.
    let path = format!("/access-groups/{}", group["id"].as_str().unwrap());
    let refused = project.call("PATCH", &path, &json!({"allowKeySharing": true}));
    assert_eq!(invalid(&refused)[0].0, "allowKeySharing");
    assert_eq!(
        invalid(&project.call("PATCH", &path, &json!({"name": "a".repeat(65)})))[0].0,
        "name"
    );
    let changed = project.call(
        "PATCH",
        &path,
        &json!({"recurrence": null, "allowKeySharing": true, "description": "All day"}),
    );
    assert_eq!(changed.body["accessGroup"]["description"], "All day");
    assert!(
        of_person(&keys(&mut project), PERSON)
            .iter()
            .all(|key| key.get("recurrence").is_none())
    );
    assert_eq!(groups(&mut project), before + 1);
}

#[test]
fn an_access_group_keeps_to_its_limits() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let people = |count: usize| -> Vec<String> {
        (0..count)
            .map(|number| format!("+9991{number:08}"))
            .collect()
    };
    let spans = json!({"timeSpans": [{"weekday": "tue", "startHour": 8, "startMinute": 0, "endHour": 16, "endMinute": 30}]});
    for (body, name) in [
        (
            json!({"name": "abc", "lockIds": [], "appUserIds": []}),
            "name",
        ),
        (json!({"name": "good", "appUserIds": []}), "lockIds"),
        (json!({"name": "good", "lockIds": []}), "appUserIds"),
        (
            json!({"name": "good", "lockIds": ["nothing"], "appUserIds": []}),
            "lockIds.0",
        ),
        (
            json!({"name": "good", "lockIds": [], "appUserIds": ["x"]}),
            "appUserIds.0",
        ),
        (
            json!({"name": "good", "lockIds": [], "appUserIds": [], "recurrence": spans, "allowKeySharing": true}),
            "allowKeySharing",
        ),
    ] {
        assert_eq!(invalid(&project.post("/access-groups", &body))[0].0, name);
    }
    let groups = list(&mut project, "/access-groups", "accessGroups").len();
    let before = list(&mut project, "/keys", "keys").len();
    let too_many = json!({"name": "good", "lockIds": [lock], "appUserIds": people(10_001)});
    let refused = project.post("/access-groups", &too_many);
    assert!(
        refused.status == 400
            && refused.body["detail"]
                .as_str()
                .unwrap()
                .contains("10000 keys")
    );
    assert_eq!(
        list(&mut project, "/access-groups", "accessGroups").len(),
        groups
    );
    assert_eq!(list(&mut project, "/keys", "keys").len(), before);
    let locks = project.locks.clone();
    let far_too_many = json!({"name": "good", "lockIds": locks, "appUserIds": people(7_000)});
    let refused = project.post("/access-groups", &far_too_many);
    assert!(refused.body["detail"].as_str().unwrap().contains("100000"));
}

#[test]
fn an_access_group_of_a_subproject_makes_keys_of_the_subproject() {
    let mut project = Project::demo();
    let id = subproject(&mut project);
    let base = format!("/v2/subprojects/{id}");
    let (lock, beyond) = (project.locks[0].clone(), project.locks[2].clone());
    let body = |lock: &str| json!({"name": "Cleaners", "lockIds": [lock], "appUserIds": [PERSON]});
    let groups = format!("{base}/access-groups");
    assert_eq!(
        invalid(&project.post(&groups, &body(&beyond)))[0].0,
        "lockIds.0"
    );
    let made = project.post(&groups, &body(&lock)).body["accessGroup"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(list(&mut project, &format!("{base}/keys"), "keys").len(), 1);
    let renamed = project.call(
        "PATCH",
        &format!("{groups}/{made}"),
        &json!({"name": "Painters"}),
    );
    assert_eq!(renamed.body["accessGroup"]["name"], "Painters");
    let other = subproject(&mut project);
    let foreign = format!("/v2/subprojects/{other}/access-groups/{made}");
    assert_eq!(
        project
            .call("PATCH", &foreign, &json!({"name": "Painters"}))
            .status,
        404
    );
}

#[test]
fn who_is_on_a_doorbell_has_a_key_until_removed() {
    let mut project = Project::demo();
    let lock = project.locks[0].clone();
    let body = json!({"name": "Front door", "lockId": lock, "doorbellUserLists": [{"name": "Residents", "doorbellUsers": [{"appUserId": PERSON, "name": "Example"}]}]});
    let made = project.post("/doorbells/", &body);
    assert_eq!(made.status, 200, "{}", made.body);
    let bell = made.body["doorbell"].clone();
    project.api.advance(2.0);
    let mine = list(&mut project, "/keys?appUserId=%2B447700900999", "keys");
    assert_eq!((mine.len(), &mine[0]["state"]), (1, &json!("active")));
    let list_id = bell["doorbellUserLists"][0]["id"].as_str().unwrap();
    let user = bell["doorbellUserLists"][0]["doorbellUsers"][0]["id"].clone();
    let tail = format!(
        "doorbells/{}/user-lists/{list_id}",
        bell["id"].as_str().unwrap()
    );
    let renamed = project.call("PATCH", &format!("/{tail}"), &json!({"name": "Everybody", "openingHours": {"mon": {}}, "doorbellUsersToUpdate": [{"id": user, "name": "New"}]}));
    assert_eq!(
        renamed.body["doorbellUserList"]["doorbellUsers"][0]["name"],
        "New"
    );
    assert_eq!(
        renamed.body["doorbellUserList"]["openingHours"],
        json!({"mon": {}})
    );
    // A subproject adds users, and cannot remove those of the project.
    let id = subproject(&mut project);
    let path = format!("/v2/subprojects/{id}/{tail}");
    let added = project.call(
        "PATCH",
        &path,
        &json!({"doorbellUsersToAdd": [{"appUserId": OTHER, "name": "Guest"}]}),
    );
    assert_eq!(added.status, 200, "{}", added.body);
    let refused = project.call("PATCH", &path, &json!({"doorbellUserIdsToRemove": [user]}));
    assert_eq!(invalid(&refused)[0].0, "doorbellUserIdsToRemove.0");
    let guest = added.body["doorbellUserList"]["doorbellUsers"][1]["id"].clone();
    assert_eq!(
        project
            .call("PATCH", &path, &json!({"doorbellUserIdsToRemove": [guest]}))
            .status,
        200
    );
    let removed = project.call(
        "PATCH",
        &format!("/{tail}"),
        &json!({"doorbellUserIdsToRemove": [user]}),
    );
    assert_eq!(removed.body["doorbellUserList"]["doorbellUsers"], json!([]));
    assert_eq!(
        list(&mut project, "/keys?appUserId=%2B447700900999", "keys")[0]["state"],
        "revoked"
    );
    let many: Vec<Value> = vec![json!({"appUserId": PERSON, "name": "A"}); 501];
    assert_eq!(
        invalid(&project.call(
            "PATCH",
            &format!("/{tail}"),
            &json!({"doorbellUsersToAdd": many})
        ))[0]
            .0,
        "doorbellUsersToAdd"
    );
    assert_eq!(
        project
            .call("PATCH", "/doorbells/nothing/user-lists/nothing", &json!({}))
            .status,
        404
    );
    assert_eq!(
        invalid(&project.post("/doorbells", &json!({"name": "Front door", "lockId": lock})))[0].0,
        "doorbellUserLists"
    );
}

#[test]
fn a_state_with_all_that_v2_knows_seeds_a_sandbox_with_the_same() {
    let mut project = Project::demo();
    let id = subproject(&mut project);
    let lock = project.locks[0].clone();
    project.post(
        &format!("/v2/subprojects/{id}/keys"),
        &json!({"keys": [{"lockId": lock, "appUserId": PERSON}]}),
    );
    project.post(
        &format!("/v2/subprojects/{id}/sharing-rights"),
        &json!({"lockId": lock, "appUserId": PERSON}),
    );
    project.post(
        "/access-groups",
        &json!({"name": "Cleaners", "lockIds": [lock], "appUserIds": [OTHER]}),
    );
    project.post("/doorbells", &json!({"name": "Front door", "lockId": lock, "doorbellUserLists": [{"name": "All", "doorbellUsers": [{"appUserId": PERSON, "name": "A"}]}]}));
    project.post(
        "/webhooks",
        &json!({"trigger": "accessEvent", "url": "https://example.com/hook"}),
    );
    project.post(
        "/lock-connections/virtual",
        &json!({"locksToCreate": 2, "metadata": {"a": "b"}}),
    );
    project.call(
        "PATCH",
        "/privacy-policy",
        &json!({"privacyPolicy": "anonymized"}),
    );
    let users = list(&mut project, "/managed-users", "managedUsers");
    project.call(
        "DELETE",
        &format!("/managed-users/{}", users[0]["id"].as_str().unwrap()),
        &Value::Null,
    );
    let state = project.api.state();
    let mut copy = Api::seeded(Seed::read(&state.to_string()).unwrap());
    assert_eq!(copy.state(), state);
    project.api.advance(5.0);
    copy.advance(5.0);
    assert_eq!(copy.state(), project.api.state());
    let mut copy = Project::of(copy);
    assert_eq!(
        list(&mut copy, &format!("/v2/subprojects/{id}/keys"), "keys").len(),
        1
    );
    for (pointer, value, path) in [
        (
            "/v2/subprojects/0/projectId",
            json!("x"),
            "v2.subprojects[0].projectId",
        ),
        (
            "/v2/jobs/0/ends",
            json!("1990-01-01T00:00:00Z"),
            "v2.jobs[0].ends",
        ),
        (
            "/v2/sharingRights/0/sharingRight/lockId",
            json!("x"),
            "v2.sharingRights[0].sharingRight.lockId",
        ),
        (
            "/v2/accessGroups/0/projectId",
            json!("x"),
            "v2.accessGroups[0].projectId",
        ),
        (
            "/v2/doorbells/0/doorbell/lockId",
            json!("x"),
            "v2.doorbells[0].doorbell.lockId",
        ),
    ] {
        let mut broken = state.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        let error = Seed::read(&broken.to_string())
            .and_then(|seed| unloc_sandbox::Sandbox::new(seed, None, common::NOW))
            .unwrap_err()
            .to_string();
        assert!(error.contains(path), "{error}");
    }
}
