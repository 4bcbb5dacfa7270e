//! Lists and feeds of any bytes: they are read, or what is wrong is named; nothing panics, and nothing that has a
//! problem is complete. What is in them is held against other readers in JavaScript (P15, P16).

use proptest::prelude::*;
use serde_json::Value;
use unloc_access::snapshot::{PageOf, Snapshot};
use unloc_access::wanted::{self, Options, calendar, csv, grants};
use unloc_integrator_client::json::read;

fn doors() -> Snapshot {
    let locks = r#"{"locks":[{"id":"l-1","name":"Front door","vendor":"virtual","timezone":"Europe/Oslo"},
        {"id":"l-2","name":"Shed","vendor":"virtual"}]}"#;
    let mut snapshot = Snapshot::new("{}");
    snapshot.add_page(PageOf::Locks, locks.as_bytes()).unwrap();
    snapshot
        .set_zone("Europe/Oslo", vec![(i64::MIN, 3_600)])
        .unwrap();
    snapshot
}

const OPTIONS: &str = r#"{"owner":"o","complete":true,"forEver":true,"twoKeys":true,"country":"NO","statuses":["x"]}"#;

/// What was read is complete only without problems, and resolves.
fn held(text: &str, snapshot: &Snapshot) -> Result<(), TestCaseError> {
    let told: Value = serde_json::from_str(text).unwrap();
    let wanted = &told["wanted"];
    let has_problems = !told["problems"].as_array().unwrap().is_empty();
    prop_assert!(!has_problems || wanted["complete"] == false, "{}", text);
    let options = Options {
        allow_empty: true,
        ..Options::default()
    };
    let wanted = wanted.to_string();
    let resolved = wanted::resolve(read(&wanted).unwrap(), snapshot, &options);
    prop_assert_eq!(resolved.is_err(), has_problems, "{}", text);
    Ok(())
}

fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let words = prop::collection::vec(prop::sample::select(pieces), 0..40);
    prop_oneof![
        4 => words.prop_map(|words| words.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ]
}

const CELLS: &[&str] = &[
    "ref;phone;doors;from;to;windows\n",
    "ref,phone,doors,to\r\n",
    "B-1",
    "+4799887766",
    "99887766",
    "Front door",
    "Shed",
    "2027-03-05 15:00",
    "2027-03-07",
    "05.03.2027",
    "forever",
    "mon-sun 22:00-06:00",
    "sat 1:00-2:00",
    ";",
    ";",
    ";",
    ",",
    "\n",
    "\r\n",
    "\"",
    "'",
    "=",
    "|",
    " ",
];

const LINES: &[&str] = &[
    "BEGIN:VCALENDAR\n",
    "END:VCALENDAR\n",
    "BEGIN:VEVENT\n",
    "END:VEVENT\n",
    "BEGIN:VALARM\n",
    "END:VALARM\n",
    "UID:r-1\n",
    "UID:r-2\n",
    "DTSTART;VALUE=DATE:20270305\n",
    "DTEND;VALUE=DATE:20270307\n",
    "DTSTART:20270305T150000Z\n",
    "DTEND:20270307T110000\n",
    "DTEND;TZID=Europe/Oslo:20270307T110000\n",
    "STATUS:CANCELLED\n",
    "RRULE:X\n",
    "\n",
    " ",
    ":",
    ";",
    "\"",
];

const MEMBERS: &[&str] = &[
    r#"{"format":"unloc-grants/1","owner":"o","covers":"everything","complete":true,"grants":["#,
    r#"{"ref":"a","appUserId":"+4799887766","doors":["l-1"],"to":"2027-03-07T11:00:00Z""#,
    r#","from":{"local":"2027-03-05"}"#,
    r#","windows":"mon-fri 08:00-16:00""#,
    r#","to":"forEver""#,
    r#","label":1"#,
    "}",
    "]}",
    ",",
];

proptest! {
    #[test]
    fn a_csv_file_of_any_bytes_is_read_or_its_rows_are_named(bytes in pieces(CELLS)) {
        let snapshot = doors();
        held(&csv::read(&bytes, read(OPTIONS).unwrap(), &snapshot).unwrap(), &snapshot)?;
    }

    #[test]
    fn a_json_file_of_any_bytes_is_read_or_its_grants_are_named(bytes in pieces(MEMBERS)) {
        let snapshot = doors();
        let text = grants::read(&bytes, read(OPTIONS).unwrap(), &snapshot).unwrap();
        // A file that is no list names no owner.
        if !text.contains(r#""owner":"o""#) {
            prop_assert!(text.contains(r#""complete":false"#));
            return Ok(());
        }
        held(&text, &snapshot)?;
    }

    #[test]
    fn a_feed_of_any_bytes_is_read_or_refused(bytes in pieces(LINES), cut in any::<prop::sample::Index>()) {
        let snapshot = doors();
        let body = ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:r-0\nDTSTART;VALUE=DATE:20270305\n".as_bytes(), &bytes, b"END:VEVENT\nEND:VCALENDAR\n"].concat();
        let cut = cut.index(body.len() - 1);
        for (body, is_torn) in [(body.as_slice(), false), (&body[..cut], true), (&bytes, false)] {
            let given = format!(
                r#"{{"owner":"o","map":{{"format":"unloc-calendars/1","calendars":[{{"name":"L","doors":["l-1"],"checkIn":"15:00","checkOut":"11:00"}}]}},
                "feeds":[{{"name":"L","status":200,"at":"2027-03-01T09:00:00Z","length":{}}}]}}"#,
                body.len()
            );
            let text = calendar::read(body, read(&given).unwrap(), &snapshot).unwrap();
            held(&text, &snapshot)?;
            // Bytes may hold an end of their own before the cut.
            if is_torn && !bytes.ends_with(b"END:VCALENDAR\n") && !String::from_utf8_lossy(body).contains("END:VCALENDAR") {
                prop_assert!(text.contains("feedTorn") || text.contains("noContentLine") || text.contains("notText"), "{}", text);
            }
        }
    }
}
