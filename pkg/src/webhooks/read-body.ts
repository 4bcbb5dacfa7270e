import { readRequestBody } from '../core/read-request-body';
import { unsent } from '../core/unloc-error';
import type { UnlocError } from '../core/unloc-error';

/** The error of a body that somebody else has read, so that nobody can read it again. */
export function alreadyRead(operation: string): UnlocError {
  const what =
    'other code read the body before this handler. Mount the handler before that code, or pass the body to parseAccessEvent.';
  return unsent('invalid_argument', operation, what, false);
}

/**
 * Reads a request's body; `undefined` if it is longer than `maxBytes`: then the rest is not read. Rejects with `timeout`
 * if it takes longer than `timeoutMs`.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  timeoutMs: number,
): Promise<Uint8Array | string | undefined> {
  const { body, bodyUsed } = request;
  const tooLong = Number(request.headers.get('content-length')) > maxBytes;
  if (!tooLong && (bodyUsed || (body && body.locked))) throw alreadyRead('createWebhookHandler');
  return readRequestBody(request, maxBytes, timeoutMs, () =>
    unsent('timeout', 'createWebhookHandler', `the body did not arrive within ${timeoutMs} ms.`, false),
  );
}
