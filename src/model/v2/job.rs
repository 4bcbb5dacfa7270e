//! Work that goes on after the answer.

use super::super::macros::{entity, open_words};

open_words! {
    /// Where a job stands.
    JobStatus {
        /// Not begun.
        Pending = "pending",
        /// Under way.
        InProgress = "inProgress",
        /// Done; parts of it may have failed all the same.
        Succeeded = "succeeded",
        /// Refused as a whole.
        FailedValidation = "failedValidation",
        /// Failed.
        FailedJob = "failedJob",
        /// Given up by the API.
        Timeout = "timeout",
    }
}

entity! {
    /// Where a job can be asked for.
    JobRef {
        /// Id, a UUID.
        id: String,
    } optional {
        /// Kind of the job, such as `createKeys`; inferred.
        job_type: String,
        /// Where it can be asked for; inferred.
        job_status_url: String,
    }
}

entity! {
    /// Work that goes on after the answer.
    Job {
        /// Id, a UUID.
        id: String,
        /// Where it stands; more words may come.
        status: JobStatus,
    } optional {
        /// Kind of the job, such as `createKeys`.
        r#type: String,
        /// When it was begun, ISO 8601.
        created: String,
        /// Why it failed.
        failure_reason: String,
        /// What came of it.
        result_data: JobResult,
    }
}

entity! {
    /// What came of a job that creates keys.
    JobResult {
    } optional {
        /// Keys that are made.
        created_keys: Vec<JobKey>,
        /// Keys that could not be made.
        failed_keys: Vec<JobKey>,
        /// Keys that are still being made.
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
