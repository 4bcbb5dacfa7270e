import type { Key, KeyInput } from '../../generated/model-v2';
import type { ResponseHead } from '../../core/result';
import type { Clean } from '../../core/keys-outcome';
import type { Calls, Send } from '../operations';

/** What creating keys uses of the client. */
export interface KeysContext {
  send: Send;
  calls: Calls;
  /** The current time on the API's clock or on this machine's, the earlier one, in milliseconds since 1970. */
  apiNow: () => number;
  /** Words of the API as an error may show them. */
  clean: Clean;
  /** Writes a line to the client's log. */
  warn: (line: string) => void;
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

/** A request that was sent a second time, because nothing of the first was seen. */
export interface Repeat {
  requested: RequestedKey[];
  /** How long a key of the first request may still show up after those of the second are listed, in milliseconds. */
  settleMs: number;
  /** Until when, by the clock of `core/clock`, once that is known. */
  until?: number;
}
