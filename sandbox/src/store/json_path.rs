//! The path of a position in a JSON text: `keys[3].key.lockId`.

/// A list or an object that is not closed yet.
enum Open {
    List(usize),
    /// With the name of the current member, once it was read.
    Object(Option<String>),
}

/// The path of a line and a column (both from 1, in bytes) in a JSON text. Empty at its top level.
pub(crate) fn path_at(text: &str, line: usize, column: usize) -> String {
    let lines_before = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .fold(column, usize::saturating_add);
    let bytes = text.as_bytes();
    let bytes = bytes.get(..lines_before).unwrap_or(bytes);
    let mut open: Vec<Open> = Vec::new();
    let mut rest = bytes.iter().copied().enumerate();
    while let Some((start, byte)) = rest.next() {
        match byte {
            b'[' => open.push(Open::List(0)),
            b'{' => open.push(Open::Object(None)),
            b']' | b'}' => {
                open.pop();
            }
            b',' => match open.last_mut() {
                Some(Open::List(index)) => *index = index.saturating_add(1),
                Some(Open::Object(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let mut end = start;
                while let Some((position, byte)) = rest.next() {
                    end = position;
                    match byte {
                        b'\\' => {
                            rest.next();
                        }
                        b'"' => break,
                        _ => {}
                    }
                }
                // The first text after the brace or the comma is the name of the member.
                if let Some(Open::Object(name @ None)) = open.last_mut() {
                    let word = bytes.get(start.saturating_add(1)..end).unwrap_or_default();
                    *name = Some(String::from_utf8_lossy(word).into_owned());
                }
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for entry in &open {
        match entry {
            Open::List(index) => path.push_str(&format!("[{index}]")),
            Open::Object(Some(name)) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Open::Object(None) => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_becomes_a_path() {
        let text = r#"{"a":1,"keys":[{"b":"x,\"{["},{"key":{"lockId":7}}]}"#;
        let column = text.find('7').unwrap() + 1;
        assert_eq!(path_at(text, 1, column), "keys[1].key.lockId");
        assert_eq!(path_at(text, 1, text.len()), "");
        assert_eq!(path_at(text, 1, 1), "");
        assert_eq!(path_at(text, 1, text.find('x').unwrap()), "keys[0].b");
    }

    #[test]
    fn lines_are_counted() {
        let text = "{\n  \"a\": [\n    1,\n    2\n  ]\n}";
        assert_eq!(path_at(text, 4, 5), "a[1]");
        assert_eq!(path_at(text, 99, 99), "");
    }
}
