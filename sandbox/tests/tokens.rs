//! Token endpoints: requests and responses of each system. A token is valid for its own API and resource
//! only.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Answer, Api};
use serde_json::{Value, json};

const FORM: &str = "application/x-www-form-urlencoded";

fn credentials(more: &Value) -> Value {
    let mut body = json!({
        "grant_type": "client_credentials",
        "client_id": "sandbox-client",
        "client_secret": "sandbox-secret",
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn v2_token(api: &mut Api, more: &Value) -> Answer {
    api.control("POST", "/v2/auth/token/", &credentials(more))
}

#[test]
fn a_v2_token_is_for_one_organization_or_one_project() {
    let mut api = Api::demo();
    let organization = api.state()["integrator"]["id"].as_str().unwrap().to_owned();
    let project = api.lock_holder_id(1);
    let answer = v2_token(
        &mut api,
        &json!({"scope": "organization.admin", "organization_id": organization}),
    );
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["token_type"], "bearer");
    assert_eq!(answer.body["expires_in"], 3600);
    assert_eq!(answer.body["scope"], json!(["organization.admin"]));
    assert_eq!(answer.body["organization_id"], json!(organization));
    assert_eq!(answer.body.get("project_id"), None);
    let answer = v2_token(
        &mut api,
        &json!({"scope": "project.admin", "project_id": project}),
    );
    assert_eq!(answer.body["scope"], json!(["project.admin"]));
    assert_eq!(answer.body["organization_id"], json!(organization));
    assert_eq!(answer.body["project_id"], json!(project));
}

#[test]
fn the_v2_token_endpoint_refuses_in_the_words_of_oauth() {
    let mut api = Api::demo();
    let organization = api.state()["integrator"]["id"].clone();
    let project = json!(api.lock_holder_id(0));
    let cases = [
        (json!({}), 400, "invalid_request"),
        (
            json!({"scope": "organization.admin"}),
            400,
            "invalid_request",
        ),
        (
            json!({"scope": "project.admin", "organization_id": organization}),
            400,
            "invalid_request",
        ),
        (
            json!({"scope": "organization.admin", "organization_id": organization, "project_id": project}),
            400,
            "invalid_request",
        ),
        (
            json!({"scope": ["project.admin"], "project_id": project}),
            400,
            "invalid_scope",
        ),
        (
            json!({"scope": "project.admin organization.admin", "project_id": project}),
            400,
            "invalid_scope",
        ),
        (
            json!({"scope": "integrator.admin", "project_id": project}),
            400,
            "invalid_scope",
        ),
        (
            json!({"scope": "project.admin", "project_id": 17}),
            400,
            "invalid_scope",
        ),
        (
            json!({"scope": "organization.admin", "organization_id": project}),
            400,
            "invalid_scope",
        ),
        (
            json!({"grant_type": "authorization_code"}),
            400,
            "unsupported_grant_type",
        ),
        (json!({"client_secret": "wrong"}), 401, "invalid_client"),
        (json!({"client_id": "nobody"}), 401, "invalid_client"),
    ];
    for (more, status, error) in cases {
        let answer = v2_token(&mut api, &more);
        assert_eq!(
            (answer.status, &answer.body["error"]),
            (status, &json!(error)),
            "{more}: {}",
            answer.body
        );
        assert!(answer.body["error_description"].is_string());
    }
    assert_eq!(api.get("", "/v2/auth/token/").status, 405);
}

#[test]
fn a_token_of_one_api_is_no_token_of_the_other() {
    let mut api = Api::demo();
    let project = api.lock_holder_id(0);
    let v2 = v2_token(
        &mut api,
        &json!({"scope": "project.admin", "project_id": project}),
    );
    let v2 = v2.body["access_token"].as_str().unwrap().to_owned();
    let v1 = api.token(None);
    let refused = api.get(&v2, "/integrators/v1/lock-holders/");
    assert_eq!(refused.status, 401);
    assert!(
        refused.body["errorDescription"]
            .as_str()
            .unwrap()
            .contains("audience")
    );
    let path = format!("/v2/projects/{project}/nothing");
    assert_eq!(api.get(&v1, &path).status, 401);
    assert_eq!(api.get(&v2, &path).status, 404);
    api.advance(3600.0);
    let expired = api.get(&v2, &path);
    assert_eq!(expired.status, 401);
    assert_eq!(expired.body["errorDescription"], "JWT expired");
}

#[test]
fn discovery_tells_the_organization_and_all_projects() {
    let mut api = Api::demo();
    let who = json!({"client_id": "sandbox-client", "client_secret": "sandbox-secret"});
    let answer = api.control("POST", "/v2/auth/resources-discovery/", &who);
    assert_eq!(answer.status, 200);
    let resources = &answer.body["resources"];
    let state = api.state();
    assert_eq!(
        resources["organizations"],
        json!([{"organizationId": state["integrator"]["id"], "scope": "organization.admin"}])
    );
    let projects: Vec<Value> = state["lockHolders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lock_holder| json!({"projectId": lock_holder["id"], "scope": "project.admin"}))
        .collect();
    assert_eq!(projects.len(), 3);
    assert_eq!(resources["projects"], json!(projects));
    for project in projects {
        let more = json!({"scope": project["scope"], "project_id": project["projectId"]});
        assert_eq!(v2_token(&mut api, &more).status, 200);
    }
    let wrong = json!({"client_id": "sandbox-client", "client_secret": "wrong"});
    let refused = api.control("POST", "/v2/auth/resources-discovery", &wrong);
    assert_eq!(
        (refused.status, &refused.body["error"]),
        (401, &json!("invalid_client"))
    );
}

#[test]
fn both_of_unlocs_endpoints_take_forms_too() {
    let mut api = Api::demo();
    let project = api.lock_holder_id(0);
    let who = "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret";
    let headers = [("content-type", FORM)];
    let v1 = format!("{who}&scope=lockHolder.admin%3A{project}");
    let answer = api.with_headers("POST", "/auth/v1/token", &headers, v1.as_bytes());
    assert_eq!(answer.body["lock_holder_ids"], json!([project]));
    let v2 = format!("{who}&scope=project.admin&project_id={project}");
    let answer = api.with_headers("POST", "/v2/auth/token/", &headers, v2.as_bytes());
    assert_eq!(answer.body["project_id"], json!(project));
}
