import { call } from './call';
import type { CallOptions } from '../core/options';
import type { ApiResult } from '../core/result';

/** The parameters of {@link request}. */
export interface RequestParameters {
  /** HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Path below the base URL, such as `/integrators/v1/lock-holders/`. Percent-encode ids in it with
   * `encodeURIComponent`. A path that leads elsewhere (`..`, another host) is rejected.
   */
  path: string;
  /** Query parameters. A list repeats its name; `undefined` and `null` are omitted. */
  query?: { [name: string]: string | number | boolean | null | undefined | Array<string | number | boolean> };
  /** Body, sent as JSON. Members that are `undefined` are omitted, `null` is sent. */
  body?: unknown;
}

/**
 * Calls any endpoint of the API, also one that has no function here.
 *
 * @param token access token, without `Bearer`.
 * @returns a promise that never rejects: `data` is what the API sent, `{}` if it sent nothing.
 */
export function request(token: string, params: RequestParameters, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('request', token, params, options);
}
