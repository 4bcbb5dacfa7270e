//! Lists as files: headers, rows, references.

use super::support::{GOOD, code, doors, list, ms, one, problems, resolved};
use serde_json::{Value, json};
use unloc_access::time::NEVER;
use unloc_access::wanted::{self, Options, csv, grants};
use unloc_integrator_client::json::read;

#[test]
fn a_list_is_read_and_resolved() {
    let rows = format!(
        "{GOOD}T-0207;+44 7700 900456;l-b;2026-08-01;forever;;Tenant\n\
         S-CLEAN;'+447700900789;Stair B;2026-01-01;2026-12-31;mon-fri 08:00-12:00;Cleaner\n\
         N-CARE;00447700900321;Stair B;2027-01-01;2027-06-30;mon-sun 22:00-06:00;Night\n\
         L-1;+447700900321;Mews;2027-06-01 15:00;2027-06-02T09:00:00Z;;\n"
    );
    let read = list(&rows, &json!({"forEver": true, "twoKeys": true}));
    assert_eq!(problems(&read), []);
    let wanted = resolved(&read["wanted"]).unwrap();
    assert!(wanted.complete && wanted.for_ever && wanted.covers.is_none());
    let [stay, tenant, cleaner, night, london] = wanted.grants.as_slice() else {
        panic!()
    };
    assert_eq!(stay.person, "+447700900123");
    assert_eq!(stay.label, "Two nights");
    assert_eq!(stay.doors.len(), 2);
    assert_eq!(stay.doors[1].lock, 1);
    assert_eq!(stay.doors[0].from, ms("2027-03-05T14:00:00Z"));
    assert_eq!(stay.doors[0].to, ms("2027-03-07T10:00:00Z"));
    assert_eq!((tenant.doors[0].to, tenant.for_ever), (NEVER, true));
    assert_eq!(tenant.doors[0].from, ms("2026-07-31T22:00:00Z"));
    assert_eq!(cleaner.doors[0].to, ms("2026-12-31T23:00:00Z"));
    assert_eq!(cleaner.doors[0].windows.len(), 5);
    assert_eq!(night.person, "+447700900321");
    assert_eq!(night.doors.len(), 2);
    assert_eq!(london.doors[0].from, ms("2027-06-01T14:00:00Z"));
    assert_eq!(read["wanted"]["grants"][0]["where"], "list.csv:2");
    assert_eq!(
        read["wanted"]["grants"][0]["from"],
        json!({"local": "2027-03-05T15:00:00"})
    );
}

#[test]
fn r5_an_empty_list_is_refused_unless_it_is_allowed() {
    let read = list("", &json!({}));
    assert_eq!(problems(&read), []);
    let empty = json!({"owner": "rentals", "complete": true, "covers": "everything", "grants": []});
    for wanted in [&read["wanted"], &empty] {
        assert_eq!(code(wanted), "emptyList");
        let options = Options {
            allow_empty: true,
            ..Options::default()
        };
        let text = wanted.to_string();
        let allowed = wanted::resolve(
            unloc_integrator_client::json::read(&text).unwrap(),
            &doors(),
            &options,
        );
        assert_eq!(allowed.unwrap().grants, []);
    }
    // All that is left waits: that is as empty.
    let mut waiting = empty.clone();
    waiting["waiting"] = json!([{"ref": "B-1", "why": "noNumber"}]);
    assert_eq!(code(&waiting), "emptyList");
}

#[test]
fn r6_one_row_that_cannot_be_read_refuses_the_plan_and_skipped_ones_take_nothing_back() {
    let rows = format!("{GOOD}\nB-1002;+447700900124;Front door;soon;2027-03-07 11:00;;\n");
    let read = list(&rows, &json!({}));
    assert_eq!(
        problems(&read),
        [(4, "from".to_owned(), "timeUnreadable".to_owned())]
    );
    assert_eq!(read["problems"][0]["file"], "list.csv");
    let refusal = resolved(&read["wanted"]).unwrap_err();
    assert_eq!(
        refusal,
        json!({"code": "unreadableRows", "rule": "R6", "rows": 1, "file": "list.csv", "row": 4, "column": "from"})
    );
    let read = list(&rows, &json!({"skipBadRows": true}));
    assert_eq!(problems(&read).len(), 1);
    let wanted = resolved(&read["wanted"]).unwrap();
    assert_eq!(wanted.grants.len(), 1);
    assert!(!wanted.complete);
    // A file that was cut off has no rows that can be skipped.
    for torn in [
        "B-1002;+447700900124;Front door;2027-03-05;2027-03-07;;\"Two",
        "B-1002;+447700900124;Front door;2027-03-05;2027-03-07;;\"Two\nB-3",
    ] {
        let read = list(&format!("{GOOD}{torn}"), &json!({"skipBadRows": true}));
        assert_eq!(code(&read["wanted"]), "unreadableRows");
    }
    // A row that was cut off is one.
    let all = "B-1002;+447700900124;Front door;2027-03-05;2027-03-07;;Two";
    for cut in 1..all.len() {
        let read = list(&format!("{GOOD}{}", &all[..cut]), &json!({}));
        let whole = all[..cut].matches(';').count() == 6;
        assert_eq!(problems(&read).is_empty(), whole, "{}", &all[..cut]);
    }
    // Columns have the file's own names.
    let text = "Bestilling,Mobil,Dør,Fra dato,Til dato,Vaskeliste\nB-1,+447700900123,Front door,soon,2027-03-07,x\n";
    let given = json!({"owner": "rentals"}).to_string();
    let told = csv::read(
        text.as_bytes(),
        unloc_integrator_client::json::read(&given).unwrap(),
        &doors(),
    );
    let told: Value = serde_json::from_str(&told.unwrap()).unwrap();
    assert_eq!(
        problems(&told),
        [(2, "Fra dato".to_owned(), "timeUnreadable".to_owned())]
    );
    assert_eq!(told["ignored"], json!(["Vaskeliste"]));
}

#[test]
fn r8_one_reference_with_two_contents_is_refused_and_the_same_twice_is_one() {
    let read = list(&format!("{GOOD}{GOOD}"), &json!({}));
    assert_eq!(problems(&read), []);
    assert_eq!(resolved(&read["wanted"]).unwrap().grants.len(), 1);
    let other = GOOD.replace("11:00", "12:00");
    let read = list(&format!("{GOOD}{other}"), &json!({}));
    assert_eq!(
        problems(&read),
        [(3, "ref".to_owned(), "refTwice".to_owned())]
    );
    assert_eq!(read["problems"][0]["fault"]["other"], 2);
    // Skipped: nobody knows which one is meant.
    let read = list(&format!("{GOOD}{other}"), &json!({"skipBadRows": true}));
    assert_eq!(read["wanted"]["grants"], json!([]));
    let mut wanted = one(&json!({}));
    let grants = wanted["grants"].as_array_mut().unwrap();
    grants.push(grants[0].clone());
    assert_eq!(resolved(&wanted).unwrap().grants.len(), 1);
    wanted["grants"][1]["label"] = json!("other");
    assert_eq!(code(&wanted), "refTwice");
}

#[test]
fn a_header_is_understood_or_refused() {
    let read_of = |text: &str, options: &str| -> Value {
        let read = csv::read(text.as_bytes(), read(options).unwrap(), &doors());
        serde_json::from_str(&read.unwrap()).unwrap()
    };
    let codes = |text: &str, options: &str| -> Vec<String> {
        problems(&read_of(text, options))
            .into_iter()
            .map(|(_, _, code)| code)
            .collect()
    };
    for header in [
        "Reservation Code;Mobile;Lock ID;Check-in;Check-out",
        "MEDLEMSNUMMER,Telefon,Dører,FRA,Til",
        "Enhet\tMobilnummer\tLås\tFrån\tTill",
        "id;Handy;Tür;Anreise;Abreise",
    ] {
        let delimiter = [";", ",", "\t"]
            .into_iter()
            .find(|one| header.contains(*one))
            .unwrap();
        let row = [
            "B",
            "+447700900123",
            "Front door",
            "2027-03-05",
            "2027-03-07",
        ]
        .join(delimiter);
        let read = read_of(&format!("{header}\n{row}\n"), r#"{"owner":"o"}"#);
        assert_eq!(read["problems"], json!([]), "{header}");
        assert_eq!(read["wanted"]["grants"].as_array().unwrap().len(), 1);
    }
    assert_eq!(codes("", "{}"), ["noHeader"]);
    assert_eq!(codes("ref;phone;doors;from\n", "{}"), ["columnMissing"]);
    assert_eq!(codes("ref;phone;from;to\n", "{}"), ["columnMissing"]);
    assert_eq!(codes("ref;phone;doors;to;til\n", "{}"), ["columnTwice"]);
    assert_eq!(codes("ref;phone;doors;to;status\n", "{}"), ["statusWords"]);
    assert_eq!(codes("a;b,c\n", "{}"), ["delimiterUnclear"]);
    let saw = &read_of("ref;phone;x;to\n", "{}")["problems"][0]["fault"]["saw"];
    assert_eq!(saw, &json!(["ref", "phone", "x", "to"]));
    let told = r#"{"owner":"o","columns":{"ref":"Nr","to":"Slutt"}}"#;
    let read = read_of(
        "Nr;id;tel;door;Slutt;to\nB;x;+447700900123;Front door;2027-03-07;y\n",
        told,
    );
    assert_eq!(read["problems"], json!([]));
    assert_eq!(read["wanted"]["grants"][0]["ref"], "B");
    assert_eq!(read["ignored"], json!(["id", "to"]));
    let statuses = r#"{"owner":"o","statuses":["Confirmed","checked_in"]}"#;
    let rows = "ref;phone;doors;to;status\nB-1;+447700900123;Front door;2027-03-07;confirmed\n\
        B-2;+447700900123;Front door;2027-03-07;Checked in\nB-3;;;;cancelled\n";
    let read = read_of(rows, statuses);
    assert_eq!(read["problems"], json!([]));
    assert_eq!(read["wanted"]["checkedIn"], json!(["B-2"]));
    assert_eq!(read["wanted"]["grants"].as_array().unwrap().len(), 2);
    let rooms = r#"{"owner":"o","rooms":{"format":"unloc-doors/1","rooms":{"4401":["Front door","l-4"]},"exclusive":["Room 4"]}}"#;
    let read = read_of(
        "id;phone;listingMapId;to\nB;+447700900123;4401;2027-03-07\n",
        rooms,
    );
    assert_eq!(
        read["wanted"]["grants"][0]["doors"],
        json!(["l-front", "l-4"])
    );
    assert_eq!(
        codes("id;phone;rom;to\nB;+447700900123;9;2027-03-07\n", rooms),
        ["roomUnknown"]
    );
}

#[test]
fn json_lists_have_no_members_that_are_not_known() {
    let list = json!({"format": "unloc-grants/1", "owner": "rentals", "complete": true,
        "covers": {"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"},
        "grants": [{"ref": "B-1001", "appUserId": "+447700900123", "doors": ["l-front"],
            "from": {"local": "2027-03-05T15:00"}, "to": {"local": "2027-03-07T11:00"}, "label": "Two nights"}]});
    let read_of = |list: &Value| -> Value {
        let read = grants::read(list.to_string().as_bytes(), read("{}").unwrap(), &doors());
        serde_json::from_str(&read.unwrap()).unwrap()
    };
    let read = read_of(&list);
    assert_eq!(problems(&read), []);
    let wanted = resolved(&read["wanted"]).unwrap();
    assert_eq!(
        wanted.covers,
        Some((ms("2027-03-01T00:00:00Z"), ms("2027-04-01T00:00:00Z")))
    );
    assert!(wanted.complete);
    for (pointer, name, value, code) in [
        (
            "/grants/0",
            "window",
            json!("mon 08:00-09:00"),
            "unknownMember",
        ),
        ("/grants/0", "windows", json!([]), "windowsUnreadable"),
        ("/grants/0", "windows", json!(""), "windowsUnreadable"),
        ("/grants/0", "windows", json!(7), "wrongType"),
        ("/grants/0", "to", json!("forEver"), "endForEver"),
        (
            "/grants/0",
            "metadata",
            json!({"accessRef": "x"}),
            "metadataPair",
        ),
        (
            "/grants/0",
            "metadata",
            json!({"unlocX": "x"}),
            "metadataPair",
        ),
        ("/grants/0", "doors", json!("l-front"), "wrongType"),
        ("", "complet", json!(true), "unknownMember"),
        ("", "format", json!("unloc-grants/2"), "formatUnknown"),
        ("", "owner", json!(""), "memberMissing"),
        ("", "covers", json!({"from": "2027"}), "wrongType"),
    ] {
        let mut changed = list.clone();
        changed.pointer_mut(pointer).unwrap()[name] = value;
        let all = problems(&read_of(&changed));
        assert_eq!(all.len(), 1, "{name} {all:?}");
        assert_eq!(all[0].2, code, "{name}");
    }
    let pairs = |count: usize| -> Value {
        let pairs = (0..count).map(|pair| (format!("p{pair}"), json!("x")));
        json!({"metadata": Value::Object(pairs.collect())})
    };
    assert!(resolved(&one(&pairs(17))).is_ok());
    assert_eq!(code(&one(&pairs(18))), "metadataTooMany");
    // Without the time that it speaks about, nothing is taken back.
    let mut changed = list.clone();
    changed.as_object_mut().unwrap().remove("covers");
    assert!(!resolved(&read_of(&changed)["wanted"]).unwrap().complete);
    // Each cut is no list.
    let text = list.to_string();
    for cut in 0..text.len() {
        let read = grants::read(
            &text.as_bytes()[..cut],
            unloc_integrator_client::json::read("{}").unwrap(),
            &doors(),
        );
        let read: Value = serde_json::from_str(&read.unwrap()).unwrap();
        assert_eq!(problems(&read)[0].2, "notJson");
        assert_ne!(read["wanted"]["complete"], json!(true));
    }
}
