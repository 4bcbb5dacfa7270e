// A stand-in for API v2 that answers what a test says and remembers what was asked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, root } from './built-package.mjs';
import { holdRequest } from './contract.mjs';

/** A recorded sample of API v2, parsed. */
export const sampleOfV2 = (name) => JSON.parse(readFileSync(join(root, 'tests', 'samples', 'v2', name), 'utf8'));

/** An answer: status, body, headers. */
export const answer = (body, status = 200, headers = {}) => new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

export const projectId = '72dfd83d-1aec-44bc-b9cf-7c7e77264b0f';

/**
 * A client whose requests go to `handle(request)`, where a request is `{ method, path, query, body, url, signal }`.
 * What it gives is the answer; what it throws is a broken connection. `asked` are the requests so far.
 */
export function stubbed(handle, options = {}) {
  const asked = [];
  const fetch = async (url, { method, body, headers, signal }) => {
    const { pathname, searchParams } = new URL(url);
    const request = { method, path: pathname, query: searchParams, url: url.replace('https://api.unloc.app', ''), body: body && JSON.parse(body), headers, signal };
    asked.push(request);
    holdRequest({ method, url, body });
    return handle(request, asked.length);
  };
  const unloc = new client.UnlocClient({ token: 'some-token', fetch, maxRetries: 0, ...options });
  return { unloc, asked };
}

/** Does work while a wait of so many milliseconds takes their thousandth part, and the clock follows. */
export async function inFastTime(work) {
  const { setTimeout: real } = globalThis;
  const { now } = Date;
  let ahead = 0;
  // Timeouts keep no process alive.
  const alive = setInterval(() => {}, 1_000);
  globalThis.setTimeout = (then, ms = 0, ...rest) => real(() => { ahead += ms; then(...rest); }, ms / 1000);
  globalThis.Date.now = () => now() + ahead;
  try {
    return await work({ elapsed: () => ahead });
  } finally {
    clearInterval(alive);
    globalThis.setTimeout = real;
    globalThis.Date.now = now;
  }
}
