import { internal } from '../main-entry';
import { bodyTimeoutMs, maxBytes, readBefore, tooLong, tooSlow, type HandlerRequest } from './http';

/** Adapts the platform's `Request`. */
export function readRequest(request: Request): HandlerRequest {
  return { method: request.method, url: request.url, text: () => bodyOf(request) };
}

async function bodyOf(request: Request): Promise<string> {
  if (request.bodyUsed) throw readBefore();
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLong();
  const { body } = request;
  if (!body || typeof body.getReader !== 'function') {
    // Without a stream, the platform has the whole body already.
    const text = await internal.waitAtMost(() => request.text(), bodyTimeoutMs, tooSlow);
    if (text.length > maxBytes) throw tooLong();
    return text;
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  const readAll = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      length += value.length;
      if (length > maxBytes) throw tooLong();
      text += decoder.decode(value, { stream: true });
    }
  };
  try {
    await internal.waitAtMost(readAll, bodyTimeoutMs, tooSlow);
  } catch (error) {
    // Not awaited: the sender may never end.
    reader.cancel().catch(() => undefined);
    throw error;
  }
  return text + decoder.decode();
}
