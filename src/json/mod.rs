//! JSON texts: the form in which values cross between the core and its drivers, and in which the API
//! sends errors and tokens.
//!
//! A value stays the text it is, and is looked through when something is asked of it: no tree is
//! built. The parsers on crates.io cost the wasm 6 to 20 KB of gzip with what they build and drop;
//! this costs 2. It is held against serde_json in tests.

mod scan;
mod write;

pub use write::{Array, Object, push_text, quoted, quoted_list};

use scan::{end_of_string, end_of_value, skip_space};

/// A JSON value: its text, which is known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

/// Reads a text that holds one JSON value, and nothing but space beside it. Values nested deeper than
/// 128 are refused.
pub fn read(text: &str) -> Option<Json<'_>> {
    let bytes = text.as_bytes();
    let start = skip_space(bytes, 0);
    let end = end_of_value(bytes, start)?;
    (skip_space(bytes, end) == bytes.len()).then_some(Json(text.get(start..end)?))
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// What a value holds. What is of another type than asked for counts as absent.
impl<'a> Json<'a> {
    /// `null`.
    pub const NULL: Self = Self("null");
    /// What is not there. Its kind is that of `null`.
    pub const UNDEFINED: Self = Self("");

    /// What it is.
    pub fn kind(self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            _ => Kind::Null,
        }
    }

    /// What it is, in words.
    pub fn type_name(self) -> &'static str {
        match self.kind() {
            Kind::Null if self == Self::UNDEFINED => "undefined",
            Kind::Null => "null",
            Kind::Bool => "a boolean",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
        }
    }

    /// Its text.
    pub fn raw(self) -> &'a str {
        self.0
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether it is an array.
    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// A string, with U+FFFD for half a character (`\ud800` without its other half).
    pub fn as_text(self) -> Option<String> {
        (self.kind() == Kind::String).then(|| scan::unescaped(self.0))
    }

    /// A number, infinity if it is larger than any, to about 15 digits.
    pub fn as_number(self) -> Option<f64> {
        (self.kind() == Kind::Number).then(|| scan::number(self.0))
    }

    /// `true` or `false`.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then_some(self.0 == "true")
    }

    /// A member of an object. Of several with one name it is the last, as in JavaScript.
    pub fn member(self, name: &str) -> Option<Self> {
        let mut found = None;
        for (one, value) in self.entries() {
            if one == name {
                found = Some(value);
            }
        }
        found
    }

    /// A member of an object; [`Json::UNDEFINED`] if there is none.
    pub fn get(self, name: &str) -> Self {
        self.member(name).unwrap_or(Self::UNDEFINED)
    }

    /// A member that is a string.
    pub fn text(self, name: &str) -> Option<String> {
        self.member(name)?.as_text()
    }

    /// A member that is a string, else an empty text.
    pub fn text_or_empty(self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// A member that is a number.
    pub fn number(self, name: &str) -> Option<f64> {
        self.member(name)?.as_number()
    }

    /// A member that is a number, as a whole one: the nearest that there is, towards 0.
    pub fn count(self, name: &str) -> Option<u32> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
        self.number(name).map(|number| number as u32)
    }

    /// Whether a member is `true`.
    pub fn is_true(self, name: &str) -> bool {
        self.member(name).is_some_and(|value| value.0 == "true")
    }

    /// The items of an array; none of anything else.
    pub fn items(self) -> Items<'a> {
        Items {
            text: self.0,
            at: if self.is_array() { 1 } else { self.0.len() },
        }
    }

    /// The members of an object; none of anything else.
    pub fn entries(self) -> Entries<'a> {
        Entries(Items {
            text: self.0,
            at: if self.is_object() { 1 } else { self.0.len() },
        })
    }

    /// The items of an array that are strings.
    pub fn texts(self) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.items() {
            if let Some(text) = item.as_text() {
                texts.push(text);
            }
        }
        texts
    }

    /// The members of an object that are strings.
    pub fn text_entries(self) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        for (name, value) in self.entries() {
            if let Some(text) = value.as_text() {
                texts.push((name, text));
            }
        }
        texts
    }
}

/// The items of an array, one after the other.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Items<'a> {
    /// The value that comes next, if one does. `end` finds where it ends.
    fn advance(&mut self, end: fn(&[u8], usize) -> Option<usize>) -> Option<Json<'a>> {
        let bytes = self.text.as_bytes();
        let mut start = skip_space(bytes, self.at);
        if matches!(bytes.get(start), Some(b',' | b':')) {
            start = skip_space(bytes, start.saturating_add(1));
        }
        let end = end(bytes, start)?;
        self.at = end;
        Some(Json(self.text.get(start..end)?))
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        self.advance(end_of_value)
    }
}

/// The members of an object, one after the other.
#[derive(Clone, Debug)]
pub struct Entries<'a>(Items<'a>);

impl<'a> Iterator for Entries<'a> {
    type Item = (String, Json<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let name = self.0.advance(end_of_string)?;
        Some((scan::unescaped(name.0), self.0.advance(end_of_value)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// Whether both hold the same.
    fn agrees(json: Json<'_>, value: &Value) -> bool {
        match value {
            Value::Null => json.kind() == Kind::Null,
            Value::Bool(truth) => json.raw() == truth.to_string(),
            Value::Number(number) => {
                let (ours, theirs) = (json.as_number().unwrap(), number.as_f64().unwrap());
                ours == theirs || ((ours - theirs) / theirs).abs() < 1e-12
            }
            Value::String(text) => json.as_text().as_ref() == Some(text),
            Value::Array(items) => {
                json.items().count() == items.len()
                    && json
                        .items()
                        .zip(items)
                        .all(|(json, value)| agrees(json, value))
            }
            Value::Object(members) => {
                json.is_object()
                    && members
                        .iter()
                        .all(|(name, value)| agrees(json.member(name).unwrap(), value))
                    && json.entries().all(|(name, _)| members.contains_key(&name))
            }
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(|number| serde_json::json!(number)),
            ".*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(".*", inner, 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_writes(value in value()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                prop_assert!(agrees(read(&text).unwrap(), &value), "{}", text);
            }
        }

        #[test]
        fn it_takes_and_refuses_what_serde_json_does(text in r#"[\[\]{}:,"\\/bfnrtu0-9aAdDeE.+ \n-]{0,24}"#) {
            // serde_json refuses half characters and numbers too large, which JavaScript takes.
            match serde_json::from_str::<Value>(&text) {
                Ok(value) => prop_assert!(agrees(read(&text).unwrap(), &value)),
                Err(error) => prop_assert!(
                    read(&text).is_none()
                        || error.to_string().contains("surrogate")
                        || error.to_string().contains("hex escape")
                        || error.to_string().contains("number out of range"),
                    "{} {}", text, error
                ),
            }
        }

        #[test]
        fn what_is_written_is_read_as_it_was(text in ".*", name in ".*", number in 0_u32..) {
            let json = Object::new().text(&name, &text).number("n", number.into()).finish();
            let value: Value = serde_json::from_str(&json).unwrap();
            if name != "n" {
                prop_assert_eq!(value[&name].as_str(), Some(text.as_str()));
            }
            prop_assert_eq!(value["n"].as_u64(), Some(number.into()));
            prop_assert!(agrees(read(&json).unwrap(), &value));
        }
    }

    #[test]
    fn half_characters_become_the_replacement_character_and_whole_ones_themselves() {
        for (json, text) in [
            (r#""\ud83d\ude00""#, "😀"),
            (r#""a\ud800b""#, "a\u{FFFD}b"),
            (r#""\udc00""#, "\u{FFFD}"),
            (r#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
            (r#""\ud800\n""#, "\u{FFFD}\n"),
        ] {
            assert_eq!(
                read(json).unwrap().as_text().as_deref(),
                Some(text),
                "{json}"
            );
        }
    }

    #[test]
    fn of_members_with_one_name_the_last_counts_and_names_may_be_escaped() {
        let json = read(r#"{"a":1,"\u0061":2}"#).unwrap();
        assert_eq!(json.number("a"), Some(2.0));
    }

    #[test]
    fn nesting_has_a_limit_and_no_text_overflows_the_stack() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert!(read(&nested(128)).is_some());
        assert!(read(&nested(129)).is_none());
        assert!(read(&"[".repeat(1_000_000)).is_none());
        assert!(read(&"{\"a\":".repeat(1_000_000)).is_none());
    }

    #[test]
    fn numbers_of_times_are_exact() {
        for (text, number) in [
            ("0", 0.0),
            ("-1", -1.0),
            ("1767225600000", 1_767_225_600_000.0),
            ("0.5", 0.5),
            ("250.25", 250.25),
            ("1e3", 1000.0),
            ("1e21", 1e21),
            ("5e-7", 5e-7),
            ("1e999", f64::INFINITY),
        ] {
            assert_eq!(read(text).unwrap().as_number(), Some(number), "{text}");
        }
    }
}
