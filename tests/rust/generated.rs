//! The files in `pkg/src/generated` and `docs` that are generated from the Rust tables and the model
//! are up to date. `npm run generate` writes them; the generators are in `xtask`.
#![cfg(not(target_family = "wasm"))]

use std::path::Path;

#[test]
fn what_is_generated_is_what_the_tables_say() {
    let stale = xtask::stale(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(
        stale.is_empty(),
        "stale: {}. Run `npm run generate` and commit what it wrote.",
        stale.join(", ")
    );
}
