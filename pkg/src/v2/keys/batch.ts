import type { Key, KeyInput } from '../../generated/model-v2';
import type { ResponseHead } from '../../core/result';
import type { Calls, Send } from '../operations';

/** What creating keys uses of the client. */
export interface KeysContext {
  send: Send;
  calls: Calls;
  /** The current time on the API's clock, as far as it is known, in milliseconds since 1970. */
  apiNow: () => number;
}

/** A requested key, with its index in the list of the caller. */
export interface RequestedKey {
  index: number;
  input: KeyInput;
}

/** Keys that were sent in one request, which the API accepted. */
export interface Batch {
  requested: RequestedKey[];
  /** The job that creates them; none if the response was lost. */
  jobId?: string;
  /** Keys that are known to exist, by index. */
  keys: Map<number, Key>;
  /** Headers of the response. */
  headers?: ResponseHead['headers'];
}
