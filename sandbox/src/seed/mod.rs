//! What a sandbox begins with.

mod demo;
mod demo_names;
mod large;

use crate::store::Store;
use crate::store::state::State;
use crate::store::state_error::StateError;
use crate::time::Moment;

/// What a sandbox begins with.
#[derive(Clone, Debug)]
pub enum Seed {
    /// Nothing.
    Empty,
    /// A portfolio to look at: 3 lock holders in 2 countries, 40 locks, 60 people, 400 keys.
    Demo,
    /// Very much: one lock holder with a thousand locks, a hundred thousand people and a million keys.
    Large,
    /// What [`crate::Sandbox::state`] gave at another time, or somebody wrote.
    State(Box<State>),
}

impl Seed {
    /// Reads `empty`, `demo`, `large`, or a state as JSON.
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

    pub(crate) fn store(&self, now: Moment) -> Result<Store, StateError> {
        match self {
            Self::Empty => Ok(Store::empty()),
            Self::Demo => Ok(demo::store(now)),
            Self::Large => Ok(large::store(now)),
            Self::State(state) => Store::from_state(state.as_ref().clone()),
        }
    }
}
