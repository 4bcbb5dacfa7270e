import { attempt } from './attempt';

/** The members of a caller's signal that are used. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(kind: 'abort', listener: () => void): void;
  removeEventListener(kind: 'abort', listener: () => void): void;
}

const shared = new WeakMap<object, SharedSignal>();

/**
 * Wraps a caller's signal, on which it has one listener for all calls: applications pass one signal to
 * hundreds of calls, and platforms warn of a leak from the eleventh listener on.
 */
class SharedSignal implements Signal {
  private readonly listeners = new Set<() => void>();

  constructor(readonly own: Signal) {}

  get aborted(): boolean {
    return this.own.aborted;
  }

  addEventListener(_: 'abort', listener: () => void): void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.own.addEventListener('abort', this.fire);
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    if (this.listeners.delete(listener) && this.listeners.size === 0) this.own.removeEventListener('abort', this.fire);
  }

  private readonly fire = (): void => {
    for (const listener of Array.from(this.listeners)) {
      // An earlier listener may have removed this one.
      if (!this.listeners.has(listener)) continue;
      attempt(listener);
    }
  };
}

/** The shared signal for a caller's signal. A stub without events and a value that is no signal are returned unchanged. */
export function sharedSignal<T>(signal: T): T {
  try {
    const own = signal as unknown as Signal;
    if (
      typeof own !== 'object'
      || own === null
      || own instanceof SharedSignal
      || typeof own.addEventListener !== 'function'
    )
      return signal;
    const found = shared.get(own) || new SharedSignal(own);
    shared.set(own, found);
    return found as unknown as T;
  } catch {
    // A getter that throws is reported by the check of the options.
    return signal;
  }
}

/** The caller's own signal, to be passed to the caller's functions. */
export function ownSignal(signal: unknown): unknown {
  try {
    return signal instanceof SharedSignal ? signal.own : signal;
  } catch {
    // A revoked proxy is not a shared signal.
    return signal;
  }
}

/** Calls `listener` when a caller's signal fires, at once if it has. A faulty signal is ignored. Returns how to stop listening. */
export function onAbort(given: unknown, listener: () => void): () => void {
  const signal = given as Partial<Signal> | undefined;
  if (!signal) return () => undefined;
  attempt(() => {
    if (signal.aborted) listener();
    else if (typeof signal.addEventListener === 'function') signal.addEventListener('abort', listener);
  });
  return () =>
    attempt(() => {
      if (typeof signal.removeEventListener === 'function') signal.removeEventListener('abort', listener);
    });
}
