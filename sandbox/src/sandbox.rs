//! The sandbox: its state, its clock, its settings and its fault rules.

use serde_json::{Map, Value};

use crate::faults::Faults;
use crate::seed::Seed;
use crate::store::Store;
use crate::store::settings::Settings;
use crate::store::state::State;
use crate::store::state_error::StateError;
use crate::time::Moment;

/// The most keys that one state tells: as JSON they are some hundred bytes each.
const MOST_KEYS_OF_A_STATE: usize = 200_000;

/// By how much the clock may be put forward in one step: a hundred years.
const FURTHEST: f64 = 100.0 * 366.0 * 86_400.0;

/// An embedded Unloc. Several are independent of each other.
#[derive(Clone, Debug)]
pub struct Sandbox {
    seed: Seed,
    settings: Option<Settings>,
    pub(crate) store: Store,
    pub(crate) faults: Faults,
    faults_of_reset: Faults,
    pub(crate) answered: u64,
}

impl Sandbox {
    /// A sandbox with what the seed says. `settings` stand in place of those of the seed's state, if
    /// given.
    /// `now_epoch_ms` is the time in milliseconds since 1970, which the demo's dates are around.
    ///
    /// # Errors
    /// A sentence that says where the seed's state does not fit together.
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
            faults_of_reset: Faults::default(),
            answered: 0,
        })
    }

    /// The same with rules of faults from the beginning. A reset brings them back.
    #[must_use]
    pub fn with_faults(mut self, faults: Faults) -> Self {
        self.faults_of_reset = faults.clone();
        self.faults = faults;
        self
    }

    /// The same with some of the settings changed from the beginning: members of [`Settings`] as
    /// JSON. A reset brings them back.
    ///
    /// # Errors
    /// A sentence that names what is no setting, or no value of it.
    pub fn with_settings(mut self, changes: &Map<String, Value>) -> Result<Self, StateError> {
        self.change_settings(changes)?;
        self.settings = Some(self.store.settings.clone());
        Ok(self)
    }

    /// Changes some of the settings, until the next reset.
    ///
    /// # Errors
    /// A sentence that names what is no setting, or no value of it. Nothing is changed then.
    pub fn change_settings(&mut self, changes: &Map<String, Value>) -> Result<(), StateError> {
        self.store.settings = self.store.settings.with(changes)?;
        Ok(())
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.store.settings
    }

    /// Replaces the rules of faults, until the next reset.
    pub fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// The rules of faults as a JSON list of `{"rule", "matched", "hits"}`: each as it was given,
    /// how many requests it matched and how many it hit.
    pub fn faults(&self) -> Value {
        self.faults.report()
    }

    /// Everything the sandbox remembers at the moment.
    ///
    /// # Errors
    /// A sentence, if it holds more keys than fit into one state, as with the seed `large`.
    pub fn state(&mut self, now_epoch_ms: i64) -> Result<State, StateError> {
        self.state_at(now_epoch_ms)
    }

    /// Forgets everything and begins anew with the seed.
    pub fn reset(&mut self, now_epoch_ms: i64) {
        self.reset_at(now_epoch_ms);
    }

    /// Puts the sandbox's clock forward.
    ///
    /// # Errors
    /// A sentence, if it is negative, no number, or more than a hundred years.
    pub fn advance(&mut self, seconds: f64) -> Result<(), StateError> {
        let milliseconds = milliseconds(seconds).ok_or_else(|| {
            StateError(
                "advanceSeconds must be a number of seconds from 0 to a hundred years.".to_owned(),
            )
        })?;
        self.store.advanced = self.store.advanced.saturating_add(milliseconds);
        Ok(())
    }

    pub(crate) fn clock(&self, machine_now: Moment) -> Moment {
        machine_now.saturating_add(self.store.advanced)
    }

    pub(crate) fn state_at(&mut self, machine_now: Moment) -> Result<State, StateError> {
        let keys = self.store.keys.len();
        if keys > MOST_KEYS_OF_A_STATE {
            return Err(StateError(format!(
                "The sandbox holds {keys} keys; a state has at most {MOST_KEYS_OF_A_STATE}."
            )));
        }
        let now = self.clock(machine_now);
        Ok(self.store.snapshot(now))
    }

    pub(crate) fn reset_at(&mut self, machine_now: Moment) {
        self.faults = self.faults_of_reset.clone();
        // A large one needs the room of the old.
        self.store = Store::empty();
        // The seed was read without complaint when the sandbox was made.
        if let Ok(store) = self.seed.store(machine_now) {
            self.store = store;
            if let Some(settings) = &self.settings {
                self.store.settings = settings.clone();
            }
        }
    }
}

/// The milliseconds of a step of the clock, if it is one.
fn milliseconds(seconds: f64) -> Option<i64> {
    // In range and whole after rounding, so nothing is lost.
    (0.0..=FURTHEST)
        .contains(&seconds)
        .then(|| (seconds * 1000.0).round() as i64)
}
