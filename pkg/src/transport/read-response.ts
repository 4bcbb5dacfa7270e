import { attempt } from '../core/attempt';
import { read } from '../core/read';

/** Status and headers of a response. */
export interface Head {
  status: number;
  /** By name, in lower case. */
  headers: { [name: string]: string | undefined };
}

/** A `Response`, or an object of a test that behaves as one. */
interface ResponseLike {
  readonly status: number;
  readonly headers?: unknown;
  text?: unknown;
  json?: unknown;
  arrayBuffer?: unknown;
  body?: unknown;
}

/** Status and headers of what `fetch` gave; `undefined` if it is no response. */
export function readHead(given: unknown): Head | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const status = read(given, 'status');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 0 || status > 999) return undefined;
  return { status, headers: readHeaders(read(given, 'headers')) };
}

/** Headers of a platform's `Headers`, a map or a plain object, or what an object with nothing but `get` gives. */
function readHeaders(given: unknown): Head['headers'] {
  const headers: Head['headers'] = {};
  if (typeof given !== 'object' || given === null) return headers;
  const add = (value: unknown, name: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') headers[String(name).toLowerCase()] = String(value);
  };
  attempt(() => {
    const { forEach, get } = given as { forEach?: unknown; get?: unknown };
    if (Array.isArray(given)) given.forEach(([name, value]) => add(value, name));
    else if (typeof forEach === 'function') (given as Map<unknown, unknown>).forEach(add);
    else Object.entries(given).forEach(([name, value]) => add(value, name));
    // Stubs often have no more than this.
    if (typeof forEach !== 'function' && typeof get === 'function') {
      for (const name of ['x-request-id', 'request-id', 'retry-after', 'retry-after-ms', 'date'])
        attempt(() => add(get.call(given, name), name));
    }
  });
  return headers;
}

/** A response's body: its text, the value of a stub without texts, or nothing. `unreadable`: it is there and no JSON. */
export interface Body {
  text?: string;
  value?: unknown;
  unreadable?: boolean;
  /** Its bytes, if they were asked for. */
  bytes?: Uint8Array;
}

/** The body of an error is read up to here, in bytes: more says no more, and may be made to exhaust the memory. */
const longestError = 65_536;

/** Begins to read a body; of an error its beginning. Rejects if the connection breaks. */
export function readBody(given: unknown, isError: boolean): Body | PromiseLike<Body> {
  const response = given as ResponseLike;
  const reader = isError ? readerOf(response) : undefined;
  if (reader) return readStart(reader);
  if (typeof response.text === 'function') {
    return Promise.resolve(response.text() as unknown).then((text) =>
      typeof text === 'string' ? { text: isError ? text.slice(0, longestError) : text } : { unreadable: true },
    );
  }
  if (typeof response.json === 'function') {
    const { json } = response;
    return new Promise<unknown>((resolve) => resolve(json.call(response))).then(
      (value) => ({ value }),
      (thrown) => {
        if (read(thrown, 'name') === 'SyntaxError') return { unreadable: true };
        throw thrown;
      },
    );
  }
  return {};
}

/** Reads the bytes of a body; of a stub that has none, those of its text. */
export async function readBytes(given: unknown): Promise<Body> {
  const response = given as ResponseLike;
  if (typeof response.arrayBuffer === 'function')
    return { bytes: new Uint8Array((await response.arrayBuffer()) as ArrayBuffer) };
  const { text, value } = await readBody(given, false);
  return { bytes: new TextEncoder().encode(text === undefined ? JSON.stringify(value) : text) };
}

interface Reader {
  read(): PromiseLike<{ done: boolean; value?: Uint8Array }>;
  cancel(): PromiseLike<unknown>;
}

/** The reader of a body's stream; `undefined` where there is none, or no decoder for its bytes. */
function readerOf(response: ResponseLike): Reader | undefined {
  try {
    const body = response.body as { getReader?: () => Reader } | null | undefined;
    if (typeof TextDecoder === 'function' && body && typeof body.getReader === 'function') return body.getReader();
  } catch {
    // A stream that is read already: the platform's own error follows.
  }
  return undefined;
}

/** Reads no more than {@link longestError}, and leaves the rest to the platform. */
async function readStart(reader: Reader): Promise<Body> {
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; length < longestError; ) {
    const { done, value } = await reader.read();
    if (done || !value) return { text: text + decoder.decode() };
    const part = value.subarray(0, longestError - length);
    length += part.length;
    text += decoder.decode(part, { stream: true });
  }
  // Not awaited: the sender may never end.
  reader.cancel().then(undefined, () => undefined);
  return { text };
}

/** The value of a body, whose text may be blank; `undefined` if it is no JSON. */
export function parseBody({ text, value, unreadable }: Body): { value: unknown } | undefined {
  if (unreadable) return undefined;
  if (text === undefined) return { value };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return text.trim() === '' ? { value: undefined } : undefined;
  }
}

/** What the platform says about a request without a response: its codes, one for each address that was tried. Never its message, which may contain the URL. */
export function failureCodes(thrown: unknown): unknown[] {
  const cause = read(thrown, 'cause');
  const origin = typeof cause === 'object' && cause !== null ? cause : thrown;
  const tried = read(origin, 'errors');
  let each: unknown[] = [origin];
  // A revoked proxy throws at every question.
  attempt(() => {
    if (Array.isArray(tried)) each = Array.from(tried);
  });
  const codes = each.map((one) => read(one, 'code'));
  // One of several without a code keeps its place: it proves nothing.
  return codes.map((code) => (typeof code === 'string' ? code : '')).filter((code) => code !== '' || each.length > 1);
}
