//! What ends a call early: the caller's signal, the timeout of an attempt, the deadline of the call.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::response::transport_error::CancelReason;
use crate::wasm::convert::options::Signal;
use crate::wasm::convert::value::settled;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(work: &JsValue, milliseconds: f64) -> Result<Timer, JsValue>;
    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &Timer) -> Result<(), JsValue>;

    /// A number in browsers, an object in Node.
    type Timer;
    #[wasm_bindgen(method, catch)]
    fn unref(this: &Timer) -> Result<JsValue, JsValue>;

    type AbortController;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<AbortController, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &AbortController) -> AbortSignal;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &AbortController) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;
}

/// The longest delay of `setTimeout`, 25 days. A longer wait ends then.
const LONGEST_TIMER_MS: f64 = 2_147_483_647.0;

/// Milliseconds of a clock that does not go back, where the platform has one.
fn now() -> f64 {
    performance_now().unwrap_or_else(|_| js_sys::Date::now())
}

type Listener = Closure<dyn Fn()>;

/// Why a wait ended without what was waited for.
pub enum Interrupted {
    /// The work threw or rejected.
    Threw(JsValue),
    /// From here.
    Cancelled(CancelReason),
}

#[derive(Default)]
struct Shared {
    /// Why the current attempt was cancelled. An abort stays.
    reason: Cell<Option<CancelReason>>,
    waker: RefCell<Option<Waker>>,
    controller: RefCell<Option<AbortController>>,
    timer: RefCell<Option<Timer>>,
    /// What the end of the timer means. It is believed, not a clock: fake timers disagree with one.
    meaning: Cell<Option<CancelReason>>,
}

impl Shared {
    /// Synchronous: after the caller's abort event the request is ended and no timer is left.
    fn cancel(&self, reason: Option<CancelReason>) {
        // The caller's abort counts also if a timeout was first by a moment.
        if self.reason.get().is_none() || reason == Some(CancelReason::Aborted) {
            self.reason.set(reason);
        }
        self.clear_timer();
        if let Some(controller) = self.controller.take() {
            let _ = controller.abort();
        }
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    fn clear_timer(&self) {
        if let Some(timer) = self.timer.take() {
            let _ = clear_timeout(&timer);
        }
    }
}

/// Ends the waits of one call.
pub struct Timeouts {
    shared: Rc<Shared>,
    signal: Option<(Signal, Listener)>,
    deadline: f64,
    on_timer: Listener,
}

impl Timeouts {
    /// Begins to listen to the caller's signal. `deadline_ms` is how long the call may take.
    pub fn new(signal: Option<Signal>, deadline_ms: f64) -> Self {
        let shared = Rc::<Shared>::default();
        let signal = signal.map(|signal| {
            let inner = Rc::clone(&shared);
            let listener = Listener::new(move || inner.cancel(Some(CancelReason::Aborted)));
            if signal.is_aborted() {
                shared.cancel(Some(CancelReason::Aborted));
            } else {
                signal.listen(listener.as_ref());
            }
            (signal, listener)
        });
        let inner = Rc::clone(&shared);
        Self {
            shared,
            signal,
            deadline: now() + deadline_ms,
            on_timer: Listener::new(move || inner.cancel(inner.meaning.get())),
        }
    }

    /// Whether the caller has aborted the call. A stub without events is asked only before.
    pub fn aborted(&self) -> bool {
        self.shared.reason.get() == Some(CancelReason::Aborted)
    }

    /// Milliseconds until the deadline.
    pub fn time_left(&self) -> f64 {
        (self.deadline - now()).max(0.0)
    }

    /// Begins an attempt. Gives the signal for `fetch`; none where the platform has no
    /// `AbortController`.
    pub fn begin(&self, timeout_ms: f64) -> Option<AbortSignal> {
        let left = self.time_left();
        if left <= timeout_ms {
            self.start(left, CancelReason::Deadline, false);
        } else {
            self.start(timeout_ms, CancelReason::Timeout, false);
        }
        let controller = AbortController::new().ok()?;
        let signal = controller.signal();
        self.shared.controller.replace(Some(controller));
        Some(signal)
    }

    /// From the response's headers on only the deadline counts.
    pub fn headers_arrived(&self) {
        if self.shared.meaning.get() == Some(CancelReason::Timeout) {
            self.start(self.time_left(), CancelReason::Deadline, false);
        }
    }

    /// What a promise settles to, unless something ends the attempt first. The promise may be what a
    /// function threw instead of one: `fetch` may have aborted its own caller.
    pub async fn within(&self, work: Result<JsValue, JsValue>) -> Result<JsValue, Interrupted> {
        let mut work = work.map(|promise| settled(&promise));
        poll_fn(|context| {
            if let Some(reason) = self.shared.reason.get() {
                return Poll::Ready(Err(Interrupted::Cancelled(reason)));
            }
            self.shared.waker.replace(Some(context.waker().clone()));
            let output = match &mut work {
                Ok(promise) => Pin::new(promise).poll(context),
                Err(thrown) => Poll::Ready(Err(thrown.clone())),
            };
            output.map_err(Interrupted::Threw)
        })
        .await
    }

    /// Ends an attempt.
    pub fn end(&self) {
        self.shared.clear_timer();
        self.shared.controller.take();
    }

    /// Waits; true if the caller ended the wait. Keeps the process alive, because a caller waits.
    pub async fn sleep(&self, milliseconds: f64) -> bool {
        self.start(milliseconds, CancelReason::Timeout, true);
        poll_fn(|context| {
            self.shared.waker.replace(Some(context.waker().clone()));
            self.shared.reason.get().map_or(Poll::Pending, Poll::Ready)
        })
        .await
            == CancelReason::Aborted
    }

    fn start(&self, milliseconds: f64, meaning: CancelReason, keeps_process: bool) {
        let shared = &self.shared;
        if self.aborted() {
            return;
        }
        shared.reason.set(None);
        shared.clear_timer();
        shared.meaning.set(Some(meaning));
        // Longer, `setTimeout` would fire at once.
        let delay = milliseconds.min(LONGEST_TIMER_MS);
        if let Ok(timer) = set_timeout(self.on_timer.as_ref(), delay) {
            if !keeps_process && timer.is_object() {
                let _ = timer.unref();
            }
            shared.timer.replace(Some(timer));
        }
    }
}

impl Drop for Timeouts {
    fn drop(&mut self) {
        self.end();
        if let Some((signal, listener)) = &self.signal {
            signal.unlisten(listener.as_ref());
        }
    }
}
