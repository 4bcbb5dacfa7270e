//! The rows of `tests/samples/exchanges.json` against the Rust driver, in virtual time. The clock, the
//! scripted `fetch` and the comparison are those of the package's tests.

use js_sys::{Array, Function, JSON, Promise, Reflect};
use unloc_integrator_client::wasm;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

const ROWS: &str = include_str!("../samples/exchanges.json");
const RUNNER: &str = include_str!("../support/scripted-exchange.mjs");

/// Makes the call of a row, which has what `call` exports takes and what `init` does.
fn call(row: &JsValue) -> Promise {
    let get = |name: &str| Reflect::get(row, &name.into()).unwrap();
    wasm::init(get("baseUrl"), get("init"));
    let result = wasm::call(
        get("operation"),
        get("token"),
        get("params"),
        get("options"),
    );
    // For the other tests; and another base URL begins with new retry tokens.
    wasm::init(JsValue::UNDEFINED, JsValue::UNDEFINED);
    result
}

#[wasm_bindgen_test]
async fn every_row_of_the_table_comes_to_what_it_expects() {
    let runner = [&RUNNER.replace("\nexport ", "\n"), "\nreturn faults;"].concat();
    let faults: Function = Function::new_no_args(&runner)
        .call0(&JsValue::UNDEFINED)
        .unwrap()
        .unchecked_into();
    let call = Closure::<dyn Fn(JsValue) -> Promise>::new(|row| call(&row));
    let rows = JSON::parse(ROWS).unwrap();
    assert!(Array::from(&rows).length() >= 40);
    let faults: Promise = faults
        .call3(&JsValue::UNDEFINED, &rows, &"rust".into(), call.as_ref())
        .unwrap()
        .unchecked_into();
    let faults: Array = JsFuture::from(faults).await.unwrap().unchecked_into();
    assert_eq!(faults.join("\n\n"), "");
}
