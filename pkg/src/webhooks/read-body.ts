/** Reads a request's body; `undefined` if it is longer than `maxBytes`: then the rest is not read. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | string | undefined> {
  if (Number(request.headers.get('content-length')) > maxBytes) return undefined;
  const { body } = request;
  if (!body || typeof body.getReader !== 'function') {
    // Without a stream, the platform has the whole body already.
    const text = await request.text();
    return text.length > maxBytes ? undefined : text;
  }
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      // Not awaited: the sender may never end.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
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
