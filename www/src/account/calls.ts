import { signal } from '@preact/signals';

/** A request that the page sent, and its response. */
export interface Call {
  /** Counts from 1. */
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  url: string;
  /** JSON text. */
  body?: string | undefined;
  status?: number;
  milliseconds?: number;
  requestId?: string | undefined;
  /** JSON text. */
  answer?: string;
  /** What the request failed with, if no response came. */
  failed?: string;
}

/** How many calls are kept. */
const kept = 500;

/** The latest calls, oldest first. Tokens are not among what is kept: headers are left out. */
export const calls = signal<readonly Call[]>([]);

let sent = 0;

type Fetch = typeof globalThis.fetch;

/** A `fetch` that records what goes through it, for the developer panel. */
export function recorded(fetch: Fetch): Fetch {
  const recording: Fetch = async (input, init) => {
    sent += 1;
    const begun = performance.now();
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const call: Call = { number: sent, at: Date.now(), method: init?.method ?? 'GET', url: String(input), body };
    calls.value = [...calls.value.slice(1 - kept), call];
    const say = (more: Partial<Call>): void => {
      const milliseconds = performance.now() - begun;
      calls.value = calls.value.map((one) => (one.number === call.number ? { ...one, ...more, milliseconds } : one));
    };
    try {
      const response = await fetch(input, init);
      const answer = await response.clone().text();
      say({ status: response.status, requestId: response.headers.get('x-request-id') ?? undefined, answer });
      return response;
    } catch (error) {
      say({ failed: String(error) });
      throw error;
    }
  };
  // The mark of an embedded Unloc's fetch: with it, a page may have the secret.
  const mark = Symbol.for('unloc.sandbox');
  if (mark in fetch) Object.defineProperty(recording, mark, { value: true });
  return recording;
}
