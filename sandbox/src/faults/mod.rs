//! The sandbox misbehaves as it is told: rules say which requests are hit, and by what.

mod error;
mod fault;
mod members;
mod parse;
mod path_pattern;
mod rule;

use serde_json::{Value, json};

pub use error::FaultsError;
pub(crate) use fault::Fault;
use rule::Rule;

use crate::http::Request;

/// Rules of faults, and how often each was met.
///
/// They are tried in order, and the first that applies to a request strikes. A rule that only
/// takes time lets those after it strike too, and their times add up.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
}

impl Faults {
    /// Reads rules: a JSON list.
    ///
    /// # Errors
    /// A sentence that names the rule's place in the list, the member, and what is wrong with it.
    pub fn from_json(text: &str) -> Result<Self, FaultsError> {
        let rules: Value = serde_json::from_str(text)
            .map_err(|error| FaultsError(format!("The fault rules are no JSON: {error}.")))?;
        parse::rules(rules).map(|rules| Self { rules })
    }

    /// The rules as they were given, each with how many requests it matched and how many it hit.
    pub(crate) fn report(&self) -> Value {
        self.rules
            .iter()
            .map(|rule| json!({ "rule": rule.given, "matched": rule.matched, "hits": rule.hits }))
            .collect()
    }

    /// What hits a request; the default is nothing.
    pub(crate) fn strike(&mut self, request: &Request) -> Fault {
        let mut delay_ms = 0_u32;
        let mut slow_body_ms = 0_u32;
        let mut struck = Fault::default();
        for rule in &mut self.rules {
            if !rule.strikes(request) {
                continue;
            }
            delay_ms = delay_ms.saturating_add(rule.fault.delay_ms);
            slow_body_ms = slow_body_ms.saturating_add(rule.fault.slow_body_ms);
            if !rule.fault.only_takes_time() {
                struck = rule.fault.clone();
                break;
            }
        }
        struck.delay_ms = delay_ms.min(parse::LONGEST);
        struck.slow_body_ms = slow_body_ms.min(parse::LONGEST);
        struck
    }
}
