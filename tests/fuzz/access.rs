//! The access engine, by the calls that JavaScript has: whatever comes, the answer is JSON, and a refusal
//! is JSON with a code and leaves the snapshot as it was.

use serde_json::Value;
use unloc_access::calls;
use unloc_access::refusal::Refusal;
use unloc_access::snapshot::Snapshot;

use crate::bytes::Bytes;
use crate::json;

const LOCKS: &str = include_str!("access/locks.json");
const KEYS: &str = include_str!("access/keys.json");
const GROUPS: &str = include_str!("access/groups.json");

const KINDS: [&str; 6] = [
    "locks",
    "keys",
    "accessGroups",
    "sharingRights",
    "managedUsers",
    "accessEvents",
];

fn snapshot(sealed: bool) -> Snapshot {
    let mut snapshot = calls::create(r#"{"projectId":"p"}"#).expect("a scope");
    for (kind, page) in [("locks", LOCKS), ("keys", KEYS), ("accessGroups", GROUPS)] {
        calls::add_page(&mut snapshot, kind, page.as_bytes()).expect("a page");
    }
    let zone = r#"{"name":"Europe/Oslo","offsets":[[1800000000000,3600],[1806195600000,7200],[1824944400000,3600]]}"#;
    calls::ask(&mut snapshot, "zone", zone).expect("a zone");
    if sealed {
        let seen = r#"{"from":1804410000000,"to":1804410000000}"#;
        calls::ask(&mut snapshot, "seal", seen).expect("sealed");
    }
    snapshot
}

/// What a snapshot says about itself.
fn about(snapshot: &mut Snapshot) -> String {
    calls::ask(snapshot, "about", "{}").expect("always answered")
}

fn assert_answers(answer: Result<String, Refusal>) -> Option<Value> {
    match answer {
        Ok(text) => {
            Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
        }
        Err(refusal) => {
            assert_refusal(refusal);
            None
        }
    }
}

fn assert_refusal(refusal: Refusal) {
    let text = refusal.finish();
    let value: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert!(value["code"].is_string(), "{text}");
}

/// A page of any kind: what is accepted is JSON to serde_json, what is refused adds nothing.
pub fn page(bytes: &mut Bytes) {
    let kind = bytes.choice(&KINDS);
    let text = match bytes.byte() % 8 {
        0 => json::text(bytes).into_bytes(),
        1 => bytes.rest().to_vec(),
        choice => {
            let text = match choice {
                2 => LOCKS,
                3 => GROUPS,
                _ => KEYS,
            };
            let mut text = text.as_bytes().to_vec();
            for _ in 0..bytes.byte() % 4 {
                let at = bytes.below(text.len().max(1));
                match bytes.byte() % 3 {
                    0 => text.truncate(at),
                    1 => text
                        .splice(at..at, bytes.text().into_bytes())
                        .for_each(drop),
                    _ => text
                        .get_mut(at)
                        .into_iter()
                        .for_each(|byte| *byte = bytes.byte()),
                }
            }
            text
        }
    };
    let mut snapshot = calls::create("{}").expect("a scope");
    let before = about(&mut snapshot);
    match calls::add_page(&mut snapshot, kind, &text) {
        Ok(read) => {
            let read: Value = serde_json::from_str(&read).expect("JSON");
            let items = read["items"].as_u64().expect("a number");
            // serde_json refuses a half of a pair of surrogates and numbers beyond f64, as JSON.parse does not.
            let page: Result<Value, _> = serde_json::from_slice(strip(&text));
            match page {
                Ok(page) => {
                    let lists = page
                        .as_object()
                        .map(|page| page.values().collect::<Vec<_>>());
                    let lists = lists.unwrap_or_else(|| vec![&page]);
                    let fits = |list: &&Value| {
                        list.as_array()
                            .is_some_and(|list| list.len() as u64 == items)
                    };
                    assert!(lists.iter().any(fits), "{items} items");
                }
                Err(error) => assert!(json::is_stricter(&error), "{error}"),
            }
        }
        Err(refusal) => {
            assert_refusal(refusal);
            assert_eq!(about(&mut snapshot), before);
        }
    }
}

fn strip(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// A question and what is given with it, both texts.
pub fn ask(bytes: &mut Bytes) {
    let sealed = bytes.flag();
    let (question, given) = (bytes.text(), bytes.text());
    assert_answers(calls::ask(&mut snapshot(sealed), &question, &given));
}

/// A question that is answered by bytes.
pub fn answered_by_bytes(bytes: &mut Bytes) {
    let (question, given) = (bytes.text(), bytes.text());
    if let Err(refusal) = calls::bytes(&snapshot(true), &question, &given) {
        assert_refusal(refusal);
    }
}

/// A list: CSV, JSON, calendars.
pub fn list(bytes: &mut Bytes) {
    let (form, given) = (bytes.text(), bytes.text());
    let doors = snapshot(true);
    let doors = bytes.flag().then_some(&doors);
    assert_answers(calls::read(doors, &form, bytes.rest(), &given));
}

/// A saved snapshot, changed: it is refused, or loads to one that can be saved again.
pub fn saved(bytes: &mut Bytes) {
    let Ok(mut saved) = calls::bytes(&snapshot(true), "save", "{}") else {
        return;
    };
    match bytes.byte() % 4 {
        0 => {}
        1 => saved = bytes.rest().to_vec(),
        2 => saved.truncate(bytes.below(saved.len())),
        _ => {
            let at = bytes.below(saved.len());
            saved[at] = bytes.byte();
        }
    }
    match calls::load(&saved) {
        Ok(mut loaded) => {
            let again = calls::bytes(&loaded, "save", "{}")
                .unwrap_or_else(|refusal| panic!("{}", refusal.finish()));
            let mut twice =
                calls::load(&again).unwrap_or_else(|refusal| panic!("{}", refusal.finish()));
            assert_eq!(about(&mut loaded), about(&mut twice));
        }
        Err(refusal) => assert_refusal(refusal),
    }
}

/// Two snapshots, and a question about a door.
pub fn compare(bytes: &mut Bytes) {
    let (given, text) = (bytes.text(), json::text(bytes));
    let mut other = snapshot(false);
    let _ = calls::add_page(&mut other, "keys", text.as_bytes());
    let _ = calls::ask(&mut other, "seal", r#"{"from":0,"to":0}"#);
    assert_answers(calls::compare(&snapshot(true), &other, &given));
    let lock = u32::from(bytes.short());
    let _ = calls::people_at(&other, lock, bytes.number());
}
