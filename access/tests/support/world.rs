//! Doors, keys and lists for tests of plans.
#![allow(dead_code)] // each test target uses a part

use serde_json::{Value, json};
use unloc_access::plan;
use unloc_access::snapshot::{PageOf, Snapshot};
use unloc_access::time::read_moment;

/// When tests plan: Monday 10:00 in Oslo.
pub const NOW: &str = "2027-03-01T09:00:00Z";

pub fn ms(text: &str) -> i64 {
    read_moment(text).unwrap()
}

/// What the API would list.
#[derive(Clone, Default)]
pub struct World {
    pub locks: Vec<Value>,
    pub keys: Vec<Value>,
    pub groups: Vec<Value>,
}

/// `March 5, 14:00` UTC and so on.
pub fn at(day: u32, hour: u32) -> String {
    format!("2027-03-{day:02}T{hour:02}:00:00Z")
}

/// A number of a person.
pub fn person(number: u32) -> String {
    format!("+4790{number:06}")
}

impl World {
    /// Doors `d-0`, `d-1`, … in Oslo.
    pub fn doors(count: u32) -> Self {
        let door = |n| json!({"id": format!("d-{n}"), "name": format!("Door {n}"), "timezone": "Europe/Oslo"});
        Self {
            locks: (0..count).map(door).collect(),
            ..Self::default()
        }
    }

    /// Adds a key and gives its id.
    pub fn key(
        &mut self,
        who: u32,
        door: u32,
        from: &str,
        to: Option<&str>,
        owner: Option<(&str, &str)>,
    ) -> String {
        let id = format!("k-{}", self.keys.len());
        let mut key = json!({
            "id": id, "lockId": format!("d-{door}"), "appUser": {"id": person(who)},
            "start": from, "end": to, "created": "2027-02-01T00:00:00Z", "state": "scheduled",
        });
        if let Some((owner, reference)) = owner {
            key["metadata"] = json!({"accessOwner": owner, "accessRef": reference});
        }
        self.keys.push(key);
        id
    }

    /// The snapshot, seen in the minute before [`NOW`].
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.unsealed();
        snapshot.seal(ms(NOW) - 60_000, ms(NOW) - 30_000).unwrap();
        snapshot
    }

    pub fn unsealed(&self) -> Snapshot {
        let mut snapshot = Snapshot::new(r#"{"projectId":"p-1"}"#);
        for (of, items) in [
            (PageOf::Locks, &self.locks),
            (PageOf::Keys, &self.keys),
            (PageOf::AccessGroups, &self.groups),
        ] {
            let page = json!({ of.name(): items });
            snapshot.add_page(of, page.to_string().as_bytes()).unwrap();
        }
        let summer = ms("2027-03-28T01:00:00Z");
        let winter = ms("2027-10-31T01:00:00Z");
        let zone = vec![(0, 3_600), (summer, 7_200), (winter, 3_600)];
        snapshot.set_zone("Europe/Oslo", zone).unwrap();
        snapshot
    }

    /// Plans, at [`NOW`] unless the options say another time.
    pub fn plan(&self, wanted: &Value, options: Value) -> Result<Value, Value> {
        plan_of(&self.snapshot(), wanted, options)
    }

    /// What the plan does to the keys, as the API would: times cut to `round` ms, starts that are left
    /// out are `now`.
    pub fn apply(&mut self, plan: &Value, now: i64, round: i64) {
        for step in plan["items"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|item| item["steps"].as_array().unwrap())
        {
            match step["do"].as_str().unwrap() {
                "give" => {
                    let key = &step["key"];
                    let start = key["start"].as_str().map_or(now, ms);
                    let time = |ms: i64| {
                        unloc_access::time::write_moment((ms + round / 2).div_euclid(round) * round)
                    };
                    let end = key["end"].as_str().map(|end| time(ms(end)));
                    let mut made = json!({
                        "id": format!("n-{}", self.keys.len()), "lockId": key["lockId"],
                        "appUser": {"id": key["appUserId"]}, "start": time(start), "end": end,
                        "created": time(now), "state": "scheduled", "metadata": key["metadata"],
                    });
                    if key["recurrence"].is_object() {
                        made["recurrence"] = key["recurrence"].clone();
                    }
                    self.keys.push(made);
                }
                "takeBack" => {
                    for key in &mut self.keys {
                        if key["id"] == step["keyId"] {
                            key["state"] = json!("revoked");
                        }
                    }
                }
                "changeGroup" => {
                    let number = &step["group"]["change"]["appUserIdsToRemove"][0];
                    for key in &mut self.keys {
                        if key["accessGroupId"] == step["group"]["accessGroupId"]
                            && &key["appUser"]["id"] == number
                        {
                            key["state"] = json!("revoked");
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

pub fn plan_of(snapshot: &Snapshot, wanted: &Value, mut options: Value) -> Result<Value, Value> {
    if options.get("now").is_none() {
        options["now"] = json!(ms(NOW));
    }
    let given = json!({"wanted": wanted, "options": options});
    match plan::plan(snapshot, &given.to_string()) {
        Ok(plan) => Ok(serde_json::from_str(&plan).unwrap()),
        Err(refusal) => Err(serde_json::from_str(&refusal.finish()).unwrap()),
    }
}

/// A complete list for March, of `rentals`.
pub fn list(grants: &[Value]) -> Value {
    json!({
        "owner": "rentals", "complete": true,
        "covers": {"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"}, "grants": grants,
    })
}

/// A grant of one door.
pub fn grant(reference: &str, who: u32, door: u32, from: &str, to: &str) -> Value {
    json!({"ref": reference, "appUserId": person(who), "doors": [format!("d-{door}")], "from": from, "to": to})
}

/// The steps of all items: what each does, its kind, and its key or the door and times of a new one.
pub fn told(plan: &Value) -> Vec<String> {
    let mut told = Vec::new();
    for item in plan["items"].as_array().unwrap() {
        for step in item["steps"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let what = match step["do"].as_str().unwrap() {
                "give" => format!(
                    "{} {} {}",
                    text(&step["key"]["lockId"]),
                    text(&step["key"]["start"]),
                    text(&step["key"]["end"])
                ),
                "takeBack" => text(&step["keyId"]),
                "changeGroup" => text(&step["group"]["accessGroupId"]),
                _ => "-".to_owned(),
            };
            told.push(format!(
                "{} {} {what}",
                text(&step["do"]),
                text(&step["kind"])
            ));
        }
    }
    told
}
