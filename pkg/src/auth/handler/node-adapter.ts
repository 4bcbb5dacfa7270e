import type { HandlerRequest, HandlerResponse } from './http';

/** The members of a request of Node's `http` or of Express that are used. */
export interface NodeRequest {
  readonly method?: string;
  readonly url?: string;
  /** The body, if middleware has read it (Express's `json()` and `urlencoded()`). */
  readonly body?: unknown;
  on(event: 'data' | 'end' | 'error', listener: (value: unknown) => void): unknown;
}

/** The members of a response of Node's `http` or of Express that are used. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Longer bodies are cut off. */
const maxLength = 10_000;

/** Whether a second argument is a response of Node's, and not the context or event that other servers pass. */
export function isNodeResponse(value: unknown): value is NodeResponse {
  const { setHeader, end } = (value || {}) as Partial<NodeResponse>;
  return typeof setHeader === 'function' && typeof end === 'function';
}

/** Adapts a request of Node's. */
export function readNode(request: NodeRequest): HandlerRequest {
  const { method = 'GET', url = '/', body } = request;
  return {
    method,
    url,
    text: () =>
      body === undefined ? streamed(request) : Promise.resolve(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

function streamed(request: NodeRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.on('data', (chunk: unknown) => {
      if (text.length < maxLength) text += String(chunk);
    });
    request.on('end', () => resolve(text));
    request.on('error', () => reject(new Error('the request broke off')));
  });
}

/** Sends a response through Node's `http`. */
export function respondNode(response: NodeResponse, { status, headers, body }: HandlerResponse): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
