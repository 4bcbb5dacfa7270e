// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

/**
 * The error codes, a closed list. For each: its meaning; who must act; whether repeating is safe for every call
 * (`UnlocError.safeToRetry` is the answer for one call).
 *
 * - `invalid_argument`: A parameter, an option or the token is missing or of the wrong form; nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `not_initialized`: No base URL is known: init was never called; nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `insecure_base_url`: The base URL is plain http to another machine, where anyone on the way reads the token; nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `aborted`: The caller's signal ended the call. Acts: nobody. Repeat: not safe for every call.
 * - `timeout`: No response came in time. Acts: nobody. Repeat: safe.
 * - `deadline_exceeded`: The call with all its attempts and waits took too long. Acts: nobody. Repeat: safe.
 * - `network`: No connection, or it broke before the response was complete. Acts: nobody. Repeat: safe.
 * - `redirected`: The server pointed elsewhere; a token is never sent after a redirect. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `outcome_unknown`: A write was sent and its response was lost: it may have been done. Read back before repeating it. Acts: the developer. Repeat: not safe for every call.
 * - `bad_request`: The API refused the request as malformed (400, 422). Acts: the developer. Repeat: not safe for every call.
 * - `unauthorized`: The token is missing, expired or not accepted (401). Acts: whoever holds the credentials. Repeat: safe.
 * - `forbidden`: The token is good but not for this (403). Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `not_found`: There is no such thing, or the token may not see it (404). Acts: the developer. Repeat: not safe for every call.
 * - `conflict`: It contradicts what is there (409). Acts: the developer. Repeat: not safe for every call.
 * - `rate_limited`: Too many calls (429); retryAfterMs says when to come back, if the API said so. Acts: nobody. Repeat: safe.
 * - `server_error`: The API failed (5xx). Acts: the operator of the API or network. Repeat: safe.
 * - `http_error`: The API responded with a status that has no code of its own. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `invalid_response`: The response is not what the API promises: no JSON, or of another shape. Acts: the operator of the API or network. Repeat: not safe for every call.
 * - `token_error`: No token could be had. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `callback_rejected`: The callback of a sign-in does not belong to a sign-in that was begun here, or does not come from its server: it may be forged. Nothing was sent; the person has to sign in again. Acts: nobody. Repeat: not safe for every call.
 * - `job_failed`: The job ended without success. Acts: whoever holds the credentials. Repeat: not safe for every call.
 * - `job_timeout`: The job did not end in time; it may still. Acts: nobody. Repeat: not safe for every call.
 * - `cursor_repeated`: A list's pages go in a circle, or bring nothing new. Acts: the operator of the API or network. Repeat: not safe for every call.
 * - `wasm_unavailable`: This platform has no WebAssembly, or a policy forbids it; nothing was sent. Acts: the developer. Repeat: not safe for every call.
 * - `internal`: A fault in this library. Please report it. Acts: the operator of the API or network. Repeat: not safe for every call.
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
