//! Where in a JSON text a line and a column are: `keys[3].key.lockId`.

/// What is open at some place of the text.
enum Open {
    List(usize),
    /// With the member's name, once it was read.
    Object(Option<String>),
}

/// The path to a line and a column (both from 1, in bytes) of a JSON text; empty for its top.
pub(crate) fn find(text: &str, line: usize, column: usize) -> String {
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
                Some(Open::List(place)) => *place = place.saturating_add(1),
                Some(Open::Object(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let mut end = start;
                while let Some((place, byte)) = rest.next() {
                    end = place;
                    match byte {
                        b'\\' => {
                            rest.next();
                        }
                        b'"' => break,
                        _ => {}
                    }
                }
                // The first text since the brace or the comma is the member's name.
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
            Open::List(place) => path.push_str(&format!("[{place}]")),
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
        assert_eq!(find(text, 1, column), "keys[1].key.lockId");
        assert_eq!(find(text, 1, text.len()), "");
        assert_eq!(find(text, 1, 1), "");
        assert_eq!(find(text, 1, text.find('x').unwrap()), "keys[0].b");
    }

    #[test]
    fn lines_are_counted() {
        let text = "{\n  \"a\": [\n    1,\n    2\n  ]\n}";
        assert_eq!(find(text, 4, 5), "a[1]");
        assert_eq!(find(text, 99, 99), "");
    }
}
