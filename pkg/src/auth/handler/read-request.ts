import { internal } from '../main-entry';
import { bodyTimeoutMs, maxBytes, readBefore, tooLong, tooSlow, type HandlerRequest } from './http';

/** Adapts the platform's `Request`. */
export function readRequest(request: Request): HandlerRequest {
  return { method: request.method, url: request.url, text: () => bodyOf(request) };
}

async function bodyOf(request: Request): Promise<string> {
  if (request.bodyUsed) throw readBefore();
  const body = await internal.readRequestBody(request, maxBytes, bodyTimeoutMs, tooSlow);
  if (body === undefined) throw tooLong();
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
