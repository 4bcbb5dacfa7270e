// Runs the rows of tests/samples/exchanges.json against a driver, in virtual time. The same code runs in Node, in a
// browser and within the tests of the wasm, so it imports nothing and needs only what every platform has.
//
// A row:
// - `call`: `{ operation, params, options, token, baseUrl, init }`; `init` are options of the client.
// - `script`: what `fetch` does, request by request; its last step serves all further requests. A step is one of
//     `{ status, headers, body, afterMs }`, with `bodyHangs` or `bodyBreaks` instead of `body` where it never comes whole,
//     `{ error: { codes } }`: no response; the platform's codes, one for each address that was tried, '' for none,
//     `{ hang: true }`: no response until the request is aborted,
//     `{ noResponse: true }`: something that is no `Response`.
// - `abortAfterMs`: when the caller aborts the call.
// - `except`: `{ driver: reason }` for a driver that cannot express the row.
// - `expect`: `requests`, of which the members named are compared; `waits` between them in milliseconds; `elapsedMs` of the
//     whole call; `outcome`: `data`, with `list` (its hidden name) and `cursor`, or members of `error`; members of `response`.
//
// `Math.random` is 0.5, the clock begins at 2026-01-01T00:00:00Z.

const start = Date.UTC(2026, 0, 1);
const realTimeout = globalThis.setTimeout;
const origin = 'https://api.example';

/** A clock that only `advance` moves, in place of the platform's. */
function virtualTime() {
  let now = start;
  let count = 0;
  const timers = new Map();
  const originals = [];
  const replace = (object, name, value) => {
    originals.push([object, name, Object.getOwnPropertyDescriptor(object, name)]);
    Object.defineProperty(object, name, { value, configurable: true, writable: true });
  };
  replace(globalThis, 'setTimeout', (work, delay = 0) => {
    count += 1;
    timers.set(count, { work, at: now + delay });
    return count;
  });
  replace(globalThis, 'clearTimeout', (id) => timers.delete(id));
  replace(Math, 'random', () => 0.5);
  replace(Date, 'now', () => now);
  replace(performance, 'now', () => now - start);
  return {
    now: () => now - start,
    /** Fires the next timer. */
    advance() {
      const [next] = [...timers].sort(([a, one], [b, other]) => one.at - other.at || a - b);
      if (next === undefined) throw new Error('the call waits for nothing');
      const [id, { work, at }] = next;
      timers.delete(id);
      now = Math.max(now, at);
      work();
    },
    restore() {
      for (const [object, name, descriptor] of originals) {
        if (descriptor === undefined) delete object[name];
        else Object.defineProperty(object, name, descriptor);
      }
    },
  };
}

/** A `fetch` that follows a script, takes `(url, init)` or a `Request`, and records requests and waits. */
function scriptedFetch(script, time, work) {
  const seen = { requests: [], waits: [], busy: 0 };
  let ended;
  const later = (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  const never = (signal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        ended = time.now();
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  const read = async (input, init) => {
    if (typeof input === 'string')
      return { method: init.method, url: input, headers: { ...init.headers }, text: init.body };
    const { method, url, headers } = input;
    return { method, url, headers: Object.fromEntries(headers), text: (await input.text()) || undefined };
  };
  seen.fetch = async (input, init) => {
    if (ended !== undefined) seen.waits.push(time.now() - ended);
    ended = undefined;
    const signal = typeof input === 'string' ? init.signal : input.signal;
    const step = script[Math.min(seen.requests.length, script.length - 1)];
    const request = {};
    seen.requests.push(request);
    // The body of a Request is read by the platform, in real time.
    const { method, url, headers, text } = await work(() => read(input, init));
    // In the order of their names, as a `Request` has them.
    const sorted = Object.fromEntries(Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1)));
    Object.assign(request, { method, path: url.slice(new URL(url).origin.length), headers: sorted });
    if (text !== undefined) request.body = JSON.parse(text);
    if (step === undefined) throw new Error('the script has no step for this request');
    if (step.hang) return never(signal);
    if (step.afterMs) await later(step.afterMs);
    ended = time.now();
    if (step.error) throw networkError(step.error.codes);
    return step.noResponse ? 5 : response(step, never.bind(undefined, signal));
  };
  return seen;
}

function networkError(codes) {
  const each = codes.map((code) => (code === '' ? {} : { code }));
  const cause = each.length > 1 ? { errors: each } : each[0];
  return Object.assign(new TypeError('fetch failed'), cause && { cause });
}

/** The platform's response, whose text comes without waiting for the platform. */
function response({ status, headers, body, bodyHangs, bodyBreaks }, never) {
  const made = status === 0 ? Response.error() : new Response(null, { status, headers });
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const read = async () => {
    if (bodyHangs) return never();
    if (bodyBreaks) throw new TypeError('terminated');
    return text;
  };
  return Object.defineProperty(made, 'text', { value: read });
}

/**
 * Runs a row and gives what was observed.
 *
 * @param call `({ baseUrl, init, operation, token, params, options }) => Promise<{ data, error, response }>`; it makes the
 *   call with a client of its own.
 */
export async function observe(row, call) {
  const time = virtualTime();
  try {
    let busy = 0;
    const work = async (real) => {
      busy += 1;
      try {
        return await real();
      } finally {
        busy -= 1;
      }
    };
    const { operation, params, options, token = 't0ken', baseUrl = origin, init } = row.call;
    const seen = scriptedFetch(row.script, time, work);
    const controller = new AbortController();
    if (row.abortAfterMs === 0) controller.abort();
    else if (row.abortAfterMs !== undefined) setTimeout(() => controller.abort(), row.abortAfterMs);
    const given = row.abortAfterMs === undefined ? options : { ...options, signal: controller.signal };
    let result;
    let failure;
    call({ baseUrl, init: { ...init, fetch: seen.fetch }, operation, token, params, options: given }).then(
      (value) => {
        result = value;
      },
      (thrown) => {
        failure = thrown;
      },
    );
    for (;;) {
      // All code runs that waits for no timer.
      for (let turn = 0; turn < 2; turn += 1)
        await new Promise((resolve) => {
          realTimeout(resolve, 0);
        });
      if (failure !== undefined) throw failure;
      if (result !== undefined) break;
      if (busy === 0) time.advance();
    }
    return { requests: seen.requests, waits: seen.waits, elapsedMs: time.now(), result };
  } finally {
    time.restore();
  }
}

/** The members of `value` that `wanted` names. */
function named(value, wanted) {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, value?.[name]]));
}

/** What a row expects, as one text. */
export function expected({ expect }) {
  return JSON.stringify(expect, undefined, 1);
}

/** What was observed of what a row expects, as one text. */
export function observed({ expect }, { requests, waits, elapsedMs, result }) {
  const seen = {};
  for (const name of Object.keys(expect)) {
    if (name === 'requests') {
      seen.requests = requests.map((request, index) => {
        const wanted = expect.requests[index];
        return wanted === undefined || (request.body !== undefined && wanted.body === undefined)
          ? request
          : named(request, wanted);
      });
    } else if (name === 'outcome') {
      seen.outcome = outcome(expect.outcome, result);
    } else {
      seen[name] = { waits, elapsedMs, response: named(result.response, expect.response ?? {}) }[name];
    }
  }
  return JSON.stringify(seen, undefined, 1);
}

function outcome(wanted, { data, error }) {
  if (error !== undefined)
    return { error: wanted.error === undefined ? { ...error, message: error.message } : named(error, wanted.error) };
  const seen = { data };
  if (wanted.list !== undefined) seen.list = data[wanted.list] === data ? wanted.list : `no ${wanted.list}`;
  if (Array.isArray(data) && data.startAfterId !== undefined) seen.cursor = data.startAfterId;
  return seen;
}

/** Runs all rows and gives the faults: a text for each row that came to something else. */
export async function faults(rows, driver, call) {
  const found = [];
  for (const row of rows) {
    if (row.except?.[driver]) continue;
    try {
      const seen = observed(row, await observe(row, call));
      if (seen !== expected(row)) found.push(`${row.name}\nexpected ${expected(row)}\nobserved ${seen}`);
    } catch (thrown) {
      found.push(`${row.name}\n${thrown}`);
    }
  }
  return found;
}
