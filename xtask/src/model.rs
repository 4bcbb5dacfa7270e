//! `model.ts` and its siblings: TypeScript declarations that `ts-rs` derives from Rust types.

/// A TypeScript module of `imports`, where there are any, and declarations. Each declaration ends
/// in a line break, as [`unloc_integrator_client::model::declaration`] makes it.
pub fn module(imports: &str, declarations: &[String]) -> String {
    let declarations = declarations.join("\n");
    if imports.is_empty() {
        declarations
    } else {
        [imports, "\n", &declarations].concat()
    }
}
