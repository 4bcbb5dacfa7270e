//! Finding one's way in a JSON text (RFC 8259).

/// Deeper nesting is refused, which also bounds what a caller's recursion can reach.
const DEPTH: u32 = 128;

/// The first byte from `at` on that is no white space.
pub fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at = at.saturating_add(1);
    }
    at
}

/// Where the value that begins at `at` ends; nothing if there is none. No recursion: a text cannot
/// overflow the stack.
pub fn end_of_value(bytes: &[u8], mut at: usize) -> Option<usize> {
    // A bit for each open bracket, the innermost last: 1 for an object.
    let (mut objects, mut depth) = (0_u128, 0_u32);
    loop {
        match bytes.get(at)? {
            open @ (b'{' | b'[') => {
                depth = depth.saturating_add(1);
                if depth > DEPTH {
                    return None;
                }
                let is_object = *open == b'{';
                objects = (objects << 1) | u128::from(is_object);
                at = skip_space(bytes, at.saturating_add(1));
                let close = if is_object { b'}' } else { b']' };
                if *bytes.get(at)? != close {
                    at = if is_object {
                        after_name(bytes, at)?
                    } else {
                        at
                    };
                    continue;
                }
                at = at.saturating_add(1);
                objects >>= 1;
                depth = depth.saturating_sub(1);
            }
            b'"' => at = end_of_string(bytes, at)?,
            b't' => at = end_of_word(bytes, at, b"true")?,
            b'f' => at = end_of_word(bytes, at, b"false")?,
            b'n' => at = end_of_word(bytes, at, b"null")?,
            _ => at = end_of_number(bytes, at)?,
        }
        // A value has ended: what is around it goes on or ends too.
        loop {
            if depth == 0 {
                return Some(at);
            }
            at = skip_space(bytes, at);
            let in_object = objects & 1 == 1;
            match bytes.get(at)? {
                b',' => {
                    at = skip_space(bytes, at.saturating_add(1));
                    at = if in_object {
                        after_name(bytes, at)?
                    } else {
                        at
                    };
                    break;
                }
                b'}' if in_object => {}
                b']' if !in_object => {}
                _ => return None,
            }
            at = at.saturating_add(1);
            objects >>= 1;
            depth = depth.saturating_sub(1);
        }
    }
}

/// Where the value begins whose name begins at `at`.
fn after_name(bytes: &[u8], at: usize) -> Option<usize> {
    let colon = skip_space(bytes, end_of_string(bytes, at)?);
    (*bytes.get(colon)? == b':').then(|| skip_space(bytes, colon.saturating_add(1)))
}

fn end_of_word(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    let end = at.saturating_add(word.len());
    (bytes.get(at..end)? == word).then_some(end)
}

/// Where the string that begins at `at` ends.
pub fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    if *bytes.get(at)? != b'"' {
        return None;
    }
    loop {
        at = at.saturating_add(1);
        match bytes.get(at)? {
            b'"' => return Some(at.saturating_add(1)),
            b'\\' => {
                at = at.saturating_add(1);
                match bytes.get(at)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        code_unit(bytes, at.saturating_add(1))?;
                        at = at.saturating_add(4);
                    }
                    _ => return None,
                }
            }
            0..=31 => return None,
            _ => {}
        }
    }
}

/// The four hexadecimal digits at `at`.
fn code_unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at.saturating_add(4))?;
    digits.iter().try_fold(0_u16, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some((unit << 4) | u16::try_from(digit).ok()?)
    })
}

fn end_of_digits(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    while bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end = end.saturating_add(1);
    }
    (end > at).then_some(end)
}

fn end_of_number(bytes: &[u8], mut at: usize) -> Option<usize> {
    if *bytes.get(at)? == b'-' {
        at = at.saturating_add(1);
    }
    // No number begins with a zero and goes on with digits.
    at = match bytes.get(at)? {
        b'0' => at.saturating_add(1),
        _ => end_of_digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = end_of_digits(bytes, at.saturating_add(1))?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at = at.saturating_add(1);
        if matches!(bytes.get(at), Some(b'+' | b'-')) {
            at = at.saturating_add(1);
        }
        at = end_of_digits(bytes, at)?;
    }
    Some(at)
}

/// What a string says, from its text with the quotation marks.
pub fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut at) = (1, 1_usize);
    let mut keep = |out: &mut String, until: usize, next: usize| {
        out.push_str(text.get(kept..until).unwrap_or_default());
        kept = next;
    };
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at = at.saturating_add(1);
        if *byte != b'\\' {
            continue;
        }
        let escape = bytes.get(at).copied().unwrap_or_default();
        at = at.saturating_add(1);
        let character = match escape {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = code_unit(bytes, at).unwrap_or_default();
                at = at.saturating_add(4);
                let second = match bytes.get(at..at.saturating_add(2)) {
                    Some(b"\\u") => code_unit(bytes, at.saturating_add(2)),
                    _ => None,
                };
                let units = [first, second.unwrap_or_default()];
                match char::decode_utf16(units).next() {
                    Some(Ok(character)) => {
                        if character.len_utf16() == 2 {
                            at = at.saturating_add(6);
                        }
                        character
                    }
                    _ => char::REPLACEMENT_CHARACTER,
                }
            }
            other => char::from(other),
        };
        keep(&mut out, start, at);
        out.push(character);
    }
    keep(&mut out, text.len().saturating_sub(1), text.len());
    out
}

/// The value of a number's text. Digits beyond the fifteenth are lost, as for times they may be.
pub fn number(text: &str) -> f64 {
    let mut value = 0.0;
    let mut scale = 1.0;
    let (mut in_fraction, mut exponent) = (false, None);
    let mut negative_exponent = false;
    for byte in text.bytes() {
        match (byte, exponent) {
            (b'.', _) => in_fraction = true,
            (b'e' | b'E', _) => exponent = Some(0_u32),
            (b'-', Some(_)) => negative_exponent = true,
            (b'0'..=b'9', Some(power)) => {
                let digit = u32::from(byte.wrapping_sub(b'0'));
                exponent = Some(power.saturating_mul(10).saturating_add(digit).min(400));
            }
            (b'0'..=b'9', None) if scale < 1e18 => {
                value = value * 10.0 + f64::from(byte.wrapping_sub(b'0'));
                scale = if in_fraction { scale * 10.0 } else { scale };
            }
            _ => {}
        }
    }
    value /= scale;
    // At once, which is exact where ten to the power is; in two parts where that would be infinite.
    let exponent = exponent.unwrap_or_default();
    for part in [exponent.min(300), exponent.saturating_sub(300)] {
        let power = (0..part).fold(1.0, |power, _| power * 10.0);
        value = if negative_exponent {
            value / power
        } else {
            value * power
        };
    }
    if text.starts_with('-') { -value } else { value }
}
