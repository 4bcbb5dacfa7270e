//! `sandbox-state.ts`: the state of the embedded Unloc.

use unloc_sandbox::typescript::{IMPORTS, declarations};

/// The module.
pub fn module() -> String {
    let imports = IMPORTS.iter().map(|(api, names)| {
        let file = if *api == "v1" { "model" } else { "model-v2" };
        let names = names.join(", ");
        format!("import type {{ {names} }} from './{file}';\n")
    });
    let texts: Vec<String> = declarations().into_iter().map(|(_, text)| text).collect();
    crate::model::module(&imports.collect::<String>(), &texts)
}
