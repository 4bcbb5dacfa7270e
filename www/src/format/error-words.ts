import { words } from '../words/words';

/** What an error of the client says of itself. */
interface Said {
  code?: string;
  message?: string;
  errorDescription?: string;
  safeToRetry?: boolean;
  requestId?: string;
}

const said = (error: unknown): Said => (error instanceof Object ? (error as Said) : { message: String(error) });

/** What went wrong, and what a person can do about it. */
export function errorWords(error: unknown): string {
  const { unlocSays, advice, otherwise } = words.value.errors;
  const { code = '', message = '', errorDescription } = said(error);
  // Without words of the API's, the description is the client's own message, which is for developers.
  const ofApi = errorDescription === undefined || errorDescription === message ? '' : errorDescription;
  const what = ofApi === '' ? (advice[code] === undefined ? message : '') : unlocSays(ofApi);
  return [what, advice[code] ?? otherwise].filter(Boolean).join(' ');
}

/** Whether what was asked for may have been done although there is an error. */
export function mayBeDone(error: unknown): boolean {
  const { code, safeToRetry } = said(error);
  return code === 'outcome_unknown' || code === 'invalid_response' || (code === 'aborted' && safeToRetry !== true);
}

/** The API's id of the request, for its support. */
export const requestOf = (error: unknown): string | undefined => said(error).requestId;
