//! What a fault makes of the work of a request, where others change only its answer.

use unloc_integrator_client::model::v2::JobStatus;

use super::key_state::CREATING;

/// What a fault makes of the work of a request. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mishap {
    /// How many of the keys that a job should make fail: the first of them.
    pub fail_keys: usize,
    /// What a job ends as.
    pub job_ends: Option<JobStatus>,
    /// How long a job takes, in milliseconds of the sandbox's clock.
    pub job_milliseconds: Option<i64>,
    /// How long a slow lock's keys are `creating`, in milliseconds of the sandbox's clock.
    pub key_milliseconds: Option<i64>,
}

impl Mishap {
    /// How long a new key stays `creating`.
    pub(crate) fn creating(&self) -> i64 {
        self.key_milliseconds.unwrap_or(CREATING)
    }
}
