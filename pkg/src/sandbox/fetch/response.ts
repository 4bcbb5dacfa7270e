import { faultyBytes, faultyStream } from './body-stream';
import { ordinary } from './chunks';
import type { WasmAnswer } from '../../wasm/sandbox-exports';

/** Statuses without a body: the constructor of `Response` throws if it gets one. */
const withoutBody = [204, 205, 304];

/** The members of `Headers` that clients use. */
class LocalHeaders {
  private readonly values: Map<string, string>;

  constructor(pairs: Array<[string, string]>) {
    this.values = new Map(pairs);
  }

  get(name: string): string | null {
    const value = this.values.get(String(name).toLowerCase());
    return value === undefined ? null : value;
  }

  has(name: string): boolean {
    return this.values.has(String(name).toLowerCase());
  }

  forEach(callback: (value: string, name: string, headers: LocalHeaders) => void): void {
    this.values.forEach((value, name) => callback(value, name, this));
  }

  entries(): IterableIterator<[string, string]> {
    return this.values.entries();
  }

  keys(): IterableIterator<string> {
    return this.values.keys();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.values.entries();
  }
}

/** Replaces `Response` on platforms without it, such as jsdom. */
class LocalResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly statusText = '';
  readonly type = 'basic';
  readonly redirected = false;
  readonly url: string;
  readonly headers: LocalHeaders;
  bodyUsed = false;
  private readonly answer: WasmAnswer;
  private readonly signal: AbortSignal | undefined;

  constructor(answer: WasmAnswer, url: string, signal: AbortSignal | undefined) {
    this.answer = answer;
    this.signal = signal;
    this.status = answer.status;
    this.ok = answer.status >= 200 && answer.status <= 299;
    this.url = url;
    this.headers = new LocalHeaders(answer.headers);
  }

  private take(): Promise<Uint8Array> {
    if (this.bodyUsed) return Promise.reject(new TypeError('The body of this answer was read before.'));
    this.bodyUsed = true;
    const { body, delivery } = this.answer;
    return delivery === undefined ? Promise.resolve(body) : faultyBytes(body, delivery, this.signal);
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.take().then((bytes) => {
      const copy = new ArrayBuffer(bytes.length);
      new Uint8Array(copy).set(bytes);
      return copy;
    });
  }

  text(): Promise<string> {
    return this.take().then((bytes) => new TextDecoder().decode(bytes));
  }

  json(): Promise<unknown> {
    return this.text().then((text) => JSON.parse(text) as unknown);
  }

  clone(): LocalResponse {
    if (this.bodyUsed) throw new TypeError('The body of this answer was read before.');
    return new LocalResponse(this.answer, this.url, this.signal);
  }
}

/** A `Response` of the platform; `undefined` if it cannot have this body. */
function platformResponse(answer: WasmAnswer, signal: AbortSignal | undefined): Response | undefined {
  if (typeof Response !== 'function') return undefined;
  const { status, headers } = answer;
  if (withoutBody.includes(status)) return new Response(null, { status, headers });
  const { truncated, slowBodyMs } = answer.delivery || ordinary;
  if (!truncated && slowBodyMs === 0) return new Response(answer.body as Uint8Array<ArrayBuffer>, { status, headers });
  if (typeof ReadableStream !== 'function') return undefined;
  const response = new Response(faultyStream(answer.body, answer.delivery || ordinary, signal), { status, headers });
  // A `Response` without support for streams would convert the stream to text.
  return response.body ? response : undefined;
}

/** A `Response` of the platform, or an object that replaces it. `signal` aborts a body that has not arrived. */
export function toResponse(answer: WasmAnswer, url: string, signal: AbortSignal | undefined): Response {
  const response = platformResponse(answer, signal);
  if (response === undefined) return new LocalResponse(answer, url, signal) as unknown as Response;
  try {
    // It is empty in a response that was constructed.
    Object.defineProperty(response, 'url', { value: url });
  } catch {
    // The runtime seals its responses: the URL stays empty.
  }
  return response;
}
