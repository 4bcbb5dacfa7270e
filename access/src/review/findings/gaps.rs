//! Weekly hours that the clock jumps over when summer time begins.

use crate::time::{DAY, MINUTE, Ms, SECOND, Span, Window, Zone, weekday_of_day};

/// How a window meets a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// All of it is in the gap: it does not open.
    Skipped,
    /// Its beginning is: it opens later.
    Late,
}

/// Windows that meet a gap within a span, and when the clock jumps.
pub fn met(windows: &[Window], zone: &Zone, span: Span) -> Vec<(Met, Ms)> {
    let mut found = Vec::new();
    let mut east = None;
    for (at, seconds) in &zone.offsets {
        if *at >= span.to {
            break;
        }
        let before = east.replace(*seconds).unwrap_or(*seconds);
        if *at < span.from || *seconds <= before {
            continue;
        }
        let local = |seconds: i32| at.saturating_add(Ms::from(seconds).saturating_mul(SECOND));
        let (from, to) = (local(before), local(*seconds));
        let mut day = from.div_euclid(DAY);
        while day.saturating_mul(DAY) < to {
            for window in windows {
                if window.day != weekday_of_day(day) {
                    continue;
                }
                let minute = |minutes: u16| {
                    day.saturating_mul(DAY)
                        .saturating_add(Ms::from(minutes).saturating_mul(MINUTE))
                };
                let (begins, ends) = (minute(window.from), minute(window.to));
                if from <= begins && ends <= to {
                    found.push((Met::Skipped, *at));
                } else if from <= begins && begins < to {
                    found.push((Met::Late, *at));
                }
            }
            day = day.saturating_add(1);
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;

    #[test]
    fn windows_in_a_gap_are_skipped_or_late() {
        // 2027-03-28, a Sunday, 01:00 UTC: 02:00 becomes 03:00 in Oslo.
        let jump = 1_806_195_600_000;
        let zone = Zone {
            name: String::new(),
            offsets: vec![(Ms::MIN, 3_600), (jump, 7_200)],
        };
        let window = |day, from, to| Window { day, from, to };
        let all = Span {
            from: jump - DAY,
            to: jump + DAY,
        };
        for (one, expected) in [
            (window(6, 120, 180), Some(Met::Skipped)),
            (window(6, 130, 170), Some(Met::Skipped)),
            (window(6, 150, 240), Some(Met::Late)),
            (window(6, 60, 150), None),
            (window(6, 180, 240), None),
            (window(5, 120, 180), None),
        ] {
            let found = met(&[one], &zone, all);
            assert_eq!(found.first().map(|met| met.0), expected, "{one:?}");
        }
        let later = Span {
            from: jump + 1,
            to: jump + DAY,
        };
        assert_eq!(met(&[window(6, 120, 180)], &zone, later), []);
    }
}
