import type { ErrorCode } from '../generated/codes';
import { attempt } from './attempt';
import type { ResponseHead } from './result';

/** A request that is sent. It contains no id, URL, token or body. */
export interface RequestEvent {
  /** The name of the operation. */
  operation: string;
  /** HTTP method. */
  method: string;
  /** The path template, such as `/integrators/v1/lock-holders/{lockHolderId}/locks/`; empty for `request`. */
  path: string;
  /** 1 for the first request of a call. */
  attempt: number;
}

/** The response to a request, or its failure. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status, if there was a response. */
  status?: number;
  /** The API's id of the request. */
  requestId?: string;
  /** The error code, if the request failed. */
  code?: ErrorCode;
}

/** A request that will be retried. */
export interface RetryEvent extends RequestEvent {
  /** The wait before the retry, in milliseconds. */
  waitMs: number;
}

/** Functions that are called for requests. What they throw is ignored. */
export interface Hooks {
  /** A request is sent. */
  onRequest?: (event: RequestEvent) => void;
  /** A response has arrived, or the request has failed. */
  onResponse?: (event: ResponseEvent) => void;
  /** The request will be retried. */
  onRetry?: (event: RetryEvent) => void;
}

/** Receives lines of a log, such as `console`. */
export interface Logger {
  /** Every request and response. */
  debug?: (line: string) => void;
  /** Retries, second keys that were revoked, and once per operation that the API says it is deprecated. */
  warn?: (line: string) => void;
}

/** Receives the events of requests. */
export interface Observer {
  request(event: RequestEvent): void;
  /** @param headers of the response, if there was one. */
  response(event: ResponseEvent, headers: ResponseHead['headers'] | undefined): void;
  retry(event: RetryEvent): void;
  /** @param line without secrets and phone numbers. */
  warn(line: string): void;
}

/** Calls a listener if there is one. Ignores what it throws and a promise that rejects. */
function notify(target: object | undefined, name: string, event: unknown): void {
  attempt(() => {
    const listener = target && (target as { [name: string]: unknown })[name];
    if (typeof listener !== 'function') return;
    const promise: unknown = listener.call(target, event);
    if (promise && typeof (promise as { then?: unknown }).then === 'function')
      (promise as Promise<unknown>).then(undefined, () => undefined);
  });
}

/** Creates the observer of a client; none if it has neither hooks nor a logger. */
export function createObserver(hooks: Hooks | undefined, logger: Logger | undefined): Observer | undefined {
  if (!hooks && !logger) return undefined;
  const deprecated: { [operation: string]: true } = {};

  const warn = (line: string): void => notify(logger, 'warn', `unloc: ${line}`);

  const warnIfDeprecated = (operation: string, headers: ResponseHead['headers']): void => {
    const { deprecation, sunset } = headers;
    if (deprecated[operation] || (deprecation === undefined && sunset === undefined)) return;
    deprecated[operation] = true;
    warn(`the API says that ${operation} is deprecated${sunset ? ` and ends on ${sunset}` : ''}`);
  };

  return {
    warn,
    request(event) {
      notify(logger, 'debug', `unloc: ${event.operation} leaves, attempt ${event.attempt}`);
      notify(hooks, 'onRequest', event);
    },
    response(event, headers) {
      const { operation, attempt: number, status, code } = event;
      notify(
        logger,
        'debug',
        `unloc: ${operation} ${status === undefined ? 'got no response' : `got ${status}`}, attempt ${number}${code ? `, ${code}` : ''}`,
      );
      if (headers) warnIfDeprecated(operation, headers);
      notify(hooks, 'onResponse', event);
    },
    retry(event) {
      warn(`${event.operation} is retried in ${Math.round(event.waitMs)} ms, after attempt ${event.attempt}`);
      notify(hooks, 'onRetry', event);
    },
  };
}
