import { runRecoverable } from '../wasm/instance-recovery';
import { onAbort } from '../transport/abort-signal';
import { loadFailure, toUnlocError } from '../wasm/errors';
import { readyClient } from '../wasm/client-module';
import { isBrowser } from '../platform/is-browser';
import { unsent } from '../core/unloc-error';

/** What the other entries of this package import from the main entry, so that a page loads and runs one copy of the wasm. */
export const internal = { readyClient, runRecoverable, loadFailure, toUnlocError, unsent, isBrowser, onAbort };
