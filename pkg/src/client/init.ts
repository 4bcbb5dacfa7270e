import { readyClient } from '../wasm/client-module';
import type { ClientOptions } from '../core/options';
import { createConfig, type ClientConfig } from '../transport/client-config';

let current = createConfig(undefined, undefined);

/**
 * Sets the base URL and the options of all calls. Synchronous, cheap and repeatable: call it once at start or
 * on every render. Pending calls and the queue are not affected. It starts loading the wasm.
 *
 * It never throws. The calls that follow report what is wrong with its arguments
 * (`not_initialized`, `invalid_argument`, `insecure_base_url`).
 *
 * @param baseUrl `https://api.unloc.app`, `https://api-sandbox.unloc.app` or a sandbox's URL.
 * @param options options of all calls.
 */
export function init(baseUrl: string, options?: ClientOptions): void {
  current = createConfig(baseUrl, options, current);
  // The first call reports a failure.
  readyClient().catch(() => undefined);
}

/** The configuration of the last `init`. */
export function currentConfig(): ClientConfig {
  return current;
}
