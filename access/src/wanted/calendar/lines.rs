//! The content lines of iCalendar (RFC 5545): unfolded, with their names, parameters and values.

use crate::wanted::csv::LARGEST;

/// A content line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Where it is in the file, from 1 on.
    pub number: usize,
    /// Its name, in upper case.
    pub name: String,
    /// Its parameters: names in upper case, values without quotes.
    pub parameters: Vec<(String, String)>,
    /// Its value.
    pub value: String,
}

impl Line {
    /// A parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(one, _)| one == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Its value as a text: `\n` is a line end, `\,` a comma.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut escaped = false;
        for character in self.value.chars() {
            match (escaped, character) {
                (false, '\\') => {
                    escaped = true;
                    continue;
                }
                (true, 'n' | 'N') => text.push('\n'),
                (_, character) => text.push(character),
            }
            escaped = false;
        }
        text
    }
}

/// Reads all lines of a file.
///
/// # Errors
/// The line that is none, and the code of a fault.
pub fn lines(bytes: &[u8]) -> Result<Vec<Line>, (usize, &'static str)> {
    if bytes.len() > LARGEST {
        return Err((1, "fileTooLarge"));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = Vec::new();
    let mut open: Vec<u8> = Vec::new();
    let mut begins = 1_usize;
    for (number, raw) in (1_usize..).zip(bytes.split(|byte| *byte == b'\n')) {
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        // A fold may cut a character in two, so bytes are joined before they are text.
        if let [b' ' | b'\t', rest @ ..] = raw
            && !open.is_empty()
        {
            open.extend_from_slice(rest);
            continue;
        }
        push(&open, begins, &mut lines)?;
        open.clear();
        open.extend_from_slice(raw);
        begins = number;
    }
    push(&open, begins, &mut lines)?;
    Ok(lines)
}

fn push(bytes: &[u8], number: usize, lines: &mut Vec<Line>) -> Result<(), (usize, &'static str)> {
    if bytes.trim_ascii().is_empty() {
        return Ok(());
    }
    let text = str::from_utf8(bytes).map_err(|_| (number, "notText"))?;
    let mut line = line(text).ok_or((number, "noContentLine"))?;
    line.number = number;
    lines.push(line);
    Ok(())
}

/// Reads `NAME;PARAMETER=value,"value":value`.
fn line(text: &str) -> Option<Line> {
    let (name, mut rest) = word(text)?;
    let mut line = Line {
        name,
        ..Line::default()
    };
    loop {
        if let Some(value) = rest.strip_prefix(':') {
            let bad = |one: char| one.is_ascii_control() && one != '\t';
            value.clone_into(&mut line.value);
            return (!value.contains(bad)).then_some(line);
        }
        let (name, after) = word(rest.strip_prefix(';')?)?;
        let after = after.strip_prefix('=')?;
        let (value, after) = parameter(after)?;
        line.parameters.push((name, value));
        rest = after;
    }
}

/// A name of letters, digits and hyphens, in upper case, and what comes after it.
fn word(text: &str) -> Option<(String, &str)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let end = text.bytes().position(|byte| !is_part(byte))?;
    let (word, rest) = text.split_at_checked(end)?;
    (end > 0).then(|| (word.to_ascii_uppercase(), rest))
}

/// The value of a parameter, and what comes after it.
fn parameter(text: &str) -> Option<(String, &str)> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' | b';' if !quoted => {
                let (value, rest) = text.split_at_checked(at)?;
                return Some((value.replace('"', ""), rest));
            }
            _ => {}
        }
    }
    None
}
