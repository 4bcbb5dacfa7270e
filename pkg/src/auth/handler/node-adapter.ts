import type { PlatformResponse } from '../../platform/fetch-types';
import { internal } from '../main-entry';
import {
  bodyTimeoutMs,
  maxBytes,
  readBefore,
  Refused,
  tooLong,
  tooSlow,
  type HandlerRequest,
  type HandlerResponse,
} from './http';

/** The members of a request of Node's `http` or of Express that are used. */
export interface NodeRequest {
  readonly method?: string;
  readonly url?: string;
  /** The body, if middleware has read it (Express's `json()` and `urlencoded()`). */
  readonly body?: unknown;
  /** Whether somebody has read the whole stream. */
  readonly readableEnded?: boolean;
  on(event: 'data' | 'end' | 'error', listener: (value: unknown) => void): unknown;
  pause?(): unknown;
}

/** The members of a response of Node's `http` or of Express that are used. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string | string[]): unknown;
  end(body: string): unknown;
}

/** Whether a second argument is a response of Node's, and not the context or event that other servers pass. */
export function isNodeResponse(value: unknown): value is NodeResponse {
  const { setHeader, end } = (value || {}) as Partial<NodeResponse>;
  return typeof setHeader === 'function' && typeof end === 'function';
}

/** Adapts a request of Node's. */
export function readNode(request: NodeRequest): HandlerRequest {
  const { method = 'GET', url = '/' } = request;
  return { method, url, text: () => bodyOf(request) };
}

async function bodyOf(request: NodeRequest): Promise<string> {
  const { body } = request;
  if (body === undefined) return internal.waitAtMost(() => streamed(request), bodyTimeoutMs, tooSlow);
  const text =
    typeof body === 'string'
      ? body
      : body instanceof Uint8Array
        ? new TextDecoder().decode(body)
        : JSON.stringify(body);
  if (text.length > maxBytes) throw tooLong();
  return text;
}

function streamed(request: NodeRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    if (request.readableEnded === true) throw readBefore();
    const decoder = new TextDecoder();
    let text = '';
    let length = 0;
    request.on('data', (chunk) => {
      if (length > maxBytes) return;
      length += (chunk as Uint8Array | string).length;
      if (length > maxBytes) {
        if (request.pause) request.pause();
        reject(tooLong());
      } else text += typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
    });
    request.on('end', () => resolve(text + decoder.decode()));
    request.on('error', () => reject(new Refused(400, 'invalid_request', 'The connection broke off during the body.')));
  });
}

/** The response of a function of the caller's, for Node. */
export async function nodeResponseOf(response: PlatformResponse): Promise<HandlerResponse> {
  const headers: HandlerResponse['headers'] = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const cookies = typeof response.headers.getSetCookie === 'function' ? response.headers.getSetCookie() : [];
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  return { status: response.status, headers, body: await response.text() };
}

/** Sends a response through Node's `http`. */
export function respondNode(response: NodeResponse, { status, headers, body }: HandlerResponse): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // The rest of a body that was refused is not waited for.
  if (status === 408 || status === 413) response.setHeader('connection', 'close');
  response.end(body);
}
