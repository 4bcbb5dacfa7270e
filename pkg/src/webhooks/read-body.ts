import { waitAtMost } from '../core/wait-at-most';
import { unsent } from '../core/unloc-error';
import type { UnlocError } from '../core/unloc-error';

/** The error of a body that somebody else has read, so that nobody can read it again. */
export function alreadyRead(operation: string): UnlocError {
  const what =
    'other code has read the body of this request before, so it is gone. Put the handler before that code, or give what it read to parseAccessEvent.';
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
  if (Number(request.headers.get('content-length')) > maxBytes) return undefined;
  const { body, bodyUsed } = request;
  if (bodyUsed || (body && body.locked)) throw alreadyRead('createWebhookHandler');
  const reader = body && typeof body.getReader === 'function' ? body.getReader() : undefined;
  // Not awaited: the sender may never end.
  const cancel = (): void => void (reader && reader.cancel().catch(() => undefined));
  const read = async (): Promise<Uint8Array | string | undefined> => {
    if (!reader) {
      // Without a stream, the platform has the whole body already.
      const text = await request.text();
      return text.length > maxBytes ? undefined : text;
    }
    const bytes = await readAll(reader, maxBytes);
    if (!bytes) cancel();
    return bytes;
  };
  return waitAtMost(read, timeoutMs, () => {
    cancel();
    return unsent('timeout', 'createWebhookHandler', `the body did not arrive within ${timeoutMs} ms.`, false);
  });
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) return undefined;
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
