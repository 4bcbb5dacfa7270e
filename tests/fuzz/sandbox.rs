//! The embedded Unloc: it responds to every request, and its state can be saved and loaded.

use std::cell::RefCell;

use serde_json::{Map, Value, json};
use unloc_sandbox::{Faults, Request, Response, Sandbox, Seed};

use crate::bytes::Bytes;

pub const NOW: i64 = 1_767_268_800_000;

/// The headers of a request with a token and a JSON body.
fn headers(token: &str) -> [(String, String); 2] {
    let header = |name: &str, value: String| (name.to_owned(), value);
    [
        header("authorization", format!("Bearer {token}")),
        header("content-type", "application/json".to_owned()),
    ]
}

pub fn send(sandbox: &mut Sandbox, method: &str, url: &str, token: &str, body: &[u8]) -> Response {
    let request = Request {
        method,
        url,
        headers: &headers(token),
        body,
    };
    sandbox.handle(request, NOW)
}

thread_local! {
    /// The unchanged demo, the one in use, its token, and the number of inputs so far.
    static SANDBOXES: RefCell<(Sandbox, Sandbox, String, u32)> = RefCell::new(fresh());
}

fn fresh() -> (Sandbox, Sandbox, String, u32) {
    let mut demo = Sandbox::new(Seed::Demo, None, NOW).expect("the demo");
    let body = format!(
        r#"{{"grant_type":"client_credentials","client_id":"{}","client_secret":"{}"}}"#,
        unloc_sandbox::CLIENT_ID,
        unloc_sandbox::CLIENT_SECRET
    );
    let response = send(&mut demo, "POST", "/auth/v1/token", "", body.as_bytes());
    let response: Value = serde_json::from_slice(&response.body).expect("a token");
    let token = response["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    (demo.clone(), demo, token, 0)
}

pub fn request(bytes: &mut Bytes) {
    SANDBOXES.with_borrow_mut(|(demo, sandbox, token, used)| {
        let (method, url) = (bytes.text(), bytes.text());
        // Inputs may reset it or set faults, so it is replaced by the demo now and then.
        *used += 1;
        if *used % 64 == 0 {
            sandbox.clone_from(demo);
        }
        let mut headers: Vec<(String, String)> = (0..bytes.byte() % 4)
            .map(|_| (bytes.text(), bytes.text()))
            .collect();
        if bytes.flag() {
            headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        }
        let now = if bytes.flag() { NOW } else { bytes.long() };
        let request = Request {
            method: &method,
            url: &url,
            headers: &headers,
            body: bytes.rest(),
        };
        let response = sandbox.handle(request, now);
        assert!((200..600).contains(&response.status), "{}", response.status);
        assert!(response.status != 500, "{url}");
        if method != "POST" || !url.contains("_sandbox") {
            assert!(response.body.is_empty() || std::str::from_utf8(&response.body).is_ok());
        }
        // The same instance still serves requests.
        if *used % 16 == 1 {
            let good = send(sandbox, "GET", "/integrators/v1/lock-holders/", token, &[]);
            assert!(
                good.status < 600 && !good.body.is_empty(),
                "{}",
                good.status
            );
        }
    });
}

pub fn state(bytes: &mut Bytes) {
    let now = bytes.long();
    let text = bytes.text();
    let Ok(seed) = Seed::read(&text) else {
        return;
    };
    let Ok(mut sandbox) = Sandbox::new(seed, None, now) else {
        return;
    };
    let _ = sandbox.advance(bytes.number());
    let later = bytes.long();
    let state = sandbox
        .state(later)
        .expect("the state of a seed from bytes is small");
    let saved = serde_json::to_string(&state).expect("a state is JSON");
    let again = Seed::read(&saved).and_then(|seed| Sandbox::new(seed, None, later));
    again.expect("a saved state can be loaded");
    sandbox.reset(later);
}

pub fn faults(bytes: &mut Bytes) {
    let Ok(faults) = Faults::from_json(&bytes.text()) else {
        return;
    };
    let mut sandbox = Sandbox::new(Seed::Empty, None, NOW)
        .expect("the empty seed")
        .with_faults(faults);
    for _ in 0..4 {
        let (method, url) = (bytes.text(), bytes.text());
        let response = sandbox.handle(
            Request {
                method: &method,
                url: &url,
                headers: &[],
                body: b"{}",
            },
            NOW,
        );
        assert!(response.status < 1000, "{}", response.status);
    }
    assert!(sandbox.faults().is_array());
}

/// A member of the settings, mostly a valid one.
fn setting(bytes: &mut Bytes) -> (&'static str, Value) {
    let kind = bytes.byte() % 16;
    let mut among = |name, values: &[&str]| (name, json!(bytes.choice(values)));
    let (name, value) = match kind {
        0 => among(
            "lockHolderListForm",
            &["lock-holders", "lockHolders", "managedLockHolders", "array"],
        ),
        1 => among("lastPageCursor", &["absent", "null", "empty"]),
        2 => among("lockitRefreshToken", &["rotate", "same", "omit"]),
        3 => among("unidyCallback", &["query", "fragment"]),
        4 => ("also", json!([bytes.choice(&["unidy", "lockit"])])),
        5 => ("also", json!(["lockit", "unidy"])),
        6 => ("redirectUris", json!([bytes.text()])),
        7 => among("entityForm", &["envelope", "bare"]),
        8 => among("validationErrorForm", &["dotted", "brackets"]),
        9 => ("unidyScopes", json!([bytes.text()])),
        10 => among("timePrecision", &["millisecond", "second", "minute"]),
        11 => among("keyMetadata", &["kept", "dropped"]),
        12 => ("unlistedSeconds", json!(bytes.byte())),
        13 => ("unlistedById", json!(bytes.flag())),
        14 => ("keysNameAccessGroup", json!(bytes.flag())),
        _ => ("redirectUris", json!([])),
    };
    match bytes.byte() {
        0..=15 => ("unknown", value),
        16..=31 => (name, json!(bytes.text())),
        32..=39 => (name, Value::Null),
        _ => (name, value),
    }
}

pub fn settings(bytes: &mut Bytes) {
    let mut sandbox = Sandbox::new(Seed::Empty, None, NOW).expect("the empty seed");
    for _ in 0..4 {
        let before = sandbox.settings().clone();
        let changes: Map<String, Value> = (0..bytes.byte() % 3)
            .map(|_| setting(bytes))
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        if let Err(error) = sandbox.change_settings(&changes) {
            assert!(!error.to_string().is_empty());
            assert_eq!(
                *sandbox.settings(),
                before,
                "a rejected change has no effect"
            );
            continue;
        }
        let after = sandbox.settings();
        let saved = serde_json::to_value(after).expect("settings are JSON");
        for (name, value) in &changes {
            // A member with its default value is left out.
            let found = saved.get(name);
            assert!(found.is_none_or(|found| found == value), "{name}: {saved}");
        }
        let again = serde_json::from_value(saved).expect("saved settings can be loaded");
        assert_eq!(*after, again);
    }
}
