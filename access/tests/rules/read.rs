//! Pages of the API, snapshots and time.

use unloc_access::refusal::Refusal;
use unloc_access::snapshot::{PageOf, Snapshot};

const LOCKS: &str = r#"{"locks":[
  {"id":"2804bad6-fe94-455f-98b2-b37e300919a5","name":"Front door","vendor":"virtual","physicalLockId":"p-1","timezone":"Europe/Oslo","privacyPolicy":"public","address":{"street":"\u00c5sen 1","floor":null}},
  {"id":"l-2","name":"Back door","vendor":"virtual","physicalLockId":"p-1","timezone":"Europe/Oslo","location":{"latitude":59.9,"longitude":-1.5e1}},
  {"id":"l-3","name":"Room \"4\"","vendor":"virtual"}]}"#;

const KEYS: &str = r#"{"keys":[
  {"id":"d1a5ac9a-015f-4c2e-b7b3-41673635512a","lockId":"2804bad6-fe94-455f-98b2-b37e300919a5","appUser":{"id":"+447700900123","name":"Alex"},"start":"2027-03-05T14:00:00.000Z","end":"2027-03-07T10:00:00.000Z","created":"2027-03-01T09:00:00.000Z","state":"scheduled","recurrence":null,"metadata":{"accessOwner":"rentals","accessRef":"B-1001","accessStep":"117ec32d-5ac3-422b-82de-cbb64540bffd","n":"\ud83d\ude00"}},
  {"id":"k-2","lockId":"l-9","appUser":null,"start":"2027-03-05T15:00:00+01:00","end":null,"created":"2027-03-01T09:00:00Z","state":"paused","recurrence":{"timespans":[{"weekday":"fri","startHour":8,"startMinute":0,"endHour":16,"endMinute":30},{"weekday":"mon","startHour":22,"startMinute":0,"endHour":24,"endMinute":0}]}}],
  "startAfterId":"k-2"}"#;

fn why(refusal: Refusal) -> String {
    refusal.finish()
}

/// All that can be told of a snapshot.
fn told(snapshot: &Snapshot) -> String {
    let mut told = format!("{:?} {:?}", snapshot.counts(), snapshot.locks());
    for key in 0..snapshot.keys() {
        let found = snapshot.key(key).unwrap();
        told += &format!(
            "{found:?} {} {} {} {:?}",
            snapshot.key_id(key),
            snapshot.key_step(key),
            snapshot.person(found.person),
            snapshot.windows(found.windows),
        );
    }
    told
}

#[test]
fn r2_a_page_that_was_cut_or_changed_adds_nothing_and_is_an_error() {
    for (of, page) in [(PageOf::Locks, LOCKS), (PageOf::Keys, KEYS)] {
        let mut snapshot = Snapshot::new("{}");
        let nothing = told(&snapshot);
        let mut refused = |bytes: &[u8], what: &str| {
            let error = snapshot.add_page(of, bytes);
            assert!(error.is_err(), "{what}");
            assert!(why(error.unwrap_err()).starts_with(r#"{"code":"page","#));
            assert_eq!(told(&snapshot), nothing, "{what}");
        };
        for cut in 0..page.len() {
            refused(&page.as_bytes()[..cut], &format!("cut at {cut}"));
        }
        for after in ["}", "]", ",", "x", "{}", " 1", "\0", "\u{feff}"] {
            refused(&[page, after].concat().into_bytes(), after);
        }
        // Every byte of structure, by any other byte.
        let mut in_string = false;
        for (at, byte) in page.bytes().enumerate() {
            let is_quote = byte == b'"' && page.as_bytes()[at - 1] != b'\\';
            in_string ^= is_quote;
            if is_quote || !in_string && b"{}[]:,".contains(&byte) {
                for other in 0..=255 {
                    let mut bytes = page.as_bytes().to_vec();
                    bytes[at] = other;
                    if other != byte {
                        refused(&bytes, &format!("{} for {byte} at {at}", char::from(other)));
                    }
                }
            }
        }
        assert!(snapshot.add_page(of, page.as_bytes()).is_ok());
    }
}

#[test]
fn what_was_read_is_told_and_the_cursor_given() {
    let mut snapshot = Snapshot::new(r#"{"projectId":"p"}"#);
    let read = snapshot.add_page(PageOf::Keys, KEYS.as_bytes()).unwrap();
    assert_eq!((read.items, read.cursor.as_deref()), (2, Some("k-2")));
    assert!(snapshot.seal(0, 1).is_err());
    let read = snapshot.add_page(PageOf::Locks, LOCKS.as_bytes()).unwrap();
    assert_eq!((read.items, read.cursor), (3, None));
    assert!(snapshot.seal(0, 1).is_err());
    snapshot.add_page(PageOf::Keys, b"\xef\xbb\xbf[]").unwrap();
    snapshot.seal(0, 1).unwrap();
    let counts = snapshot.counts();
    assert_eq!(
        (counts.locks, counts.keys, counts.people, counts.pages),
        (3, 2, 1, 3)
    );
    let lock = snapshot.find_lock("l-2");
    let lock = &snapshot.locks()[lock as usize];
    assert_eq!(
        lock.door,
        snapshot.find_lock("2804bad6-fe94-455f-98b2-b37e300919a5")
    );
    let third = &snapshot.locks()[snapshot.find_lock("l-3") as usize];
    assert_eq!(snapshot.text(third.name), r#"Room "4""#);
    assert_eq!(third.door, snapshot.find_lock("l-3"));
    let first = snapshot.find_key("d1a5ac9a-015f-4c2e-b7b3-41673635512a");
    let key = snapshot.key(first).unwrap();
    assert_eq!(snapshot.person(key.person), "+447700900123");
    assert_eq!(snapshot.name(key.person), "Alex");
    assert_eq!(snapshot.text(key.reference), "B-1001");
    assert_eq!(
        snapshot.key_step(first),
        "117ec32d-5ac3-422b-82de-cbb64540bffd"
    );
    assert_eq!(snapshot.keys_of_person(key.person), &[first]);
    let second = snapshot.find_key("k-2");
    let key = snapshot.key(second).unwrap();
    assert_eq!(key.start, snapshot.key(first).unwrap().start);
    assert_eq!(snapshot.windows(key.windows).len(), 2);
    assert_eq!(snapshot.weekly(key.windows).unwrap()[0].from, 22 * 60);
    assert_eq!(snapshot.keys_of_lock(key.lock), &[second]);
    assert!(!snapshot.locks()[key.lock as usize].listed);
    let zone = vec![(0, 3_600), (1_806_022_800_000, 7_200)];
    snapshot.set_zone("Europe/Oslo", zone).unwrap();
    let saved = snapshot.to_bytes();
    let again = Snapshot::from_bytes(&saved).unwrap();
    assert_eq!(told(&again), told(&snapshot));
    assert_eq!(again.zones(), snapshot.zones());
    assert_eq!(again.sealed(), snapshot.sealed());
    assert_eq!(again.to_bytes(), saved);
    for cut in 0..saved.len() {
        assert!(Snapshot::from_bytes(&saved[..cut]).is_err());
        let mut changed = saved.clone();
        changed[cut] ^= 1 << (cut % 8);
        assert!(Snapshot::from_bytes(&changed).is_err());
    }
}

/// A snapshot of these pages, with a zone.
fn of_pages(of: &str, pages: &[(PageOf, &str)]) -> Snapshot {
    let mut snapshot = Snapshot::new(of);
    for (of, page) in pages {
        assert!(snapshot.add_page(*of, page.as_bytes()).is_ok());
    }
    snapshot
}

#[test]
fn r11_a_snapshot_says_what_it_cannot_see() {
    let v2 = r#"{"projectId":"p"}"#;
    let lock = r#"[{"id":"l","name":"L","timezone":"Europe/Oslo"}]"#;
    let key = |more: &str| {
        format!(
            r#"[{{"id":"k","lockId":"l","appUser":{{"id":"+4790000000"}},"start":"2027-01-01T00:00:00Z","end":null,"state":"active"{more}}}]"#
        )
    };
    let (plain, hidden) = (key(""), key(r#","appUser":null"#));
    let grouped = key(r#","accessGroupId":"g""#);
    let group = r#"[{"id":"g","name":"G","lockIds":["l"],"appUserIds":["+4790000000"]}]"#;
    let policies =
        [("public", false), ("anonymized", true), ("private", true)].map(|(policy, hides)| {
            let lock = format!(r#"[{{"id":"l","timezone":"UTC","privacyPolicy":"{policy}"}}]"#);
            (lock, hides)
        });
    let all: &[(PageOf, &str)] = &[
        (PageOf::Locks, lock),
        (PageOf::Keys, &grouped),
        (PageOf::AccessGroups, group),
        (PageOf::SharingRights, "[]"),
    ];
    let without = |of: PageOf| -> Vec<(PageOf, &str)> {
        all.iter().copied().filter(|page| page.0 != of).collect()
    };
    let with = |of: PageOf, page| {
        let mut pages = without(of);
        pages.push((of, page));
        of_pages(v2, &pages).blind_spots()
    };
    assert_eq!(of_pages(v2, all).blind_spots(), ["sharedInApp"]);
    assert_eq!(
        of_pages(v2, &without(PageOf::SharingRights)).blind_spots(),
        ["sharedInApp", "sharingRightsNotRead"]
    );
    assert_eq!(
        of_pages(v2, &without(PageOf::AccessGroups)).blind_spots(),
        ["sharedInApp", "accessGroupsNotRead"]
    );
    assert_eq!(
        with(PageOf::Keys, &plain),
        ["sharedInApp", "groupOfKeyUnknown"]
    );
    assert_eq!(
        with(PageOf::Keys, &hidden),
        ["sharedInApp", "groupOfKeyUnknown", "personHidden"]
    );
    for (lock, hides) in &policies {
        let spots = with(PageOf::Locks, lock);
        assert_eq!(spots.contains(&"personHidden"), *hides);
    }
    assert_eq!(
        with(PageOf::Locks, r#"[{"id":"l","name":"L"}]"#),
        ["sharedInApp", "zoneUnknown"]
    );
    let mut snapshot = of_pages(v2, all);
    snapshot.set_metadata_not_kept();
    assert_eq!(snapshot.blind_spots(), ["sharedInApp", "metadataNotKept"]);
    // Roles and keys of API v1, which knows no groups and tells no zones.
    let v1 = r#"{"lockHolderId":"h"}"#;
    let mut snapshot = of_pages(
        v1,
        &[
            (
                PageOf::Locks,
                r#"{"locks":[{"id":"l","name":"L","vendor":"danalock"}]}"#,
            ),
            (
                PageOf::Keys,
                r#"{"keys":[{"id":"k","toUser":{"id":4790000000},"lockId":"l","start":"2027-01-01T00:00:00Z","end":null,"state":"active","recurrence":{"mon":{"startHour":8,"startMinute":0,"endHour":24,"endMinute":0}}}]}"#,
            ),
            (
                PageOf::SharingRights,
                r#"{"roles":[{"userId":"+4790000000","lockId":"l","canShare":"true","created":"2027-01-01T00:00:00Z"},{"userId":"+4790000001","lockId":"l","canShare":false}]}"#,
            ),
        ],
    );
    assert_eq!(snapshot.blind_spots(), ["sharedInApp", "zoneUnknown"]);
    assert!(snapshot.set_lock_zone("l", "Europe/Oslo").is_ok());
    assert_eq!(snapshot.blind_spots(), ["sharedInApp"]);
    let person = snapshot.find_person("+4790000000");
    assert_eq!(snapshot.keys_of_person(person), &[0]);
    assert_eq!(snapshot.sharing_rights().len(), 1);
    let key = snapshot.key(0).unwrap();
    assert_eq!(snapshot.windows(key.windows)[0].to, 1_440);
}

#[test]
fn what_is_wrong_with_a_page_is_said_by_place_and_member() {
    let key = r#"{"id":"k","lockId":"l","appUser":{"id":"+4790000000"},"start":"2027-01-01T00:00:00Z","end":null,"state":"active"}"#;
    let changed = |from: &str, to: &str| format!("[{key},{}]", key.replace(from, to));
    let window = |times: &str| {
        let more = format!(r#""recurrence":{{"timeSpans":[{{"weekday":"mon",{times}}}]}},"state""#);
        changed(r#""state""#, &more)
    };
    for (page, why, member) in [
        (
            changed("2027-01-01T00:00:00Z", "2027-01-01T00:00:00"),
            "time",
            "start",
        ),
        (
            changed("2027-01-01T00:00:00Z", "2027-02-29T00:00:00Z"),
            "time",
            "start",
        ),
        (changed("\"end\":null", "\"end\":\"never\""), "time", "end"),
        (changed("\"end\":null", "\"end\":0"), "type", "end"),
        (changed("\"active\"", "null"), "type", "state"),
        (changed("\"state\"", "\"stat\""), "missing", "state"),
        (changed("\"k\"", "\"\""), "missing", "id"),
        (changed("\"lockId\"", "\"lock\""), "missing", "lockId"),
        (changed("{\"id\":\"+4790000000\"}", "[]"), "type", "appUser"),
        (changed("\"+4790000000\"", "true"), "type", "appUser.id"),
        (
            window(r#""startHour":8,"startMinute":0,"endHour":25,"endMinute":0"#),
            "window",
            "recurrence.timeSpans",
        ),
        (
            window(r#""startHour":8,"startMinute":60,"endHour":9,"endMinute":0"#),
            "window",
            "recurrence.timeSpans",
        ),
        (
            window(r#""startHour":8,"startMinute":0,"endHour":24,"endMinute":1"#),
            "window",
            "recurrence.timeSpans",
        ),
        (
            window(r#""startHour":8,"startMinute":0,"endHour":9"#),
            "missing",
            "recurrence.timeSpans",
        ),
        (
            window(r#""startHour":8,"weekday":"man""#),
            "weekday",
            "recurrence.timeSpans",
        ),
    ] {
        let mut snapshot = Snapshot::new("{}");
        let refused = snapshot
            .add_page(PageOf::Keys, page.as_bytes())
            .unwrap_err()
            .finish();
        let expected = format!(
            r#"{{"code":"page","kind":"keys","why":"{why}","index":1,"member":"{member}","#
        );
        assert!(refused.starts_with(&expected), "{refused} {page}");
        assert_eq!(snapshot.keys(), 0);
    }
    for (page, why) in [
        (&b"{}"[..], "list"),
        (b"{\"error\":\"x\"}", "list"),
        (b"{\"locks\":[]}", "list"),
        (b"{\"keys\":null}", "list"),
        (b"", "json"),
        (b"[]]", "trailing"),
        (b"[\"\xff\"]", "utf8"),
        (b"[1]", "type"),
    ] {
        let refused = Snapshot::new("{}")
            .add_page(PageOf::Keys, page)
            .unwrap_err()
            .finish();
        assert!(refused.contains(&format!(r#""why":"{why}""#)), "{refused}");
    }
    let nested = |depth: usize| {
        format!(
            "{{\"keys\":[],\"x\":{}{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    assert!(
        Snapshot::new("{}")
            .add_page(PageOf::Keys, nested(128).as_bytes())
            .is_ok()
    );
    assert!(
        Snapshot::new("{}")
            .add_page(PageOf::Keys, nested(129).as_bytes())
            .is_err()
    );
    assert!(
        Snapshot::new("{}")
            .add_page(PageOf::Keys, "[".repeat(1_000_000).as_bytes())
            .is_err()
    );
}

#[test]
fn events_groups_people_and_lists_in_a_circle() {
    let mut snapshot = of_pages(
        r#"{"projectId":"p"}"#,
        &[
            (
                PageOf::AccessEvents,
                r#"{"accessEvents":[
                {"id":"1","action":"unlocked","created":"2027-01-02T00:00:00Z","keyId":"k","lockId":"l","appUserId":"+4790000000"},
                {"id":"2","action":"unlocked","created":"2027-01-03T00:00:00Z","keyId":"k","lockId":"l","appUserId":"+4790000000"},
                {"id":"3","action":"unlocked","created":"2027-01-01T00:00:00Z","keyId":"k","lockId":"l","appUserId":null}]}"#,
            ),
            (
                PageOf::ManagedUsers,
                r#"{"users":[{"id":"u","appUserId":"+4790000000","firstName":"Kim","lastName":"Example"}]}"#,
            ),
            (PageOf::Locks, "[]"),
            (PageOf::Keys, KEYS),
        ],
    );
    assert!(snapshot.add_page(PageOf::Keys, KEYS.as_bytes()).is_err());
    assert!(snapshot.add_page(PageOf::Keys, b"[]").is_ok());
    assert!(snapshot.seal(0, 0).is_ok());
    assert!(snapshot.add_page(PageOf::Keys, b"[]").is_err());
    let person = snapshot.find_person("+4790000000");
    assert_eq!(snapshot.name(person), "Kim Example");
    let lock = snapshot.find_lock("l");
    assert_eq!(
        snapshot.last_use(person, lock),
        unloc_access::time::read_moment("2027-01-03T00:00:00Z")
    );
    assert_eq!(
        snapshot.uses_from(),
        unloc_access::time::read_moment("2027-01-01T00:00:00Z")
    );
    assert_eq!(snapshot.last_use(person, lock + 1), None);
}
