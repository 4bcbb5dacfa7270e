/** A request's body, or nothing if it is longer than `most` bytes: then the rest is not read. */
export async function bodyOf(request: Request, most: number): Promise<Uint8Array | string | undefined> {
  if (Number(request.headers.get('content-length')) > most) return undefined;
  const { body } = request;
  if (!body || typeof body.getReader !== 'function') {
    // No stream: the platform has it whole already.
    const text = await request.text();
    return text.length > most ? undefined : text;
  }
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      // Nobody waits for that: a sender may never end.
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
