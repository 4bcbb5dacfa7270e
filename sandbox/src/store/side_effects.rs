//! Overrides of what a request does, set by a fault.

use unloc_integrator_client::model::v2::JobStatus;

use super::key_state::KEY_CREATION_TIME;

/// Overrides of what a request does. The default overrides nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SideEffectOverrides {
    /// How many of the keys of a job fail, the first ones.
    pub fail_keys: usize,
    /// The final status of a job.
    pub job_ends: Option<JobStatus>,
    /// The duration of a job, in milliseconds of the sandbox's clock.
    pub job_milliseconds: Option<i64>,
    /// How long new keys are `creating`, in milliseconds of the sandbox's clock.
    pub key_milliseconds: Option<i64>,
}

impl SideEffectOverrides {
    /// How long a new key is `creating`.
    pub(crate) fn key_creation_time(&self) -> i64 {
        self.key_milliseconds.unwrap_or(KEY_CREATION_TIME)
    }
}
