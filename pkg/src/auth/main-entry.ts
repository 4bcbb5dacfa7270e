// The imports of this entry from the main entry, in one file: the build imports them from the built main entry.
export { UnlocError } from '../index';
/** @internal */
export { internal } from '../index';
