//! How long to wait before a retry, by the headers of a response.

use crate::integer::parse_integer;

/// Reads an HTTP date, in milliseconds since 1970; NaN if it is none.
pub type ReadDate = fn(&str) -> f64;

/// The wait in milliseconds, from `retry-after-ms`, or from `Retry-After` in seconds or as a date
/// (RFC 9110, section 10.2.3). A date counts from the response's `Date` if there is one, because the
/// clocks of two machines differ; otherwise from `now_epoch_ms`, this machine's clock.
///
/// `epoch_ms` reads a date; NaN if it is none. The platform's `Date.parse` adds nothing to the wasm.
pub fn retry_after_ms(
    header: &dyn Fn(&str) -> Option<String>,
    epoch_ms: ReadDate,
    now_epoch_ms: f64,
) -> Option<f64> {
    let number = |text: &str| parse_integer(text.trim_ascii(), u32::MAX).map(f64::from);
    if let Some(milliseconds) = header("retry-after-ms").as_deref().and_then(number) {
        return Some(milliseconds);
    }
    let retry_after = header("retry-after")?;
    if let Some(seconds) = number(&retry_after) {
        return Some(seconds * 1000.0);
    }
    // `Date.parse` accepts nearly anything. HTTP dates begin with a weekday and end in GMT.
    let epoch_ms = |date: String| {
        let date = date.trim_ascii();
        let weekday = date.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
        let is_http = weekday && date.ends_with("GMT");
        Some(epoch_ms(date)).filter(|epoch| is_http && epoch.is_finite())
    };
    let from = header("date").and_then(epoch_ms).unwrap_or(now_epoch_ms);
    epoch_ms(retry_after).map(|until| (until - from).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_milliseconds_seconds_and_as_a_date() {
        let read = |pairs: &[(&str, &str)]| {
            retry_after_ms(
                &|name| {
                    pairs
                        .iter()
                        .find(|pair| pair.0 == name)
                        .map(|pair| pair.1.to_owned())
                },
                |date| {
                    // As lenient as an engine.
                    if !date.starts_with("Thu") || !date.ends_with("GMT") {
                        return 1_767_225_607_000.0;
                    }
                    let moment = httpdate::parse_http_date(date).ok();
                    let since = moment.map(|it| it.duration_since(std::time::UNIX_EPOCH));
                    since.map_or(f64::NAN, |since| since.unwrap().as_secs_f64() * 1000.0)
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
            (&[("retry-after", "01 Jan 2026 00:00:07 GMT")], None),
            (&[("retry-after", "Thu, 01 Jan 2026 00:00:07")], None),
            (&[("retry-after", "-2")], None),
            (&[("retry-after", "1.5")], None),
            (&[("retry-after", "soon")], None),
            (&[("retry-after", "99999999999999999999")], None),
            (&[], None),
        ] {
            assert_eq!(read(pairs), told, "{pairs:?}");
        }
    }
}
