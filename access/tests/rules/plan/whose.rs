//! R13, R15, R18, R20: whose keys may go, and what stays.

use super::world::{World, at, grant, list, told};
use serde_json::json;

const OTHER: Option<(&str, &str)> = Some(("hotel", "H-1"));
const OURS: Option<(&str, &str)> = Some(("rentals", "B-9"));

fn nobody() -> serde_json::Value {
    list(&[grant("B-1", 1, 0, &at(5, 14), &at(7, 10))])
}

fn there(world: &mut World) {
    world.key(1, 0, &at(5, 14), Some(&at(7, 10)), Some(("rentals", "B-1")));
}

#[test]
fn r13_only_keys_of_the_owner_or_that_were_taken_over_are_taken_back() {
    let mut world = World::doors(1);
    there(&mut world);
    world.key(2, 0, &at(5, 14), Some(&at(7, 10)), OTHER);
    let hand_made = world.key(3, 0, &at(5, 14), Some(&at(7, 10)), None);
    let ours = world.key(4, 0, &at(5, 14), Some(&at(7, 10)), OURS);
    let plan = world.plan(&nobody(), json!({})).unwrap();
    assert_eq!(told(&plan), [format!("takeBack takeBack {ours}")]);
    assert_eq!(plan["summary"]["foreign"], 2);
    let plan = world
        .plan(&nobody(), json!({"takeOver": ["hotel"]}))
        .unwrap();
    assert_eq!(told(&plan).len(), 2);
    for name in ["takeOver", "ownKeys"] {
        let plan = world.plan(&nobody(), json!({name: [hand_made]})).unwrap();
        assert_eq!(
            told(&plan),
            [
                format!("takeBack takeBack {hand_made}"),
                format!("takeBack takeBack {ours}")
            ]
        );
    }
}

#[test]
fn r15_access_outside_of_what_the_list_covers_is_left() {
    let mut world = World::doors(1);
    there(&mut world);
    world.key(
        2,
        0,
        "2027-04-01T00:00:00Z",
        Some("2027-04-05T00:00:00Z"),
        OURS,
    );
    let inside = world.key(
        3,
        0,
        "2027-03-31T23:59:00Z",
        Some("2027-04-05T00:00:00Z"),
        OURS,
    );
    let plan = world.plan(&nobody(), json!({})).unwrap();
    assert_eq!(told(&plan), [format!("takeBack takeBack {inside}")]);
    assert_eq!(plan["summary"]["outside"], 1);
    assert_eq!(plan["limits"]["of"], 2);
    // Too much only outside of it is not too much.
    let mut world = World::doors(1);
    world.key(
        1,
        0,
        &at(5, 14),
        Some("2027-04-05T00:00:00Z"),
        Some(("rentals", "B-1")),
    );
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), "2027-04-01T00:00:00Z")]);
    assert_eq!(world.plan(&wanted, json!({})).unwrap()["items"], json!([]));
}

#[test]
fn r18_access_that_opens_the_same_is_kept_and_one_of_others_is_never_taken_back() {
    let mut world = World::doors(1);
    world.key(
        1,
        0,
        "2027-03-05T14:00:40Z",
        Some("2027-03-07T10:00:20Z"),
        None,
    );
    let plan = world.plan(&nobody(), json!({})).unwrap();
    assert_eq!(plan["items"], json!([]));
    assert_eq!(plan["keep"][0]["because"], "adopted");
    // The grant is gone: the key is not ours to take.
    there(&mut world);
    let other = list(&[grant("B-2", 1, 0, &at(20, 14), &at(21, 10))]);
    let plan = world
        .plan(&other, json!({"limits": {"allowRevocations": 1}}))
        .unwrap();
    assert!(!told(&plan).contains(&"takeBack takeBack k-0".to_owned()));
    // A minute less is not the same; nor is any of it, if it is not to count.
    let mut world = World::doors(1);
    world.key(1, 0, &at(5, 14), Some("2027-03-07T09:59:59Z"), None);
    let given = ["give give d-0 2027-03-05T14:00:00Z 2027-03-07T10:00:00Z"];
    assert_eq!(told(&world.plan(&nobody(), json!({})).unwrap()), given);
    let mut world = World::doors(1);
    world.key(1, 0, &at(5, 14), Some(&at(7, 10)), None);
    assert_eq!(
        told(&world.plan(&nobody(), json!({"adopt": "never"})).unwrap()),
        given
    );
}

#[test]
fn r20_what_waits_for_a_number_keeps_what_it_has() {
    let mut world = World::doors(1);
    there(&mut world);
    world.key(2, 0, &at(1, 0), Some(&at(7, 10)), OURS);
    let mut wanted = nobody();
    wanted["waiting"] = json!([{"ref": "B-9", "why": "no phone number"}]);
    let plan = world.plan(&wanted, json!({"graceMinutes": 60})).unwrap();
    assert_eq!(plan["items"], json!([]));
    assert_eq!(plan["summary"]["waiting"], 1);
    assert_eq!(plan["findings"][0]["kind"], "notOnList");
    assert_eq!(plan["findings"][0]["to"], at(7, 10));
    // Since it is known when it began to wait, the grace has an end.
    for (since, steps) in [("2027-03-01T08:00:01Z", 0), ("2027-03-01T08:00:00Z", 1)] {
        wanted["waiting"][0]["since"] = json!(since);
        let plan = world.plan(&wanted, json!({"graceMinutes": 60})).unwrap();
        assert_eq!(told(&plan).len(), steps, "{since}");
        assert_eq!(world.plan(&wanted, json!({})).unwrap()["items"], json!([]));
    }
    // A guest who is in is not put out because the list lost the stay.
    let mut wanted = nobody();
    assert_eq!(told(&world.plan(&wanted, json!({})).unwrap()).len(), 1);
    wanted["checkedIn"] = json!(["B-9"]);
    assert_eq!(world.plan(&wanted, json!({})).unwrap()["items"], json!([]));
}
