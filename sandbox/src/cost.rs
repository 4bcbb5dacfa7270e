//! What requests cost: how many rows of keys they access, however many keys there are.

use serde_json::{Value, json};

use crate::store::key_id::KeyId;
use crate::store::key_index::StoredKey;
use crate::store::row_count;
use crate::{CLIENT_ID, CLIENT_SECRET, Request, Sandbox, Seed};

/// 2026-03-10T12:00:00Z.
const NOW: i64 = 1_773_144_000_000;

/// A sandbox, and a token for its first lock holder in one of the APIs.
struct Client {
    sandbox: Sandbox,
    lock_holder_id: String,
    token: String,
}

impl Client {
    fn new(seed: Seed, token_path: &str, scope: &str) -> Self {
        let sandbox = Sandbox::new(seed, None, NOW).unwrap();
        let id = sandbox.store.lock_holders.keys().next().unwrap().clone();
        let mut client = Self {
            sandbox,
            lock_holder_id: id.clone(),
            token: String::new(),
        };
        let body = json!({
            "grant_type": "client_credentials", "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET,
            "scope": scope.replace("{id}", &id), "project_id": id,
        });
        let response = client.send("POST", token_path, body.to_string().as_bytes());
        client.token = response["access_token"].as_str().unwrap().to_owned();
        client
    }

    fn v1(seed: Seed) -> Self {
        Self::new(seed, "/auth/v1/token", "lockHolder.admin:{id}")
    }

    fn v2(seed: Seed) -> Self {
        Self::new(seed, "/v2/auth/token/", "project.admin")
    }

    fn send(&mut self, method: &str, path: &str, body: &[u8]) -> Value {
        let headers = [("authorization".to_owned(), format!("Bearer {}", self.token))];
        let request = Request {
            method,
            url: &path.replace("{id}", &self.lock_holder_id),
            headers: &headers,
            body,
        };
        let response = self.sandbox.handle(request, NOW);
        let body = String::from_utf8_lossy(&response.body).into_owned();
        assert_eq!(response.status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    /// The keys of a page of API v2, and the number of rows that it accesses.
    fn page(&mut self, query: &str) -> (Vec<Value>, u64) {
        let path = format!("/v2/projects/{{id}}/keys?{query}");
        let (page, rows) = row_count::during(|| self.send("GET", &path, b""));
        (page["keys"].as_array().unwrap().clone(), rows)
    }

    fn first_of(&mut self, person: &str) -> Value {
        self.page(&format!("appUserId=%2B{person}"))
            .0
            .swap_remove(0)
    }
}

#[test]
fn a_page_accesses_no_more_rows_among_a_million_keys_than_among_a_hundred_and_some() {
    let (keys, small) = Client::v2(Seed::Demo).page("limit=100");
    assert_eq!(keys.len(), 100);
    // The filter and the text of each key, and a key more to see whether there is another page.
    assert!((100..1_000).contains(&small), "{small}");
    let mut large = Client::v2(Seed::Large);
    let middle = large.first_of("999100050000");
    let late = large.first_of("999100099980");
    let after = |key: &Value| format!("startAfterId={}", key["id"].as_str().unwrap());
    let lock = format!("lockId={}", middle["lockId"].as_str().unwrap());
    for (name, query, skipped) in [
        ("at the beginning", String::new(), 0),
        // The key of the cursor is found by its id and checked.
        ("in the middle", after(&middle), 2),
        ("near the end", after(&late), 2),
        ("of one lock", lock, 0),
        // One key of twenty is revoked.
        (
            "without those revoked",
            "excludeStates=revoked".to_owned(),
            10,
        ),
    ] {
        let (keys, rows) = large.page(&format!("limit=100&{query}"));
        assert_eq!(keys.len(), 100, "{name}");
        assert!(rows <= small + skipped, "{name}: {rows} rows, not {small}");
    }
}

#[test]
fn a_hundred_times_the_keys_access_a_hundred_times_the_rows() {
    let with_keys = |count: usize| {
        let mut demo = Sandbox::new(Seed::Demo, None, NOW).unwrap();
        let mut state = serde_json::to_value(demo.state(NOW).unwrap()).unwrap();
        let first = state["keys"][0].clone();
        let keys = (0..count).map(|number| {
            let mut key = first.clone();
            key["key"]["id"] = json!(format!("key-{number}"));
            key
        });
        state["keys"] = keys.collect();
        let text = state.to_string();
        let (_, rows) = row_count::during(|| {
            let mut client = Client::v1(Seed::read(&text).unwrap());
            for list in ["keys", "locks", "roles"] {
                let path = format!("/integrators/v1/lock-holders/{{id}}/{list}/");
                let list = client.send("GET", &path, b"")[list].clone();
                assert!(!list.as_array().unwrap().is_empty());
            }
        });
        rows
    };
    let (small, large) = (with_keys(200), with_keys(20_000));
    assert!(small >= 400, "{small}");
    assert!(large <= small * 100, "{small} rows, then {large}");
}

#[test]
fn a_key_takes_few_bytes() {
    let bytes = size_of::<(KeyId, StoredKey)>();
    assert!(bytes <= 128, "{bytes}");
}
