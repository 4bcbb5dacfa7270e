interface Globals {
  Request?: new (url: string, init: object) => unknown;
}

/** Whether the platform's `Request` knows the option `cache`. Workers with a compatibility date before 2024-11-11 refuse it. */
export function knowsCache(): boolean {
  const { Request } = globalThis as Globals;
  return typeof Request !== 'function' || 'cache' in Request.prototype;
}

/** The class of the last signal that was looked at, and whether the platform's `fetch` takes it. */
let known: { of: unknown; by: unknown; takes: boolean } | undefined;

/** Whether the platform's `fetch` takes a signal: jsdom puts its own `AbortController` beside the `fetch` of Node. */
export function takesSignal(signal: unknown): boolean {
  if (!signal) return false;
  const { Request } = globalThis as Globals;
  const of = (signal as object).constructor;
  if (!known || known.of !== of || known.by !== Request)
    known = { of, by: Request, takes: refusal('http://localhost/', { signal }) === undefined };
  return known.takes;
}

/** What the platform says against the options of a request, for which its `fetch` sends nothing; `undefined` if nothing. */
export function refusal(url: string, init: object): string | undefined {
  const { Request } = globalThis as Globals;
  try {
    if (typeof Request === 'function') new Request(url, init);
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'TypeError') return thrown.message;
  }
  return undefined;
}
