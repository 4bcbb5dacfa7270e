//! R16: keys of an access group.

use super::world::{World, at, grant, list, person, told};
use serde_json::json;

#[test]
fn r16_a_key_of_a_group_is_never_revoked_as_a_key() {
    let mut world = World::doors(2);
    world.key(2, 0, &at(1, 0), None, None);
    world.key(2, 1, &at(1, 0), None, None);
    world.key(1, 0, &at(5, 14), Some(&at(7, 10)), Some(("rentals", "B-1")));
    world.groups.push(
        json!({"id": "g-1", "name": "Staff", "lockIds": ["d-0", "d-1"], "appUserIds": [person(2)]}),
    );
    // Door 1 stays wanted: it is given before the group, which opens both, is left.
    let wanted = list(&[
        grant("B-1", 1, 0, &at(5, 14), &at(7, 10)),
        grant("S-1", 2, 1, &at(1, 0), &at(20, 10)),
    ]);
    let options = json!({"takeOver": ["k-0", "k-1"]});
    let plan = world.plan(&wanted, options.clone()).unwrap();
    let steps = [
        "give shorten d-1 - 2027-03-20T10:00:00Z",
        "awaitUsable give -",
        "changeGroup takeBack g-1",
    ];
    assert_eq!(told(&plan), steps);
    let step = &plan["items"][0]["steps"][2];
    assert_eq!(
        step["group"]["change"],
        json!({"appUserIdsToRemove": [person(2)]})
    );
    assert_eq!(step["after"], json!([{"item": person(2), "n": 2}]));
    assert_eq!(plan["limits"]["revocations"], 2);
    // The same if the keys name their group.
    for key in &mut world.keys[..2] {
        key["accessGroupId"] = json!("g-1");
    }
    let plan = world.plan(&wanted, options).unwrap();
    assert_eq!(told(&plan), steps);
}
