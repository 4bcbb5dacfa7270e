//! One fault rule: which requests it matches, and how often it applies.

use serde_json::Value;

use super::fault::Fault;
use super::path_pattern::PathPattern;
use crate::http::Request;
use crate::oauth;
use crate::store::ids::mix;

/// One rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// The rule as JSON.
    pub(super) source: Value,
    pub(super) method: Option<String>,
    pub(super) path: Option<PathPattern>,
    /// How many matching requests it skips first.
    pub(super) after: u64,
    /// How often it applies at most.
    pub(super) count: Option<u64>,
    pub(super) probability: f64,
    pub(super) seed: u64,
    pub(super) fault: Fault,
    pub(super) matched: u64,
    pub(super) drawn: u64,
    pub(super) hits: u64,
}

impl Rule {
    fn matches(&self, request: &Request) -> bool {
        let method = match &self.method {
            Some(method) => request.method.eq_ignore_ascii_case(method),
            // A preflight request is sent by the browser, not by the client.
            None => !request.method.eq_ignore_ascii_case("OPTIONS"),
        };
        method
            && self
                .path
                .as_ref()
                .is_none_or(|path| path.matches(request.path()))
            // A request without a token, such as a token request, has none to expire.
            && (!self.fault.expire_tokens || request.header("authorization").is_some())
            && (self.fault.oauth_error.is_none() || oauth::is_endpoint(request.path()))
    }

    pub(super) fn applies_to(&mut self, request: &Request) -> bool {
        if !self.matches(request) {
            return false;
        }
        self.matched = self.matched.saturating_add(1);
        if self.matched <= self.after || self.count.is_some_and(|count| self.hits >= count) {
            return false;
        }
        let applies = self.probability >= 1.0 || self.draw() < self.probability;
        if applies {
            self.hits = self.hits.saturating_add(1);
        }
        applies
    }

    /// The next pseudo-random number of this rule, from 0 to less than 1.
    fn draw(&mut self) -> f64 {
        self.drawn = self.drawn.wrapping_add(1);
        let number = mix(mix(self.seed).wrapping_add(self.drawn));
        // A float holds 53 bits exactly.
        (number >> 11) as f64 / (1_u64 << 53) as f64
    }
}
