//! `model.ts` and its siblings: TypeScript declarations that `ts-rs` derives from Rust types.

/// A TypeScript module of `imports`, where there are any, and of declarations, each of which is an
/// `export type …` with its documentation.
pub fn module(imports: &str, declarations: &[String]) -> String {
    let parts = std::iter::once(imports).chain(declarations.iter().map(String::as_str));
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(|part| [part.trim_end(), "\n"].concat())
        .collect();
    parts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_declarations_are_set_apart_by_empty_lines() {
        let declarations = ["A\n".to_owned(), "B".to_owned()];
        assert_eq!(module("", &declarations), "A\n\nB\n");
        assert_eq!(module("import\n", &declarations), "import\n\nA\n\nB\n");
    }
}
