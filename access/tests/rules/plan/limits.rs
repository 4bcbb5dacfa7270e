//! R17: the limits, at their border and beyond.

use super::limited::{creating, emptying, revoking};
use super::world::{World, at, grant, list};
use serde_json::{Value, json};

fn refused(plan: Result<Value, Value>, code: &str, flag: &str, number: u32) {
    let refusal = plan.unwrap_err();
    assert_eq!(refusal["rule"], "R17");
    assert_eq!(refusal["code"], code);
    assert_eq!(refusal["flag"], flag);
    assert_eq!(refusal["numbers"]["planned"], number);
}

#[test]
fn r17_each_limit_passes_at_its_border_and_refuses_beyond_it() {
    let none = || json!({});
    // A share from 10 keys on, 2 of fewer, not all, 50 at most.
    for (of, gone, code) in [
        (10, 3, ""),
        (10, 4, "revokeShare"),
        (40, 12, ""),
        (40, 13, "revokeShare"),
        (9, 2, ""),
        (9, 3, "revokeOfFew"),
        (2, 1, ""),
        (2, 2, "revokeAll"),
        (1, 1, "revokeAll"),
        (170, 50, ""),
        (170, 51, "revokeMany"),
    ] {
        let plan = revoking(of, gone, none());
        if code.is_empty() {
            assert_eq!(
                plan.unwrap()["limits"],
                json!({"revocations": gone, "of": of})
            );
        } else {
            refused(plan, code, "allowRevocations", gone);
        }
    }
    assert!(revoking(20, 2, json!({"limits": {"revokeShare": 0.1}})).is_ok());
    refused(
        revoking(20, 3, json!({"limits": {"revokeShare": 0.1}})),
        "revokeShare",
        "allowRevocations",
        3,
    );
    // Keys to make: three times those that there are, 500 at most; without any there is nothing to compare.
    assert!(creating(10, 30, none()).is_ok());
    refused(
        creating(10, 31, none()),
        "createTimes",
        "allowCreations",
        31,
    );
    assert!(creating(0, 500, none()).is_ok());
    refused(
        creating(0, 501, none()),
        "createMany",
        "allowCreations",
        501,
    );
    assert!(emptying(0, none()).is_ok());
    refused(emptying(1, none()), "emptyDoors", "allowEmptyDoors", 1);
    // A list about everything with fewer than half of the people.
    let everything = |gone: u32| {
        let mut world = World::doors(1);
        let mut grants = Vec::new();
        for who in 0..10 {
            let reference = format!("B-{who}");
            // Most keys are the first person's, so that the share is small.
            let keys = if who == 0 { 60 } else { 1 };
            for _ in 0..keys {
                world.key(
                    who,
                    0,
                    &at(5, 14),
                    Some(&at(7, 10)),
                    Some(("rentals", &reference)),
                );
            }
            if who == 0 || who > gone {
                grants.push(grant(&reference, who, 0, &at(5, 14), &at(7, 10)));
            }
        }
        let mut wanted = list(&grants);
        wanted["covers"] = json!("everything");
        world.plan(&wanted, json!({}))
    };
    assert!(everything(5).is_ok());
    refused(everything(6), "fewerPeople", "allowRevocations", 6);
    // An empty list.
    let world = World::doors(1);
    assert_eq!(
        world.plan(&list(&[]), none()).unwrap_err()["code"],
        "emptyList"
    );
    assert!(
        world
            .plan(&list(&[]), json!({"limits": {"allowEmptyList": true}}))
            .is_ok()
    );
    // A typed number lifts if it is exact, and only its own limit.
    for (number, is_ok) in [(3, false), (4, true), (5, false)] {
        let plan = revoking(10, 4, json!({"limits": {"allowRevocations": number}}));
        assert_eq!(plan.is_ok(), is_ok, "{number}");
    }
    let others =
        json!({"limits": {"allowCreations": 4, "allowEmptyDoors": 4, "allowEmptyList": true}});
    refused(
        revoking(10, 4, others),
        "revokeShare",
        "allowRevocations",
        4,
    );
}
