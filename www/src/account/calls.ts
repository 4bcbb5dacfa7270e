import { signal } from '@preact/signals';
import { type Cause, causeGoesOn, causeNow } from './cause';

/** A request that the page sent, and its response. */
export interface Call {
  /** Counts from 1. */
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  /** What it was sent for. */
  cause: Cause;
  method: string;
  url: string;
  /** JSON text. */
  body?: string | undefined;
  /** Counts from 1: the same was sent before, and failed. */
  attempt: number;
  /** How long the client has waited since the attempt before, milliseconds. */
  waited?: number;
  status?: number;
  milliseconds?: number;
  requestId?: string | undefined;
  /** Text, its beginning only if it is long. */
  answer?: string;
  /** Whether `answer` is the beginning only. */
  cut?: boolean;
  /** What the request failed with, if no response came. */
  failed?: string;
}

/** How many calls are kept, and how many bytes of an answer. */
const [kept, keptBytes] = [500, 20_000];

/** The latest calls, oldest first. Tokens are not among what is kept: headers are left out. */
export const calls = signal<readonly Call[]>([]);

let sent = 0;

type Fetch = typeof globalThis.fetch;

/** Whether the client sends it again. */
const isFailure = ({ status = 200, failed }: Call): boolean =>
  failed !== undefined || status >= 500 || status === 429 || status === 408 || status === 401;

/** The attempt before this one: the latest call of the same, if it failed just now. */
function before(method: string, url: string, body: string | undefined): Call | undefined {
  const same = (call: Call): boolean => call.method === method && call.url === url && call.body === body;
  const last = calls.peek().findLast(same);
  return last !== undefined && isFailure(last) && Date.now() - last.at < 60_000 ? last : undefined;
}

/** The beginning of a response, as text. Only as much as is kept is decoded: pages of keys are long. */
async function beginning(response: Response): Promise<Pick<Call, 'answer' | 'cut'>> {
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { answer: new TextDecoder().decode(bytes.subarray(0, keptBytes)), cut: bytes.length > keptBytes };
  } catch {
    return {};
  }
}

/** A `fetch` that records what goes through it, for the developer panel. */
export function recorded(fetch: Fetch): Fetch {
  const recording: Fetch = async (input, init) => {
    sent += 1;
    const begun = performance.now();
    const [number, at, url, method, cause] = [sent, Date.now(), String(input), init?.method ?? 'GET', causeNow()];
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const last = before(method, url, body);
    const call: Call = { number, at, cause, method, url, body, attempt: (last?.attempt ?? 0) + 1 };
    if (last !== undefined) call.waited = Math.max(0, at - last.at - (last.milliseconds ?? 0));
    calls.value = [...calls.peek().slice(1 - kept), call];
    const say = (more: Partial<Call>): void => {
      calls.value = calls.peek().map((one) => (one.number === number ? { ...one, ...more } : one));
    };
    try {
      const response = await fetch(input, init);
      const milliseconds = performance.now() - begun;
      causeGoesOn(cause);
      const copy = response.clone();
      say({ status: response.status, requestId: response.headers.get('x-request-id') ?? undefined, milliseconds });
      void beginning(copy).then(say);
      return response;
    } catch (error) {
      say({ failed: String(error), milliseconds: performance.now() - begun });
      throw error;
    }
  };
  // The mark of an embedded Unloc's fetch: with it, a page may have the secret.
  const mark = Symbol.for('unloc.sandbox');
  if (mark in fetch) Object.defineProperty(recording, mark, { value: true });
  return recording;
}
