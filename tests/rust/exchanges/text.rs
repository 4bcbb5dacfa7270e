//! `src/text_api`, asked as the driver in JavaScript asks it.

use serde_json::{Map, Value, json};
use unloc_integrator_client::text_api;

use crate::given::{base_url, body, options, token, type_name};
use crate::{Circumstances, Core, Decided, Failure, Headers, JITTER, Prepared, epoch_ms};

pub struct Texts;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The options in the form that the core reads.
fn config(call: &Value) -> Value {
    if let Some(given) = call.get("options").filter(|options| !options.is_object()) {
        return json!({ "options": type_name(Some(given)) });
    }
    let mut all = Map::new();
    let base_url = base_url(call);
    match &base_url {
        Value::Null => {}
        Value::String(url) => {
            all.insert("baseUrl".to_owned(), url.as_str().into());
        }
        other => {
            all.insert("baseUrlType".to_owned(), type_name(Some(other)).into());
        }
    }
    let mut headers = Map::new();
    for (name, value) in options(call) {
        let value = match name.as_str() {
            "fetch" | "signal" => type_name(Some(&value)).into(),
            "allowInsecure" => value,
            "headers" => {
                headers.extend(value.as_object().unwrap().clone());
                headers
                    .iter()
                    .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
                    .collect()
            }
            _ => Value::from(value.as_f64()),
        };
        all.insert(name, value);
    }
    Value::Object(all)
}

/// The members of an object that are asked for, or the type of what is none.
fn picked(value: Option<&Value>, names: &Value) -> Value {
    let Some(Value::Object(members)) = value else {
        return type_name(value).into();
    };
    let names = names
        .as_array()
        .into_iter()
        .flatten()
        .map(|name| name.as_str().unwrap());
    let found = names.filter_map(|name| Some((name.to_owned(), members.get(name)?.clone())));
    found.collect()
}

fn ask(name: &str, argument: &Value) -> String {
    text_api::ask(name, &argument.to_string(), epoch_ms)
}

/// A result of the core, or its error.
fn value(text: &str) -> Result<Value, Value> {
    let value = parsed(text);
    match value.get("error") {
        Some(error) => Err(error.clone()),
        None => Ok(value),
    }
}

fn decided(decision: &str) -> Decided<String> {
    let decision = parsed(decision);
    Decided {
        retry_tokens: decision["retryTokens"].as_f64().unwrap(),
        next: match decision.get("error") {
            Some(error) => Err(error.clone()),
            None => {
                let wait_ms = decision["retryAfterMs"].as_f64().unwrap();
                Ok((decision["state"].to_string(), wait_ms))
            }
        },
    }
}

impl Core for Texts {
    type State = String;

    fn prepare(call: &Value) -> Result<Prepared<String>, Value> {
        let operation = call["operation"].as_str().unwrap();
        let description = parsed(&ask("describeOperation", &operation.into()));
        let params = call.get("params");
        let mut given =
            json!({ "operation": operation, "params": picked(params, &description["parameters"]) });
        if let Some(body) = body(call) {
            given["body"] = picked(Some(&body), &description["bodyParameters"]);
        }
        let token = token(call);
        let given_token = match token.as_str() {
            Some(token) => json!({ "operation": operation, "token": token }),
            None => json!({ "operation": operation, "type": type_name(Some(&token)) }),
        };
        let given_options = json!({ "operation": operation, "options": config(call) });
        let options = value(&ask("checkOptions", &given_options))?;
        let authorization = value(&ask("authorize", &given_token))?;
        let target = value(&ask("prepareCall", &given))?;
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        // What a call without a row gives of itself, the description says of others.
        let own = |name: &str| target.get(name).unwrap_or(&description[name]).clone();
        let time = |value: Option<&Value>| value.and_then(Value::as_f64).unwrap_or(f64::INFINITY);
        let mut headers: Headers = serde_json::from_value(options["headers"].clone()).unwrap();
        headers.insert("authorization".to_owned(), word(&authorization["value"]));
        if body(call).is_some() {
            let more: Headers = serde_json::from_value(description["bodyHeaders"].clone()).unwrap();
            headers.extend(more);
        }
        Ok(Prepared {
            method: word(&own("method")),
            url: [word(&options["baseUrl"]), word(&target["target"])].concat(),
            headers,
            timeout_ms: time(options.get("timeoutMs").or(description.get("timeoutMs"))),
            deadline_ms: time(options.get("deadlineMs")),
            state: json!({
                "operation": operation, "tokenRequest": false, "idempotent": own("idempotent"),
                "writes": own("writes"), "maxRetries": options["maxRetries"],
                "retryAfterCeilingMs": options["retryAfterCeilingMs"], "attempts": 0,
                "mayHaveArrived": false, "lastCost": 0,
            })
            .to_string(),
        })
    }

    fn on_response(
        state: String,
        secrets: &str,
        (status, headers, body): (u16, &Headers, &str),
        circumstances: Circumstances,
    ) -> Decided<String> {
        let given = json!({
            "state": parsed(&state), "secrets": secrets,
            "status": status, "headers": headers, "body": body, "jitter": JITTER,
            "timeLeftMs": circumstances.time_left_ms, "nowMs": circumstances.now_ms,
            "retryTokens": circumstances.retry_tokens,
        });
        decided(&ask("decideOnResponse", &given))
    }

    fn on_transport_error(
        state: String,
        failure: Failure<'_>,
        circumstances: Circumstances,
    ) -> Decided<String> {
        let mut given = json!({
            "state": parsed(&state), "reason": failure.reason, "codes": failure.codes, "jitter": JITTER,
            "timeLeftMs": circumstances.time_left_ms, "retryTokens": circumstances.retry_tokens,
        });
        if let Some(status) = failure.status {
            given["status"] = status.into();
        }
        if let Some(id) = failure.request_id {
            given["requestId"] = id.into();
        }
        decided(&ask("decideOnTransportError", &given))
    }

    fn on_abort(state: &String) -> Value {
        parsed(&ask("abortError", &json!({ "state": parsed(state) })))["error"].clone()
    }
}
