import type { UnlocError } from '../../core/unloc-error';

/**
 * What a failed write came to. `unsent`: nothing happened, and it may be tried again. `slow`: the same, but later. `lost`: it
 * may have happened. `arrived`: it has happened. `refused`: the API will not do it. `end`: nothing can be sent any more.
 */
export type Fate = 'unsent' | 'slow' | 'lost' | 'arrived' | 'refused' | 'end';

const refusals = ['bad_request', 'not_found', 'conflict', 'http_error', 'invalid_argument'];
const transient = ['timeout', 'deadline_exceeded', 'network', 'server_error'];

/** An error of the client, whichever copy of the package it comes from. */
export function asUnlocError(thrown: unknown): UnlocError | undefined {
  const { code, attempts } = Object(thrown) as { code?: unknown; attempts?: unknown };
  return typeof code === 'string' && typeof attempts === 'number' ? (thrown as UnlocError) : undefined;
}

/** What a write came to that ended with an error. */
export function fateOf(thrown: unknown): Fate {
  const error = asUnlocError(thrown);
  if (!error) return 'lost';
  if (error.code === 'invalid_response') return 'arrived';
  if (error.code === 'outcome_unknown') return 'lost';
  if (error.code === 'aborted') return error.safeToRetry ? 'unsent' : 'lost';
  if (error.code === 'rate_limited' || error.status === 408 || error.status === 425) return 'slow';
  if (transient.indexOf(error.code) >= 0) return error.attempts === 0 || error.code === 'network' ? 'unsent' : 'lost';
  return refusals.indexOf(error.code) >= 0 ? 'refused' : 'end';
}

/** Whether a read may succeed if it is tried again. */
export function isTransient(thrown: unknown): boolean {
  const fate = fateOf(thrown);
  return fate !== 'end' && fate !== 'refused';
}

/** Whether all requests must slow down. */
export function asksForPatience(thrown: unknown): boolean {
  const { code, status } = Object(thrown) as { code?: unknown; status?: unknown };
  return code === 'rate_limited' || status === 429 || status === 503;
}
