//! The wasm exports, against the embedded Unloc or a `fetch` that fails.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array};
use unloc_integrator_client::wasm;
use unloc_sandbox::{CLIENT_ID, CLIENT_SECRET, Request, Sandbox, Seed};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

const START: i64 = 1_767_225_600_000; // 2026-01-01T00:00:00Z

#[wasm_bindgen]
extern "C" {
    /// The platform's `Request`, declared here so that the tests do not need web-sys.
    #[derive(Clone)]
    type PlatformRequest;
    #[wasm_bindgen(method, getter)]
    fn url(this: &PlatformRequest) -> String;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &PlatformRequest) -> JsValue;
    #[wasm_bindgen(method)]
    fn text(this: &PlatformRequest) -> Promise;

    /// The platform's `Response`.
    type PlatformResponse;
    #[wasm_bindgen(constructor, js_class = "Response", catch)]
    fn new(body: &JsValue, init: &JsValue) -> Result<PlatformResponse, JsValue>;
}

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, name| {
        Reflect::get(&value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
    })
}

fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap_or_default()
}

fn length(value: &JsValue) -> usize {
    get(value, "length").as_f64().unwrap_or(-1.0) as usize
}

fn respond(status: u16, body: &JsValue) -> JsValue {
    let init = object("{}");
    Reflect::set(&init, &"status".into(), &JsValue::from(status)).unwrap();
    PlatformResponse::new(body, &init).unwrap().into()
}

/// Options with a `fetch` that returns or throws what `answer` does.
fn options(answer: impl Fn(PlatformRequest) -> Result<JsValue, JsValue> + 'static) -> JsValue {
    let fetch = Closure::<dyn Fn(PlatformRequest) -> Result<JsValue, JsValue>>::new(answer);
    let options = object(r#"{"baseUrl":"https://sandbox.invalid","maxRetries":0}"#);
    Reflect::set(&options, &"fetch".into(), &fetch.into_js_value()).unwrap();
    options
}

fn headers_of(request: &PlatformRequest) -> Vec<(String, String)> {
    Object::entries(&Object::from_entries(&request.headers()).unwrap())
        .iter()
        .map(|pair| {
            let pair: Array = pair.unchecked_into();
            (
                pair.get(0).as_string().unwrap(),
                pair.get(1).as_string().unwrap(),
            )
        })
        .collect()
}

/// The embedded Unloc with the demo, and options whose `fetch` calls it.
fn sandbox() -> (Rc<RefCell<Sandbox>>, JsValue) {
    let sandbox = Rc::new(RefCell::new(
        Sandbox::new(Seed::read("demo").unwrap(), None, START).unwrap(),
    ));
    let inside = Rc::clone(&sandbox);
    let options = options(move |request| {
        let inside = Rc::clone(&inside);
        let answer = async move {
            let body = JsFuture::from(request.text()).await?;
            let body = body.as_string().unwrap();
            let (url, method, headers) = (
                request.url(),
                text(&request, "method"),
                headers_of(&request),
            );
            let request = Request {
                method: &method,
                url: url.strip_prefix("https://sandbox.invalid").unwrap(),
                headers: &headers,
                body: body.as_bytes(),
            };
            let answer = inside.borrow_mut().handle(request, START);
            Ok(respond(
                answer.status,
                &Uint8Array::from(answer.body.as_slice()),
            ))
        };
        Ok(future_to_promise(answer).into())
    });
    (sandbox, options)
}

fn token(sandbox: &Rc<RefCell<Sandbox>>, scope: Option<&str>) -> JsValue {
    let scope = scope
        .map(|scope| format!(r#","scope":"{scope}""#))
        .unwrap_or_default();
    let body = format!(
        r#"{{"grant_type":"client_credentials","client_id":"{CLIENT_ID}","client_secret":"{CLIENT_SECRET}"{scope}}}"#
    );
    let request = Request {
        method: "POST",
        url: "/auth/v1/token",
        headers: &[("content-type".to_owned(), "application/json".to_owned())],
        body: body.as_bytes(),
    };
    let answer = sandbox.borrow_mut().handle(request, START);
    get(
        &object(std::str::from_utf8(&answer.body).unwrap()),
        "access_token",
    )
}

async fn settled(promise: Promise) -> JsValue {
    JsFuture::from(promise)
        .await
        .expect("a v1 function never rejects")
}

#[wasm_bindgen_test]
async fn all_data_of_a_lock_holder_comes_through_wasm() {
    let (sandbox, options) = sandbox();
    let holders = settled(wasm::get_lock_holders(
        token(&sandbox, None),
        JsValue::UNDEFINED,
        options.clone(),
    ))
    .await;
    assert_eq!(text(&holders, "error.message"), "");
    let holders = get(&holders, "data");
    assert_eq!(length(&holders), 3);
    assert!(
        Object::is(&holders, &get(&holders, "lockHolders")),
        "the array has itself as a member of its name"
    );
    assert!(
        !JSON::stringify(&holders)
            .unwrap()
            .includes("\"lockHolders\"", 0)
    );

    let first = get(&holders, "0");
    let scope = wasm::lock_holder_scope(first.clone()).unwrap();
    let token = token(&sandbox, Some(&scope));
    let params = object("{}");
    Reflect::set(&params, &"lockHolderId".into(), &get(&first, "id")).unwrap();
    let call = |function: fn(JsValue, JsValue, JsValue) -> Promise| {
        settled(function(token.clone(), params.clone(), options.clone()))
    };
    let keys = call(wasm::get_keys).await;
    let locks = call(wasm::get_locks).await;
    let roles = call(wasm::get_roles).await;
    assert!(
        length(&get(&keys, "data.keys")) > 50,
        "{:?}",
        get(&keys, "error")
    );
    assert!(length(&get(&locks, "data.locks")) > 5);
    assert!(length(&get(&roles, "data.roles")) > 5);
    assert_eq!(get(&locks, "response.status"), JsValue::from(200));
}

#[wasm_bindgen_test]
async fn a_key_is_created_and_revoked() {
    let (sandbox, options) = sandbox();
    let holders = settled(wasm::get_lock_holders(
        token(&sandbox, None),
        JsValue::NULL,
        options.clone(),
    ))
    .await;
    let holder = text(&holders, "data.0.id");
    let token = token(
        &sandbox,
        Some(&wasm::lock_holder_admin_scope(JsValue::from_str(&holder)).unwrap()),
    );
    let params = |more: &str| object(&format!(r#"{{"lockHolderId":"{holder}"{more}}}"#));
    let locks = settled(wasm::get_locks(token.clone(), params(""), options.clone())).await;
    let lock = text(&locks, "data.0.id");
    let request = r#""createKeyRequest":{"userId":"+447700900123","start":null,"end":null}"#;
    let made = settled(wasm::create_key(
        token.clone(),
        params(&format!(r#","lockId":"{lock}",{request}"#)),
        options.clone(),
    ))
    .await;
    assert_eq!(
        text(&made, "data.key.state"),
        "creating",
        "{:?}",
        get(&made, "error")
    );
    let key = text(&made, "data.key.id");
    let revoke =
        format!(r#","lockId":"{lock}","keyId":"{key}","updateKeyRequest":{{"state":"revoked"}}"#);
    let taken = settled(wasm::update_key(
        token.clone(),
        params(&revoke),
        options.clone(),
    ))
    .await;
    assert!(
        get(&taken, "error").is_undefined(),
        "{:?}",
        get(&taken, "error")
    );
    let keys = settled(wasm::get_keys_for_lock(
        token,
        params(&format!(r#","lockId":"{lock}""#)),
        options,
    ))
    .await;
    let keys: Array = get(&keys, "data").unchecked_into();
    let mine = keys
        .iter()
        .find(|one| text(one, "id") == key)
        .expect("revoked keys stay listed");
    assert_eq!(text(&mine, "state"), "revoked");
}

#[wasm_bindgen_test]
async fn every_failure_resolves_to_an_error_with_its_code() {
    type Answer = fn() -> Result<JsValue, JsValue>;
    let cases: [(&str, Answer); 14] = [
        ("unauthorized", || {
            Ok(respond(
                401,
                &r#"{"error":"JsonWebTokenError","errorDescription":"JWT expired"}"#.into(),
            ))
        }),
        ("server_error", || {
            Ok(respond(502, &"<html>Bad gateway</html>".into()))
        }),
        ("bad_request", || Ok(respond(400, &"".into()))),
        ("rate_limited", || Ok(respond(429, &"slow down".into()))),
        ("invalid_response", || Ok(respond(204, &JsValue::NULL))),
        ("invalid_response", || {
            Ok(respond(200, &"{\"locks\":[".into()))
        }),
        ("invalid_response", || Ok(respond(200, &"".into()))),
        ("invalid_response", || {
            Ok(respond(200, &"{\"keys\":[]}".into()))
        }),
        ("invalid_response", || Ok(respond(200, &"null".into()))),
        ("invalid_response", || Ok(JsValue::from(5))),
        ("invalid_response", || Ok(object("{}"))),
        ("redirected", || Ok(respond(302, &JsValue::NULL))),
        ("network", || {
            Err(js_sys::TypeError::new("fetch failed").into())
        }),
        ("network", || {
            Ok(Promise::reject(&js_sys::TypeError::new("fetch failed")).into())
        }),
    ];
    for (code, answer) in cases {
        let options = options(move |_| answer());
        let result = settled(wasm::get_locks(
            "secret-token".into(),
            object(r#"{"lockHolderId":"h"}"#),
            options,
        ))
        .await;
        assert!(get(&result, "data").is_undefined());
        assert_eq!(
            text(&result, "error.code"),
            code,
            "{}",
            text(&result, "error.message")
        );
        assert!(text(&result, "error.message").starts_with("getLocks: "));
        assert!(!text(&result, "error.message").contains("secret-token"));
    }
    let (sandbox, options) = sandbox();
    let next = settled(wasm::get_lock_holders(
        token(&sandbox, None),
        JsValue::UNDEFINED,
        options,
    ))
    .await;
    assert!(get(&next, "error").is_undefined(), "the next call works");
}

#[wasm_bindgen_test]
async fn parameters_whose_getters_throw_are_refused_and_nothing_is_sent() {
    let throwing = |params: &str, name: &str| {
        let source = format!(
            "const params = {params}; return Object.defineProperty(params, '{name}', {{ get() {{ throw 1; }} }})"
        );
        let made = Function::new_no_args(&source).call0(&JsValue::UNDEFINED);
        made.unwrap()
    };
    let request = r#"{"method":"DELETE","path":"/x"}"#;
    for (params, name) in [(request, "query"), (request, "body"), (request, "path")] {
        let options = options(|_| panic!("a request was sent"));
        let result = settled(wasm::request("t".into(), throwing(params, name), options)).await;
        assert_eq!(text(&result, "error.code"), "invalid_argument", "{name}");
    }
    let options = options(|_| panic!("a request was sent"));
    let params = throwing("{}", "lockHolderId");
    let result = settled(wasm::get_locks("t".into(), params, options)).await;
    assert_eq!(text(&result, "error.code"), "invalid_argument");
}

#[wasm_bindgen_test]
async fn what_json_would_lose_of_a_body_is_refused_and_nothing_is_sent() {
    let cases = [
        ("new Date('31.12.2026 11:00')", "an invalid date"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("() => 1", "a function"),
        ("10n", "a bigint"),
        ("Symbol()", "a symbol"),
        ("{ toJSON: () => null }", "toJSON returns null"),
        ("{ toJSON() {} }", "toJSON returns undefined"),
        ("[,]", "undefined, in a list"),
        ("new Map()", "Map"),
    ];
    let params = |end: &str| {
        let source = format!(
            "return {{ lockHolderId: 'h', lockId: 'l', createKeyRequest: {{ userId: '+47 99 88 77 66', start: null, end: {end} }} }}"
        );
        let made = Function::new_no_args(&source).call0(&JsValue::UNDEFINED);
        made.unwrap()
    };
    for (end, words) in cases {
        let options = options(|_| panic!("a request was sent"));
        let result = settled(wasm::create_key("t".into(), params(end), options)).await;
        let message = text(&result, "error.message");
        assert_eq!(text(&result, "error.code"), "invalid_argument", "{end}");
        assert!(message.contains("\"createKeyRequest.end"), "{message}");
        assert!(message.contains(words), "{message}");
    }
    let body = Rc::new(RefCell::new(None));
    let sent = Rc::clone(&body);
    let options = options(move |request| {
        *sent.borrow_mut() = Some(request.text());
        Ok(respond(200, &r#"{"key":{"id":"k"}}"#.into()))
    });
    let good = params("new Date('2026-12-31T11:00:00Z')");
    settled(wasm::create_key("t".into(), good, options)).await;
    let body = body.take().unwrap();
    assert_eq!(
        JsFuture::from(body).await.unwrap().as_string().unwrap(),
        r#"{"userId":"+4799887766","start":null,"end":"2026-12-31T11:00:00.000Z"}"#
    );
}

#[wasm_bindgen_test]
async fn arguments_are_checked_before_anything_is_sent() {
    let cases = [
        (
            JsValue::UNDEFINED,
            object(r#"{"lockHolderId":"h"}"#),
            "token",
        ),
        (JsValue::from(7), object(r#"{"lockHolderId":"h"}"#), "token"),
        ("  ".into(), object(r#"{"lockHolderId":"h"}"#), "token"),
        (
            "Bearer abc".into(),
            object(r#"{"lockHolderId":"h"}"#),
            "token",
        ),
        ("t\u{e6}".into(), object(r#"{"lockHolderId":"h"}"#), "token"),
        ("t".into(), JsValue::UNDEFINED, "second argument"),
        ("t".into(), object("{}"), "lockHolderId"),
        ("t".into(), object(r#"{"lockHolderId":7}"#), "lockHolderId"),
        (
            "t".into(),
            object(r#"{"lockHolderId":null}"#),
            "lockHolderId",
        ),
        (
            "t".into(),
            object(r#"{"lockHolderId":"%2E."}"#),
            "lockHolderId",
        ),
    ];
    for (token, params, named) in cases {
        let options = options(|_| Err(JsValue::from_str("a request was sent")));
        let result = settled(wasm::get_locks(token, params, options)).await;
        assert_eq!(text(&result, "error.code"), "invalid_argument");
        assert!(
            text(&result, "error.message").contains(named),
            "{}",
            text(&result, "error.message")
        );
    }
    let without = settled(wasm::get_locks(
        "t".into(),
        object(r#"{"lockHolderId":"h"}"#),
        JsValue::UNDEFINED,
    ))
    .await;
    assert_eq!(text(&without, "error.code"), "not_initialized");
}

#[wasm_bindgen_test]
async fn a_write_whose_response_is_lost_has_an_unknown_outcome() {
    let options = options(|_| Err(js_sys::TypeError::new("fetch failed").into()));
    let params =
        object(r#"{"lockHolderId":"h","lockId":"l","createKeyRequest":{"userId":"+4799887766"}}"#);
    let result = settled(wasm::create_key("t".into(), params, options)).await;
    assert_eq!(text(&result, "error.code"), "outcome_unknown");
    assert_eq!(get(&result, "error.safeToRetry"), JsValue::FALSE);
}

#[wasm_bindgen_test]
async fn a_request_has_the_token_in_one_header_and_is_neither_cached_nor_redirected() {
    let seen = Rc::new(RefCell::new(None));
    let inside = Rc::clone(&seen);
    let options = options(move |request| {
        *inside.borrow_mut() = Some(request);
        Ok(respond(200, &"{}".into()))
    });
    let params = object(r#"{"lockHolderId":"../x?y#z","userId":"+4799887766"}"#);
    let result = settled(wasm::delete_shared_keys_for_user(
        " tok ".into(),
        params,
        options,
    ))
    .await;
    assert!(get(&result, "error").is_undefined());
    let request = seen.take().unwrap();
    assert!(
        get(&request, "signal.aborted") == false,
        "the request can be aborted"
    );
    assert_eq!(
        request.url(),
        "https://sandbox.invalid/integrators/v1/lock-holders/..%2Fx%3Fy%23z/users/%2B4799887766/shared-keys/"
    );
    for (name, value) in [
        ("method", "DELETE"),
        ("cache", "no-store"),
        ("credentials", "omit"),
        ("redirect", "manual"),
    ] {
        assert_eq!(text(&request, name), value, "{name}");
    }
    assert!(!get(&request, "body").is_truthy());
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        headers_of(&request),
        [
            header("accept", "application/json"),
            header("authorization", "Bearer tok")
        ]
    );
}

#[wasm_bindgen_test]
fn scopes_have_the_vendors_form_and_need_a_lock_holder() {
    let scope = |json: &str| wasm::lock_holder_scope(object(json));
    assert_eq!(
        scope(r#"{"countryIso":"NO","organizationId":"919424508"}"#).unwrap(),
        "lockHolder.identifier:NO.919424508."
    );
    assert_eq!(
        scope(r#"{"countryIso":"NO","organizationId":"919424508","organizationIdSuffix":"east"}"#)
            .unwrap(),
        "lockHolder.identifier:NO.919424508.east"
    );
    for wrong in [
        "null",
        "{}",
        "[]",
        r#"{"countryIso":"NO","organizationId":7}"#,
        r#"{"countryIso":"","organizationId":"9"}"#,
    ] {
        assert_eq!(
            text(&scope(wrong).unwrap_err(), "code"),
            "invalid_argument",
            "{wrong}"
        );
    }
    assert!(wasm::lock_holder_admin_scope(JsValue::from_str("a b")).is_err());
}
