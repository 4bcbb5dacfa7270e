import { survived } from '../wasm/instance-recovery';
import { onAbort } from '../transport/send';
import { loadFailure, toUnlocError } from '../wasm/errors';
import { readyClient } from '../wasm/client-module';
import { isPage } from '../platform/is-browser';
import { unsent } from '../core/unloc-error';

/** What other entries of this package take from the main one, so that a page carries and runs one copy of the wasm. */
export const inside = { readyClient, survived, loadFailure, toUnlocError, unsent, isPage, onAbort };
