//! Weekly windows: a list in API v2, an object by day in v1 and in the store. Both have one window a
//! day, so the conversion is exact.

use serde_json::{Map, Value};
use unloc_integrator_client::model::v2::{Recurrence as Spans, TimeSpan, Weekday};
use unloc_integrator_client::model::{Nullable, Recurrence, TimeWindow};

use super::json_body::{Input, ValidationErrors};
use crate::validate;

/// The windows in the format of API v2.
pub(crate) fn spans(recurrence: &Recurrence) -> Spans {
    let time_spans = validate::days(recurrence)
        .into_iter()
        .filter_map(|(day, window)| {
            let window = window.value()?;
            Some(TimeSpan {
                weekday: Weekday::from(day.to_owned()),
                start_hour: window.start_hour,
                start_minute: window.start_minute,
                end_hour: window.end_hour,
                end_minute: window.end_minute,
                extra: Map::new(),
            })
        })
        .collect();
    Spans {
        time_spans,
        extra: Map::new(),
    }
}

/// The windows of the format of API v2, which was validated before.
pub(crate) fn of_spans(spans: &Spans) -> Recurrence {
    let on = |day: &str| {
        let span = spans
            .time_spans
            .iter()
            .find(|span| span.weekday.as_str() == day);
        span.map_or(Nullable::Absent, |span| {
            Nullable::Value(TimeWindow {
                start_hour: span.start_hour,
                start_minute: span.start_minute,
                end_hour: span.end_hour,
                end_minute: span.end_minute,
                extra: Map::new(),
            })
        })
    };
    Recurrence {
        mon: on("mon"),
        tue: on("tue"),
        wed: on("wed"),
        thu: on("thu"),
        fri: on("fri"),
        sat: on("sat"),
        sun: on("sun"),
        extra: Map::new(),
    }
}

/// Reads the optional member `recurrence`. What `null` means depends on the endpoint.
pub(crate) fn read(input: &Input, errors: &mut ValidationErrors) -> Nullable<Recurrence> {
    if input.get("recurrence").is_some_and(Value::is_null) {
        return Nullable::Null;
    }
    let Some(input) = input.object(errors, "recurrence") else {
        return Nullable::Absent;
    };
    // The documentation spells it both ways.
    let member = if input.get("timeSpans").is_none() && input.get("timespans").is_some() {
        "timespans"
    } else {
        "timeSpans"
    };
    let Some(spans) = input.objects(errors, member, 7) else {
        if input.get(member).is_none() {
            input.reject(errors, member, "is required");
        }
        return Nullable::Absent;
    };
    if spans.is_empty() {
        input.reject(errors, member, "must have at least 1 entry");
    }
    let mut days: [Nullable<TimeWindow>; 7] = Default::default();
    for span in &spans {
        read_span(span, errors, &mut days);
    }
    let [mon, tue, wed, thu, fri, sat, sun] = days;
    Nullable::Value(Recurrence {
        mon,
        tue,
        wed,
        thu,
        fri,
        sat,
        sun,
        extra: Map::new(),
    })
}

fn read_span(span: &Input, errors: &mut ValidationErrors, days: &mut [Nullable<TimeWindow>; 7]) {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = span.required_text(errors, "weekday", 0..=usize::MAX);
    let day = NAMES.iter().position(|name| *name == weekday);
    let mut number = |member: &str, max: u32| {
        if span.get(member).is_none() {
            span.reject(errors, member, "is required");
        }
        let number = span.number(errors, member, 0..=max).unwrap_or(0);
        u8::try_from(number).unwrap_or(0)
    };
    let window = TimeWindow {
        start_hour: number("startHour", 24),
        start_minute: number("startMinute", 59),
        end_hour: number("endHour", 24),
        end_minute: number("endMinute", 59),
        extra: Map::new(),
    };
    let (start, end) = validate::minutes(&window);
    if end > 24 * 60 {
        span.reject(errors, "endMinute", "must be 0 if endHour is 24");
    } else if start >= end {
        span.reject(errors, "endHour", "must be after the start");
    }
    match day.and_then(|day| days.get_mut(day)) {
        None => span.reject(
            errors,
            "weekday",
            "must be one of mon, tue, wed, thu, fri, sat, sun",
        ),
        Some(slot @ Nullable::Absent) => *slot = Nullable::Value(window),
        Some(_) => span.reject(errors, "weekday", "has a period already, one is the most"),
    }
}
