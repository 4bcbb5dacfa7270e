// What is compared, by its name in the table.

/** Ours. */
export const ours = 'unloc-integrator-client/access';
export const objects = 'objects';
export const arrays = 'typed arrays';
/** Reads, and answers nothing. */
export const json = 'TextDecoder and JSON.parse';

export const contenders = {
  [objects]: () => import('../contenders/access-objects.mjs'),
  [arrays]: () => import('../contenders/access-typed-arrays.mjs'),
  [json]: () => import('../contenders/access-json.mjs'),
  [ours]: () => import('../contenders/access-unloc.mjs'),
};
