import { call } from './call';
import type { CallOptions } from '../core/options';
import type { ApiResult } from '../core/result';

/** What {@link request} takes. */
export interface RequestParameters {
  /** HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Path below the base URL, such as `/integrators/v1/lock-holders/`. Percent-encode ids in it with
   * `encodeURIComponent`; a path that could lead elsewhere (`..`, another host) is refused.
   */
  path: string;
  /** Query parameters; a list repeats its name, what is undefined or null is left out. */
  query?: { [name: string]: string | number | boolean | null | undefined | Array<string | number | boolean> };
  /** Body, sent as JSON. Members that are undefined leave it, null stays. */
  body?: unknown;
}

/**
 * Makes any call of the API, also one that has no function here.
 *
 * @param token access token, without `Bearer`.
 * @returns a promise that never rejects: `data` is what the API sent, `{}` if nothing.
 */
export function request(token: string, params: RequestParameters, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('request', token, params, options);
}
