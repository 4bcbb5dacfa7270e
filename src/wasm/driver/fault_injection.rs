//! Test builds only (feature `sabotage`): places in a call's way at which a test can break the instance. What shall happen
//! is the word that the test's global function `sabotage(place, operation)` gives; when it throws,
//! the exception passes through the wasm's frames, which nothing else here lets it do.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // Without `catch`, on purpose.
    #[wasm_bindgen(js_name = sabotage)]
    fn asked(place: &str, operation: &str) -> JsValue;
}

/// Asks the test what shall happen here, and lets it happen.
pub fn at(place: &str, operation: &str) {
    let word = asked(place, operation);
    if word == "panic" {
        #[allow(clippy::panic)] // its very purpose
        {
            panic!("sabotage");
        }
    }
    if word == "overflow" {
        let _ = deeper(1);
    }
}

/// Never comes back: the stack ends first.
#[allow(unconditional_recursion)] // its very purpose
#[inline(never)]
fn deeper(depth: u64) -> u64 {
    let seen = std::hint::black_box([depth; 32]);
    let below = deeper(seen.iter().fold(0, |sum, one| sum ^ one).wrapping_add(1));
    std::hint::black_box(below).wrapping_add(depth)
}
