//! Strict JSON (RFC 8259), one value after the other, over the text that it comes in.

use crate::snapshot::slots::same;
use std::borrow::Cow;
use unloc_integrator_client::json;

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// As it is.
    #[default]
    Plain,
    /// With escapes.
    Escaped,
    /// As a number that has lost its plus.
    Number,
}

/// A text as it is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Raw<'a> {
    text: &'a str,
    form: Form,
}

impl<'a> Raw<'a> {
    /// A phone number that was written as a JSON number.
    pub fn number(text: &'a str) -> Self {
        let form = Form::Number;
        Self { text, form }
    }

    /// The text that it means. Half a character (`\ud800`) is U+FFFD.
    #[inline(always)]
    pub fn get(self) -> Cow<'a, str> {
        if self.form == Form::Plain {
            return Cow::Borrowed(self.text);
        }
        Cow::Owned(self.unescaped())
    }

    #[inline(never)]
    fn unescaped(self) -> String {
        let is_number = self.form == Form::Number;
        let mut text = String::with_capacity(self.text.len().wrapping_add(2));
        text.push(if is_number { '+' } else { '"' });
        text.push_str(self.text);
        if is_number {
            return text;
        }
        text.push('"');
        let read = json::read(&text).and_then(json::Json::as_text);
        read.unwrap_or_default()
    }

    /// Whether it takes more bytes than this.
    pub fn is_longer_than(self, bytes: usize) -> bool {
        self.text.len() > bytes
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// The same as [`Self::is`], where that is not asked of every key.
    #[inline(never)]
    pub fn means(self, text: &str) -> bool {
        self.is(text)
    }

    /// Whether it means this text.
    #[inline(always)]
    pub fn is(self, text: &str) -> bool {
        if self.form == Form::Plain {
            same(self.text.as_bytes(), text.as_bytes())
        } else {
            self.unescaped() == text
        }
    }
}

/// A place in a JSON text. What fails leaves the reason in `why`.
#[derive(Debug)]
pub struct Scan<'a> {
    text: &'a str,
    /// The byte that comes next.
    pub at: usize,
    /// Why reading failed.
    pub why: &'static str,
}

/// Deeper nesting is refused.
const DEPTH: u32 = 128;

/// A byte, eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte of a word that ends a run of a string: a quote, a backslash, a control
/// character. Above the first of them may be bits that mean nothing.
#[inline(always)]
fn ends_run(word: u64) -> u64 {
    let quote = word ^ eight(b'"');
    let backslash = word ^ eight(b'\\');
    let is_quote = quote.wrapping_sub(eight(1)) & !quote;
    let is_backslash = backslash.wrapping_sub(eight(1)) & !backslash;
    let is_control = word.wrapping_sub(eight(0x20)) & !word;
    (is_quote | is_backslash | is_control) & eight(0x80)
}

impl<'a> Scan<'a> {
    /// The beginning of a text.
    pub fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { text, at, why: "" }
    }

    /// Fails.
    pub fn fail<T>(&mut self, why: &'static str) -> Option<T> {
        self.why = why;
        None
    }

    /// The next byte; 0 at the end, which is no part of any value either.
    #[inline(always)]
    pub fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// Skips white space.
    #[inline(always)]
    pub fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.step();
        }
    }

    /// Whether the text ends here.
    pub fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    #[inline(always)]
    fn expect(&mut self, byte: u8) -> Option<()> {
        if self.peek() != byte {
            return self.fail("json");
        }
        self.step();
        Some(())
    }

    /// Goes into an array or object whose bracket comes next. Whether it holds anything: then that
    /// comes next, else what is behind it.
    #[inline(always)]
    pub fn enter(&mut self, open: u8, close: u8) -> Option<bool> {
        self.expect(open)?;
        self.space();
        if self.peek() == close {
            self.step();
            return Some(false);
        }
        Some(true)
    }

    /// Whether an array or object goes on behind a value.
    #[inline(always)]
    pub fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.space();
        let byte = self.peek();
        if byte == b',' {
            self.step();
            self.space();
            return Some(true);
        }
        self.expect(close)?;
        Some(false)
    }

    /// Whether the next member has this name, written as it is and right before its colon: then its value
    /// comes next. Otherwise nothing is read, and [`Self::name`] tells its name.
    #[inline(always)]
    pub fn named(&mut self, name: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let Some((quote, rest)) = rest.split_first() else {
            return false;
        };
        let Some((written, rest)) = rest.split_at_checked(name.len()) else {
            return false;
        };
        if *quote != b'"' || !rest.starts_with(b"\":") || !same(written, name.as_bytes()) {
            return false;
        }
        self.at = self.at.wrapping_add(name.len()).wrapping_add(3);
        self.space();
        true
    }

    /// The name of a member. Its value comes next.
    #[inline]
    pub fn name(&mut self) -> Option<Raw<'a>> {
        let name = self.string()?;
        self.space();
        self.expect(b':')?;
        self.space();
        Some(name)
    }

    /// A string.
    #[inline]
    pub fn string(&mut self) -> Option<Raw<'a>> {
        self.expect(b'"')?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut form = Form::Plain;
        loop {
            if let Some(word) = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
                let ends = ends_run(u64::from_le_bytes(*word));
                if ends == 0 {
                    self.at = self.at.wrapping_add(8);
                    continue;
                }
                self.at = self.at.wrapping_add((ends.trailing_zeros() >> 3) as usize);
            }
            match self.peek() {
                b'"' => break,
                b'\\' => {
                    form = Form::Escaped;
                    self.escape()?;
                }
                // The end of the text is among them.
                0..=0x1f => return self.fail("json"),
                _ => self.step(),
            }
        }
        let Some(text) = self.text.get(start..self.at) else {
            return self.fail("json");
        };
        self.step();
        Some(Raw { text, form })
    }

    #[inline(never)]
    fn escape(&mut self) -> Option<()> {
        self.step();
        match self.peek() {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.step(),
            b'u' => {
                self.step();
                for _ in 0..4 {
                    if !self.peek().is_ascii_hexdigit() {
                        return self.fail("json");
                    }
                    self.step();
                }
            }
            _ => return self.fail("json"),
        }
        Some(())
    }

    /// A number, as it is written.
    pub fn number(&mut self) -> Option<&'a str> {
        let start = self.at;
        if self.peek() == b'-' {
            self.step();
        }
        if self.peek() == b'0' {
            self.step();
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.step();
            if matches!(self.peek(), b'+' | b'-') {
                self.step();
            }
            self.digits()?;
        }
        self.text.get(start..self.at)
    }

    #[inline(never)]
    fn digits(&mut self) -> Option<()> {
        if !self.peek().is_ascii_digit() {
            return self.fail("json");
        }
        while self.peek().is_ascii_digit() {
            self.step();
        }
        Some(())
    }

    #[inline(never)]
    fn word(&mut self, word: &str) -> Option<()> {
        let end = self.at.wrapping_add(word.len());
        if self.text.as_bytes().get(self.at..end) != Some(word.as_bytes()) {
            return self.fail("json");
        }
        self.at = end;
        Some(())
    }

    /// Whether the next value is `null`, which is read then.
    #[inline]
    pub fn null(&mut self) -> Option<bool> {
        if self.peek() != b'n' {
            return Some(false);
        }
        self.word("null")?;
        Some(true)
    }

    /// `true` or `false`.
    pub fn truth(&mut self) -> Option<bool> {
        let truth = self.peek() == b't';
        self.word(if truth { "true" } else { "false" })?;
        Some(truth)
    }

    /// Skips a value of any kind, which is checked. No recursion: no text overflows the stack.
    pub fn skip(&mut self) -> Option<()> {
        // A bit for each open bracket, the innermost last: 1 for an object.
        let (mut objects, mut depth) = (0_u128, 0_u32);
        loop {
            match self.peek() {
                b'"' => drop(self.string()?),
                open @ (b'{' | b'[') => {
                    if depth == DEPTH {
                        return self.fail("depth");
                    }
                    let is_object = open == b'{';
                    if self.enter(open, open.wrapping_add(2))? {
                        objects = (objects << 1) | u128::from(is_object);
                        depth = depth.wrapping_add(1);
                        if is_object {
                            self.name()?;
                        }
                        continue;
                    }
                }
                b'n' => drop(self.null()?),
                b't' | b'f' => drop(self.truth()?),
                _ => drop(self.number()?),
            }
            // A value has ended: what is around it goes on or ends, too.
            loop {
                if depth == 0 {
                    return Some(());
                }
                let is_object = objects & 1 == 1;
                if self.goes_on(if is_object { b'}' } else { b']' })? {
                    if is_object {
                        self.name()?;
                    }
                    break;
                }
                objects >>= 1;
                depth = depth.wrapping_sub(1);
            }
        }
    }
}
