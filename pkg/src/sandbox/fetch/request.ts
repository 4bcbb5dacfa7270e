/** A request as plain values. */
export interface PlainRequest {
  /** The whole URL, normalized by the platform. */
  url: URL;
  /** `GET`, `POST`, … */
  method: string;
  /** Names and values. */
  headers: Array<[string, string]>;
  /** The body's bytes; empty when there is none. */
  body: Uint8Array;
  /** The caller's signal. */
  signal: AbortSignal | undefined;
}

type Input = string | URL | Request;

/** By its members: `instanceof` fails for objects of another realm, as in Jest. */
const isRequest = (input: Input): input is Request =>
  typeof input === 'object' && input !== null && typeof (input as Request).url === 'string';

function readHeaders(headers: HeadersInit | undefined | null): Array<[string, string]> {
  if (headers === undefined || headers === null) return [];
  const pairs: Array<[string, string]> = [];
  if (typeof (headers as Headers).forEach === 'function' && !Array.isArray(headers)) {
    (headers as Headers).forEach((value, name) => {
      pairs.push([name, value]);
    });
  } else if (Array.isArray(headers)) {
    for (const [name, value] of headers) pairs.push([String(name), String(value)]);
  } else {
    const plain = headers as Record<string, string>;
    for (const name of Object.keys(plain)) pairs.push([name, String(plain[name])]);
  }
  return pairs;
}

const tag = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

async function readBody(body: unknown, headers: Array<[string, string]>): Promise<Uint8Array> {
  const typed = (type: string): void => {
    if (type !== '' && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
      headers.push(['content-type', type]);
  };
  if (body === undefined || body === null) return new Uint8Array(0);
  if (typeof body === 'string') {
    typed('text/plain;charset=UTF-8');
    return new TextEncoder().encode(body);
  }
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (tag(body) === 'ArrayBuffer') return new Uint8Array(body as ArrayBuffer);
  if (tag(body) === 'URLSearchParams') {
    typed('application/x-www-form-urlencoded;charset=UTF-8');
    return new TextEncoder().encode(String(body));
  }
  if (typeof Response === 'function') {
    // Blobs, forms and streams are read by the platform.
    const response = new Response(body as BodyInit);
    typed(response.headers.get('content-type') || '');
    return new Uint8Array(await response.arrayBuffer());
  }
  throw new TypeError(`The sandbox cannot read a body of the kind ${tag(body)} here; send text or bytes.`);
}

/** Reads the arguments of `fetch`: members of `init` take precedence over those of a `Request`. */
export async function readRequest(input: Input, init: RequestInit | undefined): Promise<PlainRequest> {
  const request = isRequest(input) ? input : undefined;
  const options: RequestInit = init || {};
  const url = new URL(request === undefined ? String(input) : request.url);
  const method = options.method || (request && request.method) || 'GET';
  const headers = readHeaders(options.headers || (request && request.headers));
  const signal = options.signal || (request && request.signal) || undefined;
  let body: Uint8Array;
  if (options.body !== undefined && options.body !== null) body = await readBody(options.body, headers);
  else if (request !== undefined && typeof request.arrayBuffer === 'function')
    body = new Uint8Array(await request.arrayBuffer());
  else body = new Uint8Array(0);
  return { url, method: String(method), headers, body, signal };
}
