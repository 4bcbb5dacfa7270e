import { call } from './call';
import type { CallOptions } from '../core/options';
import type { ApiResult, ResponseHead } from '../core/result';

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

/** The parameters of `UnlocClient.requestBytes`. */
export interface RequestBytesParameters extends Pick<RequestParameters, 'path' | 'query'> {
  /** HTTP method. */
  method: 'GET';
  /** The project that the token is needed for, where the path does not say it. */
  projectId?: string;
  /** The lock holder that the token is needed for (API v1). */
  lockHolderId?: string;
}

/** What `UnlocClient.requestBytes` resolves to. */
export interface BytesResult {
  /** The body. */
  bytes: Uint8Array;
  /** The response's headers by name, in lower case; without secrets. */
  headers: ResponseHead['headers'];
}

/**
 * Calls any endpoint of the API, also one that has no function here.
 *
 * @param params method, path, query and body.
 * @param options options of this call, over those of `init`.
 * @param token access token, without `Bearer`.
 * @returns a promise that never rejects: `data` is what the API sent, `{}` if it sent nothing.
 */
export function request(token: string, params: RequestParameters, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('request', token, params, options);
}
