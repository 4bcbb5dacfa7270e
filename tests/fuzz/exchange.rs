//! The exchange as the driver in JavaScript uses it: every result is JSON, a prepared request goes
//! to the base URL, no error contains a secret, and no write that may have arrived is sent again.

use oauth2::url::Url;
use serde_json::{Value, json};
use unloc_integrator_client::api::operation::Method;
use unloc_integrator_client::api::{named, v1, v2};
use unloc_integrator_client::text_api;

use crate::bytes::Bytes;
use crate::client::holds_none_of;
use crate::examples;
use crate::json;

const TOKEN: &str = "planted-token-7f3a";

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// An error of the closed list, without the token.
fn assert_error(error: &Value) {
    for name in ["code", "message", "operation"] {
        assert!(error[name].is_string(), "{name}: {error}");
    }
    for name in ["message", "error", "errorDescription"] {
        holds_none_of(error[name].as_str().unwrap_or_default(), TOKEN);
    }
}

/// The parameters of an operation, mostly texts.
fn parameters(operation: &str, bytes: &mut Bytes) -> Value {
    let row = named(operation);
    let in_path = row.path.split(['{', '}']).skip(1).step_by(2);
    let in_query = row
        .query
        .iter()
        .map(|name| name.trim_end_matches(['*', '?']));
    let names = in_path.chain(in_query).chain(["method", "path"]);
    let members = names.filter_map(|name| {
        let value = match bytes.byte() {
            0..=7 => return None,
            8..=15 => examples::object(bytes),
            16..=31 => json!(bytes.text()),
            _ if name == "method" => json!(bytes.choice(&Method::ALL).as_str()),
            _ if name == "path" => json!("/v1/things/"),
            _ => json!("2804bad6-fe94-455f-98b2-b37e300919a5"),
        };
        Some((name.to_owned(), value))
    });
    Value::Object(members.collect())
}

/// JSON, or any text.
fn or_any(value: &Value, bytes: &mut Bytes) -> String {
    match bytes.byte() {
        0..=7 => bytes.text(),
        _ => value.to_string(),
    }
}

/// An attempt's response or transport error, as the driver describes it.
fn attempt(bytes: &mut Bytes) -> (bool, Value) {
    let mut description = json!({
        "timeLeftMs": bytes.short(), "nowMs": 1_767_225_600_000_i64, "jitter": 0.5, "retryTokens": 500,
    });
    let responds = bytes.flag();
    if responds {
        let text = bytes.text().replace('\u{1}', TOKEN);
        description["status"] = json!(bytes.choice(&[200, 204, 302, 400, 401, 408, 429, 500, 503]));
        description["headers"] = json!({ "retry-after": bytes.text(), "x-request-id": "r-1" });
        description["body"] = match bytes.byte() % 4 {
            0 => Value::Null,
            1 => json!(json!({ "error": text, "detail": TOKEN }).to_string()),
            2 => json!(examples::object(bytes).to_string()),
            _ => json!(text),
        };
    } else {
        let reasons = [
            "aborted",
            "timeout",
            "deadline",
            "network",
            "noResponse",
            "noFetch",
        ];
        description["reason"] = json!(bytes.choice(&reasons));
        let codes = ["ECONNREFUSED", "ECONNRESET", ""];
        description["codes"] = json!([bytes.choice(&codes), bytes.choice(&codes)]);
    }
    (responds, description)
}

pub fn call(bytes: &mut Bytes) {
    let rows: Vec<&str> = v1::OPERATIONS
        .iter()
        .chain(v2::OPERATIONS)
        .map(|row| row.name)
        .collect();
    let operation = match bytes.byte() {
        0..=31 => "request",
        _ => bytes.choice(&rows),
    };
    let description = ask("describeOperation", &json!(operation).to_string());
    let given = json!({ "operation": operation, "params": parameters(operation, bytes), "body": examples::object(bytes) });
    let config = json!({ "baseUrl": "https://api.example/under", "maxRetries": bytes.byte() % 6 });
    let token = match bytes.byte() {
        0..=7 => bytes.text(),
        _ => TOKEN.to_owned(),
    };
    let (given, config) = (or_any(&given, bytes), or_any(&config, bytes));
    let results = [
        ask(
            "checkOptions",
            &format!(r#"{{"operation":"{operation}","options":{config}}}"#),
        ),
        ask(
            "authorize",
            &json!({ "operation": operation, "token": token }).to_string(),
        ),
        ask("prepareCall", &given),
    ];
    for result in &results {
        if !result["error"].is_null() {
            return assert_error(&result["error"]);
        }
    }
    let [options, authorization, target] = results;
    let word = |value: &Value| value.as_str().expect("a text").to_owned();
    let url = [word(&options["baseUrl"]), word(&target["target"])].concat();
    let url = Url::parse(&url).expect("a URL");
    if config.contains("api.example") {
        assert_eq!(url.host_str(), Some("api.example"));
        assert!(url.path().starts_with("/under/"), "{url}");
    }
    assert!(options["headers"].is_object());
    assert_eq!(
        authorization["value"],
        json!(["Bearer ", token.trim_ascii()].concat())
    );
    assert!(
        !url.as_str().contains(TOKEN) || given.contains(TOKEN),
        "{url}"
    );

    let own = |name: &str| target.get(name).unwrap_or(&description[name]).clone();
    let mut state = json!({
        "operation": operation, "tokenRequest": false, "idempotent": own("idempotent"),
        "writes": own("writes"), "maxRetries": options["maxRetries"],
        "retryAfterCeilingMs": options["retryAfterCeilingMs"], "attempts": 0,
        "mayHaveArrived": false, "lastCost": 0,
    });
    let mut may_have_arrived = false;
    for attempts in 1..=8 {
        let (responds, description) = attempt(bytes);
        let mut given = description.clone();
        given["state"] = state.clone();
        given["secrets"] = json!(TOKEN);
        let decision = ask(
            if responds {
                "decideOnResponse"
            } else {
                "decideOnTransportError"
            },
            &given.to_string(),
        );
        assert!(decision["code"].is_string(), "{decision}");
        if !decision["error"].is_null() {
            return assert_error(&decision["error"]);
        }
        let refused = matches!(description["status"].as_u64(), Some(400..=407 | 409..=499));
        let never_connected = description["reason"] == "network"
            && description["codes"] == json!(["ECONNREFUSED", "ECONNREFUSED"]);
        may_have_arrived |= !refused && !never_connected;
        assert!(
            state["idempotent"] == true || !may_have_arrived,
            "a write that may have arrived is sent again: {description}"
        );
        assert!(decision["retryAfterMs"].as_f64() < description["timeLeftMs"].as_f64());
        state = decision["state"].clone();
        assert_eq!(state["attempts"], attempts);
        assert!(state["attempts"].as_u64() <= state["maxRetries"].as_u64());
        let given = json!({ "state": state }).to_string();
        assert_error(&ask("abortError", &given)["error"]);
    }
}

fn ask(name: &str, argument: &str) -> Value {
    parsed(&text_api::ask(name, argument, |_| f64::NAN))
}

/// What `ask` knows, and a name that it does not.
const FUNCTIONS: [&str; 22] = [
    "describeOperation",
    "checkOptions",
    "authorize",
    "decideOnResponse",
    "decideOnTransportError",
    "abortError",
    "advanceCursor",
    "jobStatus",
    "keyStatus",
    "nextPollDelay",
    "validateKeys",
    "keyIndexInError",
    "lockHolderScope",
    "lockHolderAdminScope",
    "useKeyUrl",
    "prefetchKeysUrl",
    "unlocWorkUrl",
    "prepareTokenRequest",
    "readTokenResponse",
    "beginSignIn",
    "signInCode",
    "noFunction",
];

/// The driver's texts are always JSON of a known form, but another text must not trap either.
pub fn any_text(bytes: &mut Bytes) {
    let [one, two, three] = [(); 3].map(|()| json::text(bytes));
    let members = json!({
        "operation": one, "before": { "cursor": two }, "cursor": three, "name": one, "count": bytes.short(),
        "status": bytes.short(), "idempotent": true, "random": vec![bytes.byte(); 64], "state": two,
        "headers": { "retry-after": three }, "timeLeftMs": bytes.number(), "jitter": 0.5, "attempt": 1,
    });
    for name in FUNCTIONS {
        for argument in [&one, &two, &members.to_string()] {
            ask(name, argument);
        }
    }
    assert!(text_api::body_kind(bytes.short()) < 4);
    let given = json!({ "name": one, "count": bytes.short() }).to_string();
    let index = ask("keyIndexInError", &given);
    assert!(index.as_i64() >= Some(-1), "{index}");
}
