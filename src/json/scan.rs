//! Finding one's way in a JSON text (RFC 8259).

/// Deeper nesting is refused, which also bounds what a caller's recursion can reach.
const DEPTH: usize = 128;

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
    // Of each open bracket whether it is an object's.
    let (mut objects, mut depth) = ([false; DEPTH], 0_usize);
    loop {
        match bytes.get(at)? {
            open @ (b'{' | b'[') => {
                let is_object = *open == b'{';
                *objects.get_mut(depth)? = is_object;
                depth = depth.saturating_add(1);
                at = skip_space(bytes, at.saturating_add(1));
                // What has no items ends here.
                if !matches!(bytes.get(at)?, b'}' | b']') {
                    at = if is_object {
                        after_name(bytes, at)?
                    } else {
                        at
                    };
                    continue;
                }
            }
            b'"' => at = end_of_string(bytes, at)?,
            b't' => at = end_of_word(bytes, at, b"true")?,
            b'f' => at = end_of_word(bytes, at, b"false")?,
            b'n' => at = end_of_word(bytes, at, b"null")?,
            _ => at = end_of_number(bytes, at)?,
        }
        // A value has ended: what is around it goes on or ends too.
        loop {
            let Some(around) = depth.checked_sub(1) else {
                return Some(at);
            };
            let in_object = *objects.get(around)?;
            at = skip_space(bytes, at);
            let byte = bytes.get(at)?;
            if *byte == b',' {
                at = skip_space(bytes, at.saturating_add(1));
                at = if in_object {
                    after_name(bytes, at)?
                } else {
                    at
                };
                break;
            }
            if *byte != if in_object { b'}' } else { b']' } {
                return None;
            }
            at = at.saturating_add(1);
            depth = around;
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
                let first = u32::from(code_unit(bytes, at).unwrap_or_default());
                at = at.saturating_add(4);
                let second = match bytes.get(at..at.saturating_add(2)) {
                    Some(b"\\u") => code_unit(bytes, at.saturating_add(2)).unwrap_or_default(),
                    _ => 0,
                };
                // Two halves of a character (UTF-16).
                let code = if first >> 10 == 0x36 && second >> 10 == 0x37 {
                    at = at.saturating_add(6);
                    0x1_0000_u32.wrapping_add((first & 0x3FF) << 10 | u32::from(second & 0x3FF))
                } else {
                    first
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
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
    /// Powers of ten up to this one are exact.
    const EXACT: u32 = 22;
    let mut value = 0.0;
    let (mut decimals, mut exponent) = (0_i32, 0_i32);
    let (mut in_fraction, mut in_exponent, mut negative_exponent) = (false, false, false);
    for byte in text.bytes() {
        match byte {
            b'.' => in_fraction = true,
            b'e' | b'E' => in_exponent = true,
            b'-' => negative_exponent = in_exponent,
            b'0'..=b'9' if in_exponent => {
                let digit = i32::from(byte.wrapping_sub(b'0'));
                exponent = exponent.wrapping_mul(10).wrapping_add(digit).min(400);
            }
            b'0'..=b'9' if decimals < 18 => {
                value = value * 10.0 + f64::from(byte.wrapping_sub(b'0'));
                decimals = decimals.wrapping_add(in_fraction.into());
            }
            _ => {}
        }
    }
    if negative_exponent {
        exponent = exponent.wrapping_neg();
    }
    exponent = exponent.wrapping_sub(decimals);
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        let mut factor = 1.0;
        for _ in 0..left.min(EXACT) {
            factor *= 10.0;
        }
        value = if exponent < 0 {
            value / factor
        } else {
            value * factor
        };
        left = left.saturating_sub(EXACT);
    }
    if text.starts_with('-') { -value } else { value }
}
