// What this entry takes of the main one: one import for all files here, which is what the built one has then.
export { UnlocError } from '../index';
/** @internal */
export { inside } from '../index';
