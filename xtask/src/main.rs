//! `cargo xtask generate` writes the generated files, `cargo xtask check` compares them.

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  generate   writes the generated files of pkg/src/generated and docs
  check      names those that are not what the tables and the model say, and fails if there are any
";

fn main() -> ExitCode {
    // The manifest of this crate lies in a folder of the repository.
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["generate"] => generate(&repository),
        ["check"] => check(&repository),
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn generate(repository: &Path) -> ExitCode {
    match xtask::write(repository) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn check(repository: &Path) -> ExitCode {
    let stale = xtask::stale(repository);
    for path in &stale {
        eprintln!("{path} is stale: run `npm run generate` and commit it");
    }
    if stale.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
