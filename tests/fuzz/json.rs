//! The JSON reader and writer: they agree with `serde_json`.

use serde_json::{Map, Value};
use unloc_integrator_client::json::{Json, Kind, Object, quoted_list, read};

use crate::bytes::Bytes;
use crate::examples;

/// What `serde_json` rejects and the reader accepts: numbers of any size, and `\ud800` without its
/// other half.
const STRICTER: [&str; 5] = [
    "number out of range",
    "lone leading surrogate",
    "unexpected end of hex escape",
    "invalid unicode code point",
    "recursion limit exceeded",
];

/// Whether that is where `serde_json` is stricter.
pub fn is_stricter(error: &serde_json::Error) -> bool {
    let words = error.to_string();
    STRICTER.iter().any(|stricter| words.contains(stricter))
}

/// Texts that are JSON, or differ a little from it.
pub fn text(bytes: &mut Bytes) -> String {
    let mut text = match bytes.byte() {
        0..=63 => return bytes.text(),
        64..=191 => examples::object(bytes).to_string(),
        _ => serde_json::to_string_pretty(&examples::object(bytes)).expect("JSON"),
    };
    for _ in 0..bytes.byte() % 3 {
        let mut at = bytes.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match bytes.byte() % 4 {
            0 => text.truncate(at),
            1 => text.insert(at, char::from(bytes.choice(b"{}[]\",:\\u0-+.eE \t\n"))),
            2 => text.insert_str(at, &bytes.text()),
            _ => drop(text.split_off(at).pop()),
        }
    }
    text
}

fn assert_same(json: Json<'_>, value: &Value) {
    let kind = match value {
        Value::Null => Kind::Null,
        Value::Bool(flag) => {
            assert_eq!(json.as_bool(), Some(*flag));
            Kind::Bool
        }
        Value::Number(number) => {
            let expected = number.as_f64().expect("a number");
            let found = json.as_number().expect("a number");
            let close = (found - expected).abs() <= expected.abs() * 1e-13;
            assert!(
                close || expected.abs() < 1e-290,
                "{found} is not {expected}"
            );
            Kind::Number
        }
        Value::String(text) => {
            assert_eq!(json.as_text().as_deref(), Some(&**text));
            Kind::String
        }
        Value::Array(values) => {
            assert_eq!(json.items().count(), values.len());
            for (item, value) in json.items().zip(values) {
                assert_same(item, value);
            }
            Kind::Array
        }
        Value::Object(members) => {
            for (name, _) in json.entries() {
                assert!(members.contains_key(&name), "{name}");
            }
            for (name, value) in members {
                assert_same(json.member(name).expect("a member"), value);
            }
            Kind::Object
        }
    };
    assert_eq!(json.kind(), kind);
}

pub fn reader(bytes: &mut Bytes) {
    let text = text(bytes);
    match (read(&text), serde_json::from_str::<Value>(&text)) {
        (Some(json), Ok(value)) => assert_same(json, &value),
        (None, Err(_)) => {}
        (Some(json), Err(error)) => {
            assert!(is_stricter(&error), "{error}: {text}");
            // Still every part can be asked for.
            let _ = (json.as_text(), json.as_number(), json.texts());
            for (name, _) in json.entries() {
                assert!(json.member(&name).is_some(), "{name}");
            }
        }
        (None, Ok(_)) => panic!("rejected: {text}"),
    }
}

pub fn writer(bytes: &mut Bytes) {
    let mut expected = Map::new();
    let mut object = Object::new();
    for _ in 0..bytes.byte() % 5 {
        let name = bytes.text();
        // A name is written as often as it is added, and readers take the last.
        let value = match bytes.byte() % 4 {
            0 => {
                let text = bytes.text();
                object.text(&name, &text);
                Value::from(text)
            }
            1 => {
                let flag = bytes.flag();
                object.flag(&name, flag);
                Value::from(flag)
            }
            2 => {
                let number = bytes.short();
                object.number(&name, f64::from(number));
                Value::from(number)
            }
            _ => {
                let texts = [bytes.text(), bytes.text()];
                object.json(&name, &quoted_list(&[&texts[0], &texts[1]]));
                Value::from(texts.to_vec())
            }
        };
        expected.insert(name, value);
    }
    let text = object.finish();
    let read_back: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(read_back, Value::Object(expected));
    assert_same(read(&text).expect("JSON"), &read_back);
}
