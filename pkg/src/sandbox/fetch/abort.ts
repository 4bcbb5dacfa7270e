/** Why a call was aborted: the signal's own reason, or an `AbortError` where signals have none. */
export function abortReason(signal: AbortSignal): unknown {
  const { reason } = signal as { reason?: unknown };
  if (reason !== undefined) return reason;
  const error = new Error('This operation was aborted');
  error.name = 'AbortError';
  return error;
}

/** Throws if the caller has lost interest. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal !== undefined && signal.aborted) throw abortReason(signal);
}

/** Calls back once when the signal tells to stop, and gives a function that prevents it. */
export function onAbort(signal: AbortSignal | undefined, callback: (reason: unknown) => void): () => void {
  if (signal === undefined || typeof signal.addEventListener !== 'function') return () => {};
  const listener = (): void => callback(abortReason(signal));
  signal.addEventListener('abort', listener);
  return () => signal.removeEventListener('abort', listener);
}
