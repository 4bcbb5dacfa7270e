//! Writing JSON. `core::fmt` and a serializer would cost the wasm kilobytes.

use crate::integer::format_integer;

/// A JSON object that is written member by member.
#[derive(Debug, Default)]
pub struct Object(String);

impl Object {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a string.
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.name(name);
        push_text(text, &mut self.0);
        self
    }

    /// Adds a string, if there is one.
    #[must_use]
    pub fn optional_text(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// Adds a number of 0 or more, rounded to a whole one. Infinity becomes `null`, which is how
    /// JavaScript writes it too.
    #[must_use]
    pub fn number(self, name: &str, number: f64) -> Self {
        if number.is_finite() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
            let digits = format_integer((number + 0.5) as u64);
            self.json(name, &digits)
        } else {
            self.json(name, "null")
        }
    }

    /// Adds `true` or `false`.
    #[must_use]
    pub fn flag(self, name: &str, flag: bool) -> Self {
        self.json(name, if flag { "true" } else { "false" })
    }

    /// Adds a value that is written as JSON already.
    #[must_use]
    pub fn json(mut self, name: &str, json: &str) -> Self {
        self.name(name);
        self.0.push_str(json);
        self
    }

    /// The text of the object.
    pub fn finish(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }

    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        push_text(name, &mut self.0);
        self.0.push(':');
    }
}

/// A JSON array of values that are written as JSON already.
pub fn array(items: impl Iterator<Item = String>) -> String {
    let mut text = String::from("[");
    for item in items {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&item);
    }
    text.push(']');
    text
}

/// A text as a JSON string.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(2));
    push_text(text, &mut out);
    out
}

/// Writes a text as a JSON string.
pub fn push_text(text: &str, out: &mut String) {
    out.push('"');
    let mut kept = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            0..=31 => "\\u00",
            _ => continue,
        };
        out.push_str(text.get(kept..at).unwrap_or_default());
        out.push_str(escape);
        if byte < 32 {
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
            }
        }
        kept = at.saturating_add(1);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    out.push('"');
}
