// The imports of this entry from the others, in one file: the build imports them from the built entries.
export { UnlocClient } from '../index';
export { TokenProvider, unlocV1, unlocV2 } from '../auth/index';
