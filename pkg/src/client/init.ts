import { readyClient } from '../wasm/client-module';
import type { ClientOptions } from '../core/options';
import { settingsOf, type Settings } from '../transport/client-config';

let current = settingsOf(undefined, undefined);

/**
 * Tells the library where the API is. Synchronous, cheap and repeatable: call it once at start or
 * on every render; calls in flight are not disturbed, and the queue goes on. It starts the loading of the wasm.
 *
 * It never throws: what is wrong with its arguments is said by the calls that follow
 * (`not_initialized`, `invalid_argument`, `insecure_base_url`).
 *
 * @param baseUrl `https://api.unloc.app`, `https://api-sandbox.unloc.app` or a sandbox's URL.
 * @param options for all calls.
 */
export function init(baseUrl: string, options?: ClientOptions): void {
  current = settingsOf(baseUrl, options, current);
  // A failure is the first call's to report.
  readyClient().catch(() => undefined);
}

/** What `init` was given last. */
export function initialised(): Settings {
  return current;
}
