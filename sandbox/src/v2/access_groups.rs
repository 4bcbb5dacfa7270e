//! Access groups: everybody in one has a key to each of its locks.

use std::collections::BTreeMap;

use serde_json::Map;
use unloc_integrator_client::model::v2::{AccessGroup, Recurrence as Spans};
use unloc_integrator_client::model::{Maybe, Recurrence};

use super::context::Call;
use super::json_body::{Complaints, Input};
use super::key_input::NewKey;
use super::page::{self, Page};
use super::problem::Problem;
use super::subprojects::{add_missing, reason_against_lock};
use super::{keys, metadata, recurrence};
use crate::http::Response;
use crate::store::key_index::{Place, phone, place};
use crate::store::v2_records::AccessGroupRecord;
use crate::time;

/// The most people times locks.
const MOST_PAIRS: usize = 100_000;
/// The most keys that one call makes.
const MOST_NEW_KEYS: usize = 10_000;

fn optional<T>(value: Option<T>) -> Maybe<Option<T>> {
    value.map_or(Maybe::Absent, |value| Maybe::Value(Some(value)))
}

fn windows(recurrence: &Maybe<Recurrence>) -> Maybe<Option<Spans>> {
    optional(recurrence.value().map(recurrence::spans))
}

/// Keys to share and weekly windows exclude each other.
fn refuse_sharing_with_recurrence(
    input: &Input,
    complaints: &mut Complaints,
    shares: bool,
    recurs: bool,
) {
    if shares && recurs {
        let reason = "must not be true beside recurrence";
        input.complain(complaints, "allowKeySharing", reason);
    }
}

/// Makes one, and its keys.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut complaints = Complaints::default();
    let name = input.required_text(&mut complaints, "name", 4..=128);
    let description = input.text(&mut complaints, "description", 4..=1024);
    for member in ["lockIds", "appUserIds"] {
        if input.get(member).is_none() {
            input.complain(&mut complaints, member, "is required");
        }
    }
    let locks = input.texts(
        &mut complaints,
        "lockIds",
        MOST_PAIRS,
        reason_against_lock(call),
    );
    let people = input.phone_numbers(&mut complaints, "appUserIds", MOST_PAIRS);
    let recurrence = recurrence::read(&input, &mut complaints);
    let metadata = metadata::read(&input, &mut complaints);
    let shares = input
        .flag(&mut complaints, "allowKeySharing")
        .unwrap_or(false);
    let recurs = recurrence.value().is_some();
    refuse_sharing_with_recurrence(&input, &mut complaints, shares, recurs);
    complaints.end()?;
    let (mut lock_ids, mut app_user_ids) = (Vec::new(), Vec::new());
    add_missing(&mut lock_ids, locks.unwrap_or_default());
    add_missing(&mut app_user_ids, people.unwrap_or_default());
    refuse_too_many(&lock_ids, &app_user_ids)?;
    let access_group = AccessGroup {
        id: call.store.new_id(),
        name,
        description: optional(description),
        lock_ids: Maybe::Value(Vec::new()),
        app_user_ids: Maybe::Value(Vec::new()),
        recurrence: windows(&recurrence),
        allow_key_sharing: Maybe::Value(shares),
        metadata: optional(metadata.value().cloned()),
        created: time::iso(call.now).into(),
        extra: Map::new(),
    };
    let record = AccessGroupRecord {
        project_id: call.access.owner.project_id.clone(),
        subproject_id: call.subproject_id().map(str::to_owned),
        access_group,
    };
    let id = record.access_group.id.clone();
    call.store.v2.access_groups.insert(id.clone(), record);
    set_accesses(call, &id, lock_ids, app_user_ids, &recurrence)
}

fn refuse_too_many(lock_ids: &[String], app_user_ids: &[String]) -> Result<(), Problem> {
    let pairs = lock_ids.len().saturating_mul(app_user_ids.len());
    if pairs > MOST_PAIRS {
        return Err(Problem::bad_request(format!(
            "An access group has at most {MOST_PAIRS} users times locks, and this would be {pairs}"
        )));
    }
    Ok(())
}

/// Gives a group its locks and people: makes the keys that are missing, takes back those that are
/// too many.
fn set_accesses(
    call: &mut Call,
    id: &str,
    lock_ids: Vec<String>,
    app_user_ids: Vec<String>,
    recurrence: &Maybe<Recurrence>,
) -> Result<Response, Problem> {
    let Some((group, _, record)) = call.store.v2.access_groups.get_full(id) else {
        return Err(Problem::not_found("There is no such access group"));
    };
    let group = place(group);
    let subproject = record
        .subproject_id
        .as_deref()
        .and_then(|id| call.store.v2.subprojects.get_index_of(id));
    let mut owner = call.access.owner.clone();
    owner.subproject = subproject.map(place);
    let old_locks = record
        .access_group
        .lock_ids
        .value()
        .cloned()
        .unwrap_or_default();
    let old_people = record
        .access_group
        .app_user_ids
        .value()
        .cloned()
        .unwrap_or_default();
    let new_keys: Vec<(String, String)> = app_user_ids
        .iter()
        .flat_map(|person| {
            lock_ids
                .iter()
                .map(move |lock| (person.clone(), lock.clone()))
        })
        .filter(|(person, lock)| !(old_people.contains(person) && old_locks.contains(lock)))
        .collect();
    if new_keys.len() > MOST_NEW_KEYS {
        if old_locks.is_empty() && old_people.is_empty() {
            // Nobody has seen it yet.
            call.store.v2.access_groups.pop();
        }
        return Err(Problem::bad_request(format!(
            "One call makes at most {MOST_NEW_KEYS} keys, and this would make {}",
            new_keys.len()
        )));
    }
    let store = &*call.store;
    let gone: Vec<Place> = keys_of_group(call, group, &old_people)
        .into_iter()
        .filter(|here| {
            store.keys.get(*here).is_some_and(|key| {
                !lock_ids.contains(&store.lock_id_of(key))
                    || !app_user_ids
                        .iter()
                        .any(|person| phone(person) == key.person)
            })
        })
        .collect();
    for key in gone {
        call.store.revoke_unless_over(key, call.now);
    }
    for (app_user_id, lock_id) in new_keys {
        let input = NewKey {
            lock_id,
            app_user_id,
            start: call.now,
            end: None,
            recurrence: recurrence.clone(),
            metadata: Maybe::<BTreeMap<String, String>>::Absent,
        };
        keys::add(call.store, call.now, &owner, input, Some(group));
    }
    let Some(record) = call.store.v2.access_groups.get_mut(id) else {
        return Err(Problem::not_found("There is no such access group"));
    };
    record.access_group.lock_ids = Maybe::Value(lock_ids);
    record.access_group.app_user_ids = Maybe::Value(app_user_ids);
    Ok(Response::named("accessGroup", &record.access_group))
}

fn keys_of_group(call: &Call, group: Place, people: &[String]) -> Vec<Place> {
    let keys = &call.store.keys;
    people
        .iter()
        .flat_map(|person| keys.of_person(phone(person)).iter().copied())
        .filter(|here| keys.get(*here).and_then(|key| key.access_group()) == Some(group))
        .collect()
}

fn is_own(call: &Call, record: &AccessGroupRecord) -> bool {
    record.project_id == call.access.owner.project_id
        && (call.access.owner.subproject.is_none()
            || record.subproject_id.as_deref() == call.subproject_id())
}

/// The project's access groups.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .v2
        .access_groups
        .values()
        .filter(|record| is_own(call, record));
    let (records, cursor) = Page::read(call)?.take(own, |record| &record.access_group.id)?;
    let groups: Vec<&AccessGroup> = records.iter().map(|record| &record.access_group).collect();
    Ok(page::answer(call, "accessGroups", &groups, cursor))
}

fn own(call: &Call) -> Result<AccessGroup, Problem> {
    call.store
        .v2
        .access_groups
        .get(call.segment("accessGroupId"))
        .filter(|record| is_own(call, record))
        .map(|record| record.access_group.clone())
        .ok_or_else(|| Problem::not_found("There is no such access group"))
}

/// Changes what is said of one, and the weekly windows of its keys with it.
pub(crate) fn update(call: &mut Call) -> Result<Response, Problem> {
    let mut group = own(call)?;
    let members = call.members()?;
    let input = Input::of(&members);
    let mut complaints = Complaints::default();
    // Shorter than that of a new one, by the documentation.
    let name = input.text(&mut complaints, "name", 4..=64);
    let description = input.text_or_null(&mut complaints, "description", 4..=1024);
    let recurrence = recurrence::read(&input, &mut complaints);
    let metadata = metadata::read(&input, &mut complaints);
    let shares = input.flag(&mut complaints, "allowKeySharing");
    if let Some(shares) = shares {
        group.allow_key_sharing = Maybe::Value(shares);
    }
    let recurs = match &recurrence {
        Maybe::Absent => group.recurrence.value().is_some_and(Option::is_some),
        recurrence => recurrence.value().is_some(),
    };
    let shares = group.allow_key_sharing.value() == Some(&true);
    refuse_sharing_with_recurrence(&input, &mut complaints, shares, recurs);
    complaints.end()?;
    if let Some(name) = name {
        group.name = name;
    }
    match description {
        Maybe::Absent => {}
        Maybe::Null => group.description = Maybe::Absent,
        Maybe::Value(description) => group.description = Maybe::Value(Some(description)),
    }
    match metadata {
        Maybe::Absent => {}
        Maybe::Null => group.metadata = Maybe::Absent,
        Maybe::Value(metadata) => group.metadata = Maybe::Value(Some(metadata)),
    }
    if !recurrence.is_absent() {
        group.recurrence = windows(&recurrence);
        let here = call.store.v2.access_groups.get_index_of(&group.id);
        let people = group.app_user_ids.value().cloned().unwrap_or_default();
        for key in keys_of_group(call, here.map_or(Place::MAX, place), &people) {
            let more = call
                .store
                .keys
                .get_mut(key)
                .and_then(|key| key.more.as_mut());
            if let Some(more) = more {
                more.recurrence = match recurrence.value() {
                    Some(recurrence) => Maybe::Value(recurrence.clone()),
                    None => Maybe::Absent,
                };
            }
        }
    }
    let answer = Response::named("accessGroup", &group);
    if let Some(record) = call.store.v2.access_groups.get_mut(&group.id) {
        record.access_group = group;
    }
    Ok(answer)
}

/// Lets people and locks in and out.
pub(crate) fn update_accesses(call: &mut Call) -> Result<Response, Problem> {
    let group = own(call)?;
    let members = call.members()?;
    let input = Input::of(&members);
    let mut complaints = Complaints::default();
    let names = [
        "appUserIdsToAdd",
        "appUserIdsToRemove",
        "lockIdsToAdd",
        "lockIdsToRemove",
    ];
    if names.iter().all(|name| input.get(name).is_none()) {
        let reason = "is required, unless one of the other three is there";
        input.complain(&mut complaints, "appUserIdsToAdd", reason);
    }
    let people = input.phone_numbers(&mut complaints, "appUserIdsToAdd", MOST_PAIRS);
    for (number, person) in people.iter().flatten().enumerate() {
        let known = call.store.people.contains_key(person)
            || call.store.manages(&call.access.owner.project_id, person);
        if !known {
            complaints.add(format!("appUserIdsToAdd[{number}]"), "is no known user");
        }
    }
    let people_out = input.phone_numbers(&mut complaints, "appUserIdsToRemove", MOST_PAIRS);
    let locks = input.texts(
        &mut complaints,
        "lockIdsToAdd",
        MOST_PAIRS,
        reason_against_lock(call),
    );
    let locks_out = input.texts(&mut complaints, "lockIdsToRemove", MOST_PAIRS, |_| None);
    complaints.end()?;
    let change =
        |there: &Maybe<Vec<String>>, out: Option<Vec<String>>, new: Option<Vec<String>>| {
            let out = out.unwrap_or_default();
            let mut entries = there.value().cloned().unwrap_or_default();
            entries.retain(|entry| !out.contains(entry));
            add_missing(&mut entries, new.unwrap_or_default());
            entries
        };
    let app_user_ids = change(&group.app_user_ids, people_out, people);
    let lock_ids = change(&group.lock_ids, locks_out, locks);
    refuse_too_many(&lock_ids, &app_user_ids)?;
    let recurrence = match group.recurrence.value() {
        Some(Some(spans)) => Maybe::Value(recurrence::of_spans(spans)),
        _ => Maybe::Absent,
    };
    set_accesses(call, &group.id, lock_ids, app_user_ids, &recurrence)
}
