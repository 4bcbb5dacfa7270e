// A stub of API v2: a test gives the responses, the stub records the requests.
import { client, sampleOfV2 } from './built-package.mjs';
import { validateRequest } from './contract.mjs';

export { sampleOfV2 };

/** A response with a JSON body. */
export const jsonResponse = (body, status = 200, headers = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

export const projectId = '72dfd83d-1aec-44bc-b9cf-7c7e77264b0f';

/**
 * A client whose requests go to `handle(request, number)`, where a request is `{ method, path, query, body, url,
 * signal }`. It returns the response, or throws for a network error. `requests` are the requests so far.
 */
export function stubbed(handle, options = {}) {
  const requests = [];
  const fetch = async (url, { method, body, headers, signal }) => {
    const { pathname, searchParams } = new URL(url);
    const request = {
      method,
      path: pathname,
      query: searchParams,
      url: url.replace('https://api.unloc.app', ''),
      body: body && JSON.parse(body),
      headers,
      signal,
    };
    requests.push(request);
    validateRequest({ method, url, body });
    return handle(request, requests.length);
  };
  const unloc = new client.UnlocClient({ token: 'some-token', fetch, maxRetries: 0, ...options });
  return { unloc, requests };
}

/** Runs `work` with timers that fire after a thousandth of their time, and a clock that advances by the whole of it. */
export async function inFastTime(work) {
  const { setTimeout: real } = globalThis;
  const { now } = Date;
  let ahead = 0;
  // The client's own timeouts keep no process alive.
  const alive = setInterval(() => {}, 1_000);
  globalThis.setTimeout = (then, ms = 0, ...rest) =>
    real(() => {
      ahead += ms;
      then(...rest);
    }, ms / 1000);
  globalThis.Date.now = () => now() + ahead;
  try {
    return await work({ elapsed: () => ahead });
  } finally {
    clearInterval(alive);
    globalThis.setTimeout = real;
    globalThis.Date.now = now;
  }
}

const { setImmediate: turn } = globalThis;

/**
 * Runs `work` in virtual time: while nothing else is left to do, the next timer fires at once and the clocks advance to it.
 * `now()` is the right time, that of the server; the machine's own clock is off by `clockErrorMs`.
 */
export async function inVirtualTime(work, { clockErrorMs = 0 } = {}) {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const realNow = Date.now;
  const begun = Date.parse('2027-03-01T12:00:20.123Z');
  let time = 0;
  const timers = new Set();
  globalThis.setTimeout = (then, ms = 0, ...rest) => {
    const timer = { at: time + Math.max(1, Math.trunc(ms)), fire: () => then(...rest), unref: () => timer };
    timers.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => timers.delete(timer);
  globalThis.Date.now = () => begun + time + clockErrorMs;
  performance.now = () => time;
  let running = true;
  try {
    const result = work({ now: () => begun + time, elapsed: () => time }).finally(() => {
      running = false;
    });
    result.catch(() => {});
    while (running) {
      for (let count = 0; running && count < 5; count += 1) await new Promise((resolve) => turn(resolve));
      if (!running) break;
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (!next) throw new Error('nothing is left that could happen');
      timers.delete(next);
      time = next.at;
      next.fire();
    }
    return await result;
  } finally {
    globalThis.setTimeout = realSet;
    globalThis.clearTimeout = realClear;
    globalThis.Date.now = realNow;
    delete performance.now;
  }
}
