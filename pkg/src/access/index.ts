/**
 * The access engine: who can open which door when, and what must change for the doors to match a list.
 *
 * @packageDocumentation
 */
export { load } from './load';
