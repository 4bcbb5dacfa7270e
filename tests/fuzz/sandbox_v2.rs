//! The embedded Unloc at API v2: every response is valid JSON, and a token gives access to its own
//! project only.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};
use unloc_integrator_client::api::operation::{Body, Method, Operation};
use unloc_integrator_client::api::v2;
use unloc_sandbox::{Response, Sandbox, Seed};

use crate::bytes::Bytes;
use crate::client::encoded;
use crate::examples;
use crate::sandbox::{NOW, send};

/// The secrets of all clients.
pub const SECRETS: [&str; 3] = ["sandbox-secret", "unidy-secret", "lockit-secret"];

/// The demo with its tokens and ids.
#[derive(Clone)]
pub struct Demo {
    sandbox: Sandbox,
    pub lock_id: String,
    projects: [String; 2],
    organization: String,
    vendors: [String; 2],
    /// Tokens for the first project, the second, and the organization.
    tokens: Vec<String>,
    /// Known ids by path parameter.
    ids: BTreeMap<String, Vec<String>>,
    used: u32,
}

impl Demo {
    pub fn new() -> Self {
        let mut sandbox = Sandbox::new(Seed::Demo, None, NOW).expect("the demo");
        let state = sandbox.state(NOW).expect("a small state");
        let state = serde_json::to_value(&state).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let project = |index: usize| text(&state["lockHolders"][index]["id"]);
        let projects = [project(0), project(1)];
        let organization = text(&state["integrator"]["id"]);
        let mut token = |scope: &str, name: &str, id: &str| {
            let body = json!({
                "grant_type": "client_credentials", "client_id": unloc_sandbox::CLIENT_ID,
                "client_secret": unloc_sandbox::CLIENT_SECRET, "scope": scope, name: id,
            });
            let body = body.to_string();
            let answer = send(&mut sandbox, "POST", "/v2/auth/token/", "", body.as_bytes());
            let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
            text(&answer["access_token"])
        };
        let tokens = vec![
            token("project.admin", "project_id", &projects[0]),
            token("project.admin", "project_id", &projects[1]),
            token("organization.admin", "organization_id", &organization),
        ];
        let mut ids = BTreeMap::new();
        collect_ids(&state, &mut ids);
        let locks = state["locks"].as_array().expect("a list");
        let own = locks
            .iter()
            .find(|lock| lock["lockHolderId"] == json!(projects[0]));
        Self {
            lock_id: text(&own.expect("a lock")["lock"]["id"]),
            sandbox,
            projects,
            organization,
            vendors: ["danalock", "virtual"].map(str::to_owned),
            tokens,
            ids,
            used: 0,
        }
    }

    /// Sends a request that creates keys in the first project. Returns status and body.
    pub fn keys_create(&mut self, body: &Value) -> (u16, String) {
        let url = format!("/v2/projects/{}/keys", self.projects[0]);
        let body = body.to_string();
        let mut sandbox = self.sandbox.clone();
        let answer = send(&mut sandbox, "POST", &url, &self.tokens[0], body.as_bytes());
        (
            answer.status,
            String::from_utf8_lossy(&answer.body).into_owned(),
        )
    }

    fn id(&self, name: &str, bytes: &mut Bytes) -> String {
        let known = match name {
            "projectId" => &self.projects[..],
            "vendor" => &self.vendors[..],
            "organizationId" => std::slice::from_ref(&self.organization),
            _ => self.ids.get(name).map_or(&[][..], Vec::as_slice),
        };
        match bytes.byte() {
            0..=15 => bytes.text(),
            // Mostly the first project and the newest id.
            16..=159 if name == "projectId" => self.projects[0].clone(),
            16..=99 => known.last().cloned().unwrap_or_default(),
            _ if known.is_empty() => bytes.text(),
            _ => known[bytes.below(known.len())].clone(),
        }
    }
}

/// Collects the id of every `"lock": {"id": …}` as a `lockId`.
fn collect_ids(value: &Value, ids: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if let Some(id) = member["id"].as_str() {
                    let name = match name.as_str() {
                        "vendorConnection" => "lockConnectionId".to_owned(),
                        _ => format!("{name}Id"),
                    };
                    ids.entry(name).or_default().push(id.to_owned());
                }
                collect_ids(member, ids);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, ids)),
        _ => {}
    }
}

thread_local! {
    /// The unchanged demo, and the one in use.
    static DEMOS: RefCell<(Demo, Demo)> = RefCell::new({
        let demo = Demo::new();
        (demo.clone(), demo)
    });
}

/// A response is JSON or an authorization page, or empty where the status allows it.
pub fn assert_readable(response: &Response, url: &str) {
    assert!(
        (200..600).contains(&response.status),
        "{} to {url}",
        response.status
    );
    assert!(response.status != 500, "{url}");
    if response.body.is_empty() {
        return assert!(
            matches!(response.status, 204 | 303),
            "{} to {url}",
            response.status
        );
    }
    let kind = response.header("content-type").unwrap_or_default();
    if kind.starts_with("text/html") {
        assert!(url.contains("/oauth/authorize"), "a page at {url}");
    } else {
        assert!(kind.starts_with("application/json"), "{kind} to {url}");
        let body: Value = serde_json::from_slice(&response.body).expect("JSON");
        assert!(body.is_object() || body.is_array(), "{body}");
        if response.status >= 400 {
            let word = body["error"].as_str().or_else(|| body["title"].as_str());
            assert!(word.is_some_and(|word| !word.is_empty()), "{body}");
        }
    }
}

pub fn request(bytes: &mut Bytes) {
    DEMOS.with_borrow_mut(|(unchanged, demo)| {
        demo.used += 1;
        if demo.used % 64 == 0 {
            demo.clone_from(unchanged);
        }
        let operation = bytes.choice(v2::OPERATIONS);
        let (mut path, mut project) = (String::new(), None);
        let (before, rest) = operation
            .path
            .split_once('(')
            .unwrap_or((operation.path, ""));
        let (alternatives, after) = rest.split_once(')').unwrap_or(("", rest));
        let chosen = alternatives.split('|').nth(usize::from(bytes.flag()));
        let template = [before, chosen.unwrap_or_default(), after].concat();
        let template = template.replace("{organizationSegment}", "organization");
        for (index, part) in template.split(['{', '}']).enumerate() {
            if index % 2 == 0 {
                path.push_str(part);
            } else {
                let id = demo.id(part, bytes);
                path.push_str(&encoded(&id));
                project = (part == "projectId").then_some(id).or(project);
            }
        }
        let mut url = path;
        for (index, row) in operation.query.iter().enumerate() {
            let name = row.trim_end_matches(['*', '?']);
            let value = match bytes.byte() {
                0..=99 => continue,
                100..=149 => demo.id(name, bytes),
                150..=159 => "true".to_owned(),
                160..=199 => u16::from(bytes.byte()).to_string(),
                _ => bytes.text(),
            };
            url += if index == 0 { "?" } else { "&" };
            url += &[name, "=", &encoded(&value)].concat();
        }
        if bytes.byte() < 16 {
            url = ["/v2/", &bytes.text()].concat();
        }
        let method = match bytes.byte() {
            0..=15 => bytes.choice(&Method::ALL).as_str(),
            _ => operation.method.as_str(),
        };
        let body = match operation.body {
            Body::None => Vec::new(),
            _ => body(operation, &demo.lock_id, bytes),
        };
        let which = usize::from(bytes.byte() % 8).saturating_sub(5);
        let token = match bytes.byte() {
            0..=7 => bytes.text(),
            _ => demo.tokens[which].clone(),
        };
        let answer = send(&mut demo.sandbox, method, &url, &token, &body);
        assert_readable(&answer, &url);

        let text = String::from_utf8_lossy(&answer.body);
        let sent = String::from_utf8_lossy(&body);
        let secrets = SECRETS.iter().copied().chain([examples::PASSWORD]);
        for secret in secrets.chain(demo.tokens.iter().map(String::as_str)) {
            let repeats = sent.contains(secret) && secret != examples::PASSWORD;
            assert!(!text.contains(secret) || repeats, "{secret} in {text}");
        }
        if !demo.tokens.contains(&token) {
            assert!(
                answer.status >= 400,
                "{} without a token: {url}",
                answer.status
            );
        }
        // A project's token gives no access to another project.
        let other = project.is_some_and(|id| which < 2 && id != demo.projects[which]);
        if other && url.starts_with("/v2/projects/") && demo.tokens.contains(&token) {
            let denied = matches!(answer.status, 403..=405);
            assert!(denied, "{} at another project: {text}", answer.status);
        }
        if answer.status < 300
            && let Ok(answer) = serde_json::from_str(&text)
        {
            collect_ids(&answer, &mut demo.ids);
        }
    });
}

/// The type of a call's body, and the member with the list if the call takes a list.
fn body_type(operation: &str) -> (&'static str, &'static str) {
    match operation {
        "projects.create" => ("ProjectInput", ""),
        "keys.create" => ("KeyInput", "keys"),
        "subprojects.create" => ("SubprojectInput", ""),
        "subprojects.updateLocks" => ("SubprojectLocksChange", ""),
        "sharingRights.create" => ("SharingRightInput", "sharingRights"),
        "managedUsers.create" => ("ManagedUserInput", ""),
        "managedUsers.update" => ("ManagedUserChange", ""),
        "accessGroups.create" => ("AccessGroupInput", ""),
        "accessGroups.update" => ("AccessGroupChange", ""),
        "accessGroups.updateAccesses" => ("AccessGroupAccessesChange", ""),
        "webhooks.create" => ("WebhookInput", ""),
        "doorbells.create" => ("DoorbellInput", ""),
        "doorbells.updateUserList" => ("DoorbellUserListChange", ""),
        "lockConnections.create" => ("LockConnectionInput", ""),
        _ => ("", ""),
    }
}

/// An example with the id of a lock of the demo, or any text.
fn body(operation: &Operation, lock: &str, bytes: &mut Bytes) -> Vec<u8> {
    let (type_name, list) = body_type(operation.name);
    let object = match bytes.byte() {
        0..=15 => return bytes.text().into_bytes(),
        16..=31 => examples::object(bytes),
        _ => examples::object_of(type_name, bytes),
    };
    let object = match list {
        "" => object,
        list => json!({ list: [object] }),
    };
    let text = object
        .to_string()
        .replace("\"l\"", &json!(lock).to_string());
    // Only a lock connection keeps a password secret.
    let password = match operation.name {
        "lockConnections.create" => examples::PASSWORD,
        _ => "none",
    };
    text.replace(examples::PASSWORD, password).into_bytes()
}
