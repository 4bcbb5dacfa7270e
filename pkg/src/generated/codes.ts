// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

/**
 * The error codes, a closed list. For each: its meaning; who must act; whether repeating is safe for every call
 * (`UnlocError.safeToRetry` is the answer for one call).
 *
 * - `invalid_argument`: A parameter, an option or the token is missing or malformed. Nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `not_initialized`: No base URL is set: init was never called. Nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `insecure_base_url`: The base URL is plain http to another machine: anyone on the network path could read the token. Nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `aborted`: The caller's signal ended the call. Acts: nobody. Repeat: not safe for every call.
 * - `timeout`: No response came in time. Acts: nobody. Repeat: safe.
 * - `deadline_exceeded`: The call took longer than its deadline, with all attempts and waits. Acts: nobody. Repeat: safe.
 * - `network`: No connection, or it broke before the response was complete. Acts: nobody. Repeat: safe.
 * - `redirected`: The server redirected the request; a token is never sent after a redirect. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `outcome_unknown`: A write was sent and its response was lost: the write may have been done. Read back before you repeat it. Acts: the developer. Repeat: not safe for every call.
 * - `bad_request`: The API refused the request as malformed (400, 422). Acts: the developer. Repeat: not safe for every call.
 * - `unauthorized`: The token is missing, expired or not accepted (401). Acts: whoever holds the credentials. Repeat: safe.
 * - `forbidden`: The token is valid, but does not allow this call (403). Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `not_found`: The resource does not exist, or the token may not see it (404). Acts: the developer. Repeat: not safe for every call.
 * - `conflict`: The request conflicts with the current state (409). Acts: the developer. Repeat: not safe for every call.
 * - `rate_limited`: Too many calls (429). retryAfterMs says how long to wait, if the API said so. Acts: nobody. Repeat: safe.
 * - `server_error`: The API failed (5xx). Acts: the operator of the API or network. Repeat: safe.
 * - `http_error`: The API responded with a status that has no code of its own. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `invalid_response`: The response is not JSON, or not of the shape that the API promises. Acts: the operator of the API or network. Repeat: not safe for every call.
 * - `token_error`: No token could be obtained. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `callback_rejected`: The callback does not belong to a sign-in that was started here, or does not come from its server: it may be forged. Nothing was sent; the person has to sign in again. Acts: nobody. Repeat: not safe for every call.
 * - `job_failed`: The job ended without success. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `job_timeout`: The job did not end in time; it may still end. Acts: nobody. Repeat: not safe for every call.
 * - `cursor_repeated`: The pages of a list repeat, or bring nothing new. Acts: the operator of the API or network. Repeat: not safe for every call.
 * - `wasm_unavailable`: This platform has no WebAssembly, or a policy forbids it. Nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `internal`: A fault in this library. Please report it. Acts: the developer. Repeat: not safe for every call.
 */
export type ErrorCode =
  | 'invalid_argument'
  | 'not_initialized'
  | 'insecure_base_url'
  | 'aborted'
  | 'timeout'
  | 'deadline_exceeded'
  | 'network'
  | 'redirected'
  | 'outcome_unknown'
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'server_error'
  | 'http_error'
  | 'invalid_response'
  | 'token_error'
  | 'callback_rejected'
  | 'job_failed'
  | 'job_timeout'
  | 'cursor_repeated'
  | 'wasm_unavailable'
  | 'internal';

/** Codes of transient failures: the same request may succeed later. */
export const transientCodes: ReadonlyArray<ErrorCode> = ['timeout', 'deadline_exceeded', 'network', 'rate_limited', 'server_error'];
