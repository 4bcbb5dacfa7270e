//! What a response means: success, or an [`Error`] from its status, headers and body.

pub mod redaction;
pub mod transport_error;

use crate::error::{Code, Error, InvalidParam};
use crate::integer::format_integer;
use crate::text::{concat, first_characters};

/// Headers with the API's id of a request, the most specific first.
pub const REQUEST_ID_HEADERS: [&str; 5] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-cloud-trace-context",
];

/// What to read of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// The body is the data.
    Data,
    /// There is no body (204, 205).
    Empty,
    /// The body describes an error.
    Error,
    /// A redirect.
    Redirect,
}

/// Decides by the status only. Status 0 is the opaque redirect of Fetch.
pub fn body_kind(status: u16) -> BodyKind {
    match status {
        204 | 205 => BodyKind::Empty,
        200..=299 => BodyKind::Data,
        0 | 300..=399 => BodyKind::Redirect,
        _ => BodyKind::Error,
    }
}

/// The call and status that a response belongs to.
#[derive(Clone, Copy, Debug)]
pub struct ResponseContext<'a> {
    /// The call's name.
    pub operation: &'a str,
    /// Whether the call is idempotent.
    pub idempotent: bool,
    /// The HTTP status.
    pub status: u16,
}

/// The members of an error body that any version of the API has used. A member of another type than
/// expected counts as absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorBody {
    /// `error`, else `title`: the API's error code.
    pub error: Option<String>,
    /// `errorDescription` (the API), else `error_description` (its token endpoint), `detail`,
    /// `title` (API v2, RFC 9457), `message` (gateways): the API's description.
    pub sentence: Option<String>,
    /// `invalidParams` (API v2).
    pub invalid_params: Vec<InvalidParam>,
}

impl ErrorBody {
    /// Reads the members by `text`, which returns a member that is a text.
    pub fn read(text: &dyn Fn(&str) -> Option<String>, invalid_params: Vec<InvalidParam>) -> Self {
        let first = |names: &[&str]| {
            for name in names {
                if let Some(text) = text(name).filter(|text| !text.trim_ascii().is_empty()) {
                    return Some(text);
                }
            }
            None
        };
        Self {
            error: first(&["error", "title"]),
            sentence: first(&[
                "errorDescription",
                "error_description",
                "detail",
                "title",
                "message",
            ]),
            invalid_params,
        }
    }

    /// Redacts every text, in case the API repeated a secret.
    #[must_use]
    pub fn without(mut self, secret: &str) -> Self {
        let redact = |text: &mut String| *text = redaction::redacted_excerpt(text, secret);
        if let Some(error) = &mut self.error {
            redact(error);
        }
        if let Some(sentence) = &mut self.sentence {
            redact(sentence);
        }
        for param in &mut self.invalid_params {
            redact(&mut param.name);
            redact(&mut param.reason);
        }
        self
    }
}

/// The error of a response that is not a success.
///
/// `raw` is the body's text. It is quoted if `body` is empty, unless it is HTML.
pub fn error_response(answered: ResponseContext<'_>, body: &ErrorBody, raw: &str) -> Error {
    let code = code_of(answered.status);
    let status = format_integer(answered.status.into());
    let quoted = body.sentence.clone().or_else(|| quotable(raw));
    let word = body.error.clone();
    let said = match (&word, &quoted) {
        (Some(word), Some(sentence)) if word != sentence => concat(&[word, ": ", sentence]),
        (_, Some(text)) | (Some(text), None) => text.clone(),
        (None, None) => String::new(),
    };
    let parameters = refused_parameters(&body.invalid_params);
    let said = match (said.is_empty(), parameters.is_empty()) {
        (_, true) => said,
        (true, false) => parameters,
        (false, false) => concat(&[&said, "; ", &parameters]),
    };
    let (open, close) = if said.is_empty() {
        ("", "")
    } else {
        (" (", ")")
    };
    let parts = [
        "the API answered ",
        &status,
        open,
        &said,
        close,
        ". ",
        advice(code),
    ];
    let mut error = Error::of(code, answered.operation, &parts);
    error.status = Some(answered.status);
    for InvalidParam { name, reason } in &body.invalid_params {
        error.invalid_params.push(InvalidParam {
            name: name.clone(),
            reason: reason.clone(),
        });
    }
    if let Some(word) = word {
        error.error = word;
    }
    if let Some(quoted) = quoted {
        error.error_description = quoted;
    }
    // A 408 or a 5xx may be sent although the work was done.
    error.safe_to_retry = match code {
        Code::ServerError | Code::Timeout => answered.idempotent,
        _ => code.safe_to_retry(),
    };
    error
}

/// The error of a success whose body is not what the operation promises.
pub fn invalid_response(answered: ResponseContext<'_>, what: &str) -> Error {
    let status = format_integer(answered.status.into());
    let advice = if answered.idempotent {
        ". Check that the base URL is the API's and not a web page's."
    } else {
        ". The write has probably been done: read back before you call again."
    };
    let parts = ["the API answered ", &status, " but ", what, advice];
    let mut error = Error::of(Code::InvalidResponse, answered.operation, &parts);
    error.status = Some(answered.status);
    error.safe_to_retry = answered.idempotent;
    error
}

/// The error of a success whose body is an error.
pub fn error_in_success_response(answered: ResponseContext<'_>, body: &ErrorBody) -> Error {
    let mut error = error_response(answered, body, "");
    error.code = Code::InvalidResponse;
    error.safe_to_retry = answered.idempotent;
    error
}

/// The error of a redirect. It is never followed, because the token would be sent along.
pub fn redirect_error(answered: ResponseContext<'_>) -> Error {
    let what = "the server redirects to another URL; the token is not sent there. Use the server's final base URL.";
    let mut error = Error::of(Code::Redirected, answered.operation, &[what]);
    error.status = Some(answered.status).filter(|status| *status != 0);
    error
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
        Code::Forbidden => "Use a token whose scope covers this call.",
        Code::NotFound => "Check the ids, and that the token's scope covers them.",
        Code::Conflict => "Read the current state before you call again.",
        Code::RateLimited => "Wait before you call again.",
        Code::ServerError | Code::Timeout => "Call again later; after a write, read back first.",
        _ => "Check the base URL, and any proxy between you and the API.",
    }
}

/// The beginning of a plain text body; nothing of HTML or JSON.
fn quotable(raw: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let text = raw.trim_ascii();
    if matches!(text.as_bytes().first(), None | Some(b'<' | b'{' | b'[')) {
        return None;
    }
    let first = first_characters(text, LONGEST);
    let mark = if first.len() < text.len() { "…" } else { "" };
    Some(concat(&[first, mark]))
}

/// The parameters that the API refused, for the end of a sentence: the first ones, and how many more.
fn refused_parameters(params: &[InvalidParam]) -> String {
    const MOST: usize = 3;
    const LONGEST: usize = 120;
    let mut text = String::new();
    for InvalidParam { name, reason } in params.iter().take(MOST) {
        let between = if text.is_empty() { "" } else { "; " };
        let reason = first_characters(reason, LONGEST);
        text = concat(&[
            &text,
            between,
            first_characters(name, LONGEST),
            ": ",
            reason,
        ]);
    }
    if let Some(more) = params.len().checked_sub(MOST).filter(|more| *more > 0) {
        let more = format_integer(u64::try_from(more).unwrap_or_default());
        text = concat(&[&text, "; and ", &more, " more"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::redaction::redacted_excerpt;
    use proptest::prelude::*;

    fn answered(status: u16, idempotent: bool) -> ResponseContext<'static> {
        ResponseContext {
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
            &|name| json[name].as_str().map(str::to_owned),
            params.collect(),
        )
    }

    #[test]
    fn a_repeated_token_is_taken_out_of_every_text() {
        let json = serde_json::json!({"error": "token-12", "detail": "no token-12", "message": "token-12",
            "invalidParams": [{"name": "token-12", "reason": "token-12"}]});
        let error = error_response(answered(400, true), &body_of(&json).without("token-12"), "");
        assert!(!format!("{error:?}").contains("token-12"), "{error:?}");
    }

    fn error_of(status: u16, json: serde_json::Value) -> Error {
        error_response(answered(status, true), &body_of(&json), "")
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
        let quoted = error_response(answered(503, true), &body, &"busy ".repeat(100));
        assert!(
            quoted.error_description.starts_with("busy")
                && quoted.error_description.chars().count() <= 201
        );
        let page = error_response(answered(502, true), &body, "<html>secret path /srv</html>");
        assert!(!page.message.contains("srv"), "{}", page.message);
    }

    #[test]
    fn a_write_that_failed_late_is_not_safe_to_repeat() {
        let body = ErrorBody::default();
        assert!(error_response(answered(503, true), &body, "").safe_to_retry);
        assert!(!error_response(answered(503, false), &body, "").safe_to_retry);
        assert!(error_response(answered(429, false), &body, "").safe_to_retry);
        assert!(!invalid_response(answered(200, false), "sent nothing").safe_to_retry);
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
    fn the_message_names_the_first_invalid_parameters_and_counts_the_others() {
        let param = |index: usize| serde_json::json!({"name": format!("keys.{index}.start"), "reason": "is late"});
        let params: Vec<_> = (0..5).map(param).collect();
        let error = error_of(
            400,
            serde_json::json!({"title": "Validation Error", "invalidParams": params}),
        );
        assert_eq!(
            error.message,
            "getLocks: the API answered 400 (Validation Error; keys.0.start: is late; keys.1.start: is late; \
             keys.2.start: is late; and 2 more). Correct the request."
        );
        let error = error_of(400, serde_json::json!({"invalidParams": [param(0)]}));
        assert!(
            error.message.contains("(keys.0.start: is late)"),
            "{}",
            error.message
        );
    }

    #[test]
    fn words_of_the_api_begin_no_line() {
        let json = serde_json::json!({"error": "a\u{1b}[31m", "detail": "b\nINFO c\u{9b}d"});
        let body = body_of(&json).without("");
        let error = error_response(answered(400, true), &body, "");
        for text in [&error.message, &error.error, &error.error_description] {
            assert!(!text.contains(char::is_control), "{text:?}");
        }
        assert!(error.message.contains("b INFO c d"), "{}", error.message);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, status: u16, idempotent: bool) {
            let text = String::from_utf8_lossy(&bytes);
            let clean = redacted_excerpt(&text, "tttttttt");
            prop_assert!(!clean.contains("tttttttt") && !clean.contains(char::is_control));
            let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let body = body_of(&value);
            let answered = answered(status, idempotent);
            let error = match body_kind(status) {
                BodyKind::Error => error_response(answered, &body, &text),
                BodyKind::Redirect => redirect_error(answered),
                BodyKind::Data | BodyKind::Empty => invalid_response(answered, "sent nothing"),
            };
            prop_assert!(error.message.starts_with("getLocks: "));
        }
    }
}
