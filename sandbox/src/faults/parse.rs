//! Parses and validates fault rules.

use serde_json::{Map, Value};

use super::error::FaultsError;
use super::fault::{Fault, ReplacementBody};
use super::members::Members;
use super::path_pattern::PathPattern;
use super::rule::Rule;
use crate::validate::type_name;
use unloc_integrator_client::model::v2::JobStatus;

use crate::http::delivery::Ending;
use crate::store::side_effects::SideEffectOverrides;
use crate::time::SECOND;

/// The longest delay: a day. Timers of JavaScript cannot wait for a month.
pub(crate) const MAX_DELAY_MS: u32 = 86_400_000;

/// The maximum number of rules. Each request is matched against all of them.
const MAX_RULES: usize = 1_000;

const RULE_MEMBERS: &[&str] = &[
    "method",
    "path",
    "count",
    "after",
    "probability",
    "seed",
    "fault",
];
const FAULT_MEMBERS: &[&str] = &[
    "status",
    "headers",
    "body",
    "contentType",
    "truncateTo",
    "delayMs",
    "slowBodyMs",
    "hang",
    "reset",
    "expireTokens",
    "oauthError",
    "members",
    "workDone",
    "failKeys",
    "jobEnds",
    "jobSeconds",
    "keySeconds",
];

/// Reads a list of rules.
pub(crate) fn rules(value: Value) -> Result<Vec<Rule>, FaultsError> {
    let Value::Array(rules) = value else {
        return Err(FaultsError(format!(
            "The fault rules must be a list, but are {}.",
            type_name(&value)
        )));
    };
    if rules.len() > MAX_RULES {
        return Err(FaultsError(format!(
            "There are {} fault rules; {MAX_RULES} are the most.",
            rules.len()
        )));
    }
    rules
        .into_iter()
        .enumerate()
        .map(|(index, value)| rule(index, value))
        .collect()
}

fn rule(index: usize, source: Value) -> Result<Rule, FaultsError> {
    let path = format!("rules[{index}]");
    let members = Members::read(&path, &source, RULE_MEMBERS)?;
    let method = members.text("method")?;
    if method.is_some_and(|method| !is_token(method)) {
        return Err(members.error("method", "is no HTTP method, such as GET or POST"));
    }
    let pattern = members
        .text("path")?
        .map(PathPattern::read)
        .transpose()
        .map_err(|rest| members.error("path", rest))?;
    let fault = members
        .get("fault")
        .ok_or_else(|| members.error("fault", "is missing: a rule says what is to go wrong"))?;
    Ok(Rule {
        method: method.map(str::to_owned),
        path: pattern,
        after: members.integer("after")?.unwrap_or(0),
        count: members.integer("count")?,
        probability: members.fraction("probability")?.unwrap_or(1.0),
        // Rules without a seed draw different numbers.
        seed: members
            .integer("seed")?
            .unwrap_or(u64::try_from(index).unwrap_or(0)),
        fault: read_fault(&members.path_to("fault"), fault)?,
        matched: 0,
        drawn: 0,
        hits: 0,
        source,
    })
}

fn read_fault(path: &str, value: &Value) -> Result<Fault, FaultsError> {
    let members = Members::read(path, value, FAULT_MEMBERS)?;
    let status = match members.integer_u32("status", 599, "a status from 200 to 599")? {
        Some(0..200) => {
            return Err(members.error("status", "must be a status from 200 to 599"));
        }
        status => status.and_then(|status| u16::try_from(status).ok()),
    };
    let ending = ending(&members)?;
    let mut fault = Fault {
        status,
        body: members.get("body").map(body),
        headers: headers(&members)?,
        content_type: content_type(&members)?,
        truncate_to: members
            .integer_u32("truncateTo", u32::MAX, "a whole number of bytes")?
            .and_then(|bytes| usize::try_from(bytes).ok()),
        expire_tokens: members.flag("expireTokens")?,
        oauth_error: oauth_error(&members)?,
        members: replaced_members(&members)?,
        work_done: true,
        ending,
        delay_ms: milliseconds(&members, "delayMs")?,
        slow_body_ms: milliseconds(&members, "slowBodyMs")?,
        side_effects: side_effects(&members)?,
    };
    check_conflicts(&members, &fault)?;
    if fault.only_delays()
        && members
            .get("delayMs")
            .or(members.get("slowBodyMs"))
            .is_none()
    {
        return Err(FaultsError(format!(
            "{path} says nothing that goes wrong; there are {}.",
            FAULT_MEMBERS.join(", ")
        )));
    }
    let default_work_done = match (ending, members.text("reset")) {
        (Ending::Reset, Ok(when)) => when == Some("after"),
        (Ending::Hang, _) => false,
        _ => status.is_none() || fault.keeps_body(),
    };
    fault.work_done = match members.get("workDone") {
        None => default_work_done,
        Some(_) => members.flag("workDone")?,
    };
    Ok(fault)
}

fn ending(members: &Members) -> Result<Ending, FaultsError> {
    let hang = members.flag("hang")?;
    match members.text("reset")? {
        None if hang => Ok(Ending::Hang),
        None => Ok(Ending::Answer),
        Some("before" | "after") if hang => {
            Err(members.error("hang", "and reset exclude each other"))
        }
        Some("before" | "after") => Ok(Ending::Reset),
        Some(_) => Err(members.error("reset", "must be before or after (the work was done)")),
    }
}

/// Checks for members that exclude each other.
fn check_conflicts(members: &Members, fault: &Fault) -> Result<(), FaultsError> {
    let ended_by = match fault.ending {
        Ending::Answer => None,
        Ending::Hang => Some("hang"),
        Ending::Reset => Some("reset"),
    };
    if let Some(name) = ended_by
        && (!fault.leaves_response_unchanged() || fault.expire_tokens || fault.slow_body_ms > 0)
    {
        return Err(members.error(
            name,
            "gives no answer, so only delayMs (and workDone, for hang) can stand beside it",
        ));
    }
    if members.get("workDone").is_some() && fault.status.is_none() && fault.ending != Ending::Hang {
        return Err(members.error(
            "workDone",
            "goes with status or hang only; reset says it itself, and all else does the work",
        ));
    }
    if fault.expire_tokens && fault.status.is_some() {
        return Err(members.error("expireTokens", "answers 401 itself; leave status out"));
    }
    if fault.oauth_error.is_some() && fault.expire_tokens {
        return Err(members.error("oauthError", "answers itself; leave expireTokens out"));
    }
    if fault.keeps_body() && (fault.body.is_some() || members.get("workDone").is_some()) {
        let name = if fault.members.is_some() {
            "members"
        } else {
            "oauthError"
        };
        return Err(members.error(name, "goes with neither body nor workDone"));
    }
    if fault.content_type.is_some() && fault.headers.iter().any(|(name, _)| name == "content-type")
    {
        return Err(members.error("contentType", "is said in headers too; say it once"));
    }
    let full = matches!(
        fault.body,
        Some(ReplacementBody::Text(_) | ReplacementBody::Json(_))
    );
    if matches!(fault.status, Some(204 | 205 | 304)) && full {
        return Err(members.error("body", "must be empty: answers of this status have none"));
    }
    Ok(())
}

/// An OAuth error code, known or not (RFC 6749, section 5.2).
fn oauth_error(members: &Members) -> Result<Option<String>, FaultsError> {
    let allowed = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    match members.text("oauthError")? {
        Some(word) if word.is_empty() || !word.bytes().all(allowed) => {
            Err(members.error("oauthError", "is no error of OAuth, such as invalid_grant"))
        }
        word => Ok(word.map(str::to_owned)),
    }
}

fn replaced_members(members: &Members) -> Result<Option<Map<String, Value>>, FaultsError> {
    match members.get("members") {
        None => Ok(None),
        Some(Value::Object(replaced)) => Ok(Some(replaced.clone())),
        Some(other) => {
            let found = type_name(other);
            Err(members.error("members", &format!("must be an object, but is {found}")))
        }
    }
}

fn milliseconds(members: &Members, name: &str) -> Result<u32, FaultsError> {
    let expected = "a whole number of milliseconds, at most a day (86400000)";
    Ok(members
        .integer_u32(name, MAX_DELAY_MS, expected)?
        .unwrap_or(0))
}

/// Overrides for requests that create keys or start jobs.
fn side_effects(members: &Members) -> Result<SideEffectOverrides, FaultsError> {
    let job_ends = members
        .text("jobEnds")?
        .map(|word| JobStatus::from(word.to_owned()));
    if !matches!(
        job_ends,
        None | Some(JobStatus::FailedValidation | JobStatus::FailedJob | JobStatus::Timeout)
    ) {
        return Err(members.error("jobEnds", "must be failedValidation, failedJob or timeout"));
    }
    let seconds = |name: &str| {
        let expected = "a whole number of seconds, at most 86400";
        let seconds = members.integer_u32(name, 86_400, expected)?;
        Ok(seconds.map(|seconds| i64::from(seconds).saturating_mul(SECOND)))
    };
    let fail_keys = members.integer_u32("failKeys", u32::MAX, "a whole number of keys")?;
    Ok(SideEffectOverrides {
        fail_keys: fail_keys.map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX)),
        job_ends,
        job_milliseconds: seconds("jobSeconds")?,
        key_milliseconds: seconds("keySeconds")?,
    })
}

fn body(value: &Value) -> ReplacementBody {
    match value {
        Value::Null => ReplacementBody::Empty,
        Value::String(text) if text.is_empty() => ReplacementBody::Empty,
        Value::String(text) => ReplacementBody::Text(text.clone()),
        json => ReplacementBody::Json(json.to_string().into_bytes()),
    }
}

fn content_type(members: &Members) -> Result<Option<String>, FaultsError> {
    match members.text("contentType")? {
        Some(text) if text.is_empty() || !is_field_value(text) => {
            Err(members.error("contentType", "is no content type, such as text/html"))
        }
        text => Ok(text.map(str::to_owned)),
    }
}

fn headers(members: &Members) -> Result<Vec<(String, Option<String>)>, FaultsError> {
    let Some(value) = members.get("headers") else {
        return Ok(Vec::new());
    };
    let Value::Object(headers) = value else {
        let found = type_name(value);
        return Err(members.error("headers", &format!("must be an object, but is {found}")));
    };
    headers
        .iter()
        .map(|(name, value)| {
            let error = |rest: &str| {
                let printable: String = name.escape_default().take(40).collect();
                members.error(&format!("headers[\"{printable}\"]"), rest)
            };
            if !is_token(name) {
                return Err(error("is no name of a header"));
            }
            let lower = name.to_ascii_lowercase();
            if ["content-length", "transfer-encoding", "connection"].contains(&lower.as_str()) {
                return Err(error(
                    "cannot be given: it is how the answer travels; truncateTo, slowBodyMs and reset change that",
                ));
            }
            match value {
                Value::Null => Ok((lower, None)),
                Value::Number(number) => Ok((lower, Some(number.to_string()))),
                Value::String(text) if is_field_value(text) => Ok((lower, Some(text.clone()))),
                Value::String(_) => Err(error("has characters other than printable ASCII")),
                _ => Err(error("must be text, a number, or null to leave it out")),
            }
        })
        .collect()
}

/// Whether a text is a token (RFC 9110, section 5.6.2): a method, or a header's name.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn is_field_value(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
}
