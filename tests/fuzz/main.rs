//! Fuzzing of every pure function that takes input from outside: none panics, and each keeps its
//! properties.
//!
//! The inputs are deterministic and the runner needs stable Rust only. An entry is a row of
//! [`entries::ENTRIES`]. It parses its arguments from bytes ([`bytes::Bytes`]). The bytes are the
//! corpus (`corpus/<entry>/`), mutations of the corpus, and new inputs. An input that fails is
//! written into the corpus, which later runs try first.
//!
//! `FUZZ_COUNT` is the number of inputs per entry (default 1,500), `FUZZ_SEED` the seed.
//! `FUZZ_ENTRY` selects the entries whose names contain it. CONTRIBUTING.md has the long run.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)] // a test

mod access;
mod auth;
mod bytes;
mod client;
mod client_v2;
mod entries;
mod examples;
mod exchange;
mod json;
mod keys;
mod model;
mod polling;
mod runner;
mod sandbox;
mod sandbox_oauth;
mod sandbox_v2;
mod timestamp;
mod token;

use entries::ENTRIES;
use runner::Run;

#[test]
fn no_input_makes_an_entry_panic_or_break_a_property() {
    let run = Run::from_environment();
    let failures: Vec<String> = ENTRIES
        .iter()
        .filter(|entry| run.selects(entry.name))
        .filter_map(|entry| run.entry(entry).err())
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_failure_is_reported_with_its_input_and_seed() {
    let broken = entries::Entry {
        name: "broken",
        check: |bytes| assert!(!bytes.rest().contains(&b'%'), "holds a percent sign"),
        one_in: 1,
        extended: false,
    };
    let run = Run {
        saves: false,
        ..Run::new(20_000, 1)
    };
    let report = run.entry(&broken).unwrap_err();
    assert!(
        report.contains("holds a percent sign") && report.contains("FUZZ_SEED=1"),
        "{report}"
    );
}
