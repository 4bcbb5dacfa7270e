import { onAbort } from '../core/abort-signal';
import { bindMethods } from '../core/bind-methods';
import { readRequestBody } from '../core/read-request-body';
import { waitAtMost } from '../core/wait-at-most';
import { createConfig } from '../transport/client-config';
import { exchange } from '../transport/exchange';
import { describe } from '../transport/send';
import { ask, core } from '../wasm/core';
import { isBrowser } from '../platform/is-browser';
import { unsent } from '../core/unloc-error';

/** What the other entries of this package import from the main entry, so that a page loads and runs one copy of the wasm. */
export const internal = {
  core,
  ask,
  createConfig,
  describe,
  exchange,
  unsent,
  isBrowser,
  onAbort,
  bindMethods,
  readRequestBody,
  waitAtMost,
};
