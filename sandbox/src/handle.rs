//! From a request to its response: faults, control endpoints, tokens, API v1 and v2.

use crate::control;
use crate::faults::Fault;
use crate::http::{Request, Response, cors};
use crate::oauth::{self, ResourceGrant, protected_resources};
use crate::sandbox::Sandbox;
use crate::store::ids;
use crate::time::{self, Timestamp};
use crate::v1::error::ApiError;
use crate::{v1, v2};

impl Sandbox {
    /// Handles a request. `now_epoch_ms` is the machine's time in milliseconds since 1970. The sandbox's
    /// clock is that plus what it was advanced by.
    pub fn handle(&mut self, request: Request, now_epoch_ms: i64) -> Response {
        self.request_count = self.request_count.wrapping_add(1);
        let path = request.path();
        let fault = if control::is_control(path) {
            Fault::default()
        } else {
            self.faults.fault_for(&request)
        };
        let real = fault
            .work_done
            .then(|| self.execute(&request, now_epoch_ms, &fault));
        let mut response = fault.replace(real, path);
        cors::expose_response(&mut response);
        response.set_header("cache-control", "no-store");
        // The sandbox's clock. Clients read it to learn the time of the API.
        response.set_header("date", &time::to_http_date(self.clock(now_epoch_ms)));
        // Numbers far from those that ids of entities are made of.
        let request_id = ids::uuid(self.request_count.wrapping_add(1 << 48));
        response.set_header("x-request-id", &request_id);
        fault.modify(&mut response);
        response
    }

    /// Executes a request, with the overrides of its fault.
    fn execute(&mut self, request: &Request, machine_now: Timestamp, fault: &Fault) -> Response {
        if request.method.eq_ignore_ascii_case("OPTIONS") {
            cors::preflight(request)
        } else {
            self.store.side_effects = fault.side_effects.clone();
            let result = self.dispatch(request, machine_now, fault);
            self.store.side_effects = Default::default();
            result.unwrap_or_else(Response::from)
        }
    }

    fn dispatch(
        &mut self,
        request: &Request,
        machine_now: Timestamp,
        fault: &Fault,
    ) -> Result<Response, ApiError> {
        let now = self.clock(machine_now);
        self.store.settle(now);
        let path = request.path();
        if control::is_control(path) {
            return control::handle(self, request, machine_now);
        }
        let injected_error = fault.injected_error(request);
        if let Some(response) = oauth::handle(&mut self.store, request, now, injected_error) {
            return Ok(response);
        }
        // Every token has expired by then.
        let token_time = if fault.expire_tokens {
            Timestamp::MAX
        } else {
            now
        };
        if let Some(response) = protected_resources::handle(&mut self.store, request, token_time) {
            return Ok(response);
        }
        if v2::is_v2_path(path) {
            let grant = ResourceGrant::from_request(request, token_time)?;
            return Ok(v2::handle(&mut self.store, request, grant, now));
        }
        v1::handle(&mut self.store, request, token_time, now)
    }
}
