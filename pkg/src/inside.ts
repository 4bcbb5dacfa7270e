import { survived } from './breakdown';
import { failure, onAbort } from './call';
import { readyClient } from './loading/client';
import { isPage } from './page';
import { unsent } from './unloc-error';

/** What other entries of this package take from the main one, so that a page carries and runs one copy of the wasm. */
export const inside = { readyClient, survived, failure, unsent, isPage, onAbort };
