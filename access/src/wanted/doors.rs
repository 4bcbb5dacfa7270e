//! Doors by id or by name.

use super::fault::Fault;
use super::fold::folded;
use crate::snapshot::{NONE, Snapshot};
use unloc_integrator_client::json::Json;

/// The doors of a snapshot by their folded names, and rooms of several doors.
pub struct Doors<'a> {
    snapshot: &'a Snapshot,
    names: Vec<(String, u32)>,
    rooms: Vec<(String, Vec<String>)>,
}

impl<'a> Doors<'a> {
    /// The doors of a snapshot.
    pub fn new(snapshot: &'a Snapshot) -> Self {
        let mut names = Vec::with_capacity(snapshot.locks().len());
        for (index, lock) in (0_u32..).zip(snapshot.locks()) {
            names.push((folded(snapshot.text(lock.name)), index));
        }
        names.sort_unstable();
        Self {
            snapshot,
            names,
            rooms: Vec::new(),
        }
    }

    /// Takes a map of rooms to doors: `unloc-doors/1`, or its member `rooms` alone. What a room's
    /// doors are is looked up when a row names it: the map may be of several projects.
    ///
    /// # Errors
    /// A form that is not known.
    pub fn set_rooms(&mut self, map: Json<'_>) -> Result<(), Fault> {
        let mut rooms = map;
        if let Some(format) = map
            .member("format")
            .filter(|_| map.member("rooms").is_some())
        {
            for (name, _) in map.entries() {
                if !matches!(name.as_str(), "format" | "rooms" | "exclusive") {
                    return Err(Fault::new("", "unknownMember").text("member", &name));
                }
            }
            if format.as_text().as_deref() != Some("unloc-doors/1") {
                return Err(Fault::new("", "formatUnknown").text("value", "unloc-doors/1"));
            }
            rooms = map.get("rooms");
        }
        for (name, doors) in rooms.entries() {
            if !doors.is_array() {
                return Err(Fault::new("", "wrongType").text("member", &name));
            }
            self.rooms.push((folded(&name), doors.texts()));
        }
        self.rooms.sort_unstable();
        Ok(())
    }

    /// Adds the doors of a room.
    ///
    /// # Errors
    /// A room that is not in the map, or is twice; a door of it that fits none or several.
    pub fn add_room(&self, name: &str, locks: &mut Vec<u32>) -> Result<(), Fault> {
        let room = folded(name);
        let first = self.rooms.partition_point(|(one, _)| *one < room);
        let mut rest = self
            .rooms
            .iter()
            .skip(first)
            .take_while(|(one, _)| *one == room);
        let (Some((_, doors)), None) = (rest.next(), rest.next()) else {
            return Err(Fault::new("room", "roomUnknown").text("value", name));
        };
        for door in doors {
            self.add(door, locks)?;
        }
        Ok(())
    }

    /// Adds the door that an id or a name means, once.
    ///
    /// # Errors
    /// It fits no door, or several.
    pub fn add(&self, door: &str, locks: &mut Vec<u32>) -> Result<(), Fault> {
        let lock = self.find(door)?;
        if !locks.contains(&lock) {
            locks.push(lock);
        }
        Ok(())
    }

    fn find(&self, door: &str) -> Result<u32, Fault> {
        let lock = self.snapshot.find_lock(door);
        if lock != NONE {
            return Ok(lock);
        }
        let name = folded(door);
        let first = self.names.partition_point(|(one, _)| *one < name);
        let (mut fits, mut exact) = (Vec::new(), Vec::new());
        for (one, lock) in self.names.iter().skip(first) {
            if *one != name || name.is_empty() {
                break;
            }
            fits.push(*lock);
            if self.name(*lock) == door {
                exact.push(*lock);
            }
        }
        // Of "Room 12" and "Room 1-2" the one that is spelt so.
        match (fits.as_slice(), exact.as_slice()) {
            ([], _) => Err(Fault::new("doors", "doorUnknown").text("value", door)),
            ([one], _) | (_, [one]) => Ok(*one),
            _ => Err(Fault::new("doors", "doorAmbiguous")
                .text("value", door)
                .number("doors", fits.len())),
        }
    }

    fn name(&self, lock: u32) -> &str {
        let lock = self.snapshot.locks().get(lock as usize);
        lock.map_or("", |lock| self.snapshot.text(lock.name))
    }
}
