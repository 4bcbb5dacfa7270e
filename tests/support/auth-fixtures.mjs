// The built entry `auth`, and a token server of a few lines that tests tell what to answer.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './built-package.mjs';

export const auth = createRequire(import.meta.url)(join(root, 'pkg', 'auth'));

export const credentials = { clientId: 'planted-client', clientSecret: 'planted-secret-7f3a' };

/** A clock that stands still until it is put forward. */
export function clock(time = 1_000_000) {
  const now = () => time;
  now.advance = (seconds) => { time += seconds * 1000; };
  return now;
}

/** A body, as the server read it. */
export function bodyOf({ headers, body }) {
  return headers['content-type'] === 'application/json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

/**
 * A `fetch` that counts what it is asked and answers with `answer(body, number)`: an object is a token
 * (or an error, with `status`), a function is called, a promise awaited.
 */
export function tokenServer(answer = (_, number) => ({ access_token: `planted-token-${number}`, token_type: 'bearer', expires_in: 3600 })) {
  const server = async (url, init) => {
    server.requests.push({ url, ...init, read: bodyOf(init) });
    const { status = 200, headers, raw, ...body } = await answer(bodyOf(init), server.requests.length, init);
    return new Response(raw === undefined ? JSON.stringify(body) : raw, { status, headers });
  };
  server.requests = [];
  server.count = () => server.requests.length;
  return server;
}

/** A store as a database would be one: asynchronous, holding texts, shared by whoever is handed it. */
export function slowStore(more = {}) {
  const texts = new Map();
  const pause = () => new Promise((resolve) => { setTimeout(resolve, 1); });
  return { texts, get: async (name) => { await pause(); return texts.get(name); }, set: async (name, text) => { await pause(); texts.set(name, text); }, ...more };
}

/** A lock as a database would be one. */
export function lock() {
  const tails = new Map();
  return (name, work) => {
    const turn = (tails.get(name) || Promise.resolve()).then(work);
    tails.set(name, turn.catch(() => {}));
    return turn;
  };
}

/** Another process: the same store, but nothing else in common. */
export const processOf = (store) => ({ ...store });

/** A promise and what settles it. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => { open = resolve; });
  return { opened, open };
}

/** Waits until something holds. */
export async function until(holds) {
  while (!holds()) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

/** Lets what is under way go on until it waits for something from outside. */
export const settle = () => new Promise((resolve) => { setTimeout(resolve, 20); });
