//! Doors, lists and what is told of them.

use serde_json::{Value, json};
use unloc_access::snapshot::{PageOf, Snapshot};
use unloc_access::time::{Ms, read_moment};
use unloc_access::wanted::{self, Options, Wanted, csv};
use unloc_integrator_client::json::read;

pub const HEADER: &str = "ref;phone;doors;from;to;windows;note\n";

/// Doors in Oslo, one in London, one without a zone; two have one name.
pub fn doors() -> Snapshot {
    let lock = |id: &str, name: &str, zone: Option<&str>| json!({"id": id, "name": name, "vendor": "virtual", "timezone": zone});
    let locks = json!({"locks": [
        lock("l-front", "Front door", Some("Europe/Oslo")),
        lock("l-4", "Room 4", Some("Europe/Oslo")),
        lock("l-b", "Stair B", Some("Europe/Oslo")),
        lock("l-london", "Mews", Some("Europe/London")),
        lock("l-none", "Shed", None),
        lock("l-s1", "Store", Some("Europe/Oslo")),
        lock("l-s2", "Store", Some("Europe/Oslo")),
    ]});
    let mut snapshot = Snapshot::new("{}");
    snapshot
        .add_page(PageOf::Locks, locks.to_string().as_bytes())
        .unwrap();
    for (zone, winter) in [("Europe/Oslo", 3_600), ("Europe/London", 0)] {
        let mut offsets = vec![(Ms::MIN, winter)];
        for year in 2026..2030 {
            for (month, offset) in [(3, winter + 3_600), (10, winter)] {
                offsets.push((last_sunday(year, month), offset));
            }
        }
        snapshot.set_zone(zone, offsets).unwrap();
    }
    snapshot
}

/// The instant at which Europe's clocks are put forward or back.
pub fn last_sunday(year: i16, month: i8) -> Ms {
    jiff::civil::date(year, month, 1)
        .nth_weekday_of_month(-1, jiff::civil::Weekday::Sunday)
        .unwrap()
        .at(1, 0, 0, 0)
        .in_tz("UTC")
        .unwrap()
        .timestamp()
        .as_millisecond()
}

pub fn ms(text: &str) -> Ms {
    read_moment(text).unwrap()
}

/// Reads a list of those rows.
pub fn list(rows: &str, options: &Value) -> Value {
    let mut all = json!({"owner": "rentals", "complete": true, "file": "list.csv"});
    all.as_object_mut()
        .unwrap()
        .extend(options.as_object().unwrap().clone());
    let text = csv::read(
        [HEADER, rows].concat().as_bytes(),
        read(&all.to_string()).unwrap(),
        &doors(),
    );
    serde_json::from_str(&text.unwrap()).unwrap()
}

/// What a plan is made from, or the code of the refusal.
pub fn resolved(wanted: &Value) -> Result<Wanted, Value> {
    let text = wanted.to_string();
    wanted::resolve(read(&text).unwrap(), &doors(), &Options::default())
        .map_err(|refusal| serde_json::from_str(&refusal.finish()).unwrap())
}

pub fn code(wanted: &Value) -> String {
    resolved(wanted).unwrap_err()["code"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// A list in JavaScript with one grant, of which some members are others.
pub fn one(changes: &Value) -> Value {
    let mut grant = json!({"ref": "B-1", "appUserId": "+447700900123", "doors": ["l-front"],
        "from": "2027-03-05T14:00:00Z", "to": "2027-03-07T10:00:00Z"});
    let members = grant.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        members.insert(name.clone(), value.clone());
    }
    json!({"owner": "rentals", "complete": true, "covers": "everything", "grants": [grant]})
}

/// Row, column and code of each problem.
pub fn problems(read: &Value) -> Vec<(u64, String, String)> {
    read["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (
                problem["row"].as_u64().unwrap(),
                text(&problem["column"]),
                text(&problem["fault"]["code"]),
            )
        })
        .collect()
}

/// The one problem of a list of one row: its column and code.
pub fn problem(row: &str, options: &Value) -> (String, String) {
    let read = list(&format!("{row}\n"), options);
    let all = problems(&read);
    assert_eq!(all.len(), 1, "{row}: {all:?}");
    assert_eq!(all[0].0, 2);
    assert_eq!(read["wanted"]["grants"], json!([]));
    (all[0].1.clone(), all[0].2.clone())
}

pub fn column_and_code(column: &str, code: &str) -> (String, String) {
    (column.to_owned(), code.to_owned())
}

pub const GOOD: &str =
    "B-1001;+447700900123;Front door|Room 4;2027-03-05 15:00;2027-03-07 11:00;;Two nights\n";
