//! The error for invalid fault rules.

/// Why fault rules are invalid: a sentence that names the rule and the member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultsError(pub(crate) String);

impl std::fmt::Display for FaultsError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for FaultsError {}
