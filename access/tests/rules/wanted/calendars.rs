//! Feeds of booking systems.

use super::support::{doors, ms, problems, resolved};
use serde_json::{Value, json};
use unloc_access::time::Ms;
use unloc_access::wanted::calendar;
use unloc_integrator_client::json::read;

const CONTACTS: &str =
    "uid;phone\nr-771@example.com;+447700900123\nr-802@example.com;'+447700900456\n";

fn event(uid: &str, from: &str, to: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}@example.com\r\nDTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{to}\r\nSUMMARY:Reserved\r\n{more}END:VEVENT\r\n"
    )
}

fn feed(events: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//feed//EN\r\n{events}END:VCALENDAR\r\n"
    )
}

/// Reads one feed, at an instant, with a memory and other options.
fn calendars(ics: &str, at: &str, memory: &Value, options: &Value) -> Value {
    let mut all = json!({
        "owner": "rentals",
        "map": {"format": "unloc-calendars/1", "calendars": [{
            "name": "Loft", "doors": ["Front door", "Room 4"], "checkIn": "15:00", "checkOut": "11:00",
            "ignore": ["Not available", "Blocked"], "contacts": "contacts.csv"
        }]},
        "feeds": [{"name": "Loft", "status": 200, "at": at, "length": ics.len()}],
        "contacts": [{"name": "contacts.csv", "length": CONTACTS.len()}],
    });
    if !memory.is_null() {
        all["memory"] = memory.clone();
    }
    all.as_object_mut()
        .unwrap()
        .extend(options.as_object().unwrap().clone());
    let bytes = [ics, CONTACTS].concat();
    let text = calendar::read(bytes.as_bytes(), read(&all.to_string()).unwrap(), &doors());
    serde_json::from_str(&text.unwrap()).unwrap()
}

fn refs(read: &Value) -> Vec<String> {
    let grants = read["wanted"]["grants"].as_array().unwrap();
    let mut refs: Vec<String> = grants
        .iter()
        .map(|grant| grant["ref"].as_str().unwrap().replace("@example.com", ""))
        .collect();
    refs.sort();
    refs
}

fn two_stays() -> String {
    feed(
        &[
            event("r-771", "20270305", "20270307", ""),
            event("r-802", "20270310", "20270312", ""),
        ]
        .concat(),
    )
}

/// The memory of a feed that was read whole long before.
fn settled() -> Value {
    let first = calendars(
        &two_stays(),
        "2027-03-01T09:00:00Z",
        &Value::Null,
        &json!({}),
    );
    calendars(
        &two_stays(),
        "2027-03-01T10:00:00Z",
        &first["memory"],
        &json!({}),
    )["memory"]
        .clone()
}

#[test]
fn r4_a_feed_that_failed_or_is_empty_or_torn_is_not_complete() {
    let memory = settled();
    let at = "2027-03-01T11:00:00Z";
    let whole = calendars(&two_stays(), at, &memory, &json!({}));
    assert_eq!(problems(&whole), []);
    assert_eq!(whole["wanted"]["complete"], json!(true));
    let failed = |read: &Value, what: &str, code: &str| {
        assert_eq!(
            problems(read).last().map(|one| one.2.as_str()),
            Some(code),
            "{what}"
        );
        assert_eq!(read["wanted"]["complete"], json!(false), "{what}");
        assert_eq!(read["problems"][0]["file"], "Loft");
        assert_eq!(
            resolved(&read["wanted"]).unwrap_err()["rule"],
            "R6",
            "{what}"
        );
        // What was there stays wanted.
        assert_eq!(refs(read), ["r-771", "r-802"], "{what}");
    };
    for status in [0, 204, 304, 404, 500] {
        let feeds =
            json!([{"name": "Loft", "status": status, "at": at, "length": two_stays().len()}]);
        let read = calendars(&two_stays(), at, &memory, &json!({"feeds": feeds}));
        failed(&read, &status.to_string(), "feedStatus");
    }
    failed(
        &calendars(&feed(""), at, &memory, &json!({})),
        "no events",
        "feedEmpty",
    );
    failed(
        &calendars("", at, &memory, &json!({})),
        "nothing",
        "feedTorn",
    );
    failed(
        &calendars("<html></html>", at, &memory, &json!({})),
        "a page",
        "noContentLine",
    );
    let all = two_stays();
    for cut in 0..all.len() - 2 {
        let read = calendars(&all[..cut], at, &memory, &json!({}));
        assert_eq!(problems(&read).len(), 1, "{cut}");
        assert_eq!(read["wanted"]["complete"], json!(false), "{cut}");
        assert_eq!(refs(&read), ["r-771", "r-802"], "{cut}");
    }
    // A piece torn out of the middle.
    let torn = all.replacen("END:VEVENT\r\nBEGIN:VEVENT\r\n", "", 1);
    assert_eq!(
        problems(&calendars(&torn, at, &memory, &json!({})))[0].2,
        "propertyTwice"
    );
    let torn = all.replacen("END:VEVENT\r\n", "", 1);
    failed(
        &calendars(&torn, at, &memory, &json!({})),
        "an end",
        "feedTorn",
    );
    failed(
        &calendars(
            &[all.as_str(), "BEGIN:VCALENDAR\r\n"].concat(),
            at,
            &memory,
            &json!({}),
        ),
        "another",
        "feedTorn",
    );
    // Skipped: the others go on, and nothing is taken back.
    let read = calendars("", at, &memory, &json!({"skipBadRows": true}));
    assert!(!resolved(&read["wanted"]).unwrap().complete);
    // There may be none, if that is said.
    let read = calendars(
        &feed(""),
        at,
        &memory,
        &json!({"allowEmptyFeeds": ["Loft"]}),
    );
    assert_eq!(problems(&read), []);
    assert_eq!(refs(&read), ["r-771", "r-802"]);
    // A calendar of the map whose feed did not come, and a feed that no map knows.
    let read = calendars("", at, &memory, &json!({"feeds": []}));
    assert_eq!(problems(&read)[0].2, "feedMissing");
    assert_eq!(refs(&read), ["r-771", "r-802"]);
}

#[test]
fn r10_a_missing_event_is_gone_after_two_reads_15_minutes_apart_and_never_a_stay_under_way() {
    let memory = settled();
    let one_stay = feed(&event("r-771", "20270305", "20270307", ""));
    let read_at = |ics: &str, at: &str, memory: &Value| calendars(ics, at, memory, &json!({}));
    // Missing once, and again too soon.
    let first = read_at(&one_stay, "2027-03-01T12:00:00Z", &memory);
    assert_eq!(refs(&first), ["r-771", "r-802"]);
    assert_eq!(first["wanted"]["complete"], json!(true));
    let soon = read_at(&one_stay, "2027-03-01T12:14:59Z", &first["memory"]);
    assert_eq!(refs(&soon), ["r-771", "r-802"]);
    // A feed that failed is no read.
    let failed = read_at("", "2027-03-01T12:30:00Z", &first["memory"]);
    assert_eq!(refs(&failed), ["r-771", "r-802"]);
    assert_eq!(failed["memory"], first["memory"]);
    // Twice, 15 minutes apart.
    let gone = read_at(&one_stay, "2027-03-01T12:15:00Z", &first["memory"]);
    assert_eq!(refs(&gone), ["r-771"]);
    assert_eq!(gone["wanted"]["complete"], json!(true));
    assert_eq!(gone["memory"]["seen"].as_object().unwrap().len(), 1);
    // It came back in between.
    let back = read_at(&two_stays(), "2027-03-01T12:10:00Z", &first["memory"]);
    let again = read_at(&one_stay, "2027-03-01T12:20:00Z", &back["memory"]);
    assert_eq!(refs(&again), ["r-771", "r-802"]);
    // Under way it stays until its end, however often it is missing.
    let other = feed(&event("r-802", "20270310", "20270312", ""));
    let mut memory = settled();
    for at in [
        "2027-03-05T14:00:00Z",
        "2027-03-05T15:00:00Z",
        "2027-03-06T12:00:00Z",
        "2027-03-07T09:59:00Z",
    ] {
        let read = read_at(&other, at, &memory);
        assert_eq!(refs(&read), ["r-771", "r-802"], "{at}");
        memory = read["memory"].clone();
    }
    assert_eq!(
        refs(&read_at(&other, "2027-03-07T10:00:00Z", &memory)),
        ["r-802"]
    );
    // Cancelled is said, not missing.
    let cancelled = feed(
        &[
            event("r-771", "20270305", "20270307", "STATUS:CANCELLED\r\n"),
            event("r-802", "20270310", "20270312", ""),
        ]
        .concat(),
    );
    let read = read_at(&cancelled, "2027-03-06T12:00:00Z", &settled());
    assert_eq!(refs(&read), ["r-802"]);
    assert_eq!(read["memory"]["seen"].as_object().unwrap().len(), 1);
    // The next guest is in.
    let next = feed(&event("r-802", "20270306", "20270312", ""));
    let read = calendars(&next, "2027-03-06T16:00:00Z", &settled(), &json!({}));
    assert_eq!(refs(&read), ["r-771", "r-802"]);
    let options = json!({"checkedIn": ["r-802@example.com"]});
    let read = calendars(&next, "2027-03-06T16:00:00Z", &settled(), &options);
    assert_eq!(refs(&read), ["r-802"]);
    // Moved is not missing: what the feed says now counts.
    let moved = feed(
        &[
            event("r-771", "20270305", "20270306", ""),
            event("r-802", "20270310", "20270312", ""),
        ]
        .concat(),
    );
    let read = read_at(&moved, "2027-03-06T12:00:00Z", &settled());
    assert_eq!(refs(&read), ["r-802"]);
    // Nothing is known of what was missing before the first read: it takes nothing back, nor does the next one soon.
    let first = read_at(&one_stay, "2027-03-01T12:00:00Z", &Value::Null);
    assert_eq!(first["wanted"]["complete"], json!(false));
    let soon = read_at(&one_stay, "2027-03-01T12:14:00Z", &first["memory"]);
    assert_eq!(soon["wanted"]["complete"], json!(false));
    let later = read_at(&one_stay, "2027-03-01T12:15:00Z", &first["memory"]);
    assert_eq!(later["wanted"]["complete"], json!(true));
    // A memory that was cut would forget stays.
    for (pointer, value) in [
        (
            "/seen/r-802@example.com/grant/appUserId",
            json!("+447700900999"),
        ),
        ("/seen/r-802@example.com/hash", json!("")),
        ("/format", json!("unloc-feeds/2")),
    ] {
        let mut memory = settled();
        *memory.pointer_mut(pointer).unwrap() = value;
        let given = json!({"owner": "o", "memory": memory}).to_string();
        let refused = calendar::read(
            b"",
            unloc_integrator_client::json::read(&given).unwrap(),
            &doors(),
        )
        .unwrap_err();
        assert!(refused.finish().contains("memoryUnreadable"));
    }
}

#[test]
fn a_feed_alone_opens_no_door_and_events_are_read_with_their_zones() {
    let at = "2027-03-01T09:00:00Z";
    let events = [
        event(
            "r-771",
            "20270305",
            "20270307",
            "DESCRIPTION:Phone Number (Last 4 Digits): 0123\r\n",
        ),
        event(
            "r-802",
            "20270310",
            "20270312",
            "DESCRIPTION:Phone Number (\r\n Last 4 Digits): 9999\\nx\r\n",
        ),
        event(
            "r-900",
            "20270310",
            "20270312",
            "DESCRIPTION:+447700900999\r\n",
        ),
        event("r-901", "20270310", "20270312", "").replace("Reserved", "CLOSED - Not available"),
        event("r-902", "20260310", "20260312", ""),
    ];
    let all = calendars(&feed(&events.concat()), at, &Value::Null, &json!({}));
    assert_eq!(problems(&all), []);
    assert_eq!(refs(&all), ["r-771", "r-802"]);
    assert_eq!(
        all["wanted"]["waiting"],
        json!([{"ref": "r-900@example.com", "why": "noNumber"}])
    );
    assert_eq!(
        all["notes"],
        json!([{"code": "digitsDiffer", "file": "Loft", "ref": "r-802@example.com"}])
    );
    let wanted = resolved(&all["wanted"]).unwrap();
    assert_eq!(wanted.grants[0].doors[1].from, ms("2027-03-05T14:00:00Z"));
    assert_eq!(wanted.grants[0].doors[1].to, ms("2027-03-07T10:00:00Z"));
    let times = |start: &str, end: &str| -> Result<(Ms, Ms), String> {
        let event = format!("BEGIN:VEVENT\nUID:r-771@example.com\n{start}\n{end}\nEND:VEVENT\n");
        let read = calendars(&feed(&event), at, &Value::Null, &json!({}));
        match problems(&read).first() {
            Some((_, _, code)) => Err(code.clone()),
            None => {
                let grant = resolved(&read["wanted"]).unwrap().grants[0].clone();
                Ok((grant.doors[0].from, grant.doors[0].to))
            }
        }
    };
    let both = |from: &str, to: &str| Ok((ms(from), ms(to)));
    assert_eq!(
        times("DTSTART:20270305T150000Z", "DTEND:20270307T110000Z"),
        both("2027-03-05T15:00:00Z", "2027-03-07T11:00:00Z")
    );
    assert_eq!(
        times("DTSTART:20270305T150000", "DTEND:20270307T110000"),
        both("2027-03-05T14:00:00Z", "2027-03-07T10:00:00Z")
    );
    assert_eq!(
        times(
            "DTSTART;TZID=Europe/London:20270405T150000",
            "DTEND;TZID=\"Europe/London\":20270407T110000"
        ),
        both("2027-04-05T14:00:00Z", "2027-04-07T10:00:00Z")
    );
    assert_eq!(
        times("DTSTART;VALUE=DATE:20270305", "X-NOTHING:1"),
        both("2027-03-05T14:00:00Z", "2027-03-06T10:00:00Z")
    );
    for (start, end, code) in [
        (
            "DTSTART;TZID=Europe/Oslo:20270328T023000",
            "DTEND:20270407T110000Z",
            "inGap",
        ),
        ("DTSTART:20270328T023000", "DTEND:20270407T110000Z", "inGap"),
        (
            "DTSTART:20270305T150000Z",
            "DTEND:20270305T150000Z",
            "endsBeforeStart",
        ),
        ("DTSTART:20270305T150000Z", "X-NOTHING:1", "endMissing"),
        ("DTSTART:20270305T150000Z", "DURATION:P1D", "duration"),
        (
            "DTSTART:20270305T150000Z",
            "DTEND:20270307T110000Z\nRRULE:FREQ=DAILY",
            "recurs",
        ),
        (
            "DTSTART:20270305T150000Z",
            "DTEND;VALUE=DATE:20270307",
            "endUnreadable",
        ),
        (
            "DTSTART;VALUE=DATE:20270305",
            "DTEND:20270307T110000Z",
            "endUnreadable",
        ),
        (
            "DTSTART:20270305",
            "DTEND:20270307T110000Z",
            "timeUnreadable",
        ),
        ("X-NOTHING:1", "DTEND:20270307T110000Z", "timeUnreadable"),
        (
            "DTSTART:20270305T150000Z",
            "DTEND:20270307T110000Z\nDTEND:20270308T110000Z",
            "propertyTwice",
        ),
    ] {
        assert_eq!(times(start, end), Err(code.to_owned()), "{start} {end}");
    }
    // A zone that nobody told about, and one that nobody knows.
    let ics = feed(
        "BEGIN:VEVENT\nUID:r-771@example.com\nDTSTART;TZID=Asia/Tokyo:20270305T150000\nDTEND:20270307T110000Z\nEND:VEVENT\n",
    );
    let given = |unknown: Value| {
        json!({"owner": "o", "unknownZones": unknown, "feeds": [{"name": "Loft", "status": 200, "at": at, "length": ics.len()}],
            "map": {"format": "unloc-calendars/1", "calendars": [{"name": "Loft", "doors": ["l-4"], "checkIn": "15:00", "checkOut": "11:00"}]}})
        .to_string()
    };
    let refused =
        calendar::read(ics.as_bytes(), read(&given(json!([]))).unwrap(), &doors()).unwrap_err();
    let refused: Value = serde_json::from_str(&refused.finish()).unwrap();
    assert_eq!(
        (&refused["code"], &refused["names"]),
        (&json!("zoneNeeded"), &json!(["Asia/Tokyo"]))
    );
    let unknown = calendar::read(
        ics.as_bytes(),
        read(&given(json!(["Asia/Tokyo"]))).unwrap(),
        &doors(),
    )
    .unwrap();
    assert_eq!(
        problems(&serde_json::from_str(&unknown).unwrap())[0].2,
        "zoneUnknown"
    );
    // Minutes before and after.
    let map = json!({"format": "unloc-calendars/1", "calendars": [{"name": "Loft", "doors": ["l-4"], "checkIn": "15:00",
        "checkOut": "11:00", "beforeMinutes": 60, "afterMinutes": 30, "contacts": "contacts.csv"}]});
    let read = calendars(&two_stays(), at, &Value::Null, &json!({"map": map}));
    let wanted = resolved(&read["wanted"]).unwrap();
    assert_eq!(wanted.grants[0].doors[0].from, ms("2027-03-05T13:00:00Z"));
    assert_eq!(wanted.grants[0].doors[0].to, ms("2027-03-07T10:30:00Z"));
}
