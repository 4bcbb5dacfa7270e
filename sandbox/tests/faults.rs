//! Faults: which requests they apply to, what they do to the response, and errors of invalid rules.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, NOW, PERSON};
use proptest::prelude::*;
use serde_json::{Value, json};
use unloc_sandbox::{Delivery, Ending, Faults, Request, Response, Sandbox, Seed};

const LOCK_HOLDERS: &str = "/integrators/v1/lock-holders/";

fn rules(rules: &Value) -> Faults {
    Faults::from_json(&rules.to_string()).unwrap()
}

fn refused(rules: &Value) -> String {
    Faults::from_json(&rules.to_string())
        .unwrap_err()
        .to_string()
}

/// A demo with one rule, and an integrator token.
fn with_rule(rule: &Value) -> (Api, String) {
    let mut api = Api::demo();
    let token = api.token(None);
    api.sandbox.set_faults(rules(&json!([rule])));
    (api, token)
}

fn raw(api: &mut Api, token: &str, method: &str, url: &str, body: &Value) -> Response {
    let headers = [("authorization".to_owned(), format!("Bearer {token}"))];
    let body = if body.is_null() {
        Vec::new()
    } else {
        serde_json::to_vec(body).unwrap()
    };
    let request = Request {
        method,
        url,
        headers: &headers,
        body: &body,
    };
    api.sandbox.handle(request, NOW)
}

fn get(api: &mut Api, token: &str) -> Response {
    raw(api, token, "GET", LOCK_HOLDERS, &Value::Null)
}

fn statuses(api: &mut Api, token: &str, count: usize) -> Vec<u16> {
    (0..count).map(|_| get(api, token).status).collect()
}

fn hits(api: &Api) -> Vec<(u64, u64)> {
    let report = api.sandbox.faults();
    let entries = report.as_array().unwrap().iter();
    entries
        .map(|entry| {
            (
                entry["matched"].as_u64().unwrap(),
                entry["hits"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn json_body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

fn key_count(api: &mut Api) -> usize {
    api.state()["keys"].as_array().unwrap().len()
}

/// Creates a key in a demo with one rule. Returns whether the key exists then.
fn creating_a_key_under(fault: &Value) -> (Response, bool) {
    let mut api = Api::demo();
    let (base, token) = api.base(0);
    let lock = api.first_lock(0);
    let before = key_count(&mut api);
    api.sandbox.set_faults(rules(
        &json!([{ "method": "POST", "path": "/integrators/v1/lock-holders/*/locks/*/keys/", "fault": fault }]),
    ));
    let body = json!({ "userId": PERSON, "start": null, "end": null });
    let url = format!("{base}/locks/{lock}/keys/");
    let response = raw(&mut api, &token, "POST", &url, &body);
    assert_eq!(hits(&api), [(1, 1)]);
    let after = key_count(&mut api);
    assert!(after == before || after == before + 1);
    (response, after > before)
}

#[test]
fn a_rule_hits_its_method_and_its_path_and_nothing_else() {
    let (mut api, token) = with_rule(
        &json!({ "method": "get", "path": "/integrators/v1/**", "fault": { "status": 503 } }),
    );
    assert_eq!(get(&mut api, &token).status, 503);
    assert_eq!(
        raw(
            &mut api,
            &token,
            "GET",
            "/integrators/v1/lock-holders?a=b",
            &Value::Null
        )
        .status,
        503
    );
    assert_eq!(
        raw(&mut api, &token, "POST", LOCK_HOLDERS, &json!({})).status,
        400
    );
    api.token(None);
    assert_eq!(hits(&api), [(2, 2)]);
}

#[test]
fn without_method_and_path_all_calls_are_hit_but_no_control_and_no_preflight() {
    let (mut api, token) = with_rule(&json!({ "fault": { "status": 500 } }));
    assert_eq!(get(&mut api, &token).status, 500);
    assert_eq!(api.token_request(&json!({})).status, 500);
    assert_eq!(
        raw(&mut api, "", "PATCH", "/no/such//path", &Value::Null).status,
        500
    );
    assert_eq!(api.preflight("authorization").status, 204);
    for (method, path) in [
        ("GET", "/_sandbox/state"),
        ("GET", "/_sandbox/faults"),
        ("POST", "/_sandbox/reset"),
    ] {
        assert_eq!(
            raw(&mut api, "", method, path, &Value::Null).status,
            200,
            "{path}"
        );
    }
}

#[test]
fn a_preflight_is_hit_if_the_rule_names_its_method() {
    let (mut api, _) = with_rule(&json!({ "method": "OPTIONS", "fault": { "status": 500 } }));
    assert_eq!(api.preflight("authorization").status, 500);
}

#[test]
fn count_and_after_say_which_of_the_matches_are_hit() {
    let (mut api, token) =
        with_rule(&json!({ "after": 2, "count": 3, "fault": { "status": 429 } }));
    assert_eq!(
        statuses(&mut api, &token, 7),
        [200, 200, 429, 429, 429, 200, 200]
    );
    assert_eq!(hits(&api), [(7, 3)]);
    api.sandbox
        .set_faults(rules(&json!([{ "count": 0, "fault": { "status": 429 } }])));
    assert_eq!(statuses(&mut api, &token, 2), [200, 200]);
}

#[test]
fn probability_is_about_kept_and_the_same_on_every_run() {
    let run = |seed: Value| {
        let mut rule = json!({ "probability": 0.3, "fault": { "status": 503 } });
        if !seed.is_null() {
            rule["seed"] = seed;
        }
        let (mut api, token) = with_rule(&rule);
        statuses(&mut api, &token, 2_000)
    };
    let first = run(Value::Null);
    let struck = first.iter().filter(|status| **status == 503).count();
    assert!((500..700).contains(&struck), "{struck}");
    assert_eq!(run(Value::Null), first);
    assert_eq!(run(json!(7)), run(json!(7)));
    assert_ne!(run(json!(7)), first);
    assert_ne!(run(json!(7)), run(json!(8)));
}

#[test]
fn probability_0_never_strikes_and_1_always() {
    for (probability, status) in [(json!(0), 200), (json!(1), 503)] {
        let (mut api, token) =
            with_rule(&json!({ "probability": probability, "fault": { "status": 503 } }));
        assert!(
            statuses(&mut api, &token, 200)
                .iter()
                .all(|found| *found == status)
        );
    }
}

#[test]
fn two_rules_of_the_same_probability_draw_for_themselves() {
    let mut api = Api::demo();
    let token = api.token(None);
    api.sandbox.set_faults(rules(&json!([
        { "probability": 0.5, "fault": { "delayMs": 1 } },
        { "probability": 0.5, "fault": { "delayMs": 2 } },
    ])));
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..200 {
        seen.insert(get(&mut api, &token).delivery.delay_ms);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn the_first_rule_that_applies_strikes_and_the_later_ones_are_not_asked() {
    let mut api = Api::demo();
    let token = api.token(None);
    api.sandbox.set_faults(rules(&json!([
        { "count": 1, "fault": { "status": 500 } },
        { "count": 1, "fault": { "status": 502 } },
    ])));
    assert_eq!(statuses(&mut api, &token, 3), [500, 502, 200]);
    assert_eq!(hits(&api), [(3, 1), (2, 1)]);
}

#[test]
fn rules_that_only_take_time_add_up_and_let_others_strike() {
    let mut api = Api::demo();
    let token = api.token(None);
    api.sandbox.set_faults(rules(&json!([
        { "fault": { "delayMs": 20, "slowBodyMs": 5 } },
        { "fault": { "delayMs": 30 } },
        { "fault": { "status": 503, "delayMs": 100 } },
        { "fault": { "delayMs": 1000 } },
    ])));
    let response = get(&mut api, &token);
    let expected = Delivery {
        delay_ms: 150,
        slow_body_ms: 5,
        ..Delivery::default()
    };
    assert_eq!((response.status, response.delivery), (503, expected));
}

#[test]
fn a_status_comes_in_the_shape_of_the_api_unless_it_has_a_body() {
    let (mut api, token) = with_rule(&json!({ "fault": { "status": 503 } }));
    let answer = get(&mut api, &token);
    assert_eq!(json_body(&answer)["error"], "ServiceUnavailable");
    assert!(json_body(&answer)["errorDescription"].is_string());
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("x-request-id").is_some());
    let answer = api.token_request(&json!({}));
    assert_eq!(
        (answer.status, &answer.body["error"]),
        (503, &json!("temporarily_unavailable"))
    );
    assert!(answer.body["error_description"].is_string());
}

#[test]
fn a_body_is_json_or_text_or_nothing() {
    let html = "<html>Bad gateway</html>";
    let cases = [
        (
            json!({ "a": [1] }),
            r#"{"a":[1]}"#,
            Some("application/json; charset=utf-8"),
        ),
        (json!([]), "[]", Some("application/json; charset=utf-8")),
        (json!(html), html, Some("text/html; charset=utf-8")),
        (json!("no"), "no", Some("text/plain; charset=utf-8")),
        (json!(""), "", None),
        (Value::Null, "", None),
    ];
    for (body, text, kind) in cases {
        for status in [None, Some(502)] {
            let mut fault = json!({ "body": body });
            if let Some(status) = status {
                fault["status"] = json!(status);
            }
            let (mut api, token) = with_rule(&json!({ "fault": fault }));
            let answer = get(&mut api, &token);
            assert_eq!(answer.status, status.unwrap_or(200));
            assert_eq!(
                String::from_utf8(answer.body.clone()).unwrap(),
                text,
                "{body}"
            );
            assert_eq!(answer.header("content-type"), kind, "{body}");
        }
    }
}

#[test]
fn headers_are_added_replaced_and_taken_away_and_pages_may_read_them() {
    let (mut api, token) = with_rule(&json!({ "fault": {
        "status": 429,
        "headers": { "Retry-After": 3, "X-Request-Id": "mine", "Cache-Control": null, "Sunset": "soon" },
    } }));
    let answer = get(&mut api, &token);
    assert_eq!(answer.header("retry-after"), Some("3"));
    assert_eq!(answer.header("x-request-id"), Some("mine"));
    assert_eq!(answer.header("cache-control"), None);
    let exposed = answer.header("access-control-expose-headers").unwrap();
    assert_eq!(
        exposed.split(", ").collect::<Vec<_>>(),
        [
            "x-request-id",
            "retry-after",
            "allow",
            "www-authenticate",
            "sunset"
        ]
    );
}

#[test]
fn a_wrong_content_type_stands_over_the_real_answer() {
    let (mut api, token) = with_rule(&json!({ "fault": { "contentType": "text/html" } }));
    let answer = get(&mut api, &token);
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, Some("text/html"))
    );
    assert_eq!(
        json_body(&answer)["lock-holders"].as_array().unwrap().len(),
        3
    );
    assert!(answer.delivery.is_ordinary());
}

#[test]
fn a_truncated_body_promises_more_than_it_holds() {
    let (mut api, token) = with_rule(&json!({ "count": 1, "fault": { "truncateTo": 10 } }));
    let cut = get(&mut api, &token);
    let whole = get(&mut api, &token);
    assert_eq!(cut.body, whole.body[..10]);
    assert!(cut.delivery.truncated && !whole.delivery.truncated);
    let promised = whole.body.len().to_string();
    assert_eq!(cut.header("content-length"), Some(promised.as_str()));
    for (length, truncated) in [(0, true), (4, true), (5, false), (99, false)] {
        let (mut api, token) = with_rule(
            &json!({ "fault": { "status": 200, "body": "12345", "truncateTo": length } }),
        );
        let answer = get(&mut api, &token);
        assert_eq!(
            (answer.delivery.truncated, answer.body.len()),
            (truncated, length.min(5))
        );
        assert_eq!(
            answer.header("content-length"),
            truncated.then_some("5"),
            "{length}"
        );
    }
}

#[test]
fn delay_hang_reset_and_slow_body_are_said_to_whoever_delivers() {
    let cases = [
        (
            json!({ "delayMs": 250 }),
            Delivery {
                delay_ms: 250,
                ..Delivery::default()
            },
        ),
        (
            json!({ "hang": true }),
            Delivery {
                ending: Ending::Hang,
                ..Delivery::default()
            },
        ),
        (
            json!({ "reset": "before", "delayMs": 5 }),
            Delivery {
                ending: Ending::Reset,
                delay_ms: 5,
                ..Delivery::default()
            },
        ),
        (
            json!({ "reset": "after" }),
            Delivery {
                ending: Ending::Reset,
                ..Delivery::default()
            },
        ),
        (
            json!({ "slowBodyMs": 40 }),
            Delivery {
                slow_body_ms: 40,
                ..Delivery::default()
            },
        ),
    ];
    for (fault, delivery) in cases {
        let (mut api, token) = with_rule(&json!({ "fault": fault }));
        assert_eq!(get(&mut api, &token).delivery, delivery, "{fault}");
        api.sandbox.set_faults(Faults::default());
        assert!(get(&mut api, &token).delivery.is_ordinary());
    }
}

#[test]
fn the_work_is_done_or_not_as_the_fault_says() {
    let cases = [
        (json!({ "reset": "before" }), false),
        (json!({ "reset": "after" }), true),
        (json!({ "hang": true }), false),
        (json!({ "hang": true, "workDone": true }), true),
        (json!({ "status": 500 }), false),
        (json!({ "status": 500, "workDone": false }), false),
        (json!({ "status": 504, "workDone": true }), true),
        (json!({ "delayMs": 1000 }), true),
        (json!({ "slowBodyMs": 1000 }), true),
        (json!({ "truncateTo": 3 }), true),
        (json!({ "body": "<html>" }), true),
        (json!({ "contentType": "text/html" }), true),
        (json!({ "expireTokens": true }), false),
    ];
    for (fault, expected) in cases {
        let (_, exists) = creating_a_key_under(&fault);
        assert_eq!(exists, expected, "{fault}");
    }
}

#[test]
fn a_token_counts_as_expired_in_the_words_of_the_api_for_as_long_as_the_rule_says() {
    let (mut api, token) = with_rule(&json!({ "count": 1, "fault": { "expireTokens": true } }));
    // A request without a token has none to expire.
    let fresh = api.token(None);
    let answer = get(&mut api, &token);
    assert_eq!(answer.status, 401);
    assert_eq!(
        json_body(&answer),
        json!({ "error": "JsonWebTokenError", "errorDescription": "JWT expired" })
    );
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    assert_eq!(get(&mut api, &fresh).status, 200);
    assert_eq!(get(&mut api, &token).status, 200);
    assert_eq!(hits(&api), [(3, 1)]);
    api.sandbox
        .set_faults(rules(&json!([{ "fault": { "expireTokens": true } }])));
    assert_eq!(
        json_body(&get(&mut api, "a.b.c"))["errorDescription"],
        "JWT malformed"
    );
}

#[test]
fn the_clock_does_not_move_by_a_delay() {
    let (mut api, token) = with_rule(&json!({ "fault": { "delayMs": 60_000 } }));
    let before = api.state();
    get(&mut api, &token);
    assert_eq!(api.state(), before);
}

#[test]
fn over_http_rules_are_replaced_listed_and_cleared() {
    let mut api = Api::empty();
    let rule = json!({ "path": "/auth/v1/token", "count": 2, "fault": { "status": 503 } });
    let answer = api.control("POST", "/_sandbox/faults", &json!([rule]));
    let unused = json!([{ "rule": rule, "matched": 0, "hits": 0 }]);
    assert_eq!((answer.status, answer.body), (200, unused));
    for _ in 0..3 {
        api.token_request(&json!({}));
    }
    let used = json!([{ "rule": rule, "matched": 3, "hits": 2 }]);
    assert_eq!(api.get("", "/_sandbox/faults").body, used);
    // An invalid list changes nothing.
    let answer = api.control("POST", "/_sandbox/faults", &json!([{ "fault": {} }]));
    assert_eq!(
        (answer.status, &answer.body["error"]),
        (400, &json!("BadRequest"))
    );
    assert_eq!(api.get("", "/_sandbox/faults").body, used);
    assert_eq!(
        api.control("POST", "/_sandbox/faults", &json!([])).body,
        json!([])
    );
    assert_eq!(api.get("", "/_sandbox/faults").body, json!([]));
    assert_eq!(
        api.control("DELETE", "/_sandbox/faults", &Value::Null)
            .status,
        405
    );
    for body in [&b""[..], b"[", b"\xff"] {
        assert_eq!(api.call(None, "POST", "/_sandbox/faults", body).status, 400);
    }
}

#[test]
fn a_reset_restores_the_rules_it_was_made_with_unused() {
    let first = json!([{ "count": 1, "fault": { "status": 503 } }]);
    let mut api = Api::demo();
    let token = api.token(None);
    api.sandbox = api.sandbox.with_faults(rules(&first));
    assert_eq!(statuses(&mut api, &token, 2), [503, 200]);
    api.sandbox
        .set_faults(rules(&json!([{ "fault": { "status": 500 } }])));
    assert_eq!(get(&mut api, &token).status, 500);
    api.control("POST", "/_sandbox/reset", &Value::Null);
    assert_eq!(hits(&api), [(0, 0)]);
    assert_eq!(statuses(&mut api, &token, 2), [503, 200]);
    api.sandbox.reset(NOW);
    assert_eq!(get(&mut api, &token).status, 503);
}

#[test]
fn faults_are_no_part_of_the_state() {
    let mut api = Api::demo();
    let before = api.state();
    api.sandbox
        .set_faults(rules(&json!([{ "fault": { "status": 500 } }])));
    assert_eq!(api.state(), before);
}

#[test]
fn a_broken_rule_is_refused_with_its_place_and_the_member() {
    let good = json!({ "fault": { "status": 500 } });
    let fault = |fault: Value| json!([good, { "fault": fault }]);
    let rule = |member: &str, value: Value| {
        let mut rule = good.clone();
        rule[member] = value;
        json!([good, rule])
    };
    let cases = [
        (json!({}), "must be a list, but are an object"),
        (
            json!([good, 7]),
            "rules[1] must be an object, but is a number",
        ),
        (json!([good, {}]), "rules[1].fault is missing"),
        (
            rule("patch", json!("/")),
            "rules[1].patch is not known here",
        ),
        (
            rule("method", json!(7)),
            "rules[1].method must be text, but is 7",
        ),
        (
            rule("method", json!("GET /")),
            "rules[1].method is no HTTP method",
        ),
        (
            rule("path", json!("locks")),
            "rules[1].path must begin with a slash",
        ),
        (
            rule("path", json!("/a/**/b")),
            "rules[1].path may have ** at its end only",
        ),
        (
            rule("path", json!("/_sandbox/state")),
            "rules[1].path must not lie below /_sandbox",
        ),
        (
            rule("count", json!(-1)),
            "rules[1].count must be a whole number from 0, but is -1",
        ),
        (rule("count", json!(1.5)), "rules[1].count"),
        (
            rule("count", Value::Null),
            "rules[1].count must be a whole number from 0, but is null",
        ),
        (
            rule("after", json!("2")),
            "rules[1].after must be a whole number from 0, but is text",
        ),
        (
            rule("probability", json!(1.1)),
            "rules[1].probability must be a number from 0 to 1, but is 1.1",
        ),
        (rule("seed", json!(1e300)), "rules[1].seed"),
        (
            fault(json!({})),
            "rules[1].fault says nothing that goes wrong",
        ),
        (
            fault(json!({ "hang": false })),
            "rules[1].fault says nothing that goes wrong",
        ),
        (
            fault(json!({ "dealyMs": 5 })),
            "rules[1].fault.dealyMs is not known here; there are status,",
        ),
        (
            fault(json!({ "status": 199 })),
            "rules[1].fault.status must be a status from 200 to 599",
        ),
        (
            fault(json!({ "status": 600 })),
            "rules[1].fault.status must be a status from 200 to 599, but is 600",
        ),
        (
            fault(json!({ "status": 204, "body": {} })),
            "rules[1].fault.body must be empty",
        ),
        (
            fault(json!({ "headers": [] })),
            "rules[1].fault.headers must be an object, but is a list",
        ),
        (
            fault(json!({ "headers": { "a b": "c" } })),
            "rules[1].fault.headers[\"a b\"] is no name of a header",
        ),
        (
            fault(json!({ "headers": { "a": "b\r\nc" } })),
            "rules[1].fault.headers[\"a\"] has characters",
        ),
        (
            fault(json!({ "headers": { "a": ["b"] } })),
            "rules[1].fault.headers[\"a\"] must be text",
        ),
        (
            fault(json!({ "headers": { "Content-Length": 3 } })),
            "rules[1].fault.headers[\"Content-Length\"] cannot be given",
        ),
        (
            fault(json!({ "contentType": "" })),
            "rules[1].fault.contentType is no content type",
        ),
        (
            fault(json!({ "contentType": "a", "headers": { "Content-Type": "b" } })),
            "rules[1].fault.contentType is said in headers too",
        ),
        (
            fault(json!({ "truncateTo": -1 })),
            "rules[1].fault.truncateTo must be a whole number of bytes",
        ),
        (
            fault(json!({ "delayMs": 86_400_001 })),
            "rules[1].fault.delayMs must be a whole number of milliseconds",
        ),
        (
            fault(json!({ "slowBodyMs": "5" })),
            "rules[1].fault.slowBodyMs must be a whole number of milliseconds",
        ),
        (
            fault(json!({ "hang": "yes" })),
            "rules[1].fault.hang must be true or false, but is text",
        ),
        (
            fault(json!({ "reset": true })),
            "rules[1].fault.reset must be text",
        ),
        (
            fault(json!({ "reset": "during" })),
            "rules[1].fault.reset must be before or after",
        ),
        (
            fault(json!({ "reset": "before", "hang": true })),
            "rules[1].fault.hang and reset exclude each other",
        ),
        (
            fault(json!({ "reset": "before", "status": 500 })),
            "rules[1].fault.reset gives no answer",
        ),
        (
            fault(json!({ "hang": true, "slowBodyMs": 5 })),
            "rules[1].fault.hang gives no answer",
        ),
        (
            fault(json!({ "reset": "before", "workDone": true })),
            "rules[1].fault.workDone goes with",
        ),
        (
            fault(json!({ "delayMs": 5, "workDone": false })),
            "rules[1].fault.workDone goes with",
        ),
        (
            fault(json!({ "status": 500, "workDone": 1 })),
            "rules[1].fault.workDone must be true or false",
        ),
        (
            fault(json!({ "status": 401, "expireTokens": true })),
            "rules[1].fault.expireTokens answers 401 itself",
        ),
        (Value::Array(vec![good.clone(); 1001]), "1001"),
    ];
    for (rules, words) in cases {
        let error = refused(&rules);
        assert!(error.contains(words), "{words}: {error}");
        assert!(error.ends_with('.') && !error.contains('\n'), "{error}");
    }
    let error = Faults::from_json("[{").unwrap_err().to_string();
    assert!(error.contains("line 1"), "{error}");
}

#[test]
fn numbers_may_be_written_as_javascript_writes_large_ones() {
    let read = Faults::from_json(
        r#"[{"count": 3.0, "seed": 9007199254740991, "fault": {"delayMs": 1e3}}]"#,
    );
    assert!(read.is_ok(), "{read:?}");
}

/// Any JSON, with members and values of rules among it.
fn any_rules() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0_u32..700).prop_map(Value::from),
        (0.0..1.0_f64).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!("before")),
        Just(json!("after")),
        Just(json!("GET")),
        Just(json!("/integrators/**")),
        Just(json!("/auth/v1/token")),
        Just(json!("/*/*/*")),
    ];
    let names = prop::sample::select(vec![
        "method",
        "path",
        "count",
        "after",
        "probability",
        "seed",
        "fault",
        "status",
        "headers",
        "body",
        "contentType",
        "truncateTo",
        "delayMs",
        "slowBodyMs",
        "hang",
        "reset",
        "expireTokens",
        "oauthError",
        "members",
        "workDone",
        "x-a",
    ]);
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names.clone().prop_map(str::to_owned), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Rules that are mostly valid.
fn likely_rules() -> impl Strategy<Value = Value> {
    let fault = prop_oneof![
        (200_u16..600, any::<bool>(), 0_u32..2_000).prop_map(|(status, work_done, delay)| {
            json!({ "status": status, "workDone": work_done, "delayMs": delay })
        }),
        (0_usize..40, ".{0,40}")
            .prop_map(|(length, body)| json!({ "truncateTo": length, "body": body })),
        prop_oneof![Just("before"), Just("after")].prop_map(|when| json!({ "reset": when })),
        (0_u32..=86_400_000).prop_map(|slow| json!({ "slowBodyMs": slow, "delayMs": slow })),
        ("[!-~]{1,12}", "[ -~]{0,20}")
            .prop_map(|(name, value)| json!({ "headers": { name: value } })),
        any_rules().prop_map(|body| json!({ "body": body })),
        Just(json!({ "expireTokens": true })),
        Just(json!({ "hang": true })),
        (".{0,12}", any_rules()).prop_map(|(name, value)| json!({ "members": { name: value } })),
        "[a-z_]{1,12}".prop_map(|word| json!({ "oauthError": word })),
    ];
    let rule = (fault, 0_u64..4, 0_u64..4, 0.0..=1.0_f64, "/[a-z0-9*/%-]{0,12}").prop_map(
        |(fault, after, count, probability, path)| {
            let path = if count == 3 { "/**" } else { &path };
            json!({ "fault": fault, "after": after, "count": count, "probability": probability, "path": path })
        },
    );
    prop::collection::vec(rule, 0..4).prop_map(Value::from)
}

fn any_answer(sandbox: &mut Sandbox, method: &str, url: &str) {
    let headers = [("authorization".to_owned(), "Bearer a.b.c".to_owned())];
    let request = Request {
        method,
        url,
        headers: &headers,
        body: b"{}",
    };
    let response = sandbox.handle(request, NOW);
    assert!((200..600).contains(&response.status));
    if response.delivery.truncated {
        let promised: usize = response.header("content-length").unwrap().parse().unwrap();
        assert!(promised > response.body.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_as_rules_or_refused_in_one_sentence(text in ".{0,200}", value in any_rules()) {
        for text in [text, value.to_string(), json!([value]).to_string(), json!([{ "fault": value }]).to_string()] {
            if let Err(error) = Faults::from_json(&text) {
                let error = error.to_string();
                prop_assert!(error.ends_with('.') && !error.contains('\n'), "{}", error);
            }
        }
    }

    #[test]
    fn under_any_rules_every_request_gets_an_answer(
        wild in any_rules(),
        likely in likely_rules(),
        url in ".{0,30}",
    ) {
        for rules in [json!([{ "fault": wild }]), likely] {
            let text = rules.to_string();
            let Ok(faults) = Faults::from_json(&text) else { continue };
            let mut sandbox = Sandbox::new(Seed::Empty, None, NOW).unwrap().with_faults(faults);
            for _ in 0..4 {
                for method in ["GET", "POST", "OPTIONS"] {
                    any_answer(&mut sandbox, method, &url);
                    any_answer(&mut sandbox, method, "/auth/v1/token");
                    any_answer(&mut sandbox, method, LOCK_HOLDERS);
                }
            }
            let report = sandbox.faults();
            let rules: Vec<&Value> = report.as_array().unwrap().iter().map(|entry| &entry["rule"]).collect();
            // Parsed from the same text, because the last digit of a float may differ.
            prop_assert_eq!(json!(rules), serde_json::from_str::<Value>(&text).unwrap());
            sandbox.reset(NOW);
        }
    }
}
