//! `docs/errors.md`: the table of all error codes.

use unloc_integrator_client::error::Code;

use crate::error_codes::who_acts;

const HEAD: &str = "\
# Errors

Every failure is an `UnlocError` with one of these codes. The list is closed: a new code is a new major version.

| `code` | meaning | who acts | safe to repeat |
| --- | --- | --- | --- |
";

const FOOT: &str = r#"
"Safe to repeat" is the default for the code. `error.safeToRetry` is the answer for one call: a `server_error` is retryable for `getKeys` but not for `createKey`; `aborted` and `network` are retryable if nothing was sent.

`error.error` and `error.errorDescription` are the API's error code and description, whichever member they were sent in (`errorDescription`, `error_description`, `detail`, `title`). If it sent none, they are `code` and `message`. If the API repeats the token, `[token]` replaces it.
"#;

pub fn page() -> String {
    let mut text = HEAD.to_owned();
    for code in Code::ALL {
        let (word, meaning, who) = (code.as_str(), code.meaning(), who_acts(*code));
        let safe = if code.safe_to_retry() { "yes" } else { "no" };
        line!(text, "| `{word}` | {meaning} | {who} | {safe} |");
    }
    text + FOOT
}
