//! Doors by id or by name.

use super::fault::Fault;
use super::fold::folded;
use crate::snapshot::{NONE, Snapshot};

/// The doors of a snapshot by their folded names, and rooms of several doors.
#[allow(dead_code)] // lists in CSV use rooms
pub struct Doors<'a> {
    snapshot: &'a Snapshot,
    names: Vec<(String, u32)>,
    rooms: Vec<(String, Vec<u32>)>,
}

#[allow(dead_code)] // lists in CSV use rooms
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

    /// Adds a room: a name for several doors.
    ///
    /// # Errors
    /// A door that fits none or several.
    pub fn add_room(&mut self, name: &str, doors: &[String]) -> Result<(), Fault> {
        let mut locks = Vec::new();
        for door in doors {
            self.add(door, &mut locks)?;
        }
        self.rooms.push((folded(name), locks));
        Ok(())
    }

    /// The doors of a room.
    ///
    /// # Errors
    /// A room that is not in the map.
    pub fn room(&self, name: &str) -> Result<&[u32], Fault> {
        let room = folded(name);
        for (one, locks) in &self.rooms {
            if *one == room {
                return Ok(locks);
            }
        }
        Err(Fault::new("room", "roomUnknown").text("value", name))
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
