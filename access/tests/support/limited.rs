//! Plans that come to a number of what limits count.

use super::world::{World, at, grant, list};
use serde_json::Value;

/// A plan that takes back `gone` keys of `of`, one of each person, all at one door where somebody
/// else's key stays.
pub fn revoking(of: u32, gone: u32, options: Value) -> Result<Value, Value> {
    let mut world = World::doors(1);
    let mut grants = Vec::new();
    for who in 0..of {
        let reference = format!("B-{who}");
        world.key(
            who,
            0,
            &at(5, 14),
            Some(&at(7, 10)),
            Some(("rentals", &reference)),
        );
        if who >= gone {
            grants.push(grant(&reference, who, 0, &at(5, 14), &at(7, 10)));
        }
    }
    if grants.is_empty() {
        // The list is not empty: its only row is about what is there.
        world.key(999, 0, &at(5, 14), Some(&at(7, 10)), None);
        grants.push(grant("B-x", 999, 0, &at(5, 14), &at(7, 10)));
    }
    world.key(998, 0, &at(5, 14), Some(&at(7, 10)), Some(("others", "x")));
    world.plan(&list(&grants), options)
}

/// A plan that makes `count` keys where there are `of`.
pub fn creating(of: u32, count: u32, options: Value) -> Result<Value, Value> {
    let mut world = World::doors(1);
    let mut grants = Vec::new();
    for who in 0..of + count {
        let reference = format!("B-{who}");
        if who < of {
            world.key(
                who,
                0,
                &at(5, 14),
                Some(&at(7, 10)),
                Some(("rentals", &reference)),
            );
        }
        grants.push(grant(&reference, who, 0, &at(5, 14), &at(7, 10)));
    }
    world.plan(&list(&grants), options)
}

/// A plan after which nobody can open `count` of 20 doors.
pub fn emptying(count: u32, options: Value) -> Result<Value, Value> {
    let mut world = World::doors(20);
    let mut grants = Vec::new();
    for who in 0..20 {
        let reference = format!("B-{who}");
        world.key(
            who,
            who,
            &at(5, 14),
            Some(&at(7, 10)),
            Some(("rentals", &reference)),
        );
        if who >= count {
            grants.push(grant(&reference, who, who, &at(5, 14), &at(7, 10)));
        }
    }
    world.plan(&list(&grants), options)
}
