import { Semaphore } from './semaphore';
import { createObserver } from '../core/hooks';
import type { Observer } from '../core/hooks';
import type { ClientOptions } from '../core/options';
import { sharedSignal } from './abort-signal';

/** The options of all calls of a client, not yet checked: what a caller gave may be of any type. */
export type SharedOptions = { readonly [Name in Exclude<keyof ClientOptions, 'maxConcurrent' | 'hooks' | 'logger'>]-?: unknown } & {
  readonly baseUrl: unknown;
  /** Tokens that are left for retries. Retries take from it, successes add to it. */
  readonly retryBudget: { left: number };
  readonly observe: Observer | undefined;
};

/** What the calls of a client share. It outlives an instance of the wasm. */
export interface ClientConfig {
  /** Never changes: the wasm reads it once. */
  readonly options: SharedOptions;
  readonly semaphore: Semaphore;
}

const defaultConcurrency = 32;

/** The capacity of the retry budget, as in the standard mode of the AWS SDKs. */
const retryBudgetCapacity = 500;

/**
 * Creates the configuration of a client. Never throws: the calls report what is wrong with an option.
 *
 * @param before a configuration whose queue and retry budget are kept if it has the same base URL.
 */
export function createConfig(baseUrl: unknown, given: ClientOptions | undefined, before?: ClientConfig): ClientConfig {
  const kept = before !== undefined && before.options.baseUrl === baseUrl ? before : undefined;
  const options: SharedOptions = {
    baseUrl,
    allowInsecure: read(given, 'allowInsecure'),
    fetch: read(given, 'fetch'),
    headers: read(given, 'headers'),
    signal: sharedSignal(read(given, 'signal')),
    timeoutMs: read(given, 'timeoutMs'),
    deadlineMs: read(given, 'deadlineMs'),
    maxRetries: read(given, 'maxRetries'),
    retryAfterCeilingMs: read(given, 'retryAfterCeilingMs'),
    retryBudget: kept ? kept.options.retryBudget : { left: retryBudgetCapacity },
    observe: createObserver(read(given, 'hooks') as ClientOptions['hooks'], read(given, 'logger') as ClientOptions['logger']),
  };
  const limit = read(given, 'maxConcurrent');
  const semaphore = kept ? kept.semaphore : new Semaphore(defaultConcurrency);
  semaphore.limit = typeof limit === 'number' && limit >= 1 ? limit : defaultConcurrency;
  return { options, semaphore };
}

/** A member of a value that a caller gave; `undefined` where a getter throws. */
export function read(given: unknown, name: string): unknown {
  try {
    return (given as { [name: string]: unknown } | undefined | null)?.[name];
  } catch {
    return undefined;
  }
}
