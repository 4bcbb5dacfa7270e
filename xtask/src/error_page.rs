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
"Safe to repeat" is of the code in itself; `error.safeToRetry` says it of the call at hand. So a `server_error` is safe to repeat for a `getKeys` and not for a `createKey`, and an `aborted` or a `network` is where the platform proves that nothing was sent.

`error.error` and `error.errorDescription` are the API's own words, whichever of its spellings they came in (`errorDescription`, `error_description`, `detail`, `title`). Without any, they are the code and the message. If the API repeats the token, it reads `[token]`.
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
