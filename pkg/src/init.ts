import { readyClient } from './loading/client';
import type { CallOptions, ClientOptions } from './options';

/** What `init` was given. It lies here, not in the wasm, so that it outlives an instance. */
let given: ClientOptions & { baseUrl?: unknown } = {};

/**
 * Tells the library where the API is. Synchronous, cheap and repeatable: call it once at start or
 * on every render; calls in flight are not disturbed. It starts the loading of the wasm.
 *
 * It never throws: what is wrong with its arguments is said by the calls that follow
 * (`not_initialized`, `invalid_argument`, `insecure_base_url`).
 *
 * @param baseUrl `https://api.unloc.app`, `https://api-sandbox.unloc.app` or a sandbox's URL.
 * @param options for all calls.
 */
export function init(baseUrl: string, options?: ClientOptions): void {
  given = Object.assign({}, options, { baseUrl });
  // A failure is the first call's to report.
  readyClient().catch(() => undefined);
}

/** The options of one call laid over those of `init`. */
export function optionsOf(call: CallOptions | undefined): unknown {
  if (call === undefined || call === null) return given;
  // Not an object: left as it is, for the check that names it.
  if (typeof call !== 'object') return call;
  const merged = Object.assign({}, given, call, { baseUrl: given.baseUrl, allowInsecure: given.allowInsecure });
  if (given.headers && call.headers) merged.headers = Object.assign({}, given.headers, call.headers);
  return merged;
}
