//! The seed `large`: a million keys. What a page of them costs is in `src/cost.rs`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, project_token};
use serde_json::Value;
use unloc_sandbox::Seed;

struct Keys {
    api: Api,
    token: String,
    path: String,
}

impl Keys {
    fn of(seed: Seed) -> Self {
        let mut api = Api::seeded(seed);
        let listing = api.token(None);
        let lock_holders = api.get(&listing, "/integrators/v1/lock-holders/").body;
        let id = lock_holders["lock-holders"][0]["id"].as_str().unwrap();
        let token = project_token(&mut api, id);
        let path = format!("/v2/projects/{id}/keys");
        Self { api, token, path }
    }

    fn page(&mut self, query: &str) -> Value {
        let answer = self.api.get(&self.token, &format!("{}?{query}", self.path));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    fn first_of(&mut self, person: &str) -> Value {
        self.page(&format!("appUserId=%2B{person}"))["keys"][0].clone()
    }
}

#[test]
fn a_million_keys_are_walked_to_their_end_and_counted() {
    let mut large = Keys::of(Seed::Large);
    let last = large.first_of("999100099999");
    let mut cursor = last["id"].as_str().unwrap().to_owned();
    let mut count = 1;
    loop {
        let page = large.page(&format!("limit=4&startAfterId={cursor}"));
        count += page["keys"].as_array().unwrap().len();
        match page["startAfterId"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(count, 10);
    let state = large.api.control("GET", "/_sandbox/state", &Value::Null);
    assert_eq!(state.status, 409);
    let words = state.body["errorDescription"].as_str().unwrap();
    assert!(words.contains("1000000 keys"), "{words}");
    // The clock advances without a pass over the keys.
    large.api.advance(1.0);
    assert_eq!(large.page("limit=1")["keys"].as_array().unwrap().len(), 1);
}
