import type { HandlerRequest, HandlerResponse } from './http';

/** What is read of a request of Node's `http` or of Express. */
export interface NodeRequest {
  readonly method?: string;
  readonly url?: string;
  /** The body, where something before has read it (Express's `json()` and `urlencoded()`). */
  readonly body?: unknown;
  on(event: 'data' | 'end' | 'error', listener: (value: unknown) => void): unknown;
}

/** What is used of a response of Node's `http` or of Express. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

const longest = 10_000;

/** Tells a response of Node from a context or an event that other servers hand in second place. */
export function isNodeResponse(value: unknown): value is NodeResponse {
  const { setHeader, end } = (value || {}) as Partial<NodeResponse>;
  return typeof setHeader === 'function' && typeof end === 'function';
}

/** A request of Node's as the handler reads one. */
export function readNode(request: NodeRequest): HandlerRequest {
  const { method = 'GET', url = '/', body } = request;
  return { method, url, text: () => (body === undefined ? streamed(request) : Promise.resolve(typeof body === 'string' ? body : JSON.stringify(body))) };
}

function streamed(request: NodeRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.on('data', (chunk: unknown) => {
      if (text.length < longest) text += String(chunk);
    });
    request.on('end', () => resolve(text));
    request.on('error', () => reject(new Error('the request broke off')));
  });
}

/** Sends an answer by Node's means. */
export function answerNode(response: NodeResponse, { status, headers, body }: HandlerResponse): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
