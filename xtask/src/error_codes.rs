//! `pkg/src/generated/codes.ts`: the union of all error codes, each explained in its comment.

use unloc_integrator_client::error::{Code, WhoActs};

const COMMENT: &str = "\
/**
 * What went wrong, from a closed list. Each: meaning; who has to act; whether the same call may be
 * repeated whatever it was (`UnlocError.safeToRetry` says it of the call at hand).
 *
";

pub fn module() -> String {
    let mut text = COMMENT.to_owned();
    for code in Code::ALL {
        let (word, meaning, who) = (code.as_str(), code.meaning(), who_acts(*code));
        let safe = if code.safe_to_retry() {
            "safe"
        } else {
            "not in itself safe"
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
