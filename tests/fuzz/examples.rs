//! An example of every type of API v2, and mutations of them.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::bytes::Bytes;

/// One example per line: the name of its type, and the object.
const LINES: &str = include_str!("examples.txt");

/// The password in the example of a lock connection.
pub const PASSWORD: &str = "planted-password-9d2b";

pub static EXAMPLES: LazyLock<Vec<(&'static str, Value)>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (type_name, text) = line.split_once(' ').expect("a type and an object");
        (type_name, serde_json::from_str(text).expect("JSON"))
    };
    LINES.lines().map(read).collect()
});

/// An example, often mutated.
pub fn object(bytes: &mut Bytes) -> Value {
    let mut value = one(bytes).1.clone();
    mutate(&mut value, bytes);
    value
}

/// An example of that type, often mutated. Any example if there is none of the type.
pub fn object_of(type_name: &str, bytes: &mut Bytes) -> Value {
    let found = EXAMPLES.iter().find(|(name, _)| *name == type_name);
    let mut value = found.unwrap_or_else(|| one(bytes)).1.clone();
    if bytes.byte() < 128 {
        mutate(&mut value, bytes);
    }
    value
}

fn one(bytes: &mut Bytes) -> &'static (&'static str, Value) {
    &EXAMPLES[bytes.below(EXAMPLES.len())]
}

/// Mutates up to three values in it.
pub fn mutate(value: &mut Value, bytes: &mut Bytes) {
    for _ in 0..bytes.byte() % 4 {
        mutate_one(value, bytes);
    }
}

fn mutate_one(value: &mut Value, bytes: &mut Bytes) {
    match value {
        Value::Object(members) if !members.is_empty() && !bytes.byte().is_multiple_of(4) => {
            let name = members.keys().nth(bytes.below(members.len())).cloned();
            let member = members.get_mut(&name.expect("a member")).expect("a member");
            mutate_one(member, bytes);
        }
        Value::Array(items) if !items.is_empty() && !bytes.byte().is_multiple_of(4) => {
            let index = bytes.below(items.len());
            mutate_one(&mut items[index], bytes);
        }
        Value::Object(members) if bytes.flag() => {
            if bytes.flag() {
                let name = members
                    .keys()
                    .nth(bytes.below(members.len().max(1)))
                    .cloned();
                name.map(|name| members.remove(&name));
            } else {
                members.insert(bytes.text(), unexpected(bytes));
            }
        }
        Value::Array(items) if bytes.flag() => {
            if bytes.flag() {
                items.pop();
            } else {
                items.extend(items.first().cloned());
            }
        }
        _ => *value = unexpected(bytes),
    }
}

/// A value of another type, or an extreme one.
fn unexpected(bytes: &mut Bytes) -> Value {
    match bytes.byte() % 16 {
        0 => Value::Null,
        1 => json!(bytes.flag()),
        2 => json!([]),
        3 => json!({}),
        4 => json!(""),
        5 => json!(bytes.byte()),
        6 => json!(bytes.long()),
        7 => json!(u64::MAX),
        8 => json!(bytes.number()), // `null` for NaN and infinities
        9 => json!([null]),
        10 => json!({ "a": { "b": [1, null, "c"] } }),
        11 => json!("+4799887766"),
        12 => one(bytes).1.clone(),
        _ => json!(bytes.text()),
    }
}
