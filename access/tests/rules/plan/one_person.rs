//! Moving in and out, and stays that change.

use super::world::{NOW, World, at, grant, ms, person, told};
use serde_json::{Value, json};
use unloc_access::plan;

fn ask(
    world: &World,
    ask: fn(
        &unloc_access::snapshot::Snapshot,
        &str,
    ) -> Result<String, unloc_access::refusal::Refusal>,
    mut given: Value,
) -> Result<Value, Value> {
    if given.get("options").is_none() {
        given["options"] = json!({});
    }
    given["options"]["now"] = json!(ms(NOW));
    match ask(&world.snapshot(), &given.to_string()) {
        Ok(plan) => Ok(serde_json::from_str(&plan).unwrap()),
        Err(refusal) => Err(serde_json::from_str(&refusal.finish()).unwrap()),
    }
}

fn two_doors() -> World {
    let mut world = World::doors(3);
    world.key(1, 0, &at(1, 0), Some(&at(7, 10)), Some(("rentals", "B-1")));
    world.key(1, 1, &at(1, 0), Some(&at(7, 10)), Some(("rentals", "B-1")));
    world.key(1, 2, &at(1, 0), None, None);
    world.key(2, 1, &at(1, 0), None, Some(("rentals", "B-2")));
    world
}

#[test]
fn who_moves_in_gets_keys_and_nobody_loses_one() {
    let world = two_doors();
    let wanted = json!({"owner": "rentals", "covers": "everything", "complete": false, "grants": [grant("T-1", 3, 0, &at(5, 14), &at(7, 10))]});
    let plan = ask(&world, plan::move_in, json!({"wanted": wanted})).unwrap();
    assert_eq!(
        told(&plan),
        ["give give d-0 2027-03-05T14:00:00Z 2027-03-07T10:00:00Z"]
    );
    assert_eq!(plan["keep"], json!([]));
}

#[test]
fn who_moves_out_loses_all_keys_of_the_owners_or_all_at_once_or_later() {
    let world = two_doors();
    let out = |more: Value| {
        let mut given = json!({"appUserId": person(1), "owners": ["rentals"]});
        for (name, value) in more.as_object().unwrap() {
            given[name] = value.clone();
        }
        ask(&world, plan::move_out, given).unwrap()
    };
    let plan = out(json!({}));
    assert_eq!(
        told(&plan),
        ["takeBack takeBack k-0", "takeBack takeBack k-1"]
    );
    assert_eq!(plan["items"][0]["steps"][0]["code"], "movedOut");
    assert_eq!(told(&out(json!({"owners": "any"}))).len(), 3);
    let later = out(json!({"owners": "any", "at": {"local": "2027-03-03T12:00"}}));
    let steps = told(&later);
    assert_eq!(
        steps
            .iter()
            .filter(|step| step.ends_with("2027-03-03T11:00:00Z"))
            .count(),
        3
    );
    assert_eq!(
        steps
            .iter()
            .filter(|step| step.starts_with("takeBack shorten"))
            .count(),
        3
    );
    assert_eq!(told(&out(json!({"at": at(8, 0)}))), Vec::<String>::new());
}

#[test]
fn a_stay_gets_longer_shorter_or_moves() {
    let mut world = two_doors();
    let stay = |world: &World, more: Value| {
        let mut given = json!({"owner": "rentals", "ref": "B-1"});
        for (name, value) in more.as_object().unwrap() {
            given[name] = value.clone();
        }
        ask(world, plan::stay, given)
    };
    let longer = stay(&world, json!({"extendTo": at(8, 10)})).unwrap();
    assert_eq!(
        told(&longer),
        [
            "give extend d-0 2027-03-07T10:00:00Z 2027-03-08T10:00:00Z",
            "give extend d-1 2027-03-07T10:00:00Z 2027-03-08T10:00:00Z",
        ]
    );
    let shorter = stay(&world, json!({"endAt": at(6, 10)})).unwrap();
    assert_eq!(told(&shorter).len(), 5);
    let now = stay(&world, json!({"endAt": NOW})).unwrap();
    assert_eq!(
        told(&now),
        ["takeBack takeBack k-0", "takeBack takeBack k-1"]
    );
    let moves = stay(
        &world,
        json!({"moveTo": ["d-0", "d-2"], "at": at(4, 12), "options": {"adopt": "never"}}),
    )
    .unwrap();
    assert_eq!(
        told(&moves),
        [
            "give shorten d-1 - 2027-03-04T12:00:00Z",
            "give give d-2 2027-03-04T12:00:00Z 2027-03-07T10:00:00Z",
            "awaitUsable give -",
            "takeBack shorten k-1",
        ]
    );
    assert_eq!(
        stay(&world, json!({"ref": "B-8", "endAt": NOW})).unwrap_err()["code"],
        "noSuchStay"
    );
    world.key(3, 0, &at(1, 0), None, Some(("rentals", "B-1")));
    assert_eq!(
        stay(&world, json!({"endAt": NOW})).unwrap_err()["code"],
        "manyPeople"
    );
}
