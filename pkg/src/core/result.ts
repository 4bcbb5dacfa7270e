import type { UnlocError } from './unloc-error';

/** The head of an answer, as plain data. */
export interface ResponseHead {
  /** HTTP status; 0 where the platform hides a redirect. */
  status: number;
  /** Headers by name, in lower case. */
  headers: { [name: string]: string | undefined };
  /** The API's id of the request, to quote to its support. */
  requestId?: string;
}

/** A call that succeeded. */
export interface ApiSuccess<T> {
  /** What the API sent. A list is the array itself, which also carries itself under its name. */
  data: T;
  error?: undefined;
  /** The head of the answer. */
  response: ResponseHead;
}

/** A call that failed. */
export interface ApiFailure {
  data?: undefined;
  /** What went wrong. */
  error: UnlocError;
  /** The head of the answer, if there was one. */
  response?: ResponseHead;
}

/** What every v1 function resolves to: test `error`, then read `data`. */
export type ApiResult<T> = ApiSuccess<T> | ApiFailure;
