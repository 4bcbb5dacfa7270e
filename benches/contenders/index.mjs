// The clients that are compared, by their names in the tables.

/** Ours. */
export const ours = 'unloc-integrator-client';
/** What every ratio is to: the least that a call costs which cannot hang. */
export const reference = 'bounded fetch';
/** The reference once more: two identical loops, whose difference is chance. */
export const control = 'bounded fetch again (control)';
/** Whose calls a second are compared where many are in flight, and whose start is. */
export const rival = 'openapi-fetch';

/** Those whose calls are timed. */
export const timed = {
  fetch: () => import('./fetch.mjs'),
  [reference]: () => import('./bounded-fetch.mjs'),
  // Its own copy of the code, as every contender has one.
  [control]: () => import('./bounded-fetch.mjs?control'),
  [ours]: () => import('./unloc.mjs'),
  [rival]: () => import('./openapi-fetch.mjs'),
  ky: () => import('./ky.mjs'),
  axios: () => import('./axios.mjs'),
  'mapped to classes': () => import('./mapped.mjs'),
};

/** Those whose start is measured. */
export const started = {
  [ours]: timed[ours],
  [`${ours}/slim`]: () => import('./unloc-slim.mjs'),
  [rival]: timed[rival],
  ky: timed.ky,
  axios: timed.axios,
  'mapped to classes': timed['mapped to classes'],
};
