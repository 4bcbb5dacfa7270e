//! Writing JSON. `core::fmt` and a serializer would cost the wasm kilobytes.

use crate::integer::format_integer;
use crate::text::hexadecimal;

/// A JSON object that is written member by member.
#[derive(Debug, Default)]
pub struct Object(String);

impl Object {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a string.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.name(name);
        push_text(text, &mut self.0);
        self
    }

    /// Adds a string, if there is one.
    pub fn optional_text(&mut self, name: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// Adds a number of 0 or more, rounded to a whole one. Infinity becomes `null`, which is how
    /// JavaScript writes it too.
    pub fn number(&mut self, name: &str, number: f64) -> &mut Self {
        if number.is_finite() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
            let digits = format_integer((number + 0.5) as u64);
            self.json(name, &digits)
        } else {
            self.json(name, "null")
        }
    }

    /// Adds `true` or `false`.
    pub fn flag(&mut self, name: &str, flag: bool) -> &mut Self {
        self.json(name, if flag { "true" } else { "false" })
    }

    /// Adds a value that is written as JSON already.
    pub fn json(&mut self, name: &str, json: &str) -> &mut Self {
        self.name(name);
        self.0.push_str(json);
        self
    }

    /// The text of the object, which is empty from then on.
    pub fn finish(&mut self) -> String {
        finished(&mut self.0, '{', '}')
    }

    fn name(&mut self, name: &str) {
        separate(&mut self.0, '{');
        push_text(name, &mut self.0);
        self.0.push(':');
    }
}

/// A JSON array that is written item by item.
#[derive(Debug, Default)]
pub struct Array(String);

impl Array {
    /// An array without items.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a string.
    pub fn text(&mut self, text: &str) -> &mut Self {
        separate(&mut self.0, '[');
        push_text(text, &mut self.0);
        self
    }

    /// Adds a value that is written as JSON already.
    pub fn json(&mut self, json: &str) -> &mut Self {
        separate(&mut self.0, '[');
        self.0.push_str(json);
        self
    }

    /// The text of the array, which is empty from then on.
    pub fn finish(&mut self) -> String {
        finished(&mut self.0, '[', ']')
    }
}

/// Writes what stands before a member or an item.
fn separate(text: &mut String, open: char) {
    text.push(if text.is_empty() { open } else { ',' });
}

fn finished(text: &mut String, open: char, close: char) -> String {
    if text.is_empty() {
        text.push(open);
    }
    text.push(close);
    std::mem::take(text)
}

/// A JSON array of strings.
pub fn quoted_list(texts: &[&str]) -> String {
    let mut array = Array::new();
    for text in texts {
        array.text(text);
    }
    array.finish()
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
            out.push(hexadecimal(byte >> 4));
            out.push(hexadecimal(byte & 15));
        }
        kept = at.saturating_add(1);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    out.push('"');
}
