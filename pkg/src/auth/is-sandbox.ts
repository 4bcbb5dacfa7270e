/** Marks a sandbox's `fetch`, whose requests never leave this process. */
const sandboxMark = Symbol.for('unloc.sandbox');

/** Whether a `fetch` is that of a sandbox. */
export function isSandbox(fetch: unknown): boolean {
  return typeof fetch === 'function' && (fetch as { [sandboxMark]?: unknown })[sandboxMark] === true;
}
