//! The large seed: what a million keys cost. `cargo test --release -p unloc-sandbox --test large --
//! --nocapture` prints it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use std::time::Instant;

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

    /// Milliseconds of a page of a hundred keys: the least of several, as others use the machine too.
    fn cost(&mut self, query: &str) -> f64 {
        let query = format!("limit=100&{query}");
        (0..9)
            .map(|_| {
                let started = Instant::now();
                assert_eq!(self.page(&query)["keys"].as_array().unwrap().len(), 100);
                started.elapsed().as_secs_f64() * 1000.0
            })
            .fold(f64::INFINITY, f64::min)
    }

    fn first_of(&mut self, person: &str) -> Value {
        self.page(&format!("appUserId=%2B{person}"))["keys"][0].clone()
    }
}

/// Megabytes that the process has in memory, where the platform tells.
fn megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

#[test]
fn a_page_costs_no_more_among_a_million_keys_than_among_a_hundred_and_some() {
    let mut demo = Keys::of(Seed::Demo);
    let small = demo.cost("");
    let before = megabytes();
    let started = Instant::now();
    let mut large = Keys::of(Seed::Large);
    let made = started.elapsed().as_secs_f64();
    let middle = large.first_of("999100050000");
    let late = large.first_of("999100099980");
    let after = |key: &Value| format!("startAfterId={}", key["id"].as_str().unwrap());
    let lock = format!("lockId={}", middle["lockId"].as_str().unwrap());
    println!("made in {made:.2} s");
    if let (Some(before), Some(now)) = (before, megabytes()) {
        println!("{:.0} MB", now - before);
        assert!(now - before < 1000.0);
    }
    println!("a page of 100 keys of the demo: {small:.3} ms");
    for (name, query) in [
        ("at the beginning", String::new()),
        ("in the middle", after(&middle)),
        ("near the end", after(&late)),
        ("of one lock", lock),
        ("without those revoked", "excludeStates=revoked".to_owned()),
    ] {
        let cost = large.cost(&query);
        println!(
            "a page of 100 keys of a million, {name}: {cost:.3} ms, {:.2} times that",
            cost / small
        );
        // Were it to grow with the number of keys, it would be thousands of times.
        assert!(cost < small * 10.0, "{name}: {cost} ms and {small} ms");
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
    // The clock moves a million keys without touching one.
    large.api.advance(1.0);
    assert_eq!(large.page("limit=1")["keys"].as_array().unwrap().len(), 1);
}
