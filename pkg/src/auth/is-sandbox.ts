/** The mark on a sandbox's `fetch`: what is asked with it never leaves this process. */
const sandboxMark = Symbol.for('unloc.sandbox');

/** Whether a `fetch` is a sandbox's. */
export function isSandbox(fetch: unknown): boolean {
  return typeof fetch === 'function' && (fetch as { [sandboxMark]?: unknown })[sandboxMark] === true;
}
