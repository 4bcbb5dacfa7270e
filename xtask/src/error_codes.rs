//! `pkg/src/generated/codes.ts`: the union of all error codes, each explained in its
//! comment, and the list of the transient ones.

use unloc_integrator_client::error::{Code, WhoActs};

const COMMENT: &str = "\
/**
 * The error codes, a closed list. For each: its meaning; who must act; whether repeating is safe for every call
 * (`UnlocError.safeToRetry` is the answer for one call).
 *
";

pub fn module() -> String {
    let mut text = COMMENT.to_owned();
    for code in Code::ALL {
        let (word, meaning, who) = (code.as_str(), code.meaning(), who_acts(*code));
        let safe = if code.safe_to_retry() {
            "safe"
        } else {
            "not safe for every call"
        };
        line!(
            text,
            " * - `{word}`: {meaning} Acts: {who}. Repeat: {safe}."
        );
    }
    let words: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("\n  | '{}'", code.as_str()))
        .collect();
    line!(text, " */\nexport type ErrorCode ={};", words.concat());
    let transient: Vec<String> = Code::ALL
        .iter()
        .filter(|code| code.is_transient())
        .map(|code| format!("'{}'", code.as_str()))
        .collect();
    line!(
        text,
        "
/** Codes of transient failures: the same request may succeed later. */
export const transientCodes: ReadonlyArray<ErrorCode> = [{}];",
        transient.join(", ")
    );
    text
}

/// Who has to act, in words.
pub fn who_acts(code: Code) -> &'static str {
    match code.who_acts() {
        WhoActs::Developer => "the developer",
        WhoActs::Integrator => "whoever holds the credentials",
        WhoActs::Nobody => "nobody",
        WhoActs::Operator => "the operator of the API or network",
    }
}
