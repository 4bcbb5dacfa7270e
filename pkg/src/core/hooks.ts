import type { ErrorCode } from '../generated/codes';
import type { ResponseHead } from './result';

/** A request that leaves. No id, URL, token or body is in it. */
export interface RequestEvent {
  /** The name of the call. */
  operation: string;
  /** HTTP method. */
  method: string;
  /** Path with the parameters' names, such as `/integrators/v1/lock-holders/{lockHolderId}/locks/`; empty for `request`. */
  path: string;
  /** 1 for the first request of a call. */
  attempt: number;
}

/** What became of a request. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status, if there was an answer. */
  status?: number;
  /** The API's id of the request. */
  requestId?: string;
  /** What went wrong, if anything did. */
  code?: ErrorCode;
}

/** A call that will be tried again. */
export interface RetryEvent extends RequestEvent {
  /** The wait before, in milliseconds. */
  waitMs: number;
}

/** Functions that are told of requests. What they throw is ignored. */
export interface Hooks {
  /** A request leaves. */
  onRequest?: (event: RequestEvent) => void;
  /** An answer came, or none will. */
  onResponse?: (event: ResponseEvent) => void;
  /** The call will be tried again. */
  onRetry?: (event: RetryEvent) => void;
}

/** Where lines of a log go: `console` fits. */
export interface Logger {
  /** Every request and answer. */
  debug?: (line: string) => void;
  /** Retries, and once per call the API's word that it will end it. */
  warn?: (line: string) => void;
}

/** What the wasm tells; `undefined` where there is nothing to tell. */
export type Observer = (
  kind: 'request' | 'response' | 'retry',
  operation: string,
  method: string,
  path: string,
  attempt: number,
  status: number | undefined,
  headers: ResponseHead['headers'] | undefined,
  requestId: string | undefined,
  code: ErrorCode | undefined,
  waitMs: number,
) => void;

/** Tells without being disturbed: by a throw, by a promise that rejects, by a member that is not there. */
function tell(target: object | undefined, name: string, said: unknown): void {
  try {
    const listener = target && (target as { [name: string]: unknown })[name];
    if (typeof listener !== 'function') return;
    const promise: unknown = listener.call(target, said);
    if (promise && typeof (promise as { then?: unknown }).then === 'function') (promise as Promise<unknown>).then(undefined, () => undefined);
  } catch {
    // Its own concern.
  }
}

/** The observer that the wasm calls, if anybody wants to know. */
export function observerOf(hooks: Hooks | undefined, logger: Logger | undefined): Observer | undefined {
  if (!hooks && !logger) return undefined;
  const deprecated: { [operation: string]: true } = {};

  const warnOfTheEnd = (operation: string, headers: ResponseHead['headers']): void => {
    const { deprecation, sunset } = headers;
    if (deprecated[operation] || (deprecation === undefined && sunset === undefined)) return;
    deprecated[operation] = true;
    tell(logger, 'warn', `unloc: the API says that ${operation} is deprecated${sunset ? ` and ends on ${sunset}` : ''}`);
  };

  return (kind, operation, method, path, attempt, status, headers, requestId, code, waitMs) => {
    const event = { operation, method, path, attempt };
    if (kind === 'request') {
      tell(logger, 'debug', `unloc: ${operation} leaves, attempt ${attempt}`);
      tell(hooks, 'onRequest', event);
    } else if (kind === 'response') {
      tell(logger, 'debug', `unloc: ${operation} ${status === undefined ? 'got no answer' : `answered ${status}`}, attempt ${attempt}${code ? `, ${code}` : ''}`);
      if (headers) warnOfTheEnd(operation, headers);
      tell(hooks, 'onResponse', { ...event, status, requestId, code });
    } else {
      tell(logger, 'warn', `unloc: ${operation} is tried again in ${Math.round(waitMs)} ms, after attempt ${attempt}`);
      tell(hooks, 'onRetry', { ...event, waitMs });
    }
  };
}
