//! What is exported, what is found, and what is refused.

use serde_json::{Value, json};
use unloc_access::questions;
use unloc_access::review::cell::unguarded;
use unloc_access::review::csv::csv_piece;
use unloc_access::review::findings::find;
use unloc_access::snapshot::{PageOf, Snapshot};

const DAY: i64 = 86_400_000;
/// 2027-03-01, a Monday.
const MARCH: i64 = 1_803_859_200_000;
/// When clocks in Oslo go from 02:00 to 03:00: 2027-03-28, a Sunday.
const SUMMER: i64 = 1_806_195_600_000;

fn snapshot(pages: &[(PageOf, Value)]) -> Snapshot {
    let mut snapshot = Snapshot::new(r#"{"projectId":"p"}"#);
    for (of, page) in pages {
        let read = snapshot.add_page(*of, page.to_string().as_bytes());
        assert!(read.is_ok(), "{}", read.unwrap_err().finish());
    }
    let offsets = vec![(i64::MIN, 3_600), (SUMMER, 7_200)];
    assert!(snapshot.set_zone("Europe/Oslo", offsets).is_ok());
    assert!(snapshot.seal(MARCH, MARCH + 60_000).is_ok());
    snapshot
}

/// A whole export, piece by piece.
fn csv(snapshot: &Snapshot, options: &Value) -> String {
    let (mut text, mut at) = (String::new(), 0_u32);
    while at != u32::MAX {
        let mut asked = options.clone();
        asked["at"] = json!(at);
        let piece = csv_piece(snapshot, &asked.to_string());
        let piece = piece.unwrap_or_else(|refusal| panic!("{}", refusal.finish()));
        let next = u32::from_le_bytes(piece[..4].try_into().unwrap());
        assert!(next > at);
        at = next;
        text += std::str::from_utf8(&piece[4..]).unwrap();
    }
    text
}

/// Cells of a CSV, as RFC 4180 has them.
fn cells(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(one) = characters.next() {
        match one {
            '"' if quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            _ if quoted => cell.push(one),
            '\r' => {}
            '\n' => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            _ if one == delimiter => line.push(std::mem::take(&mut cell)),
            _ => cell.push(one),
        }
    }
    assert!(
        !quoted && cell.is_empty() && line.is_empty(),
        "it ends with a line"
    );
    lines
}

const HOSTILE: [&str; 14] = [
    "=HYPERLINK(\"http://x\";\"y\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\u{0}=1",
    "'=1",
    "''=1",
    "a;b,c\td",
    "say \"x\"",
    "two\r\nlines",
    "＝1",
];

#[test]
fn r47_every_exported_cell_is_safe_in_a_spreadsheet_and_what_is_exported_can_be_read_again() {
    every_cell_is_safe();
    what_is_exported_is_a_list_by_which_nothing_changes();
}

/// Review, grants, plan: nothing is left to do.
fn what_is_exported_is_a_list_by_which_nothing_changes() {
    let locks: Vec<Value> = ["=Front door", "Room \"4\"; left", "Cellar", "Cellar", "A|B"]
        .iter()
        .zip(0..)
        .map(|(name, number)| {
            json!({"id": format!("l-{number}"), "name": name, "vendor": "virtual", "timezone": "Europe/Oslo"})
        })
        .collect();
    let winter = 1_824_944_400_000_i64;
    let mut keys = Vec::new();
    let mut add = |lock: i64, person: i64, from: i64, to: Option<i64>, reference: &str| {
        let text = unloc_access::time::write_moment;
        keys.push(json!({
            "id": format!("k-{}", keys.len()), "lockId": format!("l-{lock}"),
            "appUser": {"id": format!("+4770090{person:04}")}, "start": text(from), "end": to.map(text),
            "created": text(from), "state": if from > MARCH { "scheduled" } else { "active" },
            "metadata": {"accessOwner": "rentals", "accessRef": reference},
        }));
    };
    let (hour, noon) = (3_600_000, 12 * 3_600_000);
    // A stay at two doors, extended at one; two people of one booking; no end; a fold's second hour; an odd
    // second; a reference of two stays.
    add(
        0,
        1,
        MARCH + DAY + noon,
        Some(MARCH + 3 * DAY + noon),
        "=1+1",
    );
    add(
        1,
        1,
        MARCH + DAY + noon,
        Some(MARCH + 2 * DAY + noon),
        "=1+1",
    );
    add(
        1,
        1,
        MARCH + 2 * DAY + noon,
        Some(MARCH + 3 * DAY + noon),
        "=1+1",
    );
    add(4, 2, MARCH + DAY, Some(MARCH + 3 * DAY), "B-2");
    add(4, 3, MARCH + DAY, Some(MARCH + 3 * DAY), "B-2");
    add(2, 4, MARCH - 9 * DAY, None, "T-1");
    add(3, 5, winter + hour / 2, Some(winter + 5 * DAY), "F-1");
    add(3, 6, winter - 5 * DAY, Some(winter - hour / 2), "F-2");
    add(
        0,
        7,
        MARCH + DAY + 1_234,
        Some(MARCH + 2 * DAY + 59_999),
        "O-1",
    );
    add(0, 8, MARCH + DAY, Some(MARCH + 2 * DAY), "S-1");
    add(0, 8, MARCH + 5 * DAY, Some(MARCH + 6 * DAY), "S-1");
    let mut weekly = keys[3].clone();
    weekly["id"] = json!("k-w");
    weekly["appUser"] = json!({"id": "+47700900999"});
    weekly["metadata"] = json!({"accessOwner": "rentals", "accessRef": "W-1"});
    weekly["end"] = Value::Null;
    weekly["recurrence"] = json!({"timeSpans": [
        {"weekday": "mon", "startHour": 8, "startMinute": 0, "endHour": 16, "endMinute": 30},
        {"weekday": "sun", "startHour": 0, "startMinute": 0, "endHour": 24, "endMinute": 0},
    ]});
    keys.push(weekly);
    let mut snapshot = snapshot(&[
        (PageOf::Locks, json!({ "locks": locks })),
        (PageOf::Keys, json!({ "keys": keys })),
    ]);
    let offsets = vec![(i64::MIN, 3_600), (SUMMER, 7_200), (winter, 3_600)];
    assert!(snapshot.set_zone("Europe/Oslo", offsets).is_ok());
    for times in ["door", "utc"] {
        for delimiter in [";", ",", "\t"] {
            let asked = json!({"from": MARCH, "to": MARCH + 300 * DAY, "rows": "grants",
                               "times": times, "delimiter": delimiter});
            let text = csv(&snapshot, &asked);
            let options = json!({"owner": "rentals", "complete": true, "covers": "everything",
                                 "forEver": true})
            .to_string();
            let options = unloc_integrator_client::json::read(&options).unwrap();
            let read = unloc_access::wanted::csv::read(text.as_bytes(), options, &snapshot);
            let read = read.unwrap_or_else(|refusal| panic!("{}", refusal.finish()));
            let read: Value = serde_json::from_str(&read).unwrap();
            assert_eq!(read["problems"], json!([]), "{text}");
            assert_eq!(
                read["wanted"]["grants"].as_array().unwrap().len(),
                10,
                "{text}"
            );
            let asked = json!({"wanted": read["wanted"], "options": {"now": MARCH + 60_000, "forEver": true}});
            let plan = unloc_access::plan::plan(&snapshot, &asked.to_string());
            let plan = plan.unwrap_or_else(|refusal| panic!("{}\n{text}", refusal.finish()));
            let plan: Value = serde_json::from_str(&plan).unwrap();
            assert_eq!(plan["items"], json!([]), "{text}");
        }
    }
}

fn every_cell_is_safe() {
    let locks: Vec<Value> = (HOSTILE.iter().zip(0..))
        .map(|(name, number)| json!({"id": format!("l-{number}"), "name": name, "vendor": "virtual"}))
        .collect();
    let keys: Vec<Value> = (HOSTILE.iter().zip(0..))
        .map(|(text, number)| {
            json!({
                "id": format!("={number}"), "lockId": format!("l-{number}"),
                "appUser": {"id": format!("+4770090{number:04}"), "name": text},
                "start": "2027-03-01T00:00:00Z", "end": "2027-03-02T00:00:00Z",
                "created": "2027-03-01T00:00:00Z", "state": "active",
                "metadata": {"accessOwner": text, "accessRef": text},
            })
        })
        .collect();
    let pages = [
        (PageOf::Locks, json!({ "locks": locks })),
        (PageOf::Keys, json!({ "keys": keys })),
    ];
    let snapshot = snapshot(&pages);
    let columns = [
        "door",
        "lockId",
        "doorId",
        "person",
        "name",
        "from",
        "to",
        "why",
        "key",
        "owner",
        "ref",
        "windows",
        "state",
        "accessGroupId",
    ];
    for delimiter in [";", ",", "\t"] {
        for masked in [false, true] {
            for rows in ["openings", "grants"] {
                let text = csv(
                    &snapshot,
                    &json!({"from": MARCH, "to": MARCH + 7 * DAY, "columns": columns,
                            "delimiter": delimiter, "masked": masked, "rows": rows}),
                );
                let lines = cells(&text, delimiter.chars().next().unwrap());
                assert_eq!(lines.len(), 1 + HOSTILE.len());
                assert_eq!(lines[0], columns);
                for (line, hostile) in lines[1..].iter().zip(HOSTILE) {
                    assert_eq!(line.len(), columns.len());
                    for cell in line {
                        assert!(
                            !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝']),
                            "{cell:?} is computed"
                        );
                    }
                    for (column, cell) in columns.iter().zip(line) {
                        let whole = match *column {
                            "door" | "name" | "owner" | "ref" => hostile,
                            "person" if !masked => &line[3][1..],
                            _ => continue,
                        };
                        assert_eq!(unguarded(cell), whole, "{column}");
                    }
                    assert_eq!(line[3].contains("••••"), masked);
                }
            }
        }
    }
}

#[test]
fn an_export_has_the_clock_of_the_door_and_says_why() {
    let mut guest = key(
        "B1-k",
        "+4711111111",
        "2027-03-27T14:00:00Z",
        Some("2027-03-29T10:00:00Z"),
        "scheduled",
    );
    guest["id"] = json!("k-1");
    let mut staff = key("k-2", "+4722222222", "2027-03-01T00:00:00Z", None, "active");
    staff["metadata"] = json!({});
    let pages = [
        (
            PageOf::Locks,
            json!({"locks": [{"id": "a", "name": "Front door", "vendor": "virtual", "timezone": "Europe/Oslo"}]}),
        ),
        (PageOf::Keys, json!({"keys": [guest, staff]})),
    ];
    let snapshot = snapshot(&pages);
    let asked = json!({"from": SUMMER - 2 * DAY, "to": SUMMER + 2 * DAY});
    assert_eq!(
        csv(&snapshot, &asked),
        "door;person;from;to;why;key\r\n\
         Front door;'+4711111111;2027-03-27 15:00;2027-03-29 12:00;key of o/B1;k-1\r\n\
         Front door;'+4722222222;2027-03-26 02:00;2027-03-30 03:00;key;k-2\r\n"
    );
    let mut utc = asked.clone();
    utc["times"] = json!("utc");
    utc["columns"] = json!(["from", "to"]);
    utc["appUserIds"] = json!(["+4711111111", "+4700000000"]);
    assert_eq!(
        csv(&snapshot, &utc),
        "from;to\r\n2027-03-27T14:00:00Z;2027-03-29T10:00:00Z\r\n"
    );
    let mut grants = asked;
    grants["rows"] = json!("grants");
    assert_eq!(
        csv(&snapshot, &grants),
        "ref;phone;doors;from;to;windows\r\n\
         B1;'+4711111111;Front door;2027-03-27 15:00;2027-03-29 12:00;\r\n\
         k-2;'+4722222222;Front door;2027-03-01 01:00;forever;\r\n"
    );
}

#[test]
fn an_export_begins_with_a_mark_if_asked_and_knows_its_columns() {
    let snapshot = snapshot(&[
        (PageOf::Locks, json!({"locks": []})),
        (PageOf::Keys, json!({"keys": []})),
    ]);
    let asked = json!({"from": MARCH, "to": MARCH + DAY, "bom": true});
    assert_eq!(
        csv(&snapshot, &asked),
        "\u{feff}door;person;from;to;why;key\r\n"
    );
    for (member, value, code) in [
        (
            "columns",
            json!(["door", "phon"]),
            r#"{"code":"unknownColumn","column":"phon"}"#,
        ),
        ("delimiter", json!("|"), r#"{"code":"unknownDelimiter"}"#),
        ("to", json!(MARCH), r#"{"code":"badSpan"}"#),
        (
            "from",
            json!("x"),
            r#"{"code":"malformed","member":"from"}"#,
        ),
        (
            "lockIds",
            json!(["l"]),
            r#"{"code":"unknownLock","id":"l"}"#,
        ),
    ] {
        let mut asked = asked.clone();
        asked[member] = value;
        let refused = csv_piece(&snapshot, &asked.to_string()).unwrap_err();
        assert_eq!(refused.finish(), code);
    }
}

/// Keys of which each is found for one thing.
fn found(keys: Value, options: Value) -> Vec<Value> {
    let pages = [
        (
            PageOf::Locks,
            json!({"locks": [
                {"id": "a", "name": "A", "vendor": "virtual", "timezone": "Europe/Oslo"},
                {"id": "b", "name": "B", "vendor": "virtual", "timezone": "Europe/Oslo"},
            ]}),
        ),
        (PageOf::Keys, json!({ "keys": keys })),
        (
            PageOf::SharingRights,
            json!({"sharingRights": [{"lockId": "b", "appUserId": "+4799999999"}]}),
        ),
        (
            PageOf::AccessGroups,
            json!({"accessGroups": [{"id": "g", "name": "G", "lockIds": ["b"], "appUserIds": ["+4788888888"]}]}),
        ),
        (
            PageOf::AccessEvents,
            json!({"accessEvents": [
                {"id": "e", "action": "unlocked", "created": "2027-02-20T00:00:00Z", "keyId": "k",
                 "lockId": "a", "lockName": "A", "appUserId": "+4711111111"},
            ]}),
        ),
    ];
    let snapshot = snapshot(&pages);
    let mut asked = json!({"from": MARCH, "to": MARCH + 31 * DAY});
    for (name, value) in options.as_object().unwrap() {
        asked[name] = value.clone();
    }
    let found = find(&snapshot, &asked.to_string());
    let found = found.unwrap_or_else(|refusal| panic!("{}", refusal.finish()));
    serde_json::from_str(&found).unwrap()
}

fn key(id: &str, person: &str, start: &str, end: Option<&str>, state: &str) -> Value {
    json!({
        "id": id, "lockId": "a", "appUser": {"id": person},
        "start": start, "end": end, "created": start, "state": state,
        "metadata": {"accessOwner": "o", "accessRef": id.split('-').next().unwrap()},
    })
}

fn kinds(found: &[Value]) -> Vec<&str> {
    found
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect()
}

#[test]
fn findings_name_what_is_worth_a_look() {
    let person = "+4711111111";
    let hours = |key: &Value, day: &str, from: u32, to: u32| {
        let mut key = key.clone();
        key["recurrence"] = json!({"timeSpans": [{"weekday": day, "startHour": from / 60,
            "startMinute": from % 60, "endHour": to / 60, "endMinute": to % 60}]});
        key
    };
    let soon = |state| {
        key(
            "k-1",
            person,
            "2027-03-02T00:00:00Z",
            Some("2027-03-04T00:00:00Z"),
            state,
        )
    };
    let spring = key(
        "k-1",
        person,
        "2027-03-20T00:00:00Z",
        Some("2027-04-20T00:00:00Z"),
        "scheduled",
    );
    let other = "+4722222222";
    let stay = |id, person, from: &str, to: &str| {
        let moment = |day: &str| format!("2027-03-{day}:00Z");
        key(id, person, &moment(from), Some(&moment(to)), "scheduled")
    };
    let empty = ["nobodyCanOpen", "mayGrant"];
    let exclusive = json!({"exclusive": ["a"], "turnoverMinutes": 60});
    for (what, keys, options, expected) in [
        ("all is well", json!([soon("scheduled")]), json!({}), vec![]),
        (
            "no end",
            json!([key("k", person, "2027-03-02T00:00:00Z", None, "scheduled")]),
            json!({}),
            vec!["noEnd"],
        ),
        (
            "error",
            json!([soon("error")]),
            json!({}),
            vec!["keyInError", "nobodyCanOpen a"],
        ),
        (
            "creating",
            json!([soon("creating")]),
            json!({}),
            vec!["stillCreating", "nobodyCanOpen a"],
        ),
        (
            "unknown",
            json!([soon("paused")]),
            json!({}),
            vec!["unknownState"],
        ),
        (
            "active too early",
            json!([soon("active")]),
            json!({}),
            vec!["stateMismatch"],
        ),
        (
            "scheduled too late",
            json!([key(
                "k",
                person,
                "2027-02-28T00:00:00Z",
                Some("2027-03-04T00:00:00Z"),
                "scheduled"
            )]),
            json!({}),
            vec!["unusedSince", "stateMismatch"],
        ),
        (
            "expired too early",
            json!([soon("expired")]),
            json!({}),
            vec!["stateMismatch", "nobodyCanOpen a"],
        ),
        // 2027-03-02 is a Tuesday.
        (
            "never on Sundays",
            json!([hours(&soon("scheduled"), "sun", 0, 60)]),
            json!({}),
            vec!["windowNeverFalls", "nobodyCanOpen a"],
        ),
        (
            "on Tuesdays",
            json!([hours(&soon("scheduled"), "tue", 600, 660)]),
            json!({}),
            vec![],
        ),
        (
            "lost in the gap",
            json!([hours(&spring, "sun", 120, 180)]),
            json!({}),
            vec!["windowSkipped"],
        ),
        (
            "late by the gap",
            json!([hours(&spring, "sun", 150, 240)]),
            json!({}),
            vec!["startInGap"],
        ),
        (
            "twice",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("b-1", person, "04T09:00", "05T10:00")
            ]),
            json!({}),
            vec!["sameTwice"],
        ),
        (
            "end to end",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("a-2", person, "04T10:00", "05T10:00")
            ]),
            json!({}),
            vec![],
        ),
        (
            "a gap",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("a-2", person, "04T10:01", "05T10:00")
            ]),
            json!({}),
            vec!["gapInStay"],
        ),
        (
            "two people",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("b-1", other, "04T09:00", "05T10:00")
            ]),
            exclusive.clone(),
            vec!["twoPeople"],
        ),
        (
            "two people anywhere",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("b-1", other, "04T09:00", "05T10:00")
            ]),
            json!({}),
            vec![],
        ),
        (
            "too soon",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("b-1", other, "04T10:59", "05T10:00")
            ]),
            exclusive.clone(),
            vec!["opensBeforeLeft"],
        ),
        (
            "an hour later",
            json!([
                stay("a-1", person, "02T10:00", "04T10:00"),
                stay("b-1", other, "04T11:00", "05T10:00")
            ]),
            exclusive,
            vec![],
        ),
    ] {
        let found = found(keys, options);
        let mut told: Vec<String> = Vec::new();
        for one in &found {
            let kind = one["kind"].as_str().unwrap();
            // Nobody has a key to door B, and one person may give some.
            if empty.contains(&kind) && one["lockId"] == "b" {
                continue;
            }
            assert!(kind == "nobodyCanOpen" || !one["keyIds"].as_array().unwrap().is_empty());
            told.push(if kind == "nobodyCanOpen" {
                format!("{kind} a")
            } else {
                kind.to_owned()
            });
        }
        assert_eq!(told, expected, "{what}");
        assert!(kinds(&found).contains(&"mayGrant"));
    }
}

#[test]
fn findings_of_use_and_of_groups_say_what_is_known() {
    let used = key(
        "k",
        "+4711111111",
        "2027-02-10T00:00:00Z",
        Some("2027-03-04T00:00:00Z"),
        "active",
    );
    let unused = key(
        "u",
        "+4733333333",
        "2027-02-10T00:00:00Z",
        Some("2027-03-04T00:00:00Z"),
        "active",
    );
    let mut of_group = key(
        "g",
        "+4788888888",
        "2027-03-02T00:00:00Z",
        Some("2027-03-04T00:00:00Z"),
        "scheduled",
    );
    of_group["lockId"] = json!("b");
    of_group["metadata"] = json!({});
    let found = found(
        json!([used, unused, of_group]),
        json!({"kinds": ["unusedSince", "groupKey"]}),
    );
    assert_eq!(kinds(&found), ["unusedSince", "groupKey"]);
    assert_eq!(found[0]["appUserId"], "+4733333333");
    // The log does not reach further back.
    assert_eq!(found[0]["from"], "2027-02-20T00:00:00Z");
    assert_eq!(found[1]["keyIds"], json!(["g"]));
}

#[test]
fn weekly_hours_without_a_zone_are_refused_and_other_keys_are_not() {
    let mut weekly = key(
        "w",
        "+4711111111",
        "2027-03-02T00:00:00Z",
        None,
        "scheduled",
    );
    weekly["recurrence"] = json!({"timeSpans": []});
    let mut other = key(
        "o",
        "+4711111111",
        "2027-03-02T00:00:00Z",
        None,
        "scheduled",
    );
    other["lockId"] = json!("b");
    let snapshot = snapshot(&[
        (
            PageOf::Locks,
            json!({"locks": [
                {"id": "a", "name": "A", "vendor": "virtual"},
                {"id": "b", "name": "B", "vendor": "virtual", "timezone": "Nowhere/Else"},
            ]}),
        ),
        (PageOf::Keys, json!({"keys": [weekly, other]})),
    ]);
    let refused = r#"{"code":"zoneUnknown","lockId":"a"}"#;
    let at = json!({"lockId": "a", "appUserId": "+4711111111", "at": MARCH}).to_string();
    let span =
        |locks: Value| json!({"from": MARCH, "to": MARCH + DAY, "lockIds": locks}).to_string();
    for answer in [
        questions::can_open(&snapshot, &at),
        questions::who_can_open(&snapshot, &at),
        questions::what_can_open(&snapshot, &at),
        find(&snapshot, &span(json!(["a", "b"]))),
    ] {
        assert_eq!(answer.unwrap_err().finish(), refused);
    }
    assert_eq!(
        questions::people_at(&snapshot, 0, MARCH)
            .unwrap_err()
            .finish(),
        refused
    );
    assert_eq!(
        csv_piece(&snapshot, &span(json!(["a"])))
            .unwrap_err()
            .finish(),
        refused
    );
    assert!(questions::people_at(&snapshot, 1, MARCH).is_ok());
    assert!(csv_piece(&snapshot, &span(json!(["b"]))).is_ok());
}

#[test]
fn an_answer_tells_why_a_key_does_not_open() {
    let person = "+4711111111";
    let mut hours = key("h", person, "2027-03-01T00:00:00Z", None, "inactive");
    hours["recurrence"] = json!({"timeSpans": [
        {"weekday": "tue", "startHour": 8, "startMinute": 0, "endHour": 9, "endMinute": 0},
    ]});
    let keys = json!([
        hours,
        key("c", person, "2027-03-01T00:00:00Z", None, "creating"),
        key("r", person, "2027-03-01T00:00:00Z", None, "revoked"),
        key("e", person, "2027-03-01T00:00:00Z", None, "error"),
        key("x", person, "2027-03-01T00:00:00Z", None, "expired"),
        key(
            "o",
            person,
            "2027-02-01T00:00:00Z",
            Some("2027-03-01T00:00:00Z"),
            "active"
        ),
        key(
            "n",
            person,
            "2027-03-09T00:00:00Z",
            Some("2027-03-09T01:00:00Z"),
            "scheduled"
        ),
        key(
            "other",
            "+4722222222",
            "2027-03-01T00:00:00Z",
            None,
            "active"
        ),
    ]);
    let snapshot = snapshot(&[
        (
            PageOf::Locks,
            json!({"locks": [
                {"id": "a", "name": "A", "vendor": "virtual", "timezone": "Europe/Oslo", "physicalLockId": "p"},
                {"id": "b", "name": "B", "vendor": "virtual", "timezone": "Europe/Oslo", "physicalLockId": "p"},
            ]}),
        ),
        (PageOf::Keys, json!({ "keys": keys })),
        (
            PageOf::SharingRights,
            json!({"sharingRights": [{"id": "s", "lockId": "b", "appUserId": person, "source": "project"}]}),
        ),
    ]);
    // Asking one of the locks of a door asks the door.
    let asked = json!({"lockId": "b", "appUserId": person, "at": MARCH}).to_string();
    let told = questions::can_open(&snapshot, &asked).unwrap();
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["opens"], false);
    let why: Vec<String> = told["butNot"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{} {}",
                one["reason"]["keyId"].as_str().unwrap(),
                one["why"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        why,
        [
            "h outsideHours",
            "c creating",
            "r revoked",
            "e error",
            "x over",
            "o over",
            "n notYet"
        ]
    );
    assert_eq!(
        told["next"],
        json!({"opens": true, "at": "2027-03-02T07:00:00Z"})
    );
    let reason = &told["butNot"][0]["reason"];
    assert_eq!(reason["via"], "key");
    assert_eq!(
        (&reason["owner"], &reason["ref"], &reason["end"]),
        (&json!("o"), &json!("h"), &Value::Null)
    );
    assert_eq!(reason["windows"][0]["weekday"], "tue");
    for (question, count) in [
        (json!({}), 1),
        (json!({"lockId": "a"}), 1),
        (json!({"appUserId": person}), 1),
        (json!({"appUserId": "+4722222222"}), 0),
    ] {
        let rights = questions::may_grant(&snapshot, &question.to_string()).unwrap();
        let rights: Value = serde_json::from_str(&rights).unwrap();
        assert_eq!(rights.as_array().unwrap().len(), count);
    }
    let asked = json!({"appUserId": "+4722222222", "from": MARCH, "to": MARCH + DAY}).to_string();
    let doors = questions::what_can_open(&snapshot, &asked).unwrap();
    let doors: Value = serde_json::from_str(&doors).unwrap();
    assert_eq!(doors[0]["door"], "A");
    assert_eq!(doors.as_array().unwrap().len(), 1);
}
