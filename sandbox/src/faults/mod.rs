//! Fault injection: rules decide which requests fail, and how.

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

/// Fault rules, with a count of the requests that each matched.
///
/// The first rule that applies to a request decides. A rule that only delays lets later rules apply too,
/// and delays add up.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
}

impl Faults {
    /// Parses a JSON list of rules.
    ///
    /// # Errors
    /// A sentence with the index of the rule, the member, and what is wrong with it.
    pub fn from_json(text: &str) -> Result<Self, FaultsError> {
        let rules: Value = serde_json::from_str(text)
            .map_err(|error| FaultsError(format!("The fault rules are no JSON: {error}.")))?;
        parse::rules(rules).map(|rules| Self { rules })
    }

    /// The rules as JSON, each with the number of requests that it matched and that it applied to.
    pub(crate) fn report(&self) -> Value {
        self.rules
            .iter()
            .map(|rule| json!({ "rule": rule.source, "matched": rule.matched, "hits": rule.hits }))
            .collect()
    }

    /// The fault of a request. The default does nothing.
    pub(crate) fn fault_for(&mut self, request: &Request) -> Fault {
        let mut delay_ms = 0_u32;
        let mut slow_body_ms = 0_u32;
        let mut fault = Fault::default();
        for rule in &mut self.rules {
            if !rule.applies_to(request) {
                continue;
            }
            delay_ms = delay_ms.saturating_add(rule.fault.delay_ms);
            slow_body_ms = slow_body_ms.saturating_add(rule.fault.slow_body_ms);
            if !rule.fault.only_delays() {
                fault = rule.fault.clone();
                break;
            }
        }
        fault.delay_ms = delay_ms.min(parse::MAX_DELAY_MS);
        fault.slow_body_ms = slow_body_ms.min(parse::MAX_DELAY_MS);
        fault
    }
}
