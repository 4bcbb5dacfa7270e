//! App links: the published vectors. The npm package is tested with the same file.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

use serde_json::Value;
use unloc_integrator_client::deep_links::{
    PREFETCH_KEYS, ParameterSource, UNLOC_WORK, USE_KEY, link,
};
use unloc_integrator_client::error::Error;

/// The input of a vector. Its names are those in the links.
struct Input<'a>(&'a Value);

impl ParameterSource for Input<'_> {
    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let names: &[&str] = match name {
            "keyId" => &["id"],
            "userId" => &["userid"],
            "returnUrl" => &["returnUrl", "r"],
            "partnerId" => &["n"],
            "hmacSecret" => &["secret"],
            name => &[name],
        };
        let value = names.iter().find_map(|name| self.0[name].as_str());
        Ok(value.map(str::to_owned))
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        Ok(self.0[name].as_bool())
    }
}

#[test]
fn every_vector_gives_exactly_its_url() {
    let text = include_str!("../samples/app-links.json");
    let vectors: Vec<Value> = serde_json::from_str(text).unwrap();
    assert_eq!(vectors.len(), 6);
    for vector in vectors {
        let row = match vector["form"].as_str().unwrap() {
            "use-key" => USE_KEY,
            "prefetch-keys" => PREFETCH_KEYS,
            "signed-use-key" | "signed-use-key-auto" => UNLOC_WORK,
            form => panic!("no row makes a {form} link"),
        };
        let url = link(&row, &Input(&vector["input"])).unwrap();
        assert_eq!(url, vector["url"].as_str().unwrap());
    }
}
