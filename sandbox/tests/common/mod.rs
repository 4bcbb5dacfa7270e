//! Calls a sandbox as a client would.
#![allow(dead_code, reason = "each test file uses a part")]

use serde_json::{Value, json};
use unloc_sandbox::{Request, Sandbox, Seed, Settings};

/// 2026-03-10T12:00:00Z, a Tuesday.
pub const NOW: i64 = 1_773_144_000_000;

/// A person who is not in the demo.
pub const PERSON: &str = "+447700900999";

/// A token request without the secret.
pub const SECRETLESS: &[u8] =
    br#"{"grant_type":"client_credentials","client_id":"sandbox-client"}"#;

/// A response with its body as JSON, `null` if it is empty.
pub struct Answer {
    pub status: u16,
    pub body: Value,
    headers: Vec<(String, String)>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A sandbox, and the calls to it.
pub struct Api {
    pub sandbox: Sandbox,
}

impl Api {
    pub fn demo() -> Self {
        Self::seeded(Seed::Demo)
    }

    pub fn empty() -> Self {
        Self::seeded(Seed::Empty)
    }

    pub fn seeded(seed: Seed) -> Self {
        Self {
            sandbox: Sandbox::new(seed, None, NOW).unwrap(),
        }
    }

    pub fn with_settings(settings: Settings) -> Self {
        Self {
            sandbox: Sandbox::new(Seed::Demo, Some(settings), NOW).unwrap(),
        }
    }

    pub fn call(&mut self, token: Option<&str>, method: &str, url: &str, body: &[u8]) -> Answer {
        let headers: Vec<(String, String)> = token
            .map(|token| ("Authorization".to_owned(), format!("Bearer {token}")))
            .into_iter()
            .collect();
        self.request(Request {
            method,
            url,
            headers: &headers,
            body,
        })
    }

    fn request(&mut self, request: Request) -> Answer {
        let response = self.sandbox.handle(request, NOW);
        let body = if response.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&response.body).unwrap()
        };
        Answer {
            status: response.status,
            body,
            headers: response.headers,
        }
    }

    pub fn with_headers(
        &mut self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let headers: Vec<(String, String)> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.request(Request {
            method,
            url,
            headers: &headers,
            body,
        })
    }

    pub fn get(&mut self, token: &str, url: &str) -> Answer {
        self.call(Some(token), "GET", url, b"")
    }

    pub fn send(&mut self, token: &str, method: &str, url: &str, body: &Value) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.call(Some(token), method, url, &body)
    }

    pub fn control(&mut self, method: &str, url: &str, body: &Value) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.call(None, method, url, &body)
    }

    pub fn preflight(&mut self, headers: &str) -> Answer {
        let headers = [
            (
                "access-control-request-headers".to_owned(),
                headers.to_owned(),
            ),
            (
                "access-control-request-private-network".to_owned(),
                "true".to_owned(),
            ),
        ];
        self.request(Request {
            method: "OPTIONS",
            url: "/integrators/v1/lock-holders/",
            headers: &headers,
            body: b"",
        })
    }

    pub fn token_request(&mut self, body: &Value) -> Answer {
        self.control("POST", "/auth/v1/token", body)
    }

    pub fn token(&mut self, scope: Option<&Value>) -> String {
        let mut body = json!({
            "grant_type": "client_credentials",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
        });
        if let Some(scope) = scope {
            body["scope"] = scope.clone();
        }
        let answer = self.token_request(&body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["access_token"].as_str().unwrap().to_owned()
    }

    pub fn admin_token(&mut self, lock_holder: usize) -> String {
        let scope = json!(format!(
            "lockHolder.admin:{}",
            self.lock_holder_id(lock_holder)
        ));
        self.token(Some(&scope))
    }

    pub fn state(&mut self) -> Value {
        serde_json::to_value(self.sandbox.state(NOW).unwrap()).unwrap()
    }

    pub fn lock_holder_id(&mut self, index: usize) -> String {
        self.state()["lockHolders"][index]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The path of a lock holder, and a token for it.
    pub fn base(&mut self, index: usize) -> (String, String) {
        let id = self.lock_holder_id(index);
        (
            format!("/integrators/v1/lock-holders/{id}"),
            self.admin_token(index),
        )
    }

    pub fn lock_of(&mut self, index: usize, number: usize) -> String {
        let id = self.lock_holder_id(index);
        let state = self.state();
        let own: Vec<&Value> = state["locks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|record| record["lockHolderId"] == json!(id))
            .collect();
        own[number]["lock"]["id"].as_str().unwrap().to_owned()
    }

    pub fn first_lock(&mut self, index: usize) -> String {
        self.lock_of(index, 0)
    }

    pub fn advance(&mut self, seconds: f64) {
        self.sandbox.advance(seconds).unwrap();
    }
}

/// Calls to API v2 in one project.
pub struct Project {
    pub api: Api,
    pub id: String,
    pub token: String,
    pub locks: Vec<String>,
}

impl Project {
    /// The first lock holder of the demo, as a project.
    pub fn demo() -> Self {
        Self::of(Api::demo())
    }

    /// The first lock holder of a sandbox, as a project.
    pub fn of(mut api: Api) -> Self {
        let id = api.lock_holder_id(0);
        let token = project_token(&mut api, &id);
        let mut project = Self {
            api,
            id,
            token,
            locks: Vec::new(),
        };
        let list = project.get("/locks");
        project.locks = list.body["locks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|lock| lock["id"].as_str().unwrap().to_owned())
            .collect();
        project
    }

    pub fn call(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        let url = match path.strip_prefix("/v2/") {
            Some(_) => path.to_owned(),
            None => format!("/v2/projects/{}{path}", self.id),
        };
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            serde_json::to_vec(body).unwrap()
        };
        let token = self.token.clone();
        self.api.call(Some(&token), method, &url, &bytes)
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.call("GET", path, &Value::Null)
    }

    pub fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, body)
    }

    /// Creates keys, and returns their ids when the job is done.
    pub fn keys(&mut self, keys: &Value) -> Vec<String> {
        let answer = self.post("/keys", &json!({ "keys": keys }));
        assert_eq!(answer.status, 202, "{}", answer.body);
        let job = answer.body["jobRef"]["id"].as_str().unwrap().to_owned();
        self.api.advance(2.0);
        let job = self.get(&format!("/jobs/{job}")).body["job"].clone();
        job["resultData"]["createdKeys"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| key["id"].as_str().unwrap().to_owned())
            .collect()
    }

    pub fn state_of(&mut self, key_id: &str) -> String {
        let key = self.get(&format!("/keys/{key_id}"));
        assert_eq!(key.status, 200, "{}", key.body);
        key.body["key"]["state"].as_str().unwrap().to_owned()
    }
}

pub fn v2_token(api: &mut Api, scope: &str, member: &str, id: &str) -> Answer {
    api.control(
        "POST",
        "/v2/auth/token/",
        &json!({
            "grant_type": "client_credentials",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
            "scope": scope,
            member: id,
        }),
    )
}

pub fn project_token(api: &mut Api, id: &str) -> String {
    let answer = v2_token(api, "project.admin", "project_id", id);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["access_token"].as_str().unwrap().to_owned()
}

/// The invalid members with the reasons.
pub fn invalid(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 400, "{}", answer.body);
    answer.body["invalidParams"]
        .as_array()
        .unwrap_or(&Vec::new())
        .iter()
        .map(|entry| {
            let text = |name: &str| entry[name].as_str().unwrap().to_owned();
            (text("name"), text("reason"))
        })
        .collect()
}
