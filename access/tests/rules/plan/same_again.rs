//! R19, R52: the same input twice, and starts that are over.

use super::world::{NOW, World, at, grant, list, ms, plan_of, told};
use serde_json::{Value, json};

/// Plans, does it, and plans again later.
fn again(world: &World, wanted: &Value, options: &Value, round: i64) {
    let first = world.plan(wanted, options.clone()).unwrap();
    for delay in [0, 20_000, 59_999] {
        let mut after = world.clone();
        after.apply(&first, ms(NOW) + delay, round);
        for later in [delay, delay + 1_000, 60_000, 119_000, 600_000] {
            let mut options = options.clone();
            options["now"] = json!(ms(NOW) + later);
            options.as_object_mut().unwrap().remove("limits");
            let second = plan_of(&after.snapshot(), wanted, options).unwrap();
            assert_eq!(
                told(&second),
                Vec::<String>::new(),
                "{delay} {later} {round}"
            );
        }
    }
}

#[test]
fn r19_the_same_input_a_second_time_gives_an_empty_plan() {
    let mut world = World::doors(4);
    let ours = |reference: &'static str| Some(("rentals", reference));
    world.key(2, 0, &at(5, 14), Some(&at(7, 10)), ours("B-2"));
    world.key(3, 0, &at(1, 0), Some(&at(9, 10)), ours("B-3"));
    world.key(4, 1, &at(1, 0), Some(&at(9, 10)), ours("B-4"));
    world.key(5, 2, &at(1, 0), Some(&at(9, 10)), ours("B-5"));
    world.key(6, 3, &at(1, 0), Some(&at(9, 10)), ours("B-6"));
    world.keys[4]["state"] = json!("error");
    let mut hours = grant("B-5", 5, 2, &at(1, 0), &at(9, 10));
    hours["windows"] = json!("mon-fri 08:00-16:00");
    let wanted = list(&[
        // New; longer; shorter, under way; to another door, under way; other hours; in error.
        grant("B-1", 1, 0, "2027-03-05T14:00:30Z", "2027-03-07T10:00:45Z"),
        grant("B-2", 2, 0, &at(5, 14), &at(8, 10)),
        grant("B-3", 3, 0, "2027-02-20T00:00:00Z", &at(8, 10)),
        grant("B-4", 4, 0, "2027-02-20T00:00:00Z", &at(9, 10)),
        hours,
        grant("B-6", 6, 3, "2027-03-01T08:30:30Z", &at(9, 10)),
        // Begins now, begun a while ago, begins in this minute.
        json!({"ref": "B-7", "appUserId": "+4790000007", "doors": ["d-0"], "to": at(9, 10)}),
        grant("B-8", 8, 0, "2027-03-01T07:00:00Z", &at(9, 10)),
        grant("B-9", 9, 0, "2027-03-01T09:00:00Z", &at(9, 10)),
    ]);
    let limits = json!({"allowRevocations": 3, "allowEmptyDoors": 1});
    for extend in ["append", "replace", "takeFirst"] {
        let revocations = if extend == "append" { 3 } else { 4 };
        for round in [1, 1_000, 60_000] {
            let mut limits = limits.clone();
            limits["allowRevocations"] = json!(revocations);
            again(
                &world,
                &wanted,
                &json!({"extend": extend, "limits": limits}),
                round,
            );
        }
    }
}

#[test]
fn r52_a_start_within_the_last_hour_is_sent_and_an_older_one_left_out() {
    let world = World::doors(1);
    let start = |from: &str| {
        let wanted = list(&[grant("B-1", 1, 0, from, &at(7, 10))]);
        let plan = world.plan(&wanted, json!({})).unwrap();
        plan["items"][0]["steps"][0]["key"]["start"].clone()
    };
    assert_eq!(start("2027-03-01T08:00:00Z"), "2027-03-01T08:00:00Z");
    assert_eq!(start("2027-03-01T08:30:00Z"), "2027-03-01T08:30:00Z");
    assert_eq!(start("2027-03-01T07:59:59Z"), Value::Null);
    assert_eq!(start("2027-02-01T00:00:00Z"), Value::Null);
    // A key that began earlier is the same as either.
    let mut world = World::doors(1);
    world.key(
        1,
        0,
        "2027-01-01T00:00:00Z",
        Some(&at(7, 10)),
        Some(("rentals", "B-1")),
    );
    for from in [
        "2027-03-01T08:30:00Z",
        "2027-02-01T00:00:00Z",
        "2026-01-01T00:00:00Z",
    ] {
        let wanted = list(&[grant("B-1", 1, 0, from, &at(7, 10))]);
        assert_eq!(
            world.plan(&wanted, json!({})).unwrap()["items"],
            json!([]),
            "{from}"
        );
    }
}
