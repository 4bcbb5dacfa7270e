//! R1, R3, R7, R14: what a plan may be made from.

use super::world::{NOW, World, at, grant, list, ms, person, plan_of, told};
use serde_json::json;
use unloc_access::snapshot::{PageOf, Snapshot};

#[test]
fn r1_a_snapshot_that_is_not_sealed_makes_no_plan() {
    let world = World::doors(1);
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), &at(7, 10))]);
    let refused = plan_of(&world.unsealed(), &wanted, json!({})).unwrap_err();
    assert_eq!(
        (&refused["rule"], &refused["code"]),
        (&json!("R1"), &json!("notSealed"))
    );
    // A list that goes in a circle, or that ended with an error, is never sealed.
    let page = json!({"keys": [], "startAfterId": "c-1"}).to_string();
    let mut snapshot = Snapshot::new(r#"{"projectId":"p-1"}"#);
    snapshot
        .add_page(PageOf::Locks, br#"{"locks":[]}"#)
        .unwrap();
    snapshot.add_page(PageOf::Keys, page.as_bytes()).unwrap();
    assert!(snapshot.add_page(PageOf::Keys, page.as_bytes()).is_err());
    assert!(snapshot.seal(0, 1).is_err());
    assert!(plan_of(&snapshot, &wanted, json!({})).is_err());
}

#[test]
fn r3_a_list_that_is_not_complete_or_covers_nothing_takes_nothing_back() {
    let mut world = World::doors(1);
    world.key(1, 0, &at(5, 14), Some(&at(9, 10)), Some(("rentals", "B-1")));
    world.key(2, 0, &at(5, 14), Some(&at(9, 10)), Some(("rentals", "B-2")));
    let shorter = [
        grant("B-1", 1, 0, &at(5, 14), &at(7, 10)),
        grant("B-3", 3, 0, &at(5, 14), &at(7, 10)),
    ];
    let whole = list(&shorter);
    let plan = world.plan(&whole, json!({})).unwrap();
    assert!(told(&plan).iter().any(|step| step.starts_with("takeBack")));
    let mut incomplete = whole.clone();
    incomplete["complete"] = json!(false);
    let mut silent = whole.clone();
    silent.as_object_mut().unwrap().remove("complete");
    let mut uncovered = whole.clone();
    uncovered.as_object_mut().unwrap().remove("covers");
    for (wanted, options) in [
        (incomplete, json!({})),
        (silent, json!({})),
        (uncovered, json!({})),
        (whole, json!({"revoke": false})),
    ] {
        let plan = world.plan(&wanted, options).unwrap();
        assert_eq!(
            told(&plan),
            ["give give d-0 2027-03-05T14:00:00Z 2027-03-07T10:00:00Z"]
        );
    }
}

#[test]
fn r7_a_snapshot_that_is_too_old_or_from_the_future_makes_no_plan() {
    let world = World::doors(1);
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), &at(7, 10))]);
    let seen = |from: i64, to: i64, options: serde_json::Value| {
        let mut snapshot = world.unsealed();
        snapshot.seal(from, to).unwrap();
        plan_of(&snapshot, &wanted, options)
            .map_err(|refused| (refused["rule"].clone(), refused["code"].clone()))
    };
    let now = ms(NOW);
    let hour = 3_600_000;
    let old = Err((json!("R7"), json!("snapshotOld")));
    let early = Err((json!("R7"), json!("snapshotFromFuture")));
    assert!(seen(now - hour, now, json!({})).is_ok());
    assert_eq!(seen(now - hour - 1, now, json!({})), old);
    assert!(seen(now - 5 * 60_000, now, json!({"validForMinutes": 5})).is_ok());
    assert_eq!(
        seen(now - 5 * 60_000 - 1, now, json!({"validForMinutes": 5})),
        old
    );
    assert!(seen(now, now + 60_000, json!({})).is_ok());
    assert_eq!(seen(now, now + 60_001, json!({})), early);
}

#[test]
fn r14_no_key_without_an_end_is_made_unless_the_grant_and_the_run_say_so() {
    let mut world = World::doors(1);
    let mut ever = grant("T-1", 1, 0, &at(5, 14), "");
    ever["to"] = json!("forEver");
    let wanted = list(std::slice::from_ref(&ever));
    let refused = world.plan(&wanted, json!({})).unwrap_err();
    assert_eq!(refused["rule"], "R14");
    let mut said = wanted.clone();
    said["forEver"] = json!(true);
    let plan = world.plan(&said, json!({})).unwrap();
    assert_eq!(told(&plan), ["give give d-0 2027-03-05T14:00:00Z -"]);
    assert!(plan["items"][0]["steps"][0]["key"].get("end").is_none());
    // The run alone does not make one of an end that is missing, empty, or nothing.
    for to in [
        json!(null),
        json!(""),
        json!("NaN"),
        json!(0),
        json!({}),
        json!("Invalid Date"),
    ] {
        let mut bad = ever.clone();
        bad["to"] = to.clone();
        let mut wanted = list(&[bad]);
        wanted["forEver"] = json!(true);
        assert!(
            world.plan(&wanted, json!({"forEver": true})).is_err(),
            "{to}"
        );
    }
    let mut missing = ever;
    missing.as_object_mut().unwrap().remove("to");
    let mut wanted = list(&[missing]);
    wanted["forEver"] = json!(true);
    assert!(world.plan(&wanted, json!({"forEver": true})).is_err());
    // One that is there already needs no word.
    world.key(1, 0, &at(5, 14), None, Some(("rentals", "T-1")));
    assert_eq!(world.plan(&said, json!({})).unwrap()["items"], json!([]));
    assert_eq!(person(1), "+4790000001");
}
