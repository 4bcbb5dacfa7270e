//! What is wrong with a cell, or with a member of a grant.

use super::fold::has_word;
use crate::refusal::Refusal;

/// A fault: where, and a refusal.
#[derive(Debug)]
pub struct Fault {
    /// The column, by its English name.
    pub column: &'static str,
    /// What is wrong.
    pub refusal: Refusal,
}

impl Fault {
    /// A fault by its code.
    pub fn new(column: &'static str, code: &str) -> Self {
        let refusal = Refusal::new(code);
        let refusal = match rule(code) {
            "" => refusal,
            rule => refusal.text("rule", rule),
        };
        Self { column, refusal }
    }

    /// Adds a name or what was read.
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.refusal = self.refusal.text(name, text);
        self
    }

    /// Adds a number of 0 or more.
    #[must_use]
    pub fn number(mut self, name: &str, number: usize) -> Self {
        #[allow(clippy::cast_precision_loss)] // rows and pairs
        let number = number as f64;
        self.refusal = self.refusal.number(name, number);
        self
    }
}

/// The safety rules, and the faults that break them.
const RULES: [(&str, &str); 7] = [
    ("R5", "emptyList"),
    ("R6", "unreadableRows"),
    ("R8", "refTwice"),
    (
        "R9",
        "doorUnknown doorAmbiguous noPhone phoneNoCountry phoneNoTrunk phoneShortened",
    ),
    ("R14", "endMissing endUnreadable endForEver"),
    ("R50", "inGap"),
    ("R51", "windowsNeverFall twoWindows"),
];

/// The safety rule that a fault breaks, if it is one of them.
fn rule(code: &str) -> &'static str {
    RULES
        .iter()
        .find(|(_, codes)| has_word(codes, code))
        .map_or("", |(rule, _)| rule)
}
