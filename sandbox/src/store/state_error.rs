//! Why a state or settings are refused.

/// Why a state cannot be used: where it is broken and how, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateError(pub(crate) String);

impl std::fmt::Display for StateError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for StateError {}
