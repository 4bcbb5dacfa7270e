import type { UnlocError } from './unloc-error';

/** Status and headers of a response, as plain data. */
export interface ResponseHead {
  /** HTTP status; 0 if the platform hides a redirect. */
  status: number;
  /** Headers by name, in lower case. */
  headers: { [name: string]: string | undefined };
  /** The API's id of the request, for its support. */
  requestId?: string;
}

/** A call that succeeded. */
export interface ApiSuccess<T> {
  /** What the API sent. The data of a list call is an array, which also has a property with the list's name. */
  data: T;
  /** Absent: the call succeeded. */
  error?: undefined;
  /** Status and headers of the response. */
  response: ResponseHead;
}

/** A call that failed. */
export interface ApiFailure {
  /** Absent: the call failed. */
  data?: undefined;
  /** What went wrong. */
  error: UnlocError;
  /** Status and headers of the response, if there was one. */
  response?: ResponseHead;
}

/** The result of every v1 function: check `error`, then use `data`. */
export type ApiResult<T> = ApiSuccess<T> | ApiFailure;
