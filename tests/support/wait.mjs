// Waiting in tests: for a condition or for pending promises, never for an amount of time.
import { after } from 'node:test';

// Taken at import: tests replace the global timers.
const { clearInterval, setImmediate, setInterval, setTimeout } = globalThis;

/** Keeps the process of a test file alive until its last test: the client's and the sandbox's own timers do not. */
export function keepProcessAlive() {
  const timer = setInterval(() => {}, 1_000);
  after(() => clearInterval(timer));
}

/** Resolves once `condition()` is true (it may be asynchronous); rejects after thirty seconds and says what did not happen. */
export async function until(condition, what) {
  const deadline = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`this did not happen within thirty seconds: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
}

/**
 * Lets all code run that waits for neither a timer nor the network: chains of promises, stub responses and their
 * bodies. Counts turns of the event loop instead of milliseconds, so that a busy machine changes nothing.
 */
export async function flushPromises(turns = 20) {
  for (let turn = 0; turn < turns; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}

/** A promise, and the functions that settle it. */
export function deferred() {
  let resolve;
  let reject;
  const promise = new Promise((...functions) => {
    [resolve, reject] = functions;
  });
  return { promise, resolve, reject };
}
