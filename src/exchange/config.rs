//! The options of a client and of a call, checked.

use crate::error::{Code, Error};
use crate::request::base_url::BaseUrl;
use crate::retry::Policy;
use crate::text::{all, has_control, is_alphanumeric_or};

/// How long a call may take unless the caller says otherwise, in milliseconds.
const DEADLINE_MS: f64 = 60_000.0;

/// What a caller gave, those of the call over those of its client.
#[derive(Debug, Default)]
pub struct Options {
    /// Where the API is.
    pub base_url: Option<String>,
    /// Allows plain `http` to another machine.
    pub allow_insecure: bool,
    /// Further headers; of two with one name the later counts.
    pub headers: Vec<(String, String)>,
    /// How long an attempt may take until the response's headers are there, in milliseconds.
    pub timeout_ms: Option<f64>,
    /// How long the call may take, all attempts and waits included, in milliseconds.
    pub deadline_ms: Option<f64>,
    /// Retries after the first attempt.
    pub max_retries: Option<f64>,
    /// The longest `Retry-After` that is waited for, in milliseconds.
    pub retry_after_ceiling_ms: Option<f64>,
}

/// What a call needs beside its arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Where the API is.
    pub base_url: BaseUrl,
    /// Further headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// How long an attempt may take until the response's headers are there, in milliseconds; none if
    /// the operation decides.
    pub timeout_ms: Option<f64>,
    /// How long the call may take, all attempts and waits included, in milliseconds.
    pub deadline_ms: f64,
    /// How often it is tried.
    pub policy: Policy,
}

impl Config {
    /// Checks options.
    ///
    /// # Errors
    /// `invalid_argument`, `not_initialized`, `insecure_base_url`.
    pub fn new(operation: &str, options: Options) -> Result<Self, Error> {
        let check = |name: &str, value: Option<f64>, above_zero: bool| match value {
            Some(number) if !(number > 0.0 || (number == 0.0 && !above_zero)) => {
                Err(not_a_number(operation, name, above_zero))
            }
            _ => Ok(()),
        };
        let mut headers = options.headers;
        for (name, value) in &mut headers {
            check_header(operation, name, value)?;
            name.make_ascii_lowercase();
        }
        check("timeoutMs", options.timeout_ms, true)?;
        check("deadlineMs", options.deadline_ms, true)?;
        check("maxRetries", options.max_retries, false)?;
        check("retryAfterCeilingMs", options.retry_after_ceiling_ms, false)?;
        let mut policy = Policy::default();
        if let Some(retries) = options.max_retries {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
            let count = retries as u32;
            policy.max_retries = count;
        }
        if let Some(ceiling_ms) = options.retry_after_ceiling_ms {
            policy.retry_after_ceiling_ms = ceiling_ms;
        }
        let Some(base_url) = options.base_url else {
            let what = "no base URL is set. Call init('https://api.unloc.app') first.";
            return Err(Error::of(Code::NotInitialized, operation, &[what]));
        };
        let base_url = BaseUrl::parse(&base_url, options.allow_insecure).map_err(|mut error| {
            operation.clone_into(&mut error.operation);
            error
        })?;
        Ok(Self {
            base_url,
            headers,
            timeout_ms: options.timeout_ms,
            deadline_ms: options.deadline_ms.unwrap_or(DEADLINE_MS),
            policy,
        })
    }
}

impl Config {
    /// The headers of a request: those of `own` that are not empty, then the caller's.
    pub(super) fn headers_with(&self, own: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, value) in own {
            if !value.is_empty() {
                headers.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        for (name, value) in &self.headers {
            headers.push((name.clone(), value.clone()));
        }
        headers
    }
}

fn not_a_number(operation: &str, name: &str, above_zero: bool) -> Error {
    let least = if above_zero {
        "\" must be a number above 0"
    } else {
        "\" must be a number of 0 or more"
    };
    Error::invalid_argument(operation, &["the option \"", name, least])
}

/// The error of the option "headers".
pub fn bad_headers(operation: &str, what: &str, name: &str) -> Error {
    Error::invalid_argument(operation, &["the option \"headers\" ", what, name])
}

/// Headers that a caller cannot set: the token is the call's first argument, the body is JSON.
const RESERVED_HEADERS: [&str; 6] = [
    "authorization",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "transfer-encoding",
];

/// RFC 9110, sections 5.1 and 5.5: what a header's name and value may hold.
fn check_header(operation: &str, name: &str, value: &str) -> Result<(), Error> {
    /// The first byte of U+00FF in UTF-8.
    const LATIN_1: u8 = 0xC3;
    let (what, which) =
        if name.is_empty() || !all(name, |b| is_alphanumeric_or(b, b"!#$%&'*+-.^_`|~")) {
            ("contains a name that HTTP does not allow", "")
        } else if has_control(value) || !all(value, |byte| byte <= LATIN_1) {
            ("contains a value that HTTP does not allow, in ", name)
        } else if RESERVED_HEADERS
            .iter()
            .any(|reserved| name.eq_ignore_ascii_case(reserved))
        {
            let what = "must not contain one that this library or the platform sets: ";
            (what, name)
        } else {
            return Ok(());
        };
    Err(bad_headers(operation, what, which))
}
