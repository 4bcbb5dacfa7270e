//! What is asked of a snapshot itself.

use unloc_integrator_client::json::{Json, Object, quoted_list, read};

use crate::refusal::Refusal;
use crate::snapshot::{NONE, PageOf, Snapshot};
use crate::time::Ms;

/// A snapshot without pages. `of` is JSON of the scope.
pub fn create(of: &str) -> Result<Snapshot, Refusal> {
    object(of).map(|_| Snapshot::new(of))
}

/// Adds a page as the API sent it: all of it or, refused, nothing. Gives `{"items":…,"cursor"?:…}`.
pub fn add_page(snapshot: &mut Snapshot, kind: &str, page: &[u8]) -> Result<String, Refusal> {
    let of = PageOf::of_name(kind).ok_or_else(|| Refusal::new("unknownKind").text("kind", kind))?;
    let page = snapshot.add_page(of, page)?;
    let mut added = Object::new();
    added.number("items", f64::from(page.items));
    added.optional_text("cursor", page.cursor.as_deref());
    Ok(added.finish())
}

/// What there is, as the table of [`super`] says.
#[inline(never)]
pub fn about(snapshot: &Snapshot) -> String {
    let counts = snapshot.counts();
    let zones: Vec<&str> = snapshot
        .zones()
        .iter()
        .map(|zone| zone.name.as_str())
        .collect();
    let mut about = Object::new();
    about.flag("sealed", snapshot.sealed().is_some());
    for (name, number) in [
        ("locks", counts.locks),
        ("keys", counts.keys),
        ("people", counts.people),
        ("pages", counts.pages),
    ] {
        about.number(name, f64::from(number));
    }
    about.json("blindSpots", &quoted_list(&snapshot.blind_spots()));
    about.json("zones", &quoted_list(&zones));
    about.json("of", snapshot.of());
    if let Some(seen) = snapshot.sealed() {
        moment(&mut about, "seenFrom", seen.from);
        moment(&mut about, "seenTo", seen.to);
    }
    about.finish()
}

/// The index of a lock: `{"index":…}`.
pub fn lock_index(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    let id = object(given)?.text_or_empty("lockId");
    let mut found = Object::new();
    match snapshot.find_lock(&id) {
        NONE => return Err(Refusal::new("unknownLock").text("lockId", &id)),
        index => found.number("index", f64::from(index)),
    };
    Ok(found.finish())
}

/// What a lock and a person are called: `{"door"?,"zone"?,"name"?}`.
pub fn describe(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    let given = object(given)?;
    let mut described = Object::new();
    let lock = snapshot.find_lock(&given.text_or_empty("lockId"));
    if let Some(lock) = snapshot.locks().get(lock as usize) {
        described.text("door", snapshot.text(lock.name));
        if let Some(zone) = snapshot.zones().get(lock.zone as usize) {
            described.text("zone", &zone.name);
        }
    }
    let person = snapshot.find_person(&given.text_or_empty("appUserId"));
    if person != NONE {
        described.text("name", snapshot.name(person));
    }
    Ok(described.finish())
}

/// Seals it.
#[inline(never)]
pub fn seal(snapshot: &mut Snapshot, given: &str) -> Result<String, Refusal> {
    let given = object(given)?;
    snapshot.seal(ms(given, "from")?, ms(given, "to")?)?;
    Ok(nothing())
}

/// Takes the offsets of a zone.
#[inline(never)]
pub fn zone(snapshot: &mut Snapshot, given: &str) -> Result<String, Refusal> {
    let given = object(given)?;
    let mut offsets = Vec::new();
    for offset in given.get("offsets").items() {
        let mut pair = offset.items().filter_map(Json::as_number);
        let (Some(from), Some(seconds)) = (pair.next(), pair.next()) else {
            return Err(malformed("offsets"));
        };
        offsets.push((whole(from), seconds as i32));
    }
    snapshot.set_zone(&given.text_or_empty("name"), offsets)?;
    Ok(nothing())
}

/// Says in which zones locks are. Locks that the snapshot does not have are left out.
pub fn lock_zones(snapshot: &mut Snapshot, given: &str) -> Result<String, Refusal> {
    for (id, zone) in object(given)?.text_entries() {
        snapshot.set_lock_zone(&id, &zone)?;
    }
    Ok(nothing())
}

fn nothing() -> String {
    "{}".to_owned()
}

fn object(text: &str) -> Result<Json<'_>, Refusal> {
    read(text)
        .filter(|json| json.is_object())
        .ok_or_else(|| malformed("given"))
}

fn malformed(member: &str) -> Refusal {
    Refusal::new("malformed").text("member", member)
}

fn ms(given: Json<'_>, member: &str) -> Result<Ms, Refusal> {
    given
        .number(member)
        .map(whole)
        .ok_or_else(|| malformed(member))
}

/// A number of JavaScript in milliseconds, saturating.
fn whole(number: f64) -> Ms {
    number as Ms
}

fn moment(object: &mut Object, name: &str, at: Ms) {
    object.number(name, at as f64);
}
