/** What is asked of a caller's signal. */
interface Signal {
  readonly aborted: boolean;
  addEventListener(kind: 'abort', listener: () => void): void;
  removeEventListener(kind: 'abort', listener: () => void): void;
}

const shared = new WeakMap<object, SharedSignal>();

/**
 * A caller's signal with one listener of ours, whoever of ours listens: people give one signal to
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
      // Whoever left because of one before is not called any more.
      if (!this.listeners.has(listener)) continue;
      try {
        listener();
      } catch {
        // The others are told all the same.
      }
    }
  };
}

/** What to listen to instead of a caller's signal. A stub without events, or what is no signal at all, stays what it is. */
export function sharedSignal<T>(signal: T): T {
  try {
    const own = signal as unknown as Signal;
    if (typeof own !== 'object' || own === null || own instanceof SharedSignal || typeof own.addEventListener !== 'function') return signal;
    let found = shared.get(own);
    if (!found) shared.set(own, (found = new SharedSignal(own)));
    return found as unknown as T;
  } catch {
    // A getter that throws is for the check that names it.
    return signal;
  }
}

/** The caller's own signal again, for those who hand it to others. */
export function ownSignal(signal: unknown): unknown {
  try {
    return signal instanceof SharedSignal ? signal.own : signal;
  } catch {
    // A proxy that was revoked is none of ours.
    return signal;
  }
}

/** A call's options with the signal to listen to in place of the caller's. The caller's object stays as it is. */
export function withSharedSignal<T>(options: T): T {
  if (typeof options !== 'object' || options === null) return options;
  try {
    const { signal } = options as unknown as { signal?: unknown };
    const heard = sharedSignal(signal);
    if (heard === signal) return options;
    // A copy is far cheaper than an heir, but leaves behind what an object of a class has inherited.
    if (Object.getPrototypeOf(options) !== Object.prototype) return Object.create(options as unknown as object, { signal: { value: heard } }) as T;
    const copy: T & { signal?: unknown } = Object.assign({}, options);
    copy.signal = heard;
    return copy;
  } catch {
    return options;
  }
}
