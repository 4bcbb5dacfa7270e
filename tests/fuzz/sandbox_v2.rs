//! The embedded Unloc at API v2: every response is readable, and only for those who may see it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};
use unloc_integrator_client::operation::{Body, Method, Operation};
use unloc_integrator_client::v2;
use unloc_sandbox::{Response, Sandbox, Seed};

use crate::bytes::Bytes;
use crate::client::encoded;
use crate::sandbox::{NOW, asked};
use crate::stock;

/// The secrets of all clients.
pub const SECRETS: [&str; 3] = ["sandbox-secret", "unidy-secret", "lockit-secret"];

/// The demo with tokens.
#[derive(Clone)]
pub struct Door {
    sandbox: Sandbox,
    pub lock_id: String,
    projects: [String; 2],
    organization: String,
    vendors: [String; 2],
    /// For the first project, the second, and the organization.
    tokens: Vec<String>,
    /// Ids by the placeholders that they fill.
    ids: BTreeMap<String, Vec<String>>,
    used: u32,
}

impl Door {
    pub fn open() -> Self {
        let mut sandbox = Sandbox::new(Seed::Demo, None, NOW).expect("the demo");
        let state = sandbox.state(NOW).expect("a small one");
        let state = serde_json::to_value(&state).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let project = |place: usize| text(&state["lockHolders"][place]["id"]);
        let projects = [project(0), project(1)];
        let organization = text(&state["integrator"]["id"]);
        let mut token = |scope: &str, name: &str, id: &str| {
            let body = json!({
                "grant_type": "client_credentials", "client_id": unloc_sandbox::CLIENT_ID,
                "client_secret": unloc_sandbox::CLIENT_SECRET, "scope": scope, name: id,
            });
            let body = body.to_string();
            let answer = asked(&mut sandbox, "POST", "/v2/auth/token/", "", body.as_bytes());
            let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
            text(&answer["access_token"])
        };
        let tokens = vec![
            token("project.admin", "project_id", &projects[0]),
            token("project.admin", "project_id", &projects[1]),
            token("organization.admin", "organization_id", &organization),
        ];
        let mut ids = BTreeMap::new();
        gather(&state, &mut ids);
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

    /// Creates keys in the first project. The status and the body.
    pub fn keys_create(&mut self, body: &Value) -> (u16, String) {
        let url = format!("/v2/projects/{}/keys", self.projects[0]);
        let body = body.to_string();
        let mut sandbox = self.sandbox.clone();
        let answer = asked(&mut sandbox, "POST", &url, &self.tokens[0], body.as_bytes());
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
            // The first project, or the newest entity.
            16..=159 if name == "projectId" => self.projects[0].clone(),
            16..=99 => known.last().cloned().unwrap_or_default(),
            _ if known.is_empty() => bytes.text(),
            _ => known[bytes.below(known.len())].clone(),
        }
    }
}

/// Collects every `"lock": {"id": …}` as a `lockId`.
fn gather(value: &Value, ids: &mut BTreeMap<String, Vec<String>>) {
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
                gather(member, ids);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, ids)),
        _ => {}
    }
}

thread_local! {
    /// The demo, created once, and the sandbox in use.
    static DOORS: RefCell<(Door, Door)> = RefCell::new({
        let door = Door::open();
        (door.clone(), door)
    });
}

/// Checks that a response is JSON with its content type, or empty where it must be.
pub fn is_readable(answer: &Response, asked: &str) {
    assert!(
        (200..600).contains(&answer.status),
        "{} to {asked}",
        answer.status
    );
    assert!(answer.status != 500, "{asked}");
    if answer.body.is_empty() {
        return assert!(
            matches!(answer.status, 204 | 303),
            "{} to {asked}",
            answer.status
        );
    }
    let kind = answer.header("content-type").unwrap_or_default();
    if kind.starts_with("text/html") {
        assert!(asked.contains("/oauth/authorize"), "a page at {asked}");
    } else {
        assert!(kind.starts_with("application/json"), "{kind} to {asked}");
        let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert!(body.is_object() || body.is_array(), "{body}");
        if answer.status >= 400 {
            let word = body["error"].as_str().or_else(|| body["title"].as_str());
            assert!(word.is_some_and(|word| !word.is_empty()), "{body}");
        }
    }
}

pub fn request(bytes: &mut Bytes) {
    DOORS.with_borrow_mut(|(demo, door)| {
        door.used += 1;
        if door.used % 64 == 0 {
            door.clone_from(demo);
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
        for (place, part) in template.split(['{', '}']).enumerate() {
            if place % 2 == 0 {
                path.push_str(part);
            } else {
                let id = door.id(part, bytes);
                path.push_str(&encoded(&id));
                project = (part == "projectId").then_some(id).or(project);
            }
        }
        let mut url = path;
        for (place, row) in operation.query.iter().enumerate() {
            let name = row.trim_end_matches(['*', '?']);
            let value = match bytes.byte() {
                0..=99 => continue,
                100..=149 => door.id(name, bytes),
                150..=159 => "true".to_owned(),
                160..=199 => u16::from(bytes.byte()).to_string(),
                _ => bytes.text(),
            };
            url += if place == 0 { "?" } else { "&" };
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
            _ => body(operation, &door.lock_id, bytes),
        };
        let which = usize::from(bytes.byte() % 8).saturating_sub(5);
        let token = match bytes.byte() {
            0..=7 => bytes.text(),
            _ => door.tokens[which].clone(),
        };
        let answer = asked(&mut door.sandbox, method, &url, &token, &body);
        is_readable(&answer, &url);

        let said = String::from_utf8_lossy(&answer.body);
        let came = String::from_utf8_lossy(&body);
        let secrets = SECRETS.iter().copied().chain([stock::PASSWORD]);
        for secret in secrets.chain(door.tokens.iter().map(String::as_str)) {
            let repeats = came.contains(secret) && secret != stock::PASSWORD;
            assert!(!said.contains(secret) || repeats, "{secret} in {said}");
        }
        if !door.tokens.contains(&token) {
            assert!(
                answer.status >= 400,
                "{} without a token: {url}",
                answer.status
            );
        }
        // A token of a project is not valid for another project.
        let other = project.is_some_and(|id| which < 2 && id != door.projects[which]);
        if other && url.starts_with("/v2/projects/") && door.tokens.contains(&token) {
            let shut = matches!(answer.status, 403..=405);
            assert!(shut, "{} at another project: {said}", answer.status);
        }
        if answer.status < 300
            && let Ok(answer) = serde_json::from_str(&said)
        {
            gather(&answer, &mut door.ids);
        }
    });
}

/// The kind of object that a call takes, and the name of the list that it takes them in.
fn taken(operation: &str) -> (&'static str, &'static str) {
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

/// An object of the stock with a known lock, or any value.
fn body(operation: &Operation, lock: &str, bytes: &mut Bytes) -> Vec<u8> {
    let (kind, list) = taken(operation.name);
    let object = match bytes.byte() {
        0..=15 => return bytes.text().into_bytes(),
        16..=31 => stock::object(bytes),
        _ => stock::object_of(kind, bytes),
    };
    let object = match list {
        "" => object,
        list => json!({ list: [object] }),
    };
    let text = object
        .to_string()
        .replace("\"l\"", &json!(lock).to_string());
    // Other entities may store and return any text.
    let password = match operation.name {
        "lockConnections.create" => stock::PASSWORD,
        _ => "none",
    };
    text.replace(stock::PASSWORD, password).into_bytes()
}
