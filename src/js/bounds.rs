//! What ends a call early: the caller's signal, the attempt's timeout, the call's deadline.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;

use super::settings::Signal;
use crate::lost::Cut;

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

#[derive(Default)]
struct Shared {
    cut: Cell<Option<Cut>>,
    /// Whether the timer's closure runs right now: it must not be dropped then.
    timer_runs: Cell<bool>,
    waker: RefCell<Option<Waker>>,
    controller: RefCell<Option<AbortController>>,
    timer: RefCell<Option<(Timer, Work)>>,
}

impl Shared {
    /// Ends what goes on. Synchronous: when the caller's abort event is over, the request is ended
    /// and no timer of ours is left.
    fn end(&self, cut: Cut) {
        #[cfg(feature = "sabotage")]
        super::sabotage::at("cut", "");
        // The caller's word counts also when a timeout was first by a moment.
        if self.cut.get().is_none() || cut == Cut::Aborted {
            self.cut.set(Some(cut));
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
        if let Some((timer, work)) = self.timer.take() {
            let _ = clear_timeout(&timer);
            if self.timer_runs.get() {
                drop_later(work);
            }
        }
    }
}

/// A closure must not be dropped while it runs; the job queue is a moment when it does not.
fn drop_later(work: Work) {
    wasm_bindgen_futures::spawn_local(async move { drop(work) });
}

/// The bounds of one call.
pub struct Bounds {
    shared: Rc<Shared>,
    signal: Option<(Signal, Work)>,
    deadline: f64,
}

impl Bounds {
    /// Begins to listen to the caller's signal, which has not fired. `deadline` is a time of [`now`].
    pub fn new(signal: Option<&Signal>, deadline: f64) -> Self {
        let shared = Rc::<Shared>::default();
        let signal = signal.map(|signal| {
            let inside = Rc::clone(&shared);
            let work = Closure::new(move || inside.end(Cut::Aborted));
            signal.listen(work.as_ref());
            (signal.clone(), work)
        });
        Self {
            shared,
            signal,
            deadline,
        }
    }

    /// Begins an attempt: a fresh controller and its signal, which goes to `fetch`, and a timer.
    /// Both are undefined where the platform has none.
    pub fn begin_attempt(&self, timeout_ms: f64) -> (JsValue, JsValue) {
        self.shared
            .cut
            .set(self.shared.cut.get().filter(|cut| *cut == Cut::Aborted));
        let left = self.deadline - now();
        if left <= timeout_ms {
            self.arm(left, Cut::Deadline, false);
        } else {
            self.arm(timeout_ms, Cut::Timeout, false);
        }
        let Ok(controller) = AbortController::new() else {
            return (JsValue::UNDEFINED, JsValue::UNDEFINED);
        };
        let signal = controller.signal();
        let shared = JsValue::clone(&controller);
        self.shared.controller.replace(Some(controller));
        (shared, signal)
    }

    /// The head of an answer is there: from here on only the deadline counts.
    pub fn head_arrived(&self) {
        self.arm(self.deadline - now(), Cut::Deadline, false);
    }

    /// An attempt is over; what it left behind is taken away.
    pub fn end_attempt(&self) {
        self.shared.clear_timer();
        self.shared.controller.take();
    }

    /// What the work comes to, unless something ends it before.
    pub async fn within<F: Future>(&self, work: F) -> Result<F::Output, Cut> {
        let mut work = pin!(work);
        poll_fn(|context| {
            if let Some(cut) = self.shared.cut.get() {
                return Poll::Ready(Err(cut));
            }
            // Before the work, which may end itself: a `fetch` may abort its own caller.
            self.shared.waker.replace(Some(context.waker().clone()));
            if let Poll::Ready(output) = work.as_mut().poll(context) {
                return Poll::Ready(Ok(output));
            }
            match self.shared.cut.get() {
                Some(cut) => Poll::Ready(Err(cut)),
                None => Poll::Pending,
            }
        })
        .await
    }

    /// Waits, unless the caller's signal ends it. Somebody waits for the call, so a process that has
    /// nothing else to do waits too, instead of ending with the call undone and unsaid.
    pub async fn sleep(&self, milliseconds: f64) -> Result<(), Cut> {
        self.shared
            .cut
            .set(self.shared.cut.get().filter(|cut| *cut == Cut::Aborted));
        self.arm(milliseconds, Cut::Timeout, true);
        match self.within(std::future::pending::<()>()).await {
            Err(Cut::Aborted) => Err(Cut::Aborted),
            // Its own timer: the time is over.
            _ => Ok(()),
        }
    }

    fn arm(&self, milliseconds: f64, cut: Cut, keeps_process: bool) {
        self.shared.clear_timer();
        if self.shared.cut.get().is_some() {
            return;
        }
        let shared = Rc::clone(&self.shared);
        let work = Closure::new(move || {
            shared.timer_runs.set(true);
            shared.end(cut);
            shared.timer_runs.set(false);
        });
        let milliseconds = milliseconds.clamp(0.0, LONGEST_TIMER_MS);
        if let Ok(timer) = set_timeout(work.as_ref(), milliseconds) {
            // A timeout alone keeps no process alive.
            if !keeps_process && timer.is_object() {
                let _ = timer.unref();
            }
            self.shared.timer.replace(Some((timer, work)));
        }
    }
}

impl Drop for Bounds {
    fn drop(&mut self) {
        self.end_attempt();
        if let Some((signal, work)) = self.signal.take() {
            signal.unlisten(work.as_ref());
            drop_later(work);
        }
    }
}
