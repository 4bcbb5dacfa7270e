//! Plans.

#[path = "../support/world.rs"]
mod world;

#[path = "../support/limited.rs"]
mod limited;

use limited::{creating, emptying, revoking};
use proptest::prelude::*;
use serde_json::{Value, json};
use unloc_access::snapshot::{PageOf, Snapshot};
use unloc_access::wanted;
use unloc_integrator_client::json::read;
use world::{NOW, World, at, grant, list, ms, person, plan_of, told};

type Limited = fn(u32, Value) -> Result<Value, Value>;

#[test]
fn p17_each_limit_at_its_border_and_each_flag_lifts_none_but_its_own() {
    // What is counted, the border, and the flag that lifts it.
    let rows: [(Limited, u32, &str); 7] = [
        (
            |gone, options| revoking(10, gone, options),
            3,
            "allowRevocations",
        ),
        (
            |gone, options| revoking(30, gone, options),
            9,
            "allowRevocations",
        ),
        (
            |gone, options| revoking(9, gone, options),
            2,
            "allowRevocations",
        ),
        (
            |gone, options| revoking(200, gone, options),
            50,
            "allowRevocations",
        ),
        (
            |count, options| creating(10, count, options),
            30,
            "allowCreations",
        ),
        (
            |count, options| creating(0, count, options),
            500,
            "allowCreations",
        ),
        (emptying, 0, "allowEmptyDoors"),
    ];
    let flags = [
        "allowRevocations",
        "allowCreations",
        "allowEmptyDoors",
        "allowEmptyList",
    ];
    for (limited, border, flag) in rows {
        for count in border.saturating_sub(1)..=border {
            assert!(limited(count, json!({})).is_ok(), "{flag} {count}");
        }
        let over = border + 1;
        assert_eq!(limited(over, json!({})).unwrap_err()["flag"], flag);
        for other in flags {
            let number = if other == "allowEmptyList" {
                json!(true)
            } else {
                json!(over)
            };
            let plan = limited(over, json!({"limits": {other: number}}));
            assert_eq!(plan.is_ok(), other == flag, "{other} for {flag}");
        }
        for number in [over - 1, over + 1, 0] {
            let plan = limited(over, json!({"limits": {flag: number}}));
            assert_eq!(plan.is_ok(), number == over, "{flag} {number}");
        }
    }
}

/// Steps that take something back.
fn takes(plan: &Value) -> Vec<String> {
    let mut steps = told(plan);
    steps.retain(|step| step.starts_with("takeBack") || step.starts_with("changeGroup"));
    steps
}

#[test]
fn p19_a_list_that_was_cut_or_is_empty_takes_nothing_back() {
    let mut world = World::doors(4);
    let mut grants = Vec::new();
    for who in 0..12 {
        let reference = format!("B-{who}");
        world.key(
            who,
            who % 4,
            &at(5, 14),
            Some(&at(7, 10)),
            Some(("rentals", &reference)),
        );
        grants.push(grant(&reference, who, who % 4, &at(5, 14), &at(7, 10)));
    }
    world
        .groups
        .push(json!({"id": "g-1", "name": "All", "lockIds": ["d-0"], "appUserIds": [person(1)]}));
    let wanted = list(&grants);
    let nothing: [String; 0] = [];
    let options = || json!({"limits": {"allowCreations": 12}});
    assert_eq!(told(&world.plan(&wanted, json!({})).unwrap()), nothing);
    // Keys, locks and groups, each list cut at each item.
    for count in 0..world.keys.len() {
        let mut cut = world.clone();
        cut.keys.truncate(count);
        let creations = world.keys.len() - count;
        let options = json!({"limits": {"allowCreations": creations}});
        assert_eq!(takes(&cut.plan(&wanted, options).unwrap()), nothing);
    }
    for count in 0..world.locks.len() {
        let mut cut = world.clone();
        cut.locks.truncate(count);
        // The keys name their locks, so that the list is still understood by ids.
        assert_eq!(told(&cut.plan(&wanted, options()).unwrap()), nothing);
    }
    let mut cut = world.clone();
    cut.groups.clear();
    assert_eq!(takes(&cut.plan(&wanted, options()).unwrap()), nothing);
    // Pages that were cut at any byte do not make a snapshot.
    let page = json!({"keys": world.keys}).to_string();
    for end in 0..page.len() {
        let mut snapshot = Snapshot::new("{}");
        assert!(
            snapshot
                .add_page(PageOf::Keys, &page.as_bytes()[..end])
                .is_err()
        );
        assert!(snapshot.seal(0, 1).is_err());
    }
    // Grants: the file cut at each byte, and empty.
    let file = json!({"format": "unloc-grants/1", "owner": "rentals", "complete": true,
        "covers": wanted["covers"], "grants": grants})
    .to_string();
    let snapshot = world.snapshot();
    let read_list = |bytes: &[u8]| {
        let answer: Value = match wanted::grants::read(bytes, read("{}").unwrap(), &snapshot) {
            Ok(answer) => serde_json::from_str(&answer).unwrap(),
            Err(_) => return None,
        };
        let mut list = answer["wanted"].clone();
        list["problems"] = answer["problems"].clone();
        plan_of(&snapshot, &list, json!({})).ok()
    };
    assert!(takes(&read_list(file.as_bytes()).unwrap()).is_empty());
    for end in 0..file.len() {
        if let Some(plan) = read_list(&file.as_bytes()[..end]) {
            assert_eq!(takes(&plan), nothing, "{end}");
        }
    }
    for empty in ["[]", "{}", ""] {
        let file = file.replace(&json!(grants).to_string(), empty);
        assert!(read_list(file.as_bytes()).is_none());
    }
    assert!(world.plan(&list(&[]), json!({})).is_err());
}

/// A key or grant: who, door, begin and end in hours from now, and weekly hours.
fn access() -> impl Strategy<Value = (u32, u32, i64, i64, u8)> {
    (0_u32..3, 0_u32..2, -30_i64..40, 1_i64..60, 0_u8..4)
}

fn spans(hours: u8) -> Option<Value> {
    let span = |day: &str, from: u32, to: u32| json!({"weekday": day, "startHour": from, "startMinute": 0, "endHour": to, "endMinute": 0});
    match hours {
        1 => Some(json!({"timeSpans": [span("mon", 8, 16), span("tue", 0, 24)]})),
        2 => Some(json!({"timeSpans": [span("tue", 6, 12)]})),
        _ => None,
    }
}

/// Whether one of the keys of `who` opens `door` at an instant; of `owner` only, if one is named.
fn opens(world: &World, who: u32, door: u32, at: i64, owner: bool) -> bool {
    world.keys.iter().any(|key| {
        let end = key["end"].as_str().map_or(i64::MAX, ms);
        let mut open = key["state"] != "revoked" && key["appUser"]["id"] == person(who);
        open &= key["lockId"] == format!("d-{door}")
            && ms(key["start"].as_str().unwrap()) <= at
            && at < end;
        open &= !owner || key["metadata"]["accessOwner"] == "rentals";
        open && falls(&key["recurrence"], at)
    })
}

/// Whether weekly hours hold in Oslo in winter, found from the day of the week alone.
fn falls(recurrence: &Value, at: i64) -> bool {
    let Some(spans) = recurrence["timeSpans"].as_array() else {
        return true;
    };
    let local = at + 3_600_000;
    // 1970 began on a Thursday.
    let day = ["thu", "fri", "sat", "sun", "mon", "tue", "wed"][(local / 86_400_000 % 7) as usize];
    let hour = (local / 3_600_000 % 24) as u64;
    spans.iter().any(|span| {
        span["weekday"] == day
            && span["startHour"].as_u64().unwrap() <= hour
            && hour < span["endHour"].as_u64().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_a_plan_comes_to_is_what_the_list_says_and_again_is_nothing(
        keys in prop::collection::vec((access(), any::<bool>()), 0..7),
        grants in prop::collection::vec(access(), 1..6),
        extend in prop::sample::select(vec!["append", "replace", "takeFirst"]),
    ) {
        let now = ms(NOW);
        let hour = |hours: i64| unloc_access::time::write_moment(now + hours * 3_600_000);
        let mut world = World::doors(2);
        for (index, ((who, door, from, long, hours), is_ours)) in keys.iter().enumerate() {
            let reference = format!("B-{}", index % 4);
            let owner = if *is_ours { "rentals" } else { "others" };
            world.key(*who, *door, &hour(*from), Some(&hour(from + long)), Some((owner, &reference)));
            if let Some(spans) = spans(*hours) {
                world.keys[index]["recurrence"] = spans;
            }
        }
        let mut list_of = Vec::new();
        for (index, (who, door, from, long, hours)) in grants.iter().enumerate() {
            let mut one = grant(&format!("B-{index}"), *who, *door, &hour(*from), &hour(from + long));
            if let Some(spans) = spans(*hours) {
                one["windows"] = spans["timeSpans"].clone();
            }
            list_of.push(one);
        }
        let mut wanted = list(&list_of);
        wanted["covers"] = json!("everything");
        // The exact numbers are read from the refusals.
        let mut options = json!({"extend": extend, "adopt": "never", "limits": {}});
        let mut plan = world.plan(&wanted, options.clone());
        for _ in 0..3 {
            let Err(refused) = &plan else { break };
            // Weekly hours that never fall within a stay are another rule's.
            let Some(flag) = refused["flag"].as_str().map(str::to_owned) else { return Ok(()) };
            options["limits"][flag] = refused["numbers"]["planned"].clone();
            plan = world.plan(&wanted, options.clone());
        }
        let plan = plan.unwrap();
        let before = world.clone();
        world.apply(&plan, now, 60_000);
        let again = world.plan(&wanted, json!({"adopt": "never", "extend": extend}));
        prop_assert_eq!(told(&again.unwrap()), Vec::<String>::new());
        for half_hours in 1..200 {
            let at = now + half_hours * 1_800_000;
            for who in 0..3 {
                for door in 0..2 {
                    let is_wanted = list_of.iter().any(|one| {
                        one["appUserId"] == person(who) && one["doors"][0] == format!("d-{door}")
                            && ms(one["from"].as_str().unwrap()) <= at && at < ms(one["to"].as_str().unwrap())
                            && falls(&json!({"timeSpans": one["windows"]}), at)
                    });
                    prop_assert_eq!(opens(&world, who, door, at, true), is_wanted);
                    let foreign = |world: &World| world.keys.iter().filter(|key| key["metadata"]["accessOwner"] == "others").cloned().collect::<Vec<_>>();
                    prop_assert_eq!(foreign(&world), foreign(&before));
                }
            }
        }
    }
}
