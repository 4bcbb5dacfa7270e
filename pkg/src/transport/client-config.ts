import { Gate } from './semaphore';
import { observerOf } from '../core/hooks';
import type { ClientOptions } from '../core/options';
import { sharedSignal } from './abort-signal';

/** What a client's calls share. It lies here, not in the wasm, so that it outlives an instance. */
export interface Settings {
  /** What the wasm is handed with each call. It stays as it is: the wasm reads it once. */
  readonly handed: { [name: string]: unknown };
  /** How many calls may be under way. */
  readonly gate: Gate;
}

const mostAtOnce = 32;

/**
 * Settings out of what a caller wrote. Never throws: what cannot be read is left for the wasm to name.
 *
 * @param before whose queue and budget for retries go on, if the base URL is the same.
 */
export function settingsOf(baseUrl: unknown, options: ClientOptions | undefined, before?: Settings): Settings {
  const handed: { [name: string]: unknown } = {};
  const most = read(options, 'maxConcurrent');
  const hooks = read(options, 'hooks') as ClientOptions['hooks'];
  const logger = read(options, 'logger') as ClientOptions['logger'];
  for (const name of ['allowInsecure', 'fetch', 'headers', 'signal', 'timeoutMs', 'deadlineMs', 'maxRetries', 'retryAfterCeilingMs']) {
    const value = read(options, name);
    if (value !== undefined && value !== null) handed[name] = name === 'signal' ? sharedSignal(value) : value;
  }
  handed.baseUrl = baseUrl;
  const goesOn = before !== undefined && before.handed.baseUrl === baseUrl;
  // As in the AWS SDKs' standard mode: retries draw from it, successes fill it.
  handed.retryBudget = goesOn ? before.handed.retryBudget : { left: 500 };
  handed.observe = observerOf(hooks, logger);
  const gate = goesOn ? before.gate : new Gate(mostAtOnce);
  gate.most = typeof most === 'number' && most >= 1 ? most : mostAtOnce;
  return { handed, gate };
}

/** A member of what a caller gave, or undefined where a getter throws. */
export function read(given: unknown, name: string): unknown {
  try {
    return (given as { [name: string]: unknown } | undefined | null)?.[name];
  } catch {
    return undefined;
  }
}
