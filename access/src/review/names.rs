//! Names of locks that no other lock has.

use crate::snapshot::Snapshot;

/// Locks whose name is not enough to find them.
#[derive(Debug)]
pub struct Names(Vec<u32>);

impl Names {
    /// Of the locks of a snapshot.
    pub fn of_all(snapshot: &Snapshot) -> Self {
        let mut named = Vec::new();
        for (lock, one) in (0_u32..).zip(snapshot.locks()) {
            named.push((one.name.0, lock));
        }
        named.sort_unstable();
        let mut doubtful = Vec::new();
        let mut before: Option<(u32, u32)> = None;
        for (name, lock) in named {
            if let Some((same, other)) = before
                && same == name
            {
                doubtful.push(other);
                doubtful.push(lock);
            }
            before = Some((name, lock));
        }
        doubtful.sort_unstable();
        Self(doubtful)
    }

    /// The name of a lock, or its id where the name would not do.
    pub fn of<'a>(&self, snapshot: &'a Snapshot, lock: u32) -> &'a str {
        let Some(one) = snapshot.locks().get(lock as usize) else {
            return "";
        };
        let name = snapshot.text(one.name);
        if name.trim().is_empty() || name.contains('|') || self.0.binary_search(&lock).is_ok() {
            snapshot.text(one.id)
        } else {
            name
        }
    }
}
