//! An object of every kind that API v2 talks about, and small changes of them.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::bytes::Bytes;

/// Name of the kind and an object of it, one a line.
const LINES: &str = include_str!("stock.txt");

/// The password that stands in a lock connection of the stock.
pub const PASSWORD: &str = "planted-password-9d2b";

pub static STOCK: LazyLock<Vec<(&'static str, Value)>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (kind, text) = line.split_once(' ').expect("a kind and an object");
        (kind, serde_json::from_str(text).expect("JSON"))
    };
    LINES.lines().map(read).collect()
});

/// One of the stock, often changed.
pub fn object(bytes: &mut Bytes) -> Value {
    let mut value = one(bytes).1.clone();
    changed(&mut value, bytes);
    value
}

/// One of that kind, often changed; any if there is no such kind.
pub fn object_of(kind: &str, bytes: &mut Bytes) -> Value {
    let found = STOCK.iter().find(|(name, _)| *name == kind);
    let mut value = found.unwrap_or_else(|| one(bytes)).1.clone();
    if bytes.byte() < 128 {
        changed(&mut value, bytes);
    }
    value
}

fn one(bytes: &mut Bytes) -> &'static (&'static str, Value) {
    &STOCK[bytes.below(STOCK.len())]
}

/// Changes a few places of it.
pub fn changed(value: &mut Value, bytes: &mut Bytes) {
    for _ in 0..bytes.byte() % 4 {
        change(value, bytes);
    }
}

fn change(value: &mut Value, bytes: &mut Bytes) {
    match value {
        Value::Object(members) if !members.is_empty() && !bytes.byte().is_multiple_of(4) => {
            let name = members.keys().nth(bytes.below(members.len())).cloned();
            let member = members.get_mut(&name.expect("a member")).expect("a member");
            change(member, bytes);
        }
        Value::Array(items) if !items.is_empty() && !bytes.byte().is_multiple_of(4) => {
            let place = bytes.below(items.len());
            change(&mut items[place], bytes);
        }
        Value::Object(members) if bytes.flag() => {
            if bytes.flag() {
                let name = members
                    .keys()
                    .nth(bytes.below(members.len().max(1)))
                    .cloned();
                name.map(|name| members.remove(&name));
            } else {
                members.insert(bytes.text(), odd(bytes));
            }
        }
        Value::Array(items) if bytes.flag() => {
            if bytes.flag() {
                items.pop();
            } else {
                items.extend(items.first().cloned());
            }
        }
        _ => *value = odd(bytes),
    }
}

fn odd(bytes: &mut Bytes) -> Value {
    match bytes.byte() % 16 {
        0 => Value::Null,
        1 => json!(bytes.flag()),
        2 => json!([]),
        3 => json!({}),
        4 => json!(""),
        5 => json!(bytes.byte()),
        6 => json!(bytes.long()),
        7 => json!(u64::MAX),
        8 => json!(bytes.number()), // null, if it is none
        9 => json!([null]),
        10 => json!({ "a": { "b": [1, null, "c"] } }),
        11 => json!("+4799887766"),
        12 => one(bytes).1.clone(),
        _ => json!(bytes.text()),
    }
}
