//! Checks of values: phone numbers, countries, URLs, weekly windows.

use serde_json::Value;
use unloc_integrator_client::model::{Nullable, Recurrence, TimeWindow};

/// The name of a JSON value's type, for error texts.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// ISO 3166-1 alpha-2, all assigned codes.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL \
BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM \
DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY \
HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE \
NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD \
SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA \
UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Whether it is the code of a country, in capitals.
pub(crate) fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.split(' ').any(|country| country == code)
}

/// Whether it is an E.164 phone number: `+`, then 7 to 15 digits, the first not 0.
pub(crate) fn is_phone_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else {
        return false;
    };
    (7..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it has only letters, digits, `_` and `-`, as organization ids have.
pub(crate) fn is_organization_id(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-')
}

/// Whether it is an absolute URL with `http` or `https` and a host.
pub(crate) fn is_http_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) => {
            !rest.is_empty()
                && !rest.starts_with(['/', '?', '#', ':'])
                && !rest
                    .chars()
                    .any(|letter| letter.is_ascii_whitespace() || letter.is_ascii_control())
        }
        None => false,
    }
}

/// The days of a recurrence with their names, Monday first.
pub(crate) fn days(recurrence: &Recurrence) -> [(&'static str, &Nullable<TimeWindow>); 7] {
    [
        ("mon", &recurrence.mon),
        ("tue", &recurrence.tue),
        ("wed", &recurrence.wed),
        ("thu", &recurrence.thu),
        ("fri", &recurrence.fri),
        ("sat", &recurrence.sat),
        ("sun", &recurrence.sun),
    ]
}

/// Start and end of a window in minutes of the day.
pub(crate) fn minutes(window: &TimeWindow) -> (u16, u16) {
    let minute = |hour: u8, minute: u8| {
        u16::from(hour)
            .saturating_mul(60)
            .saturating_add(u16::from(minute))
    };
    (
        minute(window.start_hour, window.start_minute),
        minute(window.end_hour, window.end_minute),
    )
}

/// Checks the windows of a recurrence.
///
/// # Errors
/// A sentence without its full stop.
pub(crate) fn validate_recurrence(recurrence: &Recurrence) -> Result<(), String> {
    if let Some(name) = recurrence.extra.keys().next() {
        return Err(format!(
            "recurrence.{name} is no day; the days are mon, tue, wed, thu, fri, sat, sun"
        ));
    }
    let mut is_empty = true;
    for (day, window) in days(recurrence) {
        let Some(window) = window.value() else {
            continue;
        };
        is_empty = false;
        let hours_fit = window.start_hour <= 24 && window.end_hour <= 24;
        let minutes_fit = window.start_minute <= 59 && window.end_minute <= 59;
        if !hours_fit || !minutes_fit {
            return Err(format!(
                "recurrence.{day} is outside the day: hours go from 0 to 24, minutes from 0 to 59"
            ));
        }
        let (start, end) = minutes(window);
        if end > 24 * 60 {
            return Err(format!("recurrence.{day} ends after 24:00"));
        }
        if start >= end {
            return Err(format!("recurrence.{day} must end after it starts"));
        }
    }
    if is_empty {
        return Err("recurrence names no day".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_e164() {
        assert!(is_phone_number("+447700900123"));
        for wrong in [
            "447700900123",
            "+0477009001",
            "+44 7700 900123",
            "+12",
            "+4477009001234567",
            "",
        ] {
            assert!(!is_phone_number(wrong), "{wrong}");
        }
    }

    #[test]
    fn countries_are_two_capitals_that_exist() {
        assert_eq!(COUNTRIES.split(' ').count(), 249);
        assert!(is_country("NO") && is_country("SE") && is_country("DK"));
        for wrong in ["no", "XX", "NOR", "", " ", "O ", "D "] {
            assert!(!is_country(wrong), "{wrong}");
        }
    }

    #[test]
    fn web_addresses_have_a_host() {
        assert!(is_http_url("https://example.com/hooks?a=1"));
        for wrong in [
            "ftp://example.com",
            "https://",
            "https:///x",
            "example.com",
            "https://a b",
        ] {
            assert!(!is_http_url(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_window_ends_after_it_starts_and_within_the_day() {
        let check =
            |json: &str| validate_recurrence(&serde_json::from_str::<Recurrence>(json).unwrap());
        let window = |from: u8, to: u8, minute: u8| {
            format!(
                r#"{{"mon":{{"startHour":{from},"startMinute":0,"endHour":{to},"endMinute":{minute}}}}}"#
            )
        };
        assert_eq!(check(&window(8, 16, 30)), Ok(()));
        assert_eq!(check(&window(0, 24, 0)), Ok(()));
        assert!(check(&window(0, 24, 1)).unwrap_err().contains("24:00"));
        assert!(check(&window(9, 9, 0)).unwrap_err().contains("end after"));
        assert!(check(&window(25, 26, 0)).unwrap_err().contains("hours"));
        assert!(check(&window(1, 2, 60)).unwrap_err().contains("minutes"));
        assert!(check("{}").unwrap_err().contains("no day"));
        assert!(check(r#"{"monday":{}}"#).unwrap_err().contains("monday"));
    }
}
