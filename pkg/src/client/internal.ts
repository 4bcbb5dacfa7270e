import { survived } from '../transport/instance-recovery';
import { failure, onAbort } from '../transport/send';
import { readyClient } from '../wasm/client-module';
import { isPage } from '../platform/is-browser';
import { unsent } from '../core/unloc-error';

/** What other entries of this package take from the main one, so that a page carries and runs one copy of the wasm. */
export const inside = { readyClient, survived, failure, unsent, isPage, onAbort };
