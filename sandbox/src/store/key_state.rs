//! The state of a key at a time.

use unloc_integrator_client::model::{Key, KeyState, Recurrence};

use crate::time::{SECOND, Timestamp, weekday_and_minute};
use crate::validate;

/// How long a new key stays `creating`.
pub(crate) const KEY_CREATION_TIME: i64 = 2 * SECOND;

/// The times that decide the state of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyLifetime {
    /// When the vendor has created it.
    pub ready: Timestamp,
    /// When it becomes valid.
    pub start: Timestamp,
    /// When it expires. `None`: never.
    pub end: Option<Timestamp>,
    /// Whether the vendor fails to create it.
    pub fails: bool,
}

impl KeyLifetime {
    /// The state of a key that was not revoked, without regard to weekly windows: only API v2 has
    /// `inactive`.
    pub(crate) fn state(&self, now: Timestamp) -> KeyState {
        if now < self.ready {
            KeyState::Creating
        } else if self.fails {
            KeyState::Error
        } else if self.end.is_some_and(|end| now >= end) {
            KeyState::Expired
        } else if now < self.start {
            KeyState::Scheduled
        } else {
            KeyState::Active
        }
    }

    /// Updates the state of a key. `revoked` and `error` are final.
    pub(crate) fn update_state(&self, key: &mut Key, now: Timestamp) {
        if !matches!(key.state, KeyState::Revoked | KeyState::Error) {
            key.state = self.state(now);
        }
    }
}

/// Whether a weekly window is open, in the time zone of the lock.
pub(crate) fn window_is_open(recurrence: &Recurrence, now: Timestamp, zone: &str) -> bool {
    let (weekday, minute) = weekday_and_minute(now, zone);
    let window = validate::days(recurrence)
        .into_iter()
        .nth(weekday)
        .and_then(|(_, window)| window.value());
    window.is_some_and(|window| {
        let (start, end) = validate::minutes(window);
        (start..end).contains(&minute)
    })
}

/// Why a key does not open now, as the end of a sentence. `None` if it opens.
pub(crate) fn denial_reason(
    state: &KeyState,
    recurrence: Option<&Recurrence>,
    now: Timestamp,
    zone: &str,
) -> Option<&'static str> {
    match state {
        KeyState::Active => {}
        KeyState::Creating => return Some("is still being made"),
        KeyState::Scheduled => return Some("is not valid yet"),
        KeyState::Expired => return Some("has expired"),
        KeyState::Revoked => return Some("was revoked"),
        KeyState::Error => return Some("could not be made at the vendor"),
        KeyState::Inactive | KeyState::Other(_) => return Some("is not active"),
    }
    let open = recurrence.is_none_or(|recurrence| window_is_open(recurrence, now, zone));
    (!open).then_some("is outside its weekly window")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse;

    fn key(extra: &str) -> Key {
        serde_json::from_str(&format!(
            r#"{{"id":"k","lockId":"l","toUser":{{"id":"+447700900123"}},"start":"2026-01-05T00:00:00Z","end":null,"state":"creating"{extra}}}"#
        ))
        .unwrap()
    }

    #[test]
    fn a_key_goes_from_creating_to_scheduled_to_active_to_expired() {
        let lifetime = KeyLifetime {
            ready: 10,
            start: 20,
            end: Some(30),
            fails: false,
        };
        let mut key = key("");
        for (now, state) in [
            (9, KeyState::Creating),
            (10, KeyState::Scheduled),
            (20, KeyState::Active),
            (29, KeyState::Active),
            (30, KeyState::Expired),
        ] {
            lifetime.update_state(&mut key, now);
            assert_eq!(key.state, state, "at {now}");
        }
    }

    #[test]
    fn a_revoked_key_stays_revoked_and_a_failing_one_ends_as_error() {
        let mut lifetime = KeyLifetime {
            ready: 10,
            start: 0,
            end: None,
            fails: true,
        };
        let mut key = key("");
        lifetime.update_state(&mut key, 10);
        assert_eq!(key.state, KeyState::Error);
        key.state = KeyState::Revoked;
        lifetime.fails = false;
        lifetime.update_state(&mut key, 11);
        assert_eq!(key.state, KeyState::Revoked);
    }

    #[test]
    fn a_recurring_key_opens_in_its_window_on_the_clock_at_the_door() {
        let mut key = key(
            r#","recurrence":{"mon":{"startHour":8,"startMinute":0,"endHour":16,"endMinute":30}}"#,
        );
        key.state = KeyState::Active;
        let reason = |time: &str| {
            denial_reason(
                &key.state,
                key.recurrence.value(),
                parse(time).unwrap(),
                "Europe/Oslo",
            )
        };
        assert_eq!(reason("2026-01-05T07:00:00Z"), None);
        assert_eq!(reason("2026-01-05T15:29:59Z"), None);
        for outside in [
            "2026-01-05T06:59:59Z",
            "2026-01-05T15:30:00Z",
            "2026-01-06T09:00:00Z",
        ] {
            assert_eq!(
                reason(outside),
                Some("is outside its weekly window"),
                "{outside}"
            );
        }
    }
}
