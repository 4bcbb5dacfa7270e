//! Jobs: work that ends after the response, by the sandbox's clock.

use serde_json::{Map, Value};
use unloc_integrator_client::model::v2::{Job, JobKey, JobRef, JobResult, JobStatus};
use unloc_integrator_client::model::{KeyState, Nullable};

use super::context::Call;
use super::problem::Problem;
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::format_phone;
use crate::store::side_effects::SideEffectOverrides;
use crate::store::v2_records::{FailedKey, JobRecord};
use crate::time::{self, SECOND, Timestamp};

/// How long a job is `pending`.
const PENDING_TIME: i64 = 500;
/// How long a job takes by default. Keys are `creating` for longer: when a job is done, its keys may
/// not open yet.
const DEFAULT_JOB_TIME: i64 = SECOND;

/// The kind of job that makes keys.
const CREATE_KEYS: &str = "createKeys";

/// A job to start.
#[derive(Clone, Debug)]
pub(crate) struct NewJob {
    pub kind: &'static str,
    pub milliseconds: i64,
    pub ending: JobStatus,
    pub key_ids: Vec<String>,
    pub failed_keys: Vec<FailedKey>,
}

impl NewJob {
    /// A job as the fault of the request has it.
    pub(crate) fn from_overrides(kind: &'static str, overrides: &SideEffectOverrides) -> Self {
        Self {
            kind,
            milliseconds: overrides.job_milliseconds.unwrap_or(DEFAULT_JOB_TIME),
            ending: overrides.job_ends.clone().unwrap_or(JobStatus::Succeeded),
            key_ids: Vec::new(),
            failed_keys: Vec::new(),
        }
    }

    /// Whether it makes keys. A job that times out does, but does not report them.
    pub(crate) fn makes_keys(&self) -> bool {
        matches!(self.ending, JobStatus::Succeeded | JobStatus::Timeout)
    }
}

fn failure_reason(ending: &JobStatus) -> Option<&'static str> {
    match ending {
        JobStatus::FailedValidation => Some("A fault of the sandbox: the validation failed"),
        JobStatus::FailedJob => Some("A fault of the sandbox: the job failed"),
        JobStatus::Timeout => Some("The job did not finish in time"),
        _ => None,
    }
}

/// Starts a job. The response is 202 with a reference to it.
pub(crate) fn start(call: &mut Call, job: NewJob) -> Response {
    let job_ref = add(call, job);
    let mut response = Response::named("jobRef", &job_ref);
    response.status = 202;
    response
}

/// Starts a job.
pub(crate) fn add(call: &mut Call, job: NewJob) -> JobRef {
    let id = call.store.new_id();
    let project_id = call.access.owner.project_id.clone();
    let job_ref = JobRef {
        job_type: job.kind.to_owned().into(),
        job_status_url: Nullable::Value(format!("/v2/projects/{project_id}/jobs/{id}")),
        id: id.clone(),
        extra: Map::new(),
    };
    let record = JobRecord {
        id: id.clone(),
        project_id,
        kind: job.kind.to_owned(),
        created: time::to_iso(call.now),
        ends: time::to_iso(call.now.saturating_add(job.milliseconds)),
        failure_reason: failure_reason(&job.ending).map(str::to_owned),
        ending: job.ending,
        key_ids: job.key_ids,
        failed_keys: job.failed_keys,
    };
    call.store.v2.jobs.insert(id, record);
    job_ref
}

fn status(record: &JobRecord, now: Timestamp) -> JobStatus {
    let created = time::parse(&record.created).unwrap_or(Timestamp::MIN);
    let ends = time::parse(&record.ends).unwrap_or(Timestamp::MIN);
    if now >= ends {
        record.ending.clone()
    } else if now < created.saturating_add(PENDING_TIME) {
        JobStatus::Pending
    } else {
        JobStatus::InProgress
    }
}

/// One job.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    let (store, now) = (&*call.store, call.now);
    let record = store
        .v2
        .jobs
        .get(call.segment("jobId"))
        .filter(|record| record.project_id == call.access.owner.project_id)
        .ok_or_else(|| Problem::not_found("The project has no such job"))?;
    let status = status(record, now);
    let is_over = status == record.ending;
    let job = Job {
        id: record.id.clone(),
        r#type: record.kind.clone().into(),
        created: record.created.clone().into(),
        failure_reason: match &record.failure_reason {
            Some(reason) if is_over => Nullable::Value(reason.clone()),
            _ => Nullable::Absent,
        },
        result_data: if status == JobStatus::Succeeded && record.kind == CREATE_KEYS {
            Nullable::Value(result(store, record, now))
        } else {
            Nullable::Absent
        },
        status,
        extra: Map::new(),
    };
    Ok(Response::named("job", &job))
}

/// The result of a job. Its keys change state after it is done.
fn result(store: &Store, record: &JobRecord, now: Timestamp) -> JobResult {
    let (mut created, mut creating, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for failed_key in &record.failed_keys {
        failed.push(job_key(
            None,
            failed_key.lock_id.clone(),
            failed_key.app_user_id.clone(),
        ));
    }
    for id in &record.key_ids {
        let row = store.keys.find(id);
        let Some(key) = row.and_then(|row| store.keys.get(row)) else {
            continue;
        };
        let entry = job_key(
            Some(id.clone()),
            store.lock_id_of(key),
            format_phone(key.person),
        );
        match key.state(now) {
            KeyState::Creating => creating.push(entry),
            KeyState::Error => failed.push(entry),
            _ => created.push(entry),
        }
    }
    JobResult {
        created_keys: Nullable::Value(created),
        failed_keys: Nullable::Value(failed),
        creating_keys: Nullable::Value(creating),
        extra: Map::<String, Value>::new(),
    }
}

fn job_key(id: Option<String>, lock_id: String, app_user_id: String) -> JobKey {
    JobKey {
        id: id.map_or(Nullable::Absent, Nullable::Value),
        key_id: Nullable::Absent,
        key: Nullable::Absent,
        lock_id: Nullable::Value(lock_id),
        app_user_id: Nullable::Value(app_user_id),
        extra: Map::new(),
    }
}
