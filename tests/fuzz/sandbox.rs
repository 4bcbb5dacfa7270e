//! The embedded Unloc: every request gets a response, and a state can be saved and loaded.

use std::cell::RefCell;

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

pub fn asked(sandbox: &mut Sandbox, method: &str, url: &str, token: &str, body: &[u8]) -> Response {
    let request = Request {
        method,
        url,
        headers: &headers(token),
        body,
    };
    sandbox.handle(request, NOW)
}

thread_local! {
    /// The demo, created once, and the sandbox in use.
    static SANDBOXES: RefCell<(Sandbox, Sandbox, String, u32)> = RefCell::new(fresh());
}

fn fresh() -> (Sandbox, Sandbox, String, u32) {
    let mut demo = Sandbox::new(Seed::Demo, None, NOW).expect("the demo");
    let body = format!(
        r#"{{"grant_type":"client_credentials","client_id":"{}","client_secret":"{}"}}"#,
        unloc_sandbox::CLIENT_ID,
        unloc_sandbox::CLIENT_SECRET
    );
    let answer = asked(&mut demo, "POST", "/auth/v1/token", "", body.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&answer.body).expect("a token");
    let token = answer["access_token"].as_str().expect("a token").to_owned();
    (demo.clone(), demo, token, 0)
}

pub fn request(bytes: &mut Bytes) {
    SANDBOXES.with_borrow_mut(|(demo, sandbox, token, used)| {
        let (method, url) = (bytes.text(), bytes.text());
        // An input may reset the sandbox or set faults. The next ones shall find the demo again.
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
        // The same instance serves the next call.
        if *used % 16 == 1 {
            let good = asked(sandbox, "GET", "/integrators/v1/lock-holders/", token, &[]);
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
    let state = sandbox.state(later).expect("a seed from bytes is small");
    let kept = serde_json::to_string(&state).expect("a state is JSON");
    let again = Seed::read(&kept).and_then(|seed| Sandbox::new(seed, None, later));
    again.expect("a state that was written can be read");
    sandbox.reset(later);
}

pub fn faults(bytes: &mut Bytes) {
    let Ok(faults) = Faults::from_json(&bytes.text()) else {
        return;
    };
    let mut sandbox = Sandbox::new(Seed::Empty, None, NOW)
        .expect("an empty one")
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
