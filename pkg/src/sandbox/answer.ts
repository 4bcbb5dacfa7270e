import type { WasmAnswer } from './exports';

/** Statuses whose answers have no body; a real `Response` throws if it is handed one. */
const withoutBody = [204, 205, 304];

/** The part of `Headers` that clients read. */
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

/** What stands in for a `Response` where the platform has none, as in jsdom. */
class LocalResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly statusText = '';
  readonly type = 'basic';
  readonly redirected = false;
  readonly url: string;
  readonly headers: LocalHeaders;
  bodyUsed = false;
  private readonly bytes: Uint8Array;
  private readonly answer: WasmAnswer;

  constructor(answer: WasmAnswer, url: string) {
    this.answer = answer;
    this.status = answer.status;
    this.ok = answer.status >= 200 && answer.status <= 299;
    this.url = url;
    this.headers = new LocalHeaders(answer.headers);
    this.bytes = answer.body;
  }

  private take(): Promise<Uint8Array> {
    if (this.bodyUsed) return Promise.reject(new TypeError('The body of this answer was read before.'));
    this.bodyUsed = true;
    return Promise.resolve(this.bytes);
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
    return new LocalResponse(this.answer, this.url);
  }
}

/** A real `Response` where there is one, else a look-alike. */
export function toResponse(answer: WasmAnswer, url: string): Response {
  if (typeof Response !== 'function') return new LocalResponse(answer, url) as unknown as Response;
  const body = withoutBody.includes(answer.status) ? null : (answer.body as Uint8Array<ArrayBuffer>);
  const response = new Response(body, { status: answer.status, headers: answer.headers });
  try {
    // The platform leaves it empty in a response that was made by hand.
    Object.defineProperty(response, 'url', { value: url });
  } catch {
    // A runtime that seals its responses: then it stays empty.
  }
  return response;
}
