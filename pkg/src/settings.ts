import { Gate } from './gate';
import { observerOf } from './observing';
import type { CallOptions, ClientOptions } from './options';
import { sharedSignal } from './shared-signal';

/** What a client's calls share. It lies here, not in the wasm, so that it outlives an instance. */
export interface Settings {
  /** What the wasm is handed with each call. */
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

const ofCalls = ['fetch', 'headers', 'signal', 'timeoutMs', 'deadlineMs', 'maxRetries'];

/** What the wasm is handed for one call: its options laid over the client's. */
export function handedFor(settings: Settings, call: CallOptions | undefined): unknown {
  if (call === undefined || call === null) return settings.handed;
  // Not an object: left as it is, for the check that names it.
  if (typeof call !== 'object') return call;
  const merged = Object.assign({}, settings.handed);
  for (const name of ofCalls) {
    const value = (call as { [name: string]: unknown })[name];
    if (value === undefined || value === null) continue;
    merged[name] = name === 'headers' && settings.handed.headers ? Object.assign({}, plain(settings.handed.headers), plain(value)) : value;
  }
  return merged;
}

/** Headers as a plain object, also where they came as the platform's `Headers`. */
function plain(headers: unknown): unknown {
  const { forEach } = headers as { forEach?: unknown };
  if (typeof forEach !== 'function' || Array.isArray(headers)) return headers;
  const found: { [name: string]: string } = {};
  (headers as Map<string, string>).forEach((value, name) => { found[name] = value; });
  return found;
}
