import { waitAtMost } from './wait-at-most';

/**
 * Reads the body of a request that somebody else sent; `undefined` if it is longer than `maxBytes`: then the rest is not
 * read. Rejects with what `late` returns if it takes longer than `timeoutMs`.
 */
export async function readRequestBody(
  request: Request,
  maxBytes: number,
  timeoutMs: number,
  late: () => unknown,
): Promise<Uint8Array | string | undefined> {
  if (Number(request.headers.get('content-length')) > maxBytes) return undefined;
  const { body } = request;
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
    return late();
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
