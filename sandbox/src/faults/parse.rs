//! Reads rules, and says in words what is wrong with them.

use serde_json::{Map, Value};

use super::error::FaultsError;
use super::fault::{Fault, GivenBody};
use super::members::Members;
use super::path_pattern::PathPattern;
use super::rule::Rule;
use crate::validate::type_name;
use unloc_integrator_client::model::v2::JobStatus;

use crate::http::delivery::Ending;
use crate::store::side_effects::Mishap;
use crate::time::SECOND;

/// The longest delay: a day, in milliseconds. What carries answers could not wait for a month.
pub(crate) const LONGEST: u32 = 86_400_000;

/// The most rules; each request looks at all of them.
const MOST: usize = 1_000;

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
    if rules.len() > MOST {
        return Err(FaultsError(format!(
            "There are {} fault rules; {MOST} are the most.",
            rules.len()
        )));
    }
    rules
        .into_iter()
        .enumerate()
        .map(|(place, value)| rule(place, value))
        .collect()
}

fn rule(place: usize, given: Value) -> Result<Rule, FaultsError> {
    let name = format!("rules[{place}]");
    let members = Members::read(&name, &given, RULE_MEMBERS)?;
    let method = members.text("method")?;
    if method.is_some_and(|method| !is_name(method)) {
        return Err(members.complaint("method", "is no HTTP method, such as GET or POST"));
    }
    let path = members
        .text("path")?
        .map(PathPattern::read)
        .transpose()
        .map_err(|rest| members.complaint("path", rest))?;
    let fault = members
        .get("fault")
        .ok_or_else(|| members.complaint("fault", "is missing: a rule says what is to go wrong"))?;
    Ok(Rule {
        method: method.map(str::to_owned),
        path,
        after: members.whole_number("after")?.unwrap_or(0),
        count: members.whole_number("count")?,
        probability: members.share("probability")?.unwrap_or(1.0),
        // Two rules without a seed must not strike together.
        seed: members
            .whole_number("seed")?
            .unwrap_or(u64::try_from(place).unwrap_or(0)),
        fault: read_fault(&members.place_of("fault"), fault)?,
        matched: 0,
        drawn: 0,
        hits: 0,
        given,
    })
}

fn read_fault(place: &str, value: &Value) -> Result<Fault, FaultsError> {
    let members = Members::read(place, value, FAULT_MEMBERS)?;
    let status = match members.small_number("status", 599, "a status from 200 to 599")? {
        Some(0..200) => {
            return Err(members.complaint("status", "must be a status from 200 to 599"));
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
            .small_number("truncateTo", u32::MAX, "a whole number of bytes")?
            .and_then(|bytes| usize::try_from(bytes).ok()),
        expire_tokens: members.flag("expireTokens")?,
        oauth_error: oauth_error(&members)?,
        members: replaced_members(&members)?,
        work_done: true,
        ending,
        delay_ms: milliseconds(&members, "delayMs")?,
        slow_body_ms: milliseconds(&members, "slowBodyMs")?,
        mishap: mishap(&members)?,
    };
    contradictions(&members, &fault)?;
    if fault.only_takes_time()
        && members
            .get("delayMs")
            .or(members.get("slowBodyMs"))
            .is_none()
    {
        return Err(FaultsError(format!(
            "{place} says nothing that goes wrong; there are {}.",
            FAULT_MEMBERS.join(", ")
        )));
    }
    let by_itself = match (ending, members.text("reset")) {
        (Ending::Reset, Ok(when)) => when == Some("after"),
        (Ending::Hang, _) => false,
        _ => status.is_none() || fault.keeps_body(),
    };
    fault.work_done = match members.get("workDone") {
        None => by_itself,
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
            Err(members.complaint("hang", "and reset exclude each other"))
        }
        Some("before" | "after") => Ok(Ending::Reset),
        Some(_) => Err(members.complaint("reset", "must be before or after (the work was done)")),
    }
}

/// What cannot be done together.
fn contradictions(members: &Members, fault: &Fault) -> Result<(), FaultsError> {
    let ended_by = match fault.ending {
        Ending::Answer => None,
        Ending::Hang => Some("hang"),
        Ending::Reset => Some("reset"),
    };
    if let Some(name) = ended_by
        && (!fault.changes_no_answer() || fault.expire_tokens || fault.slow_body_ms > 0)
    {
        return Err(members.complaint(
            name,
            "gives no answer, so only delayMs (and workDone, for hang) can stand beside it",
        ));
    }
    if members.get("workDone").is_some() && fault.status.is_none() && fault.ending != Ending::Hang {
        return Err(members.complaint(
            "workDone",
            "goes with status or hang only; reset says it itself, and all else does the work",
        ));
    }
    if fault.expire_tokens && fault.status.is_some() {
        return Err(members.complaint("expireTokens", "answers 401 itself; leave status out"));
    }
    if fault.oauth_error.is_some() && fault.expire_tokens {
        return Err(members.complaint("oauthError", "answers itself; leave expireTokens out"));
    }
    if fault.keeps_body() && (fault.body.is_some() || members.get("workDone").is_some()) {
        let name = if fault.members.is_some() {
            "members"
        } else {
            "oauthError"
        };
        return Err(members.complaint(name, "goes with neither body nor workDone"));
    }
    if fault.content_type.is_some() && fault.headers.iter().any(|(name, _)| name == "content-type")
    {
        return Err(members.complaint("contentType", "is said in headers too; say it once"));
    }
    let full = matches!(fault.body, Some(GivenBody::Text(_) | GivenBody::Json(_)));
    if matches!(fault.status, Some(204 | 205 | 304)) && full {
        return Err(members.complaint("body", "must be empty: answers of this status have none"));
    }
    Ok(())
}

/// One of OAuth's words, or another of its kind (RFC 6749, section 5.2).
fn oauth_error(members: &Members) -> Result<Option<String>, FaultsError> {
    let allowed = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    match members.text("oauthError")? {
        Some(word) if word.is_empty() || !word.bytes().all(allowed) => {
            Err(members.complaint("oauthError", "is no error of OAuth, such as invalid_grant"))
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
            Err(members.complaint("members", &format!("must be an object, but is {found}")))
        }
    }
}

fn milliseconds(members: &Members, name: &str) -> Result<u32, FaultsError> {
    let wanted = "a whole number of milliseconds, at most a day (86400000)";
    Ok(members.small_number(name, LONGEST, wanted)?.unwrap_or(0))
}

/// What becomes of the work of requests that make keys or begin jobs.
fn mishap(members: &Members) -> Result<Mishap, FaultsError> {
    let job_ends = members
        .text("jobEnds")?
        .map(|word| JobStatus::from(word.to_owned()));
    if !matches!(
        job_ends,
        None | Some(JobStatus::FailedValidation | JobStatus::FailedJob | JobStatus::Timeout)
    ) {
        return Err(members.complaint("jobEnds", "must be failedValidation, failedJob or timeout"));
    }
    let seconds = |name: &str| {
        let wanted = "a whole number of seconds, at most 86400";
        let seconds = members.small_number(name, 86_400, wanted)?;
        Ok(seconds.map(|seconds| i64::from(seconds).saturating_mul(SECOND)))
    };
    let fail_keys = members.small_number("failKeys", u32::MAX, "a whole number of keys")?;
    Ok(Mishap {
        fail_keys: fail_keys.map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX)),
        job_ends,
        job_milliseconds: seconds("jobSeconds")?,
        key_milliseconds: seconds("keySeconds")?,
    })
}

fn body(value: &Value) -> GivenBody {
    match value {
        Value::Null => GivenBody::Empty,
        Value::String(text) if text.is_empty() => GivenBody::Empty,
        Value::String(text) => GivenBody::Text(text.clone()),
        json => GivenBody::Json(json.to_string().into_bytes()),
    }
}

fn content_type(members: &Members) -> Result<Option<String>, FaultsError> {
    match members.text("contentType")? {
        Some(text) if text.is_empty() || !is_value(text) => {
            Err(members.complaint("contentType", "is no content type, such as text/html"))
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
        return Err(members.complaint("headers", &format!("must be an object, but is {found}")));
    };
    headers
        .iter()
        .map(|(name, value)| {
            let complaint = |rest: &str| {
                let shown: String = name.escape_default().take(40).collect();
                members.complaint(&format!("headers[\"{shown}\"]"), rest)
            };
            if !is_name(name) {
                return Err(complaint("is no name of a header"));
            }
            let lower = name.to_ascii_lowercase();
            if ["content-length", "transfer-encoding", "connection"].contains(&lower.as_str()) {
                return Err(complaint(
                    "cannot be given: it is how the answer travels; truncateTo, slowBodyMs and reset change that",
                ));
            }
            match value {
                Value::Null => Ok((lower, None)),
                Value::Number(number) => Ok((lower, Some(number.to_string()))),
                Value::String(text) if is_value(text) => Ok((lower, Some(text.clone()))),
                Value::String(_) => Err(complaint("has characters other than printable ASCII")),
                _ => Err(complaint("must be text, a number, or null to leave it out")),
            }
        })
        .collect()
}

/// Whether a text is a token (RFC 9110, section 5.6.2): a method, or a header's name.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn is_value(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
}
