// The built entry `auth`, a token server of a few lines whose responses a test sets, stores and clocks.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.mjs';
import { flushPromises } from './wait.mjs';

export const auth = createRequire(import.meta.url)(join(root, 'pkg', 'auth'));

export const credentials = { clientId: 'planted-client', clientSecret: 'planted-secret-7f3a' };

/** A provider of the client's own tokens. */
export const provider = (fetch, now, more) =>
  new auth.TokenProvider(auth.unlocV1(), { ...credentials, fetch, now, maxRetries: 0, ...more });

/** A provider of people's tokens. */
export const person = (fetch, now, more) =>
  new auth.TokenProvider(auth.unidy({ baseUrl: 'https://tenant.example' }), {
    ...credentials,
    fetch,
    now,
    maxRetries: 0,
    ...more,
  });

/** A clock that stands still until `advance(seconds)`. */
export function clock(time = 1_000_000) {
  const now = () => time;
  now.advance = (seconds) => {
    time += seconds * 1000;
  };
  return now;
}

/** The parsed body of a request. */
export function bodyOf({ headers, body }) {
  const isJson = headers['content-type'] === 'application/json';
  return isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

const numberedToken = (_, number) => ({
  access_token: `planted-token-${number}`,
  token_type: 'bearer',
  expires_in: 3600,
});

/**
 * A `fetch` that records requests and responds with `respond(body, number, init)`: the members of a token or, with
 * `status`, of an error; `raw` is a body that is no JSON.
 */
export function tokenServer(respond = numberedToken) {
  const server = async (url, init) => {
    server.requests.push({ url, ...init, read: bodyOf(init) });
    const { status = 200, headers, raw, ...body } = await respond(bodyOf(init), server.requests.length, init);
    return new Response(raw === undefined ? JSON.stringify(body) : raw, { status, headers });
  };
  server.requests = [];
  server.count = () => server.requests.length;
  return server;
}

/** A server whose refresh tokens work once, beginning with `r1`. */
export function rotating() {
  let [good, number] = ['r1', 1];
  return tokenServer(({ grant_type: grant, refresh_token: used }) => {
    if (grant !== 'refresh_token' || used !== good)
      return { status: 400, error: 'invalid_grant', error_description: 'used before' };
    number += 1;
    good = `r${number}`;
    return { access_token: `a${number}`, refresh_token: good, expires_in: 7200 };
  });
}

/** An asynchronous store of texts, as a database is one; every process that is given it shares its contents. */
export function slowStore(more = {}) {
  const texts = new Map();
  const pause = () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    });
  return {
    texts,
    get: async (name) => {
      await pause();
      return texts.get(name);
    },
    set: async (name, text) => {
      await pause();
      texts.set(name, text);
    },
    ...more,
  };
}

/** A lock by name, as a database has one. */
export function lock() {
  const tails = new Map();
  return (name, work) => {
    const turn = (tails.get(name) || Promise.resolve()).then(work);
    tails.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };
}

/** Another process: the same store, but nothing else in common. */
export const processOf = (store) => ({ ...store });

/**
 * Runs `work(time)` with timers that stand still: `time.until(promise)` advances from timer to timer until the promise has
 * settled, `time.elapsed()` is how far, in milliseconds. How fast the machine is changes nothing.
 */
export async function withHeldTimers(work) {
  // The first use loads the wasm, outside of this time.
  await new auth.TokenProvider(auth.unlocV1(), { ...credentials, fetch: tokenServer() }).getToken();
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const timers = new Map();
  let [now, number] = [0, 0];
  globalThis.setTimeout = (then, ms = 0) => {
    number += 1;
    timers.set(number, { then, at: now + ms });
    return number;
  };
  globalThis.clearTimeout = (id) => {
    timers.delete(id);
  };
  const fireNext = () => {
    const [next] = [...timers].sort(([, one], [, other]) => one.at - other.at);
    if (!next) throw new Error('nothing is left to wait for');
    const [id, { then, at }] = next;
    timers.delete(id);
    now = at;
    then();
  };
  try {
    return await work({
      elapsed: () => now,
      until: async (promise) => {
        let settled = false;
        const settle = () => {
          settled = true;
        };
        promise.then(settle, settle);
        for (;;) {
          await flushPromises();
          if (settled) return promise;
          fireNext();
        }
      },
    });
  } finally {
    Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear });
  }
}
