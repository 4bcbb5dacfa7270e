//! The fingerprint of a person's live keys.

use super::weekly::Weekly;
use crate::refusal::Refusal;
use crate::snapshot::{Snapshot, State};
use crate::time::{MINUTE, NEVER};
use hmac_sha256::Hash;
use unloc_integrator_client::json::{Json, Object, quoted, quoted_list, read};

/// Bytes of the digest that are kept: enough for no two to meet by chance.
const KEPT: usize = 16;

/// The fingerprint of some keys, all of one person, and how many count. Keys that are `ending` do not:
/// they end while the plan is valid.
pub fn print(
    snapshot: &Snapshot,
    weekly: &mut Weekly,
    keys: &[u32],
    is_counted: &dyn Fn(u32, &str) -> bool,
) -> (String, u32) {
    let mut lines: Vec<String> = Vec::new();
    for index in keys {
        let Some(key) = snapshot.key(*index) else {
            continue;
        };
        let Some(lock) = snapshot.locks().get(key.lock as usize) else {
            continue;
        };
        let mut line = snapshot.key_id(*index);
        if matches!(key.state, State::Revoked | State::Expired) || !is_counted(key.lock, &line) {
            continue;
        }
        line.push('\n');
        line.push_str(snapshot.text(lock.id));
        push_minute(key.start, &mut line);
        push_minute(key.end, &mut line);
        let hours = weekly.of_key(snapshot, key.windows);
        for window in weekly.windows(hours) {
            push_number(u64::from(window.day), &mut line);
            push_number(u64::from(window.from), &mut line);
            push_number(u64::from(window.to), &mut line);
        }
        line.push_str(if key.windows == 0 { "-" } else { "w" });
        line.push(if key.state == State::Error { 'e' } else { 'k' });
        lines.push(line);
    }
    lines.sort_unstable();
    // A page that came twice has a key twice.
    lines.dedup();
    let mut hash = Hash::new();
    for line in &lines {
        hash.update(line.as_bytes());
        hash.update(b"\n\n");
    }
    #[allow(clippy::cast_possible_truncation)] // one person's keys
    let count = lines.len() as u32;
    (
        hexadecimal(hash.finalize().get(..KEPT).unwrap_or_default()),
        count,
    )
}

fn push_minute(ms: i64, line: &mut String) {
    if ms == NEVER {
        line.push_str("\nnever");
    } else {
        let minute = ms.div_euclid(MINUTE);
        line.push_str(if minute < 0 { "\n-" } else { "\n" });
        push_number(minute.unsigned_abs(), line);
    }
}

fn push_number(number: u64, line: &mut String) {
    let mut digits = [0_u8; 20];
    let mut rest = number;
    let mut from = digits.len();
    for digit in digits.iter_mut().rev() {
        #[allow(clippy::cast_possible_truncation)] // below 10
        let last = rest.checked_rem(10).unwrap_or(0) as u8;
        *digit = b'0'.saturating_add(last);
        rest = rest.checked_div(10).unwrap_or(0);
        from = from.saturating_sub(1);
        if rest == 0 {
            break;
        }
    }
    for digit in digits.get(from..).unwrap_or_default() {
        line.push(char::from(*digit));
    }
    line.push(' ');
}

/// A digest as hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// The question `sha256`: the digest of a text, as a JSON text.
pub fn sha256(text: &str) -> String {
    quoted(&hexadecimal(&Hash::hash(text.as_bytes())))
}

/// The question `print`: `{"appUserId":…,"lockIds":[…],"ending"?:[…]}` of a snapshot of a person's keys gives
/// `{"print":…,"live":…,"keyIds":[…]}`.
///
/// # Errors
/// `badQuestion`.
pub fn ask(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    let given = read(given).filter(|given| given.get("lockIds").is_array());
    let Some(given) = given else {
        return Err(Refusal::new("badQuestion"));
    };
    let mut locks = Vec::new();
    for id in given.get("lockIds").texts() {
        locks.push(snapshot.find_lock(&id));
    }
    locks.sort_unstable();
    let ending = ending(given);
    let person = snapshot.find_person(&given.text_or_empty("appUserId"));
    let keys = snapshot.keys_of_person(person);
    let counts = |lock: u32, id: &str| {
        locks.binary_search(&lock).is_ok()
            && ending.binary_search_by(|one| one.as_str().cmp(id)).is_err()
    };
    let (print, live) = print(snapshot, &mut Weekly::new(), keys, &counts);
    let mut ids = Vec::new();
    for index in keys {
        ids.push(snapshot.key_id(*index));
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Ok(Object::new()
        .text("print", &print)
        .number("live", f64::from(live))
        .json("keyIds", &quoted_list(&ids))
        .finish())
}

fn ending(given: Json<'_>) -> Vec<String> {
    let mut ending = given.get("ending").texts();
    ending.sort_unstable();
    ending
}
