//! Cells of a CSV that no spreadsheet takes for a formula, and how they are read again.

/// What must not begin a cell: spreadsheets take it for a formula, or drop it and look at what follows.
fn begins_formula(byte: u8) -> bool {
    matches!(
        byte,
        b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | b'\0'
    )
}

/// The same as signs of full width, which some spreadsheets read like the others.
const WIDE: [&str; 4] = ["＝", "＋", "－", "＠"];

/// Whether it is a formula behind any number of apostrophes.
fn is_risky(text: &str) -> bool {
    let rest = text.trim_start_matches('\'');
    rest.bytes().next().is_some_and(begins_formula)
        || WIDE.iter().any(|sign| rest.starts_with(sign))
}

/// Appends a cell: with an apostrophe in front of what a spreadsheet would compute, and in quotes where
/// the delimiter, a quote or the end of a line is in it. [`unguarded`] takes the apostrophe off again.
pub fn push_cell(text: &str, delimiter: char, out: &mut String) {
    let needs_quotes = text
        .chars()
        .any(|one| one == delimiter || matches!(one, '"' | '\n' | '\r'));
    if needs_quotes {
        out.push('"');
    }
    if is_risky(text) {
        out.push('\'');
    }
    if needs_quotes {
        for one in text.chars() {
            if one == '"' {
                out.push('"');
            }
            out.push(one);
        }
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// A cell without the apostrophe that [`push_cell`] put in front of it.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: &str) -> String {
        let mut out = String::new();
        push_cell(text, ';', &mut out);
        out
    }

    #[test]
    fn formulas_are_guarded_and_the_rest_stays() {
        for (text, written) in [
            ("Front door", "Front door"),
            ("+447700900123", "'+447700900123"),
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("@x;y", "\"'@x;y\""),
            ("\tx", "'\tx"),
            ("\nx", "\"'\nx\""),
            ("\0", "'\0"),
            ("＝1", "'＝1"),
            ("it's", "it's"),
            ("a\"b", "\"a\"\"b\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_guarded_is_read_as_it_was(text in "'{0,3}[=+@\t-]?.{0,4}") {
            let mut out = String::new();
            push_cell(&text, '\u{1}', &mut out);
            if !out.starts_with('"') {
                prop_assert_eq!(unguarded(&out), &text);
            }
        }
    }
}
