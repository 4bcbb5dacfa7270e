//! Prints what a million keys cost: `cargo run --release -p unloc-sandbox --example large`.
//! The tests assert the number of rows instead (`src/cost.rs`), which no other process can change.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a program that prints"
)]

use std::time::Instant;

use unloc_sandbox::{Request, Sandbox, Seed};

/// 2026-03-10T12:00:00Z.
const NOW: i64 = 1_773_144_000_000;

fn main() {
    for seed in ["demo", "large"] {
        let started = Instant::now();
        let seed = Seed::read(seed).expect("a seed");
        let mut sandbox = Sandbox::new(seed.clone(), None, NOW).expect("a sandbox");
        println!("{seed:?}: created in {:?}", started.elapsed());
        if let Some(memory) = memory() {
            println!("  resident memory {memory}");
        }
        let token = send(&mut sandbox, "POST", "/auth/v1/token", "", &credentials(""));
        let lock_holders = send(
            &mut sandbox,
            "GET",
            "/integrators/v1/lock-holders/",
            &text(&token, "access_token"),
            "",
        );
        let id = text(&lock_holders, "id");
        let scope = format!(r#","scope":"project.admin","project_id":"{id}""#);
        let token = send(
            &mut sandbox,
            "POST",
            "/v2/auth/token/",
            "",
            &credentials(&scope),
        );
        let token = text(&token, "access_token");
        let url = format!("/v2/projects/{id}/keys?limit=100");
        let started = Instant::now();
        for _ in 0..100 {
            send(&mut sandbox, "GET", &url, &token, "");
        }
        println!("  a page of 100 keys in {:?}", started.elapsed() / 100);
    }
}

fn credentials(more: &str) -> String {
    let (id, secret) = (unloc_sandbox::CLIENT_ID, unloc_sandbox::CLIENT_SECRET);
    format!(
        r#"{{"grant_type":"client_credentials","client_id":"{id}","client_secret":"{secret}"{more}}}"#
    )
}

fn send(sandbox: &mut Sandbox, method: &str, url: &str, token: &str, body: &str) -> String {
    let headers = [("authorization".to_owned(), format!("Bearer {token}"))];
    let request = Request {
        method,
        url,
        headers: &headers,
        body: body.as_bytes(),
    };
    let response = sandbox.handle(request, NOW);
    String::from_utf8(response.body).expect("a text")
}

/// The first text member of a name.
fn text(json: &str, name: &str) -> String {
    let (_, rest) = json
        .split_once(&format!("\"{name}\":\""))
        .expect("a member");
    rest.split('"').next().expect("a text").to_owned()
}

/// The memory of the process, where the platform has `/proc`.
fn memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_once(':').map(|(_, size)| size.trim().to_owned())
}
