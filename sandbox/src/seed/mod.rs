//! The initial data of a sandbox.

mod demo;
mod large;

use crate::store::Store;
use crate::store::state::State;
use crate::store::state_error::StateError;
use crate::time::Timestamp;

/// The initial data of a sandbox.
#[derive(Clone, Debug)]
pub enum Seed {
    /// No data.
    Empty,
    /// An example: 3 lock holders in 2 countries, 40 locks, 60 people, 400 keys, and something of everything else.
    Demo,
    /// One lock holder with a thousand locks, a hundred thousand people and a million keys.
    Large,
    /// A state of [`crate::Sandbox::state`], or one written by hand.
    State(Box<State>),
}

impl Seed {
    /// Parses `empty`, `demo`, `large`, or a state as JSON.
    ///
    /// # Errors
    /// A sentence that says what is wrong and where.
    pub fn read(text: &str) -> Result<Self, StateError> {
        match text.trim() {
            "empty" => Ok(Self::Empty),
            "demo" => Ok(Self::Demo),
            "large" => Ok(Self::Large),
            json if json.starts_with('{') => State::from_json(text).map(Box::new).map(Self::State),
            _ => Err(StateError(
                "The seed must be demo, empty, large, or a state as JSON (an object).".to_owned(),
            )),
        }
    }

    pub(crate) fn store(&self, now: Timestamp) -> Result<Store, StateError> {
        match self {
            Self::Empty => Ok(Store::empty()),
            Self::Demo => Ok(demo::store(now)),
            Self::Large => Ok(large::store(now)),
            Self::State(state) => Store::from_state(state.as_ref().clone()),
        }
    }
}
