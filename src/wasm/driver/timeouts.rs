//! What ends a call early: the caller's signal, the attempt's timeout, the call's deadline.

use std::cell::{Cell, OnceCell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::response::transport_error::CancelReason;
use crate::wasm::convert::options::Signal;

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
    fn signal(this: &AbortController) -> JsValue;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &AbortController) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;
}

/// `setTimeout` takes no more, and fires at once when given more.
const LONGEST_TIMER_MS: f64 = 2_147_483_647.0;

/// Milliseconds that only go forward, where the platform has such a clock.
pub fn now() -> f64 {
    performance_now().unwrap_or_else(|_| js_sys::Date::now())
}

type Work = Closure<dyn FnMut()>;

/// Why a wait ended without what was waited for.
pub enum Ended {
    /// The promise rejected.
    Thrown(JsValue),
    /// From here.
    CancelReason(CancelReason),
}

#[derive(Default)]
struct Shared {
    cut: Cell<Option<CancelReason>>,
    waker: RefCell<Option<Waker>>,
    controller: RefCell<Option<AbortController>>,
    timer: RefCell<Option<Timer>>,
    /// What the timer calls. It knows this struct, so its Rust side lies elsewhere.
    work: OnceCell<JsValue>,
    /// What it means when the time is over.
    means: Cell<Option<CancelReason>>,
    /// What is left to wait, in milliseconds, when the timer fires. The timers are believed, not a
    /// clock: a test's may run fast.
    rest: Cell<f64>,
    keeps_process: Cell<bool>,
}

impl Shared {
    /// Ends what goes on. Synchronous: when the caller's abort event is over, the request is ended
    /// and no timer of ours is left.
    fn end(&self, cut: Option<CancelReason>) {
        #[cfg(feature = "sabotage")]
        crate::wasm::driver::fault_injection::at("cut", "");
        // The caller's word counts also when a timeout was first by a moment.
        if self.cut.get().is_none() || cut == Some(CancelReason::Aborted) {
            self.cut.set(cut);
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

    fn timer_fired(&self) {
        self.timer.take();
        let rest = self.rest.get();
        if rest > 0.0 {
            self.set_timer(rest);
        } else {
            self.end(self.means.get());
        }
    }

    fn set_timer(&self, milliseconds: f64) {
        if self.cut.get().is_some() {
            return;
        }
        let wait = milliseconds.clamp(0.0, LONGEST_TIMER_MS);
        self.rest.set(milliseconds - wait);
        let Some(work) = self.work.get() else {
            return;
        };
        if let Ok(timer) = set_timeout(work, wait) {
            // A timeout alone keeps no process alive.
            if !self.keeps_process.get() && timer.is_object() {
                let _ = timer.unref();
            }
            self.timer.replace(Some(timer));
        }
    }
}

/// The bounds of one call.
pub struct Bounds {
    shared: Rc<Shared>,
    signal: Option<(Signal, Work)>,
    deadline: f64,
    /// How much longer the deadline lasts than the attempt's timeout, in milliseconds.
    spare: Cell<f64>,
    _timer_work: Work,
}

impl Bounds {
    /// Begins to listen to the caller's signal, which has not fired. `deadline` is a time of [`now`].
    pub fn new(signal: Option<&Signal>, deadline: f64) -> Self {
        let shared = Rc::<Shared>::default();
        let signal = signal.map(|signal| {
            let inside = Rc::clone(&shared);
            let work = Closure::new(move || inside.end(Some(CancelReason::Aborted)));
            signal.listen(work.as_ref());
            (signal.clone(), work)
        });
        let inside = Rc::clone(&shared);
        let timer_work = Work::new(move || inside.timer_fired());
        let _ = shared.work.set(timer_work.as_ref().clone());
        Self {
            shared,
            signal,
            deadline,
            spare: Cell::default(),
            _timer_work: timer_work,
        }
    }

    /// Begins an attempt: a fresh controller and its signal, which goes to `fetch`, and a timer.
    /// The first two are undefined where the platform has none.
    pub fn begin_attempt(&self, now: f64, timeout_ms: f64) -> (JsValue, JsValue) {
        let left = self.deadline - now;
        self.spare.set(left - timeout_ms);
        if left <= timeout_ms {
            self.begin_wait(left, CancelReason::Deadline, false);
        } else {
            self.begin_wait(timeout_ms, CancelReason::Timeout, false);
        }
        let Ok(controller) = AbortController::new() else {
            return (JsValue::UNDEFINED, JsValue::UNDEFINED);
        };
        let signal = controller.signal();
        let shared = JsValue::clone(&controller);
        self.shared.controller.replace(Some(controller));
        (shared, signal)
    }

    /// The head of an answer is there: from here on only the deadline counts. The timer stays as
    /// it is, and goes on when it fires.
    pub fn head_arrived(&self) {
        let shared = &self.shared;
        if shared.means.replace(Some(CancelReason::Deadline)) == Some(CancelReason::Timeout) {
            shared.rest.set(shared.rest.get() + self.spare.get());
        }
    }

    /// An attempt is over; what it left behind is taken away.
    pub fn end_attempt(&self) {
        self.shared.clear_timer();
        self.shared.controller.take();
    }

    /// What the work comes to, unless something ends it before. Without work, the wait alone.
    pub async fn within(&self, mut work: Option<JsFuture>) -> Result<JsValue, Ended> {
        poll_fn(|context| {
            if let Some(cut) = self.shared.cut.get() {
                return Poll::Ready(Err(Ended::CancelReason(cut)));
            }
            // Before the work, which may end itself: a `fetch` may abort its own caller.
            self.shared.waker.replace(Some(context.waker().clone()));
            if let Some(work) = &mut work
                && let Poll::Ready(output) = Pin::new(work).poll(context)
            {
                return Poll::Ready(output.map_err(Ended::Thrown));
            }
            Poll::Pending
        })
        .await
    }

    /// Waits; `true` if the caller's signal ended it. Somebody waits for the call, so a process
    /// that has nothing else to do waits too, instead of ending with the call undone and unsaid.
    pub async fn sleep(&self, milliseconds: f64) -> bool {
        self.begin_wait(milliseconds, CancelReason::Timeout, true);
        matches!(
            self.within(None).await,
            Err(Ended::CancelReason(CancelReason::Aborted))
        )
    }

    fn begin_wait(&self, milliseconds: f64, means: CancelReason, keeps_process: bool) {
        let shared = &self.shared;
        // A cut of the attempt before is over; the caller's stays.
        shared
            .cut
            .set(shared.cut.get().filter(|cut| *cut == CancelReason::Aborted));
        shared.clear_timer();
        shared.means.set(Some(means));
        shared.keeps_process.set(keeps_process);
        shared.set_timer(milliseconds);
    }
}

impl Drop for Bounds {
    fn drop(&mut self) {
        self.end_attempt();
        if let Some((signal, work)) = self.signal.take() {
            signal.unlisten(work.as_ref());
        }
    }
}
