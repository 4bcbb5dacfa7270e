//! From a request to its response: faults, control endpoints, tokens, API v1 and v2.

use crate::control;
use crate::faults::Fault;
use crate::http::{Request, Response, cors};
use crate::oauth::{self, ResourceGrant};
use crate::sandbox::Sandbox;
use crate::store::ids;
use crate::time::{self, Moment};
use crate::v1::error::ApiError;
use crate::{v1, v2};

impl Sandbox {
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
        v1::handle(&mut self.store, request, token_time, now)
    }
}
