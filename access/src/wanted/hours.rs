//! Weekly hours as people write them (`mon-fri 08:00-16:00, sat 10:00-14:00`) and as the API has them.

use super::fault::Fault;
use super::fold::{folded, has_word};
use crate::time::Window;
use unloc_integrator_client::json::Json;

/// The days, 0 is Monday: English, Norwegian and Danish, Swedish, German; folded.
static DAYS: [&str; 7] = [
    "mon monday man mandag mo montag",
    "tue tues tuesday tir tirs tirsdag tis tisdag di die dienstag",
    "wed weds wednesday ons onsdag mi mit mittwoch",
    "thu thur thurs thursday tor tors torsdag do don donnerstag",
    "fri friday fre fredag fr freitag",
    "sat saturday lor lordag sa sam samstag sonnabend",
    "sun sunday son sondag so sonntag",
];

const DAY: u16 = 1_440;

/// Hours of a week.
#[derive(Default)]
pub struct Hours(Vec<Window>);

impl Hours {
    /// Adds the hours of a day; those that end before they begin go over midnight.
    fn add(&mut self, day: u8, from: u16, to: u16) -> bool {
        if from >= DAY || to > DAY || from == to {
            return false;
        }
        if from < to {
            self.0.push(Window { day, from, to });
            return true;
        }
        self.0.push(Window { day, from, to: DAY });
        if to > 0 {
            let day = day.wrapping_add(1) % 7;
            self.0.push(Window { day, from: 0, to });
        }
        true
    }

    /// Sorted, and apart from each other: hours that meet or overlap are one. None if it is always.
    fn finish(mut self) -> Vec<Window> {
        self.0.sort_unstable();
        let mut out: Vec<Window> = Vec::with_capacity(self.0.len());
        for window in self.0 {
            match out.last_mut() {
                Some(last) if last.day == window.day && last.to >= window.from => {
                    last.to = last.to.max(window.to);
                }
                _ => out.push(window),
            }
        }
        if out.len() == 7 && out.iter().all(|one| one.from == 0 && one.to == DAY) {
            out.clear();
        }
        out
    }
}

fn day_of(word: &str) -> Option<u8> {
    (0_u8..)
        .zip(&DAYS)
        .find_map(|(day, words)| has_word(words, word).then_some(day))
}

/// Minutes of the day: `8:00`, `08.00`, `24:00`.
pub fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = match *text.trim_ascii().as_bytes() {
        [b'0'..=b'9', b':' | b'.', b'0'..=b'5', b'0'..=b'9'] => text.trim_ascii().split_at(1),
        [
            b'0'..=b'2',
            b'0'..=b'9',
            b':' | b'.',
            b'0'..=b'5',
            b'0'..=b'9',
        ] => text.trim_ascii().split_at(2),
        _ => return None,
    };
    let number = |text: &str| {
        text.bytes()
            .filter(u8::is_ascii_digit)
            .fold(0_u16, |number, digit| {
                number
                    .saturating_mul(10)
                    .saturating_add(u16::from(digit.saturating_sub(b'0')))
            })
    };
    let all = number(hour)
        .saturating_mul(60)
        .saturating_add(number(minute));
    (all <= DAY).then_some(all)
}

/// Reads what people write; an empty text is at all hours.
///
/// # Errors
/// `windowsUnreadable`, with the part that was not understood.
pub fn read(text: &str) -> Result<Vec<Window>, Fault> {
    let mut hours = Hours::default();
    // Days whose times are still to come: `mon, wed 08:00-10:00`.
    let mut days = Vec::new();
    // One kind of dash, and none round which there is space.
    let dashes = [['–', '—', '‐', '‑']; 1].concat();
    for part in text.split([',', ';', '\n']) {
        let unreadable = || Fault::new("windows", "windowsUnreadable").text("value", part.trim());
        if part.trim().is_empty() {
            if text.trim().is_empty() {
                continue;
            }
            return Err(unreadable());
        }
        let plain: String = part
            .chars()
            .map(|one| if dashes.contains(&one) { '-' } else { one })
            .collect();
        let at = plain
            .bytes()
            .position(|byte| byte.is_ascii_digit())
            .unwrap_or(plain.len());
        let (names, times) = plain.split_at(at);
        add_days(names, &mut days).ok_or_else(unreadable)?;
        if times.is_empty() {
            continue;
        }
        let (from, to) = times.split_once('-').ok_or_else(unreadable)?;
        let (from, to) = minutes(from).zip(minutes(to)).ok_or_else(unreadable)?;
        if days.is_empty() {
            return Err(unreadable());
        }
        for day in days.drain(..) {
            if !hours.add(day, from, to) {
                return Err(unreadable());
            }
        }
    }
    if !days.is_empty() {
        return Err(Fault::new("windows", "windowsUnreadable").text("value", text.trim()));
    }
    Ok(hours.finish())
}

/// Adds the days of `mon-fri` or `sat`; with `fri-mon` the week goes round.
fn add_days(names: &str, days: &mut Vec<u8>) -> Option<()> {
    let (first, last) = match names.trim().split_once('-') {
        Some((first, last)) => (day_of(&folded(first))?, day_of(&folded(last))?),
        None => {
            let day = day_of(&folded(names))?;
            (day, day)
        }
    };
    let mut day = first;
    loop {
        days.push(day);
        if day == last {
            return Some(());
        }
        day = day.wrapping_add(1) % 7;
    }
}

/// Reads time spans of the API. An empty list would be never and is refused.
///
/// # Errors
/// `windowsUnreadable`.
pub fn read_spans(spans: Json<'_>) -> Result<Vec<Window>, Fault> {
    let mut hours = Hours::default();
    let mut any = false;
    for span in spans.items() {
        any = true;
        if !add_span(span, &mut hours) {
            return Err(Fault::new("windows", "windowsUnreadable").text("value", span.raw()));
        }
    }
    if !any {
        return Err(Fault::new("windows", "windowsUnreadable").text("value", spans.raw()));
    }
    Ok(hours.finish())
}

fn add_span(span: Json<'_>, hours: &mut Hours) -> bool {
    let (mut day, mut from, mut to) = (None, 0, 0);
    let mut seen = 0_u8;
    for (name, value) in span.entries() {
        let limit = if name.ends_with("Hour") { 24 } else { 59 };
        let number = || {
            let digits = value.raw().as_bytes();
            let number = value.as_number().filter(|_| digits.len() <= 2)?;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
            Some(number as u16).filter(|number| *number <= limit)
        };
        let (bit, minutes, is_end) = match name.as_str() {
            "weekday" => {
                // The API's own words, not those of people.
                day = value.as_text().and_then(|word| {
                    (0_u8..)
                        .zip(&DAYS)
                        .find_map(|(day, words)| (words.get(..3) == Some(&*word)).then_some(day))
                });
                (1, Some(0), false)
            }
            "startHour" => (2, number().map(|hour| hour.saturating_mul(60)), false),
            "startMinute" => (4, number(), false),
            "endHour" => (8, number().map(|hour| hour.saturating_mul(60)), true),
            "endMinute" => (16, number(), true),
            _ => return false,
        };
        let Some(minutes) = minutes.filter(|_| seen & bit == 0) else {
            return false;
        };
        seen |= bit;
        let sum = if is_end { &mut to } else { &mut from };
        *sum = minutes.saturating_add(*sum);
    }
    let Some(day) = day.filter(|_| seen == 31) else {
        return false;
    };
    hours.add(day, from, to)
}
