//! Reads the recorded bodies in `tests/samples`.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// A path in the folder of samples.
pub fn path(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(of)
}

/// A recorded body, such as `v1/key.json`.
pub fn sample(file: &str) -> Value {
    let text =
        std::fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}
