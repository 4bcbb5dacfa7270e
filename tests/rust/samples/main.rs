//! Every recorded body of the API decodes into the model and encodes back without loss.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

#[path = "../support/mod.rs"]
mod support;
mod v1;
mod v2;

use std::collections::BTreeSet;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use support::{path, sample};

/// A recorded body: its file, the member that holds the entity or the list (none: the body itself),
/// and the check.
type Check = (&'static str, &'static str, fn(&Value));

const FOLDERS: [(&str, &[Check]); 2] = [("v1", v1::CHECKS), ("v2", v2::CHECKS)];

fn round_trip<T: Serialize + DeserializeOwned>(value: &Value) {
    assert_eq!(&encoded_again::<T>(value), value);
}

fn encoded_again<T: Serialize + DeserializeOwned>(value: &Value) -> Value {
    let entity: T =
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}"));
    serde_json::to_value(entity).unwrap()
}

#[test]
fn every_recorded_entity_decodes_and_encodes_back_without_loss() {
    for (folder, checks) in FOLDERS {
        for (file, member, check) in checks {
            let sample = sample(&format!("{folder}/{file}"));
            check(if member.is_empty() {
                &sample
            } else {
                &sample[member]
            });
        }
    }
}

#[test]
fn no_recorded_sample_goes_unchecked() {
    for (folder, checks) in FOLDERS {
        let checked: BTreeSet<String> =
            checks.iter().map(|(file, ..)| (*file).to_owned()).collect();
        let recorded: BTreeSet<String> = std::fs::read_dir(path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".json"))
            .collect();
        assert_eq!(checked, recorded);
    }
}
