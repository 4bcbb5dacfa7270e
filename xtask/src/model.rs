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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_declarations_are_set_apart_by_empty_lines() {
        let declarations = ["A\n".to_owned(), "B\n".to_owned()];
        assert_eq!(module("", &declarations), "A\n\nB\n");
        assert_eq!(module("import\n", &declarations), "import\n\nA\n\nB\n");
    }
}
