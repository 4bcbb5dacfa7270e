//! Hostile input for every pure entry: nothing panics, and what each promises holds.
//!
//! Deterministic and on stable Rust. An entry is a row of [`entries::ENTRIES`]; it reads what it
//! needs from bytes ([`bytes::Bytes`]). Bytes come from the saved corpus (`corpus/<entry>/`), from
//! changes of it, and afresh. An input that fails is written into the corpus, so that it is tried
//! first from then on.
//!
//! `FUZZ_COUNT` inputs per entry (a few thousand unless set), from `FUZZ_SEED`; `FUZZ_ENTRY` runs
//! only entries whose name holds it. The long run is in CONTRIBUTING.md.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)] // a test

mod auth;
mod bytes;
mod client;
mod client_v2;
mod entries;
mod keys;
mod model;
mod moment;
mod runner;
mod sandbox;
mod sandbox_oauth;
mod sandbox_v2;
mod stock;
mod token;
mod waiting;

use entries::ENTRIES;
use runner::Run;

#[test]
fn no_input_makes_any_pure_entry_panic_or_break_its_promise() {
    let run = Run::from_environment();
    let failures: Vec<String> = ENTRIES
        .iter()
        .filter(|entry| run.wants(entry.name))
        .filter_map(|entry| run.entry(entry).err())
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_entry_that_breaks_its_promise_is_told_with_its_input() {
    let broken = entries::Entry {
        name: "broken",
        check: |bytes| assert!(!bytes.rest().contains(&b'%'), "holds a percent sign"),
        one_in: 1,
        goes_on: false,
    };
    let run = Run {
        saves: false,
        ..Run::new(20_000, 1)
    };
    let told = run.entry(&broken).unwrap_err();
    assert!(
        told.contains("holds a percent sign") && told.contains("FUZZ_SEED=1"),
        "{told}"
    );
}
