// What goes wrong at the API while the plan is applied: fault rules of the embedded Unloc.

/** Keys are made soon: what is tried here is not how long a lock takes. */
const quick = { keySeconds: 1, jobSeconds: 0 };
const keys = '/v2/projects/*/keys';
const key = '/v2/projects/*/keys/*';

/**
 * Fault rules. Of the POSTs 3 of a hundred are lost before they are done and 5 after it, 2 get a 503, some are slow; of the
 * other requests a few are lost or refused, too.
 */
export const trouble = [
  { method: 'POST', path: keys, probability: 0.03, seed: 11, fault: { reset: 'before' } },
  { method: 'POST', path: keys, probability: 0.05, seed: 12, fault: { reset: 'after', ...quick } },
  { method: 'POST', path: keys, probability: 0.02, seed: 13, fault: { status: 503, headers: { 'retry-after': 1 } } },
  { method: 'POST', path: keys, probability: 0.02, seed: 14, fault: { status: 503, workDone: true, ...quick } },
  { method: 'POST', path: keys, probability: 0.05, seed: 15, fault: { delayMs: 400 } },
  { method: 'POST', path: keys, fault: quick },
  { method: 'DELETE', path: key, probability: 0.03, seed: 21, fault: { reset: 'before' } },
  { method: 'DELETE', path: key, probability: 0.05, seed: 22, fault: { reset: 'after' } },
  { method: 'DELETE', path: key, probability: 0.02, seed: 23, fault: { status: 503, headers: { 'retry-after': 1 } } },
  { method: 'GET', path: keys, probability: 0.02, seed: 31, fault: { reset: 'before' } },
  { method: 'GET', path: keys, probability: 0.02, seed: 32, fault: { status: 503 } },
  { method: 'GET', path: '/v2/projects/*/jobs/*', probability: 0.03, seed: 41, fault: { reset: 'after' } },
];

/** Lists lag behind by so many seconds. */
export const unlistedSeconds = 1;
