//! The sandbox misbehaves as it is told: rules say which requests are hit, and by what.

mod fault;
mod members;
mod parse;
mod path_pattern;

use serde_json::{Value, json};

pub(crate) use fault::Fault;
use path_pattern::PathPattern;

use crate::http::Request;
use crate::oauth;
use crate::store::ids::scramble;

/// Why rules of faults are refused: a sentence that names the rule and the member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultsError(pub(crate) String);

impl std::fmt::Display for FaultsError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for FaultsError {}

/// Rules of faults, and how often each was met.
///
/// They are tried in order, and the first that applies to a request strikes. A rule that only
/// takes time lets those after it strike too, and their times add up.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// As it was given.
    given: Value,
    method: Option<String>,
    path: Option<PathPattern>,
    /// How many matching requests are let through first.
    after: u64,
    /// How often it strikes at most.
    count: Option<u64>,
    probability: f64,
    seed: u64,
    fault: Fault,
    matched: u64,
    drawn: u64,
    hits: u64,
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

impl Rule {
    fn matches(&self, request: &Request) -> bool {
        let method = match &self.method {
            Some(method) => request.method.eq_ignore_ascii_case(method),
            // A browser's question whether it may send is no call of the client's.
            None => !request.method.eq_ignore_ascii_case("OPTIONS"),
        };
        method
            && self
                .path
                .as_ref()
                .is_none_or(|path| path.matches(request.path()))
            // Without a token there is none to expire, as in the very call that fetches one.
            && (!self.fault.expire_tokens || request.header("authorization").is_some())
            && (self.fault.oauth_error.is_none() || oauth::is_endpoint(request.path()))
    }

    fn strikes(&mut self, request: &Request) -> bool {
        if !self.matches(request) {
            return false;
        }
        self.matched = self.matched.saturating_add(1);
        if self.matched <= self.after || self.count.is_some_and(|count| self.hits >= count) {
            return false;
        }
        let strikes = self.probability >= 1.0 || self.draw() < self.probability;
        if strikes {
            self.hits = self.hits.saturating_add(1);
        }
        strikes
    }

    /// The next number of this rule's own row, from 0 to less than 1.
    fn draw(&mut self) -> f64 {
        self.drawn = self.drawn.wrapping_add(1);
        let number = scramble(scramble(self.seed).wrapping_add(self.drawn));
        // 53 bits are what a float holds without rounding.
        (number >> 11) as f64 / (1_u64 << 53) as f64
    }
}
