/** The reason of an aborted signal; an `AbortError` where signals have no reason. */
export function abortReason(signal: AbortSignal): unknown {
  const { reason } = signal as { reason?: unknown };
  if (reason !== undefined) return reason;
  const error = new Error('This operation was aborted');
  error.name = 'AbortError';
  return error;
}

/** Throws if the signal is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal !== undefined && signal.aborted) throw abortReason(signal);
}

/** Calls `callback` when the signal is aborted. Returns how to stop listening. */
export function onAbort(signal: AbortSignal | undefined, callback: (reason: unknown) => void): () => void {
  if (signal === undefined || typeof signal.addEventListener !== 'function') return () => {};
  const listener = (): void => callback(abortReason(signal));
  signal.addEventListener('abort', listener);
  return () => signal.removeEventListener('abort', listener);
}
