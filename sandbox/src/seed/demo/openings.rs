//! The openings of the demo: 60 days of them, most in the morning and the evening.

use unloc_integrator_client::model::KeyEvent;

use super::chance::{chance, pick};
use super::clock::{Clock, days};
use crate::store::Store;
use crate::store::ids::mix;
use crate::store::key_index::{RowId, format_phone, row_index};
use crate::store::key_state::denial_reason;
use crate::time::{self, MINUTE, Timestamp};

/// How long API v2 lists them, in days.
const DAYS: i64 = 60;
/// Minutes of the door's day. At most one door is opened from each to the next.
const RHYTHM: [i64; 20] = [
    360, 400, 420, 440, 460, 480, 500, 530, 600, 700, 800, 900, 950, 980, 1010, 1040, 1080, 1140,
    1230, 1350,
];
/// One of so many is left out.
const PAUSE: u64 = 4;
/// How many keys are tried for one that opens.
const TRIES: u64 = 6;

/// Adds the openings, oldest first, by keys that opened then. Some keys are never used.
pub(super) fn add(store: &mut Store, zone: &str, clock: Clock) {
    let rows: Vec<RowId> = store.keys.rows().filter(|row| row % 9 != 4).collect();
    let oldest = clock.now.saturating_sub(days(DAYS));
    let mut seed = 0_u64;
    for day in (0..=DAYS).rev() {
        let ends = RHYTHM.iter().skip(1).chain([&1_440]);
        for (begin, end) in RHYTHM.iter().zip(ends) {
            seed = seed.wrapping_add(1);
            let minute = chance(seed.wrapping_add(10_000), *begin, *end);
            let second = chance(seed.wrapping_add(20_000), 0, MINUTE);
            let at = clock.ago(day, minute, zone).saturating_add(second);
            if mix(seed).is_multiple_of(PAUSE) || !(oldest..=clock.now).contains(&at) {
                continue;
            }
            let tried = (0..TRIES).filter_map(|number| pick(&rows, mix(mix(seed) ^ number)));
            let row = tried.copied().find(|row| opens(store, *row, at));
            let event = row.and_then(|row| event(store, row, at));
            store.key_events.extend(event);
        }
    }
}

/// Whether a key opens its door at a time.
fn opens(store: &Store, row: RowId, at: Timestamp) -> bool {
    store.keys.get(row).is_some_and(|key| {
        let lock = store.locks.get_index(row_index(key.lock));
        lock.is_some_and(|(_, lock)| {
            denial_reason(&key.state(at), key.recurrence(), at, &lock.timezone).is_none()
        })
    })
}

fn event(store: &mut Store, row: RowId, at: Timestamp) -> Option<KeyEvent> {
    let id = store.new_id();
    let key = store.keys.get(row)?;
    let (lock_id, lock) = store.locks.get_index(row_index(key.lock))?;
    Some(KeyEvent {
        id,
        action: "unlocked".to_owned(),
        created: time::to_iso(at),
        key_id: store.keys.id(row),
        lock_id: lock_id.clone(),
        lock_name: lock.lock.name.clone(),
        user_id: format_phone(key.person),
        user_name: store.name_of(key).value().cloned().unwrap_or_default(),
        extra: Default::default(),
    })
}
