//! Work that goes on after the response.

use super::super::macros::{entity, open_words};

open_words! {
    /// The status of a job.
    JobStatus {
        /// Not started.
        Pending = "pending",
        /// Running.
        InProgress = "inProgress",
        /// Done; parts of it may have failed.
        Succeeded = "succeeded",
        /// Rejected as a whole.
        FailedValidation = "failedValidation",
        /// Failed.
        FailedJob = "failedJob",
        /// The API stopped it.
        Timeout = "timeout",
    }
}

entity! {
    /// A reference to a job.
    JobRef {
        /// Id, a UUID.
        id: String,
    } optional {
        /// Kind of the job, such as `createKeys`; inferred.
        job_type: String,
        /// Its URL; inferred.
        job_status_url: String,
    }
}

entity! {
    /// Work that goes on after the response.
    Job {
        /// Id, a UUID.
        id: String,
        /// Its state; the set is open.
        status: JobStatus,
    } optional {
        /// Kind of the job, such as `createKeys`.
        r#type: String,
        /// When it was started, ISO 8601.
        created: String,
        /// Why it failed.
        failure_reason: String,
        /// Its result.
        result_data: JobResult,
    }
}

entity! {
    /// The result of a job that creates keys.
    JobResult {
    } optional {
        /// Keys that were created.
        created_keys: Vec<JobKey>,
        /// Keys that could not be created.
        failed_keys: Vec<JobKey>,
        /// Keys that are still being created.
        creating_keys: Vec<JobKey>,
    }
}

entity! {
    /// A key in a job's result. None of its members is certain.
    JobKey {
    } optional {
        /// Id of the key.
        id: String,
        /// Id of the key, by another name.
        key_id: String,
        /// The key itself.
        key: super::key::Key,
        /// The lock.
        lock_id: String,
        /// Phone number of the person, E.164.
        app_user_id: String,
    }
}
