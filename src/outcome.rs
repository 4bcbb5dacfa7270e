//! From a status, headers and an error's body to success or an [`Error`].

use crate::error::{Code, Error, InvalidParam};
use crate::percent;

/// Headers that carry an API's id of a request, the most telling first.
pub const REQUEST_ID_HEADERS: [&str; 5] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-cloud-trace-context",
];

/// What to read of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The body is the data.
    Data,
    /// There is no body (204, 205).
    Nothing,
    /// The body says what went wrong.
    Refusal,
    /// The server points elsewhere.
    Redirect,
}

/// Decides by the status alone. A status of 0 is the platform's opaque redirect.
pub fn reading(status: u16) -> Reading {
    match status {
        204 | 205 => Reading::Nothing,
        200..=299 => Reading::Data,
        0 | 300..=399 => Reading::Redirect,
        _ => Reading::Refusal,
    }
}

/// Where an answer came from.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The call's name.
    pub operation: &'a str,
    /// Whether the call may be repeated without harm.
    pub idempotent: bool,
    /// The HTTP status.
    pub status: u16,
}

/// The members of an error body that any of the API's generations has used. What is of another
/// type than expected counts as absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorBody {
    /// `error`: the API's word.
    pub error: Option<String>,
    /// `errorDescription` (the API), else `error_description` (its token endpoint), `detail`,
    /// `title` (API v2, RFC 9457), `message` (what stands before it): the API's sentence.
    pub descriptions: [Option<String>; 5],
    /// `invalidParams` (API v2).
    pub invalid_params: Vec<InvalidParam>,
}

impl ErrorBody {
    /// Reads the members through `text`, which gives a member that is a text.
    pub fn read(text: impl Fn(&str) -> Option<String>, invalid_params: Vec<InvalidParam>) -> Self {
        let text = |name: &str| text(name).filter(|text| !text.trim().is_empty());
        let descriptions = [
            "errorDescription",
            "error_description",
            "detail",
            "title",
            "message",
        ];
        Self {
            error: text("error").or_else(|| text("title")),
            descriptions: descriptions.map(text),
            invalid_params,
        }
    }

    /// Takes a secret out of every text, in case the API repeated it.
    #[must_use]
    pub fn without(mut self, secret: &str) -> Self {
        let params = self
            .invalid_params
            .iter_mut()
            .flat_map(|param| [&mut param.name, &mut param.reason]);
        let texts = self
            .error
            .iter_mut()
            .chain(self.descriptions.iter_mut().flatten());
        for text in texts.chain(params) {
            *text = redacted(text, secret);
        }
        self
    }

    fn sentence(&self) -> Option<&str> {
        self.descriptions.iter().find_map(Option::as_deref)
    }
}

/// The text without a secret that it may repeat, without phone numbers, and not without end.
pub fn redacted(text: &str, secret: &str) -> String {
    const LONGEST: usize = 500;
    let text = if secret.is_empty() {
        text.to_owned()
    } else {
        let mut encoded = String::new();
        percent::encode(secret, &mut encoded);
        text.replace(secret, "[token]").replace(&encoded, "[token]")
    };
    let mut short: String = without_phone_numbers(&text).chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// The text without E.164 phone numbers, whose plus may be percent-encoded.
fn without_phone_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let plus = ["+", "%2B", "%2b"]
            .into_iter()
            .filter_map(|plus| rest.split_once(plus))
            .min_by_key(|(before, _)| before.len());
        let Some((before, after)) = plus else {
            out.push_str(rest);
            return out;
        };
        out.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if digits >= 7 {
            out.push_str("[phone number]");
        } else {
            out.push('+');
            out.extend(after.chars().take(digits));
        }
        rest = after.get(digits..).unwrap_or_default();
    }
}

/// The error of an answer that is not a success.
///
/// `raw` is the body's text, used when `body` says nothing; a page of HTML is not quoted.
pub fn refusal(answered: Answered<'_>, body: &ErrorBody, raw: &str) -> Error {
    let code = code_of(answered.status);
    let status = answered.status.to_string();
    let quoted = body.sentence().map(str::to_owned).or_else(|| quotable(raw));
    let word = body.error.clone();
    let said = match (&word, &quoted) {
        (Some(word), Some(sentence)) if word != sentence => {
            [" (", word, ": ", sentence, ")"].concat()
        }
        (_, Some(text)) | (Some(text), None) => [" (", text, ")"].concat(),
        (None, None) => String::new(),
    };
    let message = [
        answered.operation,
        ": the API answered ",
        &status,
        &said,
        ". ",
        advice(code),
    ]
    .concat();
    let mut error = Error::new(code, answered.operation, message);
    error.status = Some(answered.status);
    error.invalid_params.clone_from(&body.invalid_params);
    error.error = word.unwrap_or(error.error);
    error.error_description = quoted.unwrap_or(error.error_description);
    // A 408 or a 5xx may have come after the work was done.
    error.safe_to_retry = match code {
        Code::ServerError | Code::Timeout => answered.idempotent,
        _ => code.safe_to_retry(),
    };
    error
}

/// The error of a success whose body is not what the API promises.
pub fn unreadable(answered: Answered<'_>, what: &str) -> Error {
    let status = answered.status.to_string();
    let mut error = Error::new(
        Code::InvalidResponse,
        answered.operation,
        [
            answered.operation,
            ": the API answered ",
            &status,
            " but ",
            what,
            if answered.idempotent {
                ". Check that the base URL is the API's and not a web page's."
            } else {
                ". What was asked for has probably been done: read it back before repeating the call."
            },
        ]
        .concat(),
    );
    error.status = Some(answered.status);
    error.safe_to_retry = answered.idempotent;
    error
}

/// The error of a success in whose body the API says that it is none.
pub fn refused_in_success(answered: Answered<'_>, body: &ErrorBody) -> Error {
    let mut error = refusal(answered, body, "");
    error.code = Code::InvalidResponse;
    error.safe_to_retry = answered.idempotent;
    error
}

/// The error of a redirect, which is never followed: the token would go along.
pub fn redirected(answered: Answered<'_>) -> Error {
    let mut error = Error::new(
        Code::Redirected,
        answered.operation,
        [answered.operation, ": the server points to another address, and a token is not sent there. Give init the API's final base URL."].concat(),
    );
    error.status = Some(answered.status).filter(|status| *status != 0);
    error
}

/// What ended a request before its answer was whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The caller's signal.
    Aborted,
    /// The attempt's timeout.
    Timeout,
    /// The whole call's deadline.
    Deadline,
}

/// Why a request got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost<'a> {
    /// No connection was made, proven by the platform's own word (`ECONNREFUSED`).
    NeverConnected(&'a str),
    /// It may have arrived. The platform's word, if it has one.
    Somewhere(Option<&'a str>),
    /// It was ended from here.
    Cut(Cut),
}

/// Words by which Node says that no connection was made, so that nothing can have arrived.
const NEVER_CONNECTED: [&str; 3] = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"];

/// Reads the platform's words for why a request got no answer: one per address it tried.
pub fn lost(words: &[String]) -> Lost<'_> {
    let first = words.first().map(String::as_str);
    match first {
        Some(word)
            if words
                .iter()
                .all(|word| NEVER_CONNECTED.contains(&word.as_str())) =>
        {
            Lost::NeverConnected(word)
        }
        _ => Lost::Somewhere(first.filter(|word| is_plain_word(word))),
    }
}

/// Platform words look like `ECONNRESET`; anything else might hold an address and stays out.
fn is_plain_word(word: &str) -> bool {
    word.len() <= 40 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// The error of a request that got no answer.
pub fn unanswered(operation: &str, lost: Lost<'_>) -> Error {
    let (code, text) = match lost {
        Lost::Cut(Cut::Aborted) => (Code::Aborted, ": ended by the caller's signal."),
        Lost::Cut(Cut::Timeout) => (
            Code::Timeout,
            ": no answer within timeoutMs. Call again, or allow more time.",
        ),
        Lost::Cut(Cut::Deadline) => (
            Code::DeadlineExceeded,
            ": not finished within deadlineMs, retries and waits included. Call again, or allow more time.",
        ),
        Lost::NeverConnected(_) => (
            Code::Network,
            ": no connection to the API. Check the base URL and the network, then call again.",
        ),
        Lost::Somewhere(_) => (
            Code::Network,
            ": the connection failed. Check the base URL and the network (in a browser also that the API allows this page's origin).",
        ),
    };
    let word = match lost {
        Lost::NeverConnected(word) | Lost::Somewhere(Some(word)) => [" (", word, ")"].concat(),
        Lost::Somewhere(None) | Lost::Cut(_) => String::new(),
    };
    Error::new(code, operation, [operation, text, &word].concat())
}

fn code_of(status: u16) -> Code {
    match status {
        400 | 422 => Code::BadRequest,
        401 => Code::Unauthorized,
        403 => Code::Forbidden,
        404 => Code::NotFound,
        408 => Code::Timeout,
        409 => Code::Conflict,
        429 => Code::RateLimited,
        500..=599 => Code::ServerError,
        _ => Code::HttpError,
    }
}

fn advice(code: Code) -> &'static str {
    match code {
        Code::BadRequest => "Correct the request.",
        Code::Unauthorized => "Get a new token and call again.",
        Code::Forbidden => "Use a token whose scope covers this lock holder.",
        Code::NotFound => "Check the ids, and that the token's scope covers them.",
        Code::Conflict => "Read what is there before you call again.",
        Code::RateLimited => "Wait before you call again.",
        Code::ServerError | Code::Timeout => {
            "Try again later; read back first if this was a write."
        }
        _ => "Check the base URL and what stands between here and the API.",
    }
}

/// The first words of a plain text body; nothing of a page of HTML.
fn quotable(raw: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let text = raw.trim();
    if text.is_empty() || text.starts_with('<') || text.starts_with('{') || text.starts_with('[') {
        return None;
    }
    let mut quoted: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        quoted.push('…');
    }
    Some(quoted)
}

/// When to come back, in milliseconds, from `retry-after-ms`, or from `Retry-After` in seconds or
/// as a date (RFC 9110, section 10.2.3). A date counts from the answer's own `Date`, where there
/// is one: the clocks of two machines differ.
///
/// `epoch_ms` reads such a date: the platform's own reading costs nothing in the wasm.
pub fn retry_after_ms(
    header: impl Fn(&str) -> Option<String>,
    epoch_ms: impl Fn(&str) -> Option<f64>,
    now_epoch_ms: f64,
) -> Option<f64> {
    let number = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    if let Some(milliseconds) = header("retry-after-ms").as_deref().and_then(number) {
        return Some(milliseconds);
    }
    let told = header("retry-after")?;
    if let Some(seconds) = number(&told) {
        return Some(seconds * 1000.0);
    }
    let from = header("date")
        .and_then(|date| epoch_ms(&date))
        .unwrap_or(now_epoch_ms);
    epoch_ms(&told).map(|until| (until - from).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answered(status: u16, idempotent: bool) -> Answered<'static> {
        Answered {
            operation: "getLocks",
            idempotent,
            status,
        }
    }

    fn body_of(json: &serde_json::Value) -> ErrorBody {
        let params = json["invalidParams"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|param| InvalidParam {
                name: param["name"].as_str().unwrap_or_default().to_owned(),
                reason: param["reason"].as_str().unwrap_or_default().to_owned(),
            });
        ErrorBody::read(
            |name| json[name].as_str().map(str::to_owned),
            params.collect(),
        )
    }

    #[test]
    fn a_repeated_token_is_taken_out_of_every_text() {
        let json = serde_json::json!({"error": "tok-1", "detail": "no tok-1", "message": "tok-1",
            "invalidParams": [{"name": "tok-1", "reason": "tok-1"}]});
        let error = refusal(answered(400, true), &body_of(&json).without("tok-1"), "");
        assert!(!format!("{error:?}").contains("tok-1"), "{error:?}");
    }

    fn error_of(status: u16, json: serde_json::Value) -> Error {
        refusal(answered(status, true), &body_of(&json), "")
    }

    #[test]
    fn the_api_s_own_words_are_kept_in_every_spelling_it_has_used() {
        for (json, word, sentence) in [
            (
                serde_json::json!({"error": "JsonWebTokenError", "errorDescription": "JWT expired"}),
                "JsonWebTokenError",
                "JWT expired",
            ),
            (
                serde_json::json!({"error": "invalid_request", "error_description": "Missing"}),
                "invalid_request",
                "Missing",
            ),
            (
                serde_json::json!({"title": "Bad", "detail": "Start is late"}),
                "Bad",
                "Start is late",
            ),
            (serde_json::json!({"title": "Bad"}), "Bad", "Bad"),
            (
                serde_json::json!({"error": {"x": 1}, "message": "Odd"}),
                "unauthorized",
                "Odd",
            ),
        ] {
            let error = error_of(401, json);
            assert_eq!(
                (error.error.as_str(), error.error_description.as_str()),
                (word, sentence)
            );
            assert!(
                error.message.contains(sentence) && error.message.contains("401"),
                "{}",
                error.message
            );
        }
    }

    #[test]
    fn a_body_without_words_leaves_the_code_and_the_message() {
        for json in [
            serde_json::json!(null),
            serde_json::json!([1]),
            serde_json::json!("x"),
            serde_json::json!({}),
        ] {
            let error = error_of(404, json);
            assert_eq!(error.error, "not_found");
            assert_eq!(error.error_description, error.message);
        }
    }

    #[test]
    fn plain_text_is_quoted_in_part_and_html_is_not() {
        let body = ErrorBody::default();
        let quoted = refusal(answered(503, true), &body, &"busy ".repeat(100));
        assert!(
            quoted.error_description.starts_with("busy")
                && quoted.error_description.chars().count() <= 201
        );
        let page = refusal(answered(502, true), &body, "<html>secret path /srv</html>");
        assert!(!page.message.contains("srv"), "{}", page.message);
    }

    #[test]
    fn a_write_that_failed_late_is_not_safe_to_repeat() {
        let body = ErrorBody::default();
        assert!(refusal(answered(503, true), &body, "").safe_to_retry);
        assert!(!refusal(answered(503, false), &body, "").safe_to_retry);
        assert!(refusal(answered(429, false), &body, "").safe_to_retry);
        assert!(!unreadable(answered(200, false), "sent nothing").safe_to_retry);
    }

    #[test]
    fn phone_numbers_are_left_out_of_what_the_api_says() {
        for (text, clean) in [
            (
                "Cannot DELETE /users/%2B4799887766/keys",
                "Cannot DELETE /users/[phone number]/keys",
            ),
            (
                "+4799887766 and +447700900123.",
                "[phone number] and [phone number].",
            ),
            ("1 + 1, C++, a+b, +123", "1 + 1, C++, a+b, +123"),
            ("", ""),
        ] {
            assert_eq!(redacted(text, ""), clean);
        }
    }

    #[test]
    fn a_token_is_left_out_also_percent_encoded_and_texts_end() {
        assert_eq!(
            redacted("a b+c/= b%2Bc%2F%3D", "b+c/="),
            "a [token] [token]"
        );
        assert_eq!(redacted(&"x".repeat(10_000), "").chars().count(), 501);
    }

    #[test]
    fn invalid_parameters_are_kept() {
        let error = error_of(
            400,
            serde_json::json!({"title": "x", "invalidParams": [{"name": "keys[1].start", "reason": "late"}]}),
        );
        assert_eq!(
            error.invalid_params,
            [InvalidParam {
                name: "keys[1].start".to_owned(),
                reason: "late".to_owned()
            }]
        );
    }

    #[test]
    fn only_when_every_address_refused_was_there_certainly_no_connection() {
        let words = |list: &[&str]| {
            list.iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        for (list, never) in [
            (words(&["ECONNREFUSED", "ECONNREFUSED"]), true),
            (words(&["ENOTFOUND"]), true),
            (words(&["ECONNREFUSED", "ETIMEDOUT"]), false),
            (words(&["ECONNREFUSED", ""]), false),
            (words(&["ECONNRESET"]), false),
            (words(&[]), false),
        ] {
            assert_eq!(
                matches!(lost(&list), Lost::NeverConnected(_)),
                never,
                "{list:?}"
            );
        }
    }

    #[test]
    fn only_plain_words_of_the_platform_are_quoted() {
        let words = ["https://x/users/+4799887766".to_owned()];
        assert!(
            !unanswered("getLocks", lost(&words))
                .message
                .contains("4799887766")
        );
    }

    #[test]
    fn retry_after_is_read_in_milliseconds_seconds_and_as_a_date() {
        let read = |pairs: &[(&str, &str)]| {
            retry_after_ms(
                |name| {
                    pairs
                        .iter()
                        .find(|pair| pair.0 == name)
                        .map(|pair| pair.1.to_owned())
                },
                |date| {
                    let moment = httpdate::parse_http_date(date).ok()?;
                    let since = moment.duration_since(std::time::UNIX_EPOCH).ok()?;
                    Some(since.as_secs_f64() * 1000.0)
                },
                1_767_225_600_000.0, // 2026-01-01T00:00:00Z
            )
        };
        let date = ("retry-after", "Thu, 01 Jan 2026 00:00:07 GMT");
        for (pairs, told) in [
            (&[("retry-after", "2")][..], Some(2000.0)),
            (
                &[("retry-after-ms", "1500"), ("retry-after", "2")],
                Some(1500.0),
            ),
            (&[date], Some(7000.0)),
            (
                &[date, ("date", "Thu, 01 Jan 2026 00:00:05 GMT")],
                Some(2000.0),
            ),
            (
                &[date, ("date", "Thu, 01 Jan 2026 00:01:00 GMT")],
                Some(0.0),
            ),
            (&[("retry-after", "-2")], None),
            (&[("retry-after", "soon")], None),
            (&[("retry-after", "99999999999999999999")], None),
            (&[], None),
        ] {
            assert_eq!(read(pairs), told, "{pairs:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, status: u16, idempotent: bool) {
            let text = String::from_utf8_lossy(&bytes);
            let clean = redacted(&text, "t");
            prop_assert!(!clean.replace("[token]", "").replace("[phone number]", "").contains('t'));
            let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let body = body_of(&value);
            let answered = answered(status, idempotent);
            let error = match reading(status) {
                Reading::Refusal => refusal(answered, &body, &text),
                Reading::Redirect => redirected(answered),
                Reading::Data | Reading::Nothing => unreadable(answered, "sent nothing"),
            };
            prop_assert!(error.message.starts_with("getLocks: "));
        }
    }
}
