//! `glue TARGET INPUT FOLDER NAME` writes what `wasm-bindgen --target TARGET --out-name NAME --out-dir FOLDER INPUT` writes:
//! the wasm with its JavaScript and types. TARGET is `bundler` or `web`.

use std::env::args;
use std::error::Error;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn write(target: &str, input: &str, folder: &str, name: &str) -> Result<(), Box<dyn Error>> {
    let mut bindgen = Bindgen::new();
    match target {
        "bundler" => bindgen.bundler(true)?,
        "web" => bindgen.web(true)?,
        other => return Err(format!("the target is bundler or web, and not {other}").into()),
    };
    // The command line's own choices.
    bindgen.typescript(true).omit_default_module_path(false);
    Ok(bindgen.input_path(input).out_name(name).generate(folder)?)
}

fn main() -> ExitCode {
    let words: Vec<String> = args().skip(1).collect();
    let [target, input, folder, name] = words.as_slice() else {
        eprintln!("glue: it takes TARGET INPUT FOLDER NAME");
        return ExitCode::from(2);
    };
    match write(target, input, folder, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("glue: {input} could not be read or written: {error:#}");
            ExitCode::FAILURE
        }
    }
}
