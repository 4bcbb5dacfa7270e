//! How a difference becomes steps.

use super::world::{World, at, grant, list, told};
use serde_json::json;

const OURS: Option<(&str, &str)> = Some(("rentals", "B-1"));

#[test]
fn what_is_not_there_is_given_and_what_opens_the_same_is_kept() {
    let mut world = World::doors(2);
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), &at(7, 10))]);
    let plan = world.plan(&wanted, json!({})).unwrap();
    assert_eq!(
        told(&plan),
        ["give give d-0 2027-03-05T14:00:00Z 2027-03-07T10:00:00Z"]
    );
    assert_eq!(
        plan["items"][0]["steps"][0]["key"]["metadata"],
        json!({"accessOwner": "rentals", "accessRef": "B-1"})
    );
    assert_eq!(plan["summary"]["give"], 1);
    assert_eq!(plan["summary"]["pairs"]["opened"], 1);
    world.key(1, 0, &at(5, 14), Some(&at(6, 10)), OURS);
    world.key(1, 0, &at(6, 10), Some(&at(7, 10)), None);
    let plan = world.plan(&wanted, json!({})).unwrap();
    assert_eq!(plan["items"], json!([]));
    assert_eq!(plan["summary"]["adopt"], 1);
}

#[test]
fn a_later_end_is_a_second_key_or_a_new_one() {
    let mut world = World::doors(1);
    world.key(1, 0, &at(5, 14), Some(&at(7, 10)), OURS);
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), &at(8, 10))]);
    let plan = world.plan(&wanted, json!({})).unwrap();
    assert_eq!(
        told(&plan),
        ["give extend d-0 2027-03-07T10:00:00Z 2027-03-08T10:00:00Z"]
    );
    assert_eq!(plan["items"][0]["steps"][0]["was"]["end"], at(7, 10));
    assert_eq!(
        plan["summary"]["pairs"],
        json!({"opened": 0, "longer": 1, "shorter": 0, "closed": 0})
    );
    let plan = world.plan(&wanted, json!({"extend": "replace"})).unwrap();
    assert_eq!(
        told(&plan),
        [
            "give extend d-0 2027-03-05T14:00:00Z 2027-03-08T10:00:00Z",
            "awaitUsable give -",
            "takeBack extend k-0"
        ]
    );
    let plan = world.plan(&wanted, json!({"extend": "takeFirst"})).unwrap();
    assert_eq!(
        told(&plan),
        [
            "takeBack extend k-0",
            "give extend d-0 2027-03-05T14:00:00Z 2027-03-08T10:00:00Z"
        ]
    );
    assert_eq!(
        plan["items"][0]["steps"][1]["after"],
        json!([{"item": "+4790000001", "n": 1}])
    );
}

#[test]
fn an_earlier_end_and_other_hours_give_before_they_take() {
    let mut world = World::doors(1);
    world.key(1, 0, &at(5, 14), Some(&at(9, 10)), OURS);
    world.key(2, 0, &at(5, 14), Some(&at(9, 10)), Some(("rentals", "B-2")));
    let mut hours = grant("B-2", 2, 0, &at(5, 14), &at(9, 10));
    hours["windows"] = json!("mon-fri 08:00-16:00");
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), &at(8, 10)), hours]);
    let plan = world.plan(&wanted, json!({})).unwrap();
    assert_eq!(
        told(&plan),
        [
            "give shorten d-0 2027-03-05T14:00:00Z 2027-03-08T10:00:00Z",
            "awaitUsable give -",
            "takeBack shorten k-0",
            "give hours d-0 2027-03-05T14:00:00Z 2027-03-09T10:00:00Z",
            "awaitUsable give -",
            "takeBack hours k-1",
        ]
    );
    let steps = &plan["items"][0]["steps"];
    assert_eq!(steps[1]["after"], json!([{"item": "+4790000001", "n": 1}]));
    assert_eq!(steps[2]["after"], json!([{"item": "+4790000001", "n": 2}]));
    assert_eq!(plan["summary"]["shorten"], 1);
    assert_eq!(plan["summary"]["hours"], 1);
    assert_eq!(plan["summary"]["takeBack"], 0);
}

#[test]
fn another_room_another_number_and_another_guest() {
    let mut world = World::doors(3);
    world.key(1, 0, &at(5, 14), Some(&at(9, 10)), OURS);
    world.key(2, 1, &at(5, 14), Some(&at(9, 10)), Some(("rentals", "B-2")));
    world.key(3, 2, &at(5, 14), Some(&at(9, 10)), Some(("rentals", "B-3")));
    // B-1 goes from door 0 to door 1, B-2 from door 1 to door 0; B-3 has a new number.
    let wanted = list(&[
        grant("B-1", 1, 1, &at(5, 14), &at(9, 10)),
        grant("B-2", 2, 0, &at(5, 14), &at(9, 10)),
        grant("B-3", 4, 2, &at(5, 14), &at(9, 10)),
    ]);
    let limits = json!({"allowRevocations": 3});
    let plan = world.plan(&wanted, json!({"limits": limits})).unwrap();
    let three = ["give move", "awaitUsable give", "takeBack move"];
    let kinds: Vec<String> = told(&plan)
        .iter()
        .map(|one| one.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        kinds,
        [
            &three[..],
            &three[..],
            &["takeBack takeBack", "give give", "awaitUsable give"]
        ]
        .concat()
    );
    assert_eq!(
        plan["items"][2]["steps"][0]["after"],
        json!([{"item": "+4790000004", "n": 2}])
    );
    // Where one person at a time has a door, the swap closes before it opens, once.
    let exclusive = json!(["d-0", "d-1", "d-2"]);
    let plan = world
        .plan(&wanted, json!({"limits": limits, "exclusive": exclusive}))
        .unwrap();
    let first = &plan["items"][0]["steps"];
    let second = &plan["items"][1]["steps"];
    assert_eq!(first[0]["after"], json!([{"item": "+4790000002", "n": 3}]));
    assert!(first[2].get("after").is_none());
    assert_eq!(second[0]["after"], json!([{"item": "+4790000001", "n": 3}]));
    assert_eq!(second[2]["after"], json!([{"item": "+4790000002", "n": 2}]));
}

#[test]
fn too_much_and_what_is_not_on_the_list_is_taken_back() {
    let mut world = World::doors(1);
    world.key(1, 0, &at(5, 14), Some(&at(9, 10)), OURS);
    world.key(1, 0, &at(5, 14), Some(&at(7, 10)), OURS);
    world.key(2, 0, "2026-08-01T00:00:00Z", None, Some(("rentals", "T-2")));
    let wanted = list(&[grant("B-1", 1, 0, &at(5, 14), &at(7, 10))]);
    let plan = world.plan(&wanted, json!({})).unwrap();
    assert_eq!(
        told(&plan),
        ["takeBack takeBack k-0", "takeBack takeBack k-2"]
    );
    let because = |item: usize| plan["items"][item]["steps"][0]["code"].clone();
    assert_eq!(because(0), "tooMuch");
    assert_eq!(because(1), "notOnList");
    assert_eq!(
        plan["summary"]["pairs"],
        json!({"opened": 0, "longer": 0, "shorter": 1, "closed": 1})
    );
    assert_eq!(plan["limits"], json!({"revocations": 2, "of": 3}));
}

#[test]
fn hours_hold_from_now_on_as_from_a_time() {
    let world = World::doors(1);
    let mut hours = grant("B-1", 1, 0, &at(5, 14), &at(28, 10));
    hours["windows"] = json!("mon-fri 08:00-16:00");
    let from_then = world.plan(&list(&[hours.clone()]), json!({})).unwrap();
    hours.as_object_mut().unwrap().remove("from");
    let from_now = world.plan(&list(&[hours]), json!({})).unwrap();
    let steps = |plan: &serde_json::Value| plan["items"][0]["steps"].clone();
    assert_eq!(steps(&from_now).as_array().unwrap().len(), 1);
    assert_eq!(
        steps(&from_now)[0]["key"]["recurrence"]["timeSpans"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    assert_eq!(
        steps(&from_now)[0]["key"]["recurrence"],
        steps(&from_then)[0]["key"]["recurrence"]
    );
}
