//! The files that are generated from the Rust tables and the model: TypeScript in
//! `pkg/src/generated` and pages in `docs`. Each module makes one of them.

#[macro_use]
mod text;

mod authorization_servers;
mod error_codes;
mod error_page;
mod model;
mod operation_names;
mod sandbox_state;
mod v1;
mod v2;

use std::path::Path;

use unloc_integrator_client::model as entities;

/// Stands at the top of every TypeScript file.
const HEADER: &str = "// Generated from Rust by `npm run generate`: change the tables and the model there, not here.\n\n";

/// Every generated file: its path in the repository and its text.
pub fn files() -> Vec<(&'static str, String)> {
    let typescript = |text: String| [HEADER, &text].concat();
    vec![
        (
            "pkg/src/generated/model.ts",
            typescript(model::module("", &entities::v1::declarations())),
        ),
        (
            "pkg/src/generated/model-v2.ts",
            typescript(model::module("", &entities::v2::declarations())),
        ),
        (
            "pkg/src/generated/codes.ts",
            typescript(error_codes::module()),
        ),
        (
            "pkg/src/generated/systems.ts",
            typescript(authorization_servers::module()),
        ),
        (
            "pkg/src/generated/operation-names.ts",
            typescript(operation_names::module()),
        ),
        (
            "pkg/src/generated/v1.ts",
            typescript(v1::functions::module()),
        ),
        (
            "pkg/src/generated/v1-nouns.ts",
            typescript(v1::resources::module()),
        ),
        (
            "pkg/src/generated/v2-nouns.ts",
            typescript(v2::resources::module()),
        ),
        (
            "pkg/src/generated/sandbox-state.ts",
            typescript(sandbox_state::module()),
        ),
        ("docs/errors.md", error_page::page()),
        ("docs/api.md", v1::page::page()),
        ("docs/api-v2.md", v2::page::page()),
    ]
}

/// Writes every file that has to change.
///
/// # Errors
/// The first file that cannot be written.
pub fn write(repository: &Path) -> Result<(), String> {
    for (path, text) in files() {
        if is_stale(repository, path, &text) {
            std::fs::write(repository.join(path), text)
                .map_err(|error| format!("{path} cannot be written: {error}"))?;
        }
    }
    Ok(())
}

/// The paths of the files that are missing or hold another text.
pub fn stale(repository: &Path) -> Vec<&'static str> {
    let files = files().into_iter();
    files
        .filter(|(path, text)| is_stale(repository, path, text))
        .map(|(path, _)| path)
        .collect()
}

fn is_stale(repository: &Path, path: &str, text: &str) -> bool {
    let found = std::fs::read_to_string(repository.join(path));
    !found.is_ok_and(|found| found == text)
}
