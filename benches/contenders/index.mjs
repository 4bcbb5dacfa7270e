// Who is compared, by the name in the table. `imports` also says what is loaded where start-up is measured.

/** Ours. */
export const ours = 'unloc-integrator-client';
/** What the first ratio is to. */
export const reference = 'fetch';
/** What the second ratio is to. */
export const boundedReference = 'bounded fetch';
/** The reference once more: two identical loops, whose difference is chance. */
export const control = 'fetch again (control)';

/** Those whose calls are timed. */
export const timed = {
  [reference]: () => import('./fetch.mjs'),
  [control]: () => import('./fetch.mjs'),
  [boundedReference]: () => import('./bounded-fetch.mjs'),
  [ours]: () => import('./unloc.mjs'),
  'openapi-fetch': () => import('./openapi-fetch.mjs'),
  ky: () => import('./ky.mjs'),
  axios: () => import('./axios.mjs'),
  'mapped to classes': () => import('./mapped.mjs'),
};

/** Those whose start is measured. */
export const started = {
  [ours]: timed[ours],
  [`${ours}/slim`]: () => import('./unloc-slim.mjs'),
  'openapi-fetch': timed['openapi-fetch'],
  ky: timed.ky,
  axios: timed.axios,
  'mapped to classes': timed['mapped to classes'],
};
