//! The face towards JavaScript, and the only module that knows it: functions with numeric handles
//! instead of classes, so that no object depends on a finalizer. No export takes or returns an object.
//! What is refused is thrown as an `Error` whose message is the JSON of the engine's `Refusal`.
//!
//! A crate of its own (`access/wasm`), which says why.
#![cfg(target_family = "wasm")]

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use unloc_access::calls;
use unloc_access::refusal::Refusal;
use unloc_access::snapshot::Snapshot;

/// Smaller and faster here than the standard library's allocator.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    /// A handle is an index + 1. None is used twice, so that a dropped one never means another snapshot.
    static SNAPSHOTS: RefCell<Vec<Option<Box<Snapshot>>>> = const { RefCell::new(Vec::new()) };
}

fn thrown(refusal: Refusal) -> JsError {
    JsError::new(&refusal.finish())
}

fn dropped() -> JsError {
    thrown(Refusal::new("snapshotDropped"))
}

fn keep(snapshot: Snapshot) -> u32 {
    SNAPSHOTS.with_borrow_mut(|all| {
        all.push(Some(Box::new(snapshot)));
        u32::try_from(all.len()).unwrap_or(0)
    })
}

fn at(handle: u32) -> usize {
    (handle as usize).wrapping_sub(1)
}

fn get(all: &[Option<Box<Snapshot>>], handle: u32) -> Result<&Snapshot, JsError> {
    all.get(at(handle))
        .and_then(Option::as_deref)
        .ok_or_else(dropped)
}

/// Sees to it that a snapshot can answer.
fn settle(handle: u32) {
    SNAPSHOTS.with_borrow_mut(|all| {
        if let Some(Some(snapshot)) = all.get_mut(at(handle)) {
            snapshot.settle();
        }
    });
}

fn get_mut(all: &mut [Option<Box<Snapshot>>], handle: u32) -> Result<&mut Snapshot, JsError> {
    all.get_mut(at(handle))
        .and_then(Option::as_deref_mut)
        .ok_or_else(dropped)
}

/// Creates a snapshot without pages and returns its handle. `of` is JSON of the scope.
#[wasm_bindgen(js_name = accessCreate)]
pub fn access_create(of: &str) -> Result<u32, JsError> {
    calls::create(of).map(keep).map_err(thrown)
}

/// The handle of a snapshot that was saved.
#[wasm_bindgen(js_name = accessLoadBytes)]
pub fn access_load_bytes(saved: &[u8]) -> Result<u32, JsError> {
    calls::load(saved).map(keep).map_err(thrown)
}

/// Frees a snapshot. A handle may be dropped twice.
#[wasm_bindgen(js_name = accessDrop)]
pub fn access_drop(handle: u32) {
    SNAPSHOTS.with_borrow_mut(|all| {
        if let Some(place) = all.get_mut(at(handle)) {
            *place = None;
        }
    });
}

/// Adds a page as the API sent it, all of it or nothing: `{"items":…,"cursor"?:…}`.
#[wasm_bindgen(js_name = accessAddPage)]
pub fn access_add_page(handle: u32, kind: &str, page: &[u8]) -> Result<String, JsError> {
    SNAPSHOTS
        .with_borrow_mut(|all| calls::add_page(get_mut(all, handle)?, kind, page).map_err(thrown))
}

/// Answers a question, both as JSON.
#[wasm_bindgen(js_name = accessAsk)]
pub fn access_ask(handle: u32, question: &str, given: &str) -> Result<String, JsError> {
    settle(handle);
    SNAPSHOTS
        .with_borrow_mut(|all| calls::ask(get_mut(all, handle)?, question, given).map_err(thrown))
}

/// Answers a question by bytes.
#[wasm_bindgen(js_name = accessBytes)]
pub fn access_bytes(handle: u32, question: &str, given: &str) -> Result<Vec<u8>, JsError> {
    settle(handle);
    SNAPSHOTS.with_borrow(|all| calls::bytes(get(all, handle)?, question, given).map_err(thrown))
}

/// Reads a file of wanted access against the doors of a snapshot; 0 is none.
#[wasm_bindgen(js_name = accessRead)]
pub fn access_read(handle: u32, form: &str, file: &[u8], given: &str) -> Result<String, JsError> {
    SNAPSHOTS.with_borrow(|all| {
        let doors = match handle {
            0 => None,
            _ => Some(get(all, handle)?),
        };
        calls::read(doors, form, file, given).map_err(thrown)
    })
}

/// What changed between two snapshots, as JSON.
#[wasm_bindgen(js_name = accessCompare)]
pub fn access_compare(before: u32, after: u32, given: &str) -> Result<String, JsError> {
    settle(before);
    settle(after);
    SNAPSHOTS.with_borrow(|all| {
        calls::compare(get(all, before)?, get(all, after)?, given).map_err(thrown)
    })
}

/// The people who can open a lock at an instant, as indices.
#[wasm_bindgen(js_name = accessPeopleAt)]
pub fn access_people_at(handle: u32, lock: u32, at_ms: f64) -> Result<Vec<u32>, JsError> {
    settle(handle);
    SNAPSHOTS.with_borrow(|all| calls::people_at(get(all, handle)?, lock, at_ms).map_err(thrown))
}
