//! What a row gives for its call, as a driver collects it.

use serde_json::{Map, Value, json};
use unloc_integrator_client::api;
use unloc_integrator_client::api::operation::{Body, Operation};

/// The operation.
pub fn operation(call: &Value) -> &'static Operation {
    api::named(call["operation"].as_str().unwrap())
}

/// The token.
pub fn token(call: &Value) -> Value {
    call.get("token").cloned().unwrap_or_else(|| json!("t0ken"))
}

/// The base URL; null if there is none.
pub fn base_url(call: &Value) -> Value {
    let default = || json!("https://api.example");
    call.get("baseUrl").cloned().unwrap_or_else(default)
}

/// The client's options and the call's, in this order.
pub fn options(call: &Value) -> Vec<(String, Value)> {
    let layers = ["init", "options"]
        .into_iter()
        .filter_map(|name| call[name].as_object());
    let all = layers.flatten();
    all.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// The body that leaves, if there is one.
pub fn body(call: &Value) -> Option<Value> {
    let operation = operation(call);
    let params = call.get("params")?;
    match operation.body {
        Body::Member(name, _) => params.get(name).cloned(),
        Body::None if operation.has_row() => None,
        Body::None => params.get("body").cloned(),
        Body::Flat { wrappers, .. } => {
            let mut flat: Map<String, Value> = params.as_object()?.clone();
            for wrapper in wrappers {
                if let Some(Value::Object(inner)) = flat.remove(*wrapper) {
                    flat.extend(inner);
                }
            }
            Some(Value::Object(flat))
        }
    }
}

/// What a value is, in words.
pub fn type_name(value: Option<&Value>) -> &'static str {
    match value {
        None => "undefined",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    }
}
