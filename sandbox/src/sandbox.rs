//! An instance of the sandbox: state, clock, settings and fault rules.

use serde_json::{Map, Value};

use crate::faults::Faults;
use crate::seed::Seed;
use crate::store::Store;
use crate::store::settings::Settings;
use crate::store::state::State;
use crate::store::state_error::StateError;
use crate::time::Timestamp;

/// The maximum number of keys in a state. Each takes some hundred bytes of JSON.
const MAX_KEYS_IN_STATE: usize = 200_000;

/// How far the clock can be advanced in one step: a hundred years.
const MAX_ADVANCE_SECONDS: f64 = 100.0 * 366.0 * 86_400.0;

/// An embedded Unloc. Several are independent of each other.
#[derive(Clone, Debug)]
pub struct Sandbox {
    seed: Seed,
    settings: Option<Settings>,
    pub(crate) store: Store,
    pub(crate) faults: Faults,
    initial_faults: Faults,
    pub(crate) request_count: u64,
}

impl Sandbox {
    /// A sandbox with a seed. `settings` replace those of the seed. `now_epoch_ms` is the machine's time
    /// in milliseconds since 1970. The dates of the demo are relative to it.
    ///
    /// # Errors
    /// A sentence that names the path in the state and what is wrong there.
    pub fn new(
        seed: Seed,
        settings: Option<Settings>,
        now_epoch_ms: i64,
    ) -> Result<Self, StateError> {
        let mut store = seed.store(now_epoch_ms)?;
        if let Some(settings) = &settings {
            store.settings = settings.clone();
        }
        Ok(Self {
            seed,
            settings,
            store,
            faults: Faults::default(),
            initial_faults: Faults::default(),
            request_count: 0,
        })
    }

    /// Sets the initial fault rules, which a reset restores.
    #[must_use]
    pub fn with_faults(mut self, faults: Faults) -> Self {
        self.initial_faults = faults.clone();
        self.faults = faults;
        self
    }

    /// Changes the initial settings, which a reset restores. `changes` are members of [`Settings`].
    ///
    /// # Errors
    /// A sentence that names the unknown setting or the invalid value.
    pub fn with_settings(mut self, changes: &Map<String, Value>) -> Result<Self, StateError> {
        self.change_settings(changes)?;
        self.settings = Some(self.store.settings.clone());
        Ok(self)
    }

    /// Changes settings until the next reset.
    ///
    /// # Errors
    /// A sentence that names the unknown setting or the invalid value. Nothing is changed then.
    pub fn change_settings(&mut self, changes: &Map<String, Value>) -> Result<(), StateError> {
        self.store.settings = self.store.settings.with(changes)?;
        Ok(())
    }

    /// The current settings.
    pub fn settings(&self) -> &Settings {
        &self.store.settings
    }

    /// Replaces the fault rules until the next reset.
    pub fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// The fault rules as a JSON list of `{"rule", "matched", "hits"}`: the rule, the number of requests
    /// that it matched and the number that it applied to.
    pub fn faults(&self) -> Value {
        self.faults.report()
    }

    /// The current state.
    ///
    /// # Errors
    /// A sentence if there are too many keys for a state, as with the seed `large`.
    pub fn state(&mut self, now_epoch_ms: i64) -> Result<State, StateError> {
        self.state_at(now_epoch_ms)
    }

    /// Resets the sandbox to its seed.
    pub fn reset(&mut self, now_epoch_ms: i64) {
        self.reset_at(now_epoch_ms);
    }

    /// Advances the sandbox's clock.
    ///
    /// # Errors
    /// A sentence if `seconds` is negative, no number, or more than a hundred years.
    pub fn advance(&mut self, seconds: f64) -> Result<(), StateError> {
        let milliseconds = milliseconds(seconds).ok_or_else(|| {
            StateError(
                "advanceSeconds must be a number of seconds from 0 to a hundred years.".to_owned(),
            )
        })?;
        self.store.advanced = self.store.advanced.saturating_add(milliseconds);
        Ok(())
    }

    pub(crate) fn clock(&self, machine_now: Timestamp) -> Timestamp {
        machine_now.saturating_add(self.store.advanced)
    }

    pub(crate) fn state_at(&mut self, machine_now: Timestamp) -> Result<State, StateError> {
        let keys = self.store.keys.len();
        if keys > MAX_KEYS_IN_STATE {
            return Err(StateError(format!(
                "The sandbox holds {keys} keys; a state has at most {MAX_KEYS_IN_STATE}."
            )));
        }
        let now = self.clock(machine_now);
        Ok(self.store.snapshot(now))
    }

    pub(crate) fn reset_at(&mut self, machine_now: Timestamp) {
        self.faults = self.initial_faults.clone();
        // Frees the memory of the old store first, for the sake of the seed `large`.
        self.store = Store::empty();
        // The seed was valid when the sandbox was created.
        if let Ok(store) = self.seed.store(machine_now) {
            self.store = store;
            if let Some(settings) = &self.settings {
                self.store.settings = settings.clone();
            }
        }
    }
}

/// The milliseconds of a valid step of the clock.
fn milliseconds(seconds: f64) -> Option<i64> {
    // The number is whole and in range, so the cast is exact.
    (0.0..=MAX_ADVANCE_SECONDS)
        .contains(&seconds)
        .then(|| (seconds * 1000.0).round() as i64)
}
