//! What stands in a row: doors, numbers, times, weekly hours.

use super::support::{code, column_and_code, doors, list, ms, one, problem, problems, resolved};
use serde_json::{Value, json};
use unloc_access::wanted::{self, Gap, Options};
use unloc_integrator_client::json::read;

#[test]
fn r9_doors_and_numbers_that_fit_none_or_two_are_bad_rows_and_no_country_is_guessed() {
    let none = json!({});
    let door = |door: &str| {
        problem(
            &format!("B;+447700900123;{door};2027-03-05;2027-03-07;;"),
            &none,
        )
    };
    assert_eq!(door("Back door"), column_and_code("doors", "doorUnknown"));
    assert_eq!(
        door("Front door|Room 5"),
        column_and_code("doors", "doorUnknown")
    );
    assert_eq!(door("Store"), column_and_code("doors", "doorAmbiguous"));
    assert_eq!(door(""), column_and_code("doors", "noDoors"));
    let phone = |phone: &str, options: &Value| {
        problem(
            &format!("B;{phone};Front door;2027-03-05;2027-03-07;;"),
            options,
        )
        .1
    };
    for (number, code) in [
        ("", "noPhone"),
        ("unknown", "noPhone"),
        ("+47", "noPhone"),
        ("+0477700900", "noPhone"),
        ("+47 (0) 99887766", "noPhone"),
        ("+4799887766 / +4799887767", "noPhone"),
        ("4.41E+11", "phoneShortened"),
        ("\"4,41E+11\"", "phoneShortened"),
        ("4,41E+11", "phoneShortened"),
        ("447700900123", "phoneNoCountry"),
        ("99887766", "phoneNoCountry"),
        ("07700 900123", "phoneNoCountry"),
    ] {
        assert_eq!(phone(number, &none), code, "{number}");
    }
    for (number, country, code) in [
        ("701234567", "SE", "phoneNoTrunk"),
        ("9988776", "NO", "noPhone"),
        ("4799887766", "NO", "noPhone"),
        ("0047", "NO", "noPhone"),
        ("070x123456", "SE", "noPhone"),
    ] {
        assert_eq!(
            phone(number, &json!({"country": country})),
            code,
            "{number}"
        );
    }
    for (number, country, expected) in [
        ("99 88 77 66", "NO", "+4799887766"),
        ("070-123 45 67", "se", "+46701234567"),
        ("07700 900123", "GB", "+447700900123"),
        ("(020) 7946 0000", "GB", "+442079460000"),
        ("+4799887766", "SE", "+4799887766"),
        ("0047 99887766", "SE", "+4799887766"),
        (
            "\u{202A}+47\u{A0}99\u{2011}88\u{2009}7766\u{202C}",
            "NO",
            "+4799887766",
        ),
    ] {
        let read = list(
            &format!("B;{number};Front door;2027-03-05;2027-03-07;;\n"),
            &json!({"country": country}),
        );
        assert_eq!(
            read["wanted"]["grants"][0]["appUserId"], expected,
            "{number}: {read}"
        );
    }
    for (changes, expected) in [
        (json!({"doors": ["Back door"]}), "doorUnknown"),
        (json!({"doors": ["Store"]}), "doorAmbiguous"),
        (json!({"doors": []}), "noDoors"),
        (json!({"appUserId": "99887766"}), "noPhone"),
        (json!({"appUserId": 4_799_887_766_u64}), "noPhone"),
    ] {
        assert_eq!(code(&one(&changes)), expected, "{changes}");
    }
}

#[test]
fn r50_a_start_in_a_gap_is_refused_unless_told_which_way_and_a_fold_gives_no_less() {
    let row = |from: &str, to: &str| format!("B;+447700900123;Front door;{from};{to};;");
    let gap = row("2027-03-28 02:30", "2027-03-29");
    assert_eq!(problem(&gap, &json!({})), column_and_code("from", "inGap"));
    let fault = &list(&gap, &json!({}))["problems"][0]["fault"];
    assert_eq!(fault["before"], "2027-03-28T01:59:00");
    assert_eq!(fault["after"], "2027-03-28T03:00:00");
    assert_eq!(fault["zone"], "Europe/Oslo");
    for (way, instant) in [
        ("earlier", "2027-03-28T00:30:00Z"),
        ("later", "2027-03-28T01:30:00Z"),
    ] {
        let read = list(&gap, &json!({"gap": way}));
        let wanted = resolved(&read["wanted"]).unwrap();
        assert_eq!(wanted.grants[0].doors[0].from, ms(instant), "{way}");
    }
    let wanted =
        one(&json!({"from": {"local": "2027-03-28T02:30"}, "to": {"local": "2027-03-29"}}));
    assert_eq!(code(&wanted), "inGap");
    let options = Options {
        gap: Gap::Later,
        ..Options::default()
    };
    let text = wanted.to_string();
    assert!(wanted::resolve(read(&text).unwrap(), &doors(), &options).is_ok());
    // An end in a gap is refused, too.
    let end = row("2027-03-27", "2027-03-28 02:30");
    assert_eq!(problem(&end, &json!({})), column_and_code("to", "inGap"));
    // The clock shows it twice: a start is the first time, an end the second.
    let read = list(&row("2027-10-31 02:30", "2027-10-31 02:45"), &json!({}));
    let wanted = resolved(&read["wanted"]).unwrap();
    assert_eq!(wanted.grants[0].doors[0].from, ms("2027-10-31T00:30:00Z"));
    assert_eq!(wanted.grants[0].doors[0].to, ms("2027-10-31T01:45:00Z"));
    assert_eq!(
        read["notes"],
        json!([{"code": "fold", "file": "list.csv", "ref": "B"}])
    );
}

#[test]
fn r51_hours_over_midnight_are_two_and_hours_that_never_fall_are_refused() {
    let row = |from: &str, to: &str, windows: &str| {
        format!("B;+447700900123;Front door;{from};{to};{windows};")
    };
    let read = list(
        &row("2027-03-01", "2027-04-01", "fri 22:00-02:00"),
        &json!({}),
    );
    let wanted = resolved(&read["wanted"]).unwrap();
    let windows: Vec<_> = wanted.grants[0].doors[0]
        .windows
        .iter()
        .map(|window| (window.day, window.from, window.to))
        .collect();
    assert_eq!(windows, [(4, 1_320, 1_440), (5, 0, 120)]);
    // Each night: a day holds two, which are two keys or refused.
    let nights = row("2027-03-01", "2027-04-01", "mon-sun 22:00-06:00");
    assert_eq!(
        problem(&nights, &json!({})),
        column_and_code("windows", "twoWindows")
    );
    let read = list(&nights, &json!({"twoKeys": true}));
    let wanted = resolved(&read["wanted"]).unwrap();
    assert_eq!(wanted.grants[0].doors.len(), 2);
    for door in &wanted.grants[0].doors {
        assert_eq!(door.windows.len(), 7);
        assert!(door.windows.windows(2).all(|two| two[0].day < two[1].day));
    }
    let three = row(
        "2027-03-01",
        "2027-04-01",
        "\"mon 1:00-2:00, mon 3:00-4:00, mon 5:00-6:00\"",
    );
    assert_eq!(problem(&three, &json!({"twoKeys": true})).1, "threeWindows");
    // Friday to Sunday has no Monday; the last Sunday of March has no 02:00 to 03:00.
    for (from, to, windows) in [
        ("2027-03-05", "2027-03-07", "mon-thu 08:00-16:00"),
        ("2027-03-05 15:00", "2027-03-05 16:00", "fri 08:00-15:00"),
        ("2027-03-28", "2027-03-28", "sun 02:00-03:00"),
    ] {
        let row = row(from, to, windows);
        assert_eq!(
            problem(&row, &json!({})),
            column_and_code("windows", "windowsNeverFall"),
            "{row}"
        );
    }
    for (from, to, windows) in [
        ("2027-03-05", "2027-03-07", "fri 23:59-24:00"),
        ("2027-03-05 15:00", "2027-03-05 16:00", "fri 08:00-15:01"),
        ("2027-03-28", "2027-04-04", "sun 02:00-03:00"),
        ("2027-10-31", "2027-10-31", "sun 02:00-03:00"),
    ] {
        let read = list(&row(from, to, windows), &json!({}));
        assert_eq!(problems(&read), [], "{from} {windows}");
    }
    let wanted = one(
        &json!({"windows": [{"weekday": "mon", "startHour": 8, "startMinute": 0, "endHour": 16, "endMinute": 0}]}),
    );
    assert_eq!(code(&wanted), "windowsNeverFall");
    // Of two keys that which never opens is not made.
    let night = row(
        "2027-03-05 22:30",
        "2027-03-05 23:30",
        "mon-sun 22:00-06:00",
    );
    let read = list(&night, &json!({"twoKeys": true}));
    assert_eq!(resolved(&read["wanted"]).unwrap().grants[0].doors.len(), 1);
}

#[test]
fn times_are_read_in_all_their_forms_and_nothing_else() {
    let from = |from: &str, options: &Value| {
        let mut all = json!({"forEver": true});
        all.as_object_mut()
            .unwrap()
            .extend(options.as_object().unwrap().clone());
        let read = list(
            &format!("B;+447700900123;Front door;{from};forever;;"),
            &all,
        );
        match problems(&read).as_slice() {
            [] => Ok(resolved(&read["wanted"]).unwrap().grants[0].doors[0].from),
            [(_, _, code)] => Err(code.clone()),
            _ => panic!("{read}"),
        }
    };
    for (text, instant) in [
        ("2027-03-05", "2027-03-04T23:00:00Z"),
        ("2027-03-05 15:00", "2027-03-05T14:00:00Z"),
        ("2027-03-05 15:00:30", "2027-03-05T14:00:30Z"),
        ("2027-03-05T15:00", "2027-03-05T14:00:00Z"),
        ("2027-03-05 9:30", "2027-03-05T08:30:00Z"),
        ("05.03.2027 15:00", "2027-03-05T14:00:00Z"),
        ("5.3.2027", "2027-03-04T23:00:00Z"),
        ("2027-03-05T15:00:00Z", "2027-03-05T15:00:00Z"),
        ("2027-03-05T15:00+02:00", "2027-03-05T13:00:00Z"),
        (
            "Fri Mar 05 2027 15:00:00 GMT+0000 (Greenwich Mean Time)",
            "2027-03-05T15:00:00Z",
        ),
        (
            "Fri Mar 05 2027 15:00:00 GMT+0100 (CET)",
            "2027-03-05T14:00:00Z",
        ),
    ] {
        assert_eq!(from(text, &json!({})), Ok(ms(instant)), "{text}");
    }
    assert_eq!(
        from("03/05/2027", &json!({"dates": "mdy"})),
        Ok(ms("2027-03-04T23:00:00Z"))
    );
    assert_eq!(
        from("03/05/2027 15:00", &json!({"dates": "dmy"})),
        Ok(ms("2027-05-03T13:00:00Z"))
    );
    for (text, code) in [
        ("03/05/2027", "timeSlashes"),
        ("46086.625", "timeSerial"),
        ("\"46086,625\"", "timeSerial"),
        ("46086", "timeSerial"),
        ("2027-02-29", "timeUnreadable"),
        ("2027-03-05 24:00", "timeUnreadable"),
        ("2027-03-05T", "timeUnreadable"),
        ("05.03.27", "timeUnreadable"),
        ("31.04.2027", "timeUnreadable"),
        ("2027-3-5", "timeUnreadable"),
        ("tomorrow", "timeUnreadable"),
        ("NaN", "timeUnreadable"),
        ("Thu Mar 05 2027 15:00:00 GMT+0000 (GMT)", "timeUnreadable"),
        ("2027-03-05 15:00 CET", "timeUnreadable"),
    ] {
        assert_eq!(from(text, &json!({})), Err(code.to_owned()), "{text}");
    }
}

#[test]
fn an_end_that_is_no_end_is_never_for_ever() {
    let end = |end: &str, options: &Value| {
        problem(
            &format!("B;+447700900123;Front door;2027-03-05;{end};;"),
            options,
        )
        .1
    };
    for (text, code) in [
        ("", "endMissing"),
        ("forever", "endForEver"),
        ("NaN", "endUnreadable"),
        ("null", "endUnreadable"),
        ("-", "endUnreadable"),
    ] {
        assert_eq!(end(text, &json!({})), code);
    }
    for text in ["NaN", "null", "never", "0000-00-00", "Invalid Date"] {
        assert_eq!(end(text, &json!({"forEver": true})), "endUnreadable");
    }
    for to in [
        json!(null),
        json!(""),
        json!("NaN"),
        json!("never"),
        json!({"local": ""}),
        json!({}),
        json!(0),
        json!("2027-03-07T10:00"),
    ] {
        assert_eq!(code(&one(&json!({"to": to}))), "endUnreadable");
    }
    let mut missing = one(&json!({}));
    missing["grants"][0].as_object_mut().unwrap().remove("to");
    assert_eq!(code(&missing), "endMissing");
    assert!(resolved(&one(&json!({"to": "forEver"}))).unwrap().grants[0].for_ever);
    assert_eq!(
        code(&one(&json!({"to": "2027-03-05T14:00:00Z"}))),
        "endsBeforeStart"
    );
}
