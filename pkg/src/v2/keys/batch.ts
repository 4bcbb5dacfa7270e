import type { Key } from '../../generated/model-v2';
import type { ResponseHead } from '../../core/result';
import type { Calls, Send } from '../operations';
import type { Asked } from './find-existing';

/** What the making of keys needs of the client. */
export interface KeyMaking {
  send: Send;
  calls: Calls;
  /** Now, on the API's clock as far as it is known, in milliseconds since 1970. */
  apiNow: () => number;
}

/** Keys that were sent in one request that the API accepted. */
export interface Part {
  asked: Asked[];
  /** The job that makes them; none if the answer was lost. */
  jobId?: string;
  /** Keys that are known to be there, by their places. */
  keys: Map<number, Key>;
  /** Head of the answer. */
  headers?: ResponseHead['headers'];
}
