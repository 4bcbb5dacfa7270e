//! The embedded Unloc: an in-memory stand-in for the Unloc API, to try and to test against.
//!
//! [`Sandbox::handle`] takes a request and the time and gives an answer. It is pure: it reads no
//! clock, no source of chance and knows no network, so that the same requests at the same times
//! give the same answers. How an answer travels under a fault is only said ([`Delivery`]). Its face
//! towards JavaScript is the module `wasm`.

mod control;
mod faults;
mod http;
mod jwt;
mod oauth;
mod seed;
mod store;
mod time;
mod v1;
mod v2;
mod validate;
#[cfg(target_family = "wasm")]
mod wasm;

pub use faults::{Faults, FaultsError};
pub use http::delivery::{Delivery, Ending, Post};
pub use http::{Request, Response};
pub use oauth::{CLIENT_ID, CLIENT_SECRET, CLIENTS, Challenge, ChallengeMethod, Client, System};
pub use seed::Seed;
pub use store::settings::{
    CallbackForm, LastPageCursor, LockHolderListForm, OtherSystem, RefreshTokenForm, Settings,
};
pub use store::sign_ins::{CodeRecord, Consent, RefreshTokenRecord, SignIns};
pub use store::state;
pub use store::state::{State, StateError};

use serde_json::{Map, Value};

use faults::Fault;
use http::cors;
use http::router::{self, Finding};
use oauth::ResourceGrant;
use store::{Store, ids};
use time::Moment;
use v1::context::{Call, authenticate};
use v1::error::ApiError;
use v1::routes;

/// The most keys that one state tells: as JSON they are some hundred bytes each.
const MOST_KEYS_OF_A_STATE: usize = 200_000;

/// An embedded Unloc. Several are independent of each other.
#[derive(Clone, Debug)]
pub struct Sandbox {
    seed: Seed,
    settings: Option<Settings>,
    store: Store,
    faults: Faults,
    faults_of_reset: Faults,
    answered: u64,
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

    /// Answers a request. `now_epoch_ms` is the machine's time in milliseconds since 1970; the
    /// sandbox's clock is that, put forward by as much as it was told to.
    pub fn handle(&mut self, request: Request, now_epoch_ms: i64) -> Response {
        self.answered = self.answered.wrapping_add(1);
        let path = request.path();
        let fault = if control::is_control(path) {
            Fault::default()
        } else {
            self.faults.strike(&request)
        };
        let real = fault
            .work_done
            .then(|| self.work(&request, now_epoch_ms, &fault));
        let mut response = fault.replace(real, path);
        cors::allow_reading(&mut response);
        response.set_header("cache-control", "no-store");
        // Its own clock, which may be far from the machine's: a client learns from it what "now" is.
        response.set_header("date", &time::http(self.clock(now_epoch_ms)));
        // Far from the numbers that ids of entities are made of.
        let request_id = ids::uuid(self.answered.wrapping_add(1 << 48));
        response.set_header("x-request-id", &request_id);
        fault.distort(&mut response);
        response
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
        let milliseconds = control::milliseconds(seconds).ok_or_else(|| {
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

    /// Does what the request asks for.
    fn work(&mut self, request: &Request, machine_now: Moment, fault: &Fault) -> Response {
        if request.method.eq_ignore_ascii_case("OPTIONS") {
            cors::preflight(request)
        } else {
            self.store.mishap = fault.mishap.clone();
            let answer = self.answer(request, machine_now, fault);
            self.store.mishap = Default::default();
            answer.unwrap_or_else(Response::from)
        }
    }

    fn answer(
        &mut self,
        request: &Request,
        machine_now: Moment,
        fault: &Fault,
    ) -> Result<Response, ApiError> {
        let now = self.clock(machine_now);
        self.store.settle(now);
        let path = request.path();
        if control::is_control(path) {
            return control::answer(self, request.method, path, request.body, machine_now);
        }
        let told_error = fault.told_error(request);
        if let Some(response) = oauth::answer(&mut self.store, request, now, told_error) {
            return Ok(response);
        }
        // No token outlives the end of time.
        let token_time = if fault.expire_tokens {
            Moment::MAX
        } else {
            now
        };
        if v2::is_here(path) {
            let grant = ResourceGrant::of(request, token_time)?;
            return Ok(v2::answer(&mut self.store, request, grant, now));
        }
        let (route, segments) = match router::find(routes::TABLE, request.method, path) {
            Finding::Route(route, segments) => (route, segments),
            Finding::OtherMethods(methods) => {
                return Ok(ApiError::other_methods(&methods.join(", ")));
            }
            Finding::Nothing => {
                return Err(ApiError::not_found("There is no such path in API v1."));
            }
        };
        let grant = authenticate(request, token_time)?;
        let mut call = Call {
            store: &mut self.store,
            now,
            segments,
            query: request.query(),
            body: request.body,
            grant,
        };
        call.authorize(route.need)?;
        (route.answer)(&mut call)
    }
}
