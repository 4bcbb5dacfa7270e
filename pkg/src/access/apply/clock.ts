import type { PlatformSignal } from '../../core/options';
import { onAbort } from '../../core/abort-signal';

/** The clocks, timers and chance that an apply uses. */
export interface Clock {
  /** The wall clock, in milliseconds since 1970. */
  wall(): number;
  /** A clock that never goes back, in milliseconds. Only differences mean anything. */
  monotonic(): number;
  /** Waits; a signal ends the wait early. */
  sleep(ms: number, signal?: PlatformSignal): Promise<void>;
  /** A random number, 0 to 1. */
  random(): number;
}

/** The platform's. */
export const platformClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => (typeof performance === 'object' ? performance.now() : Date.now()),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      let stop = (): void => undefined;
      const timer = setTimeout(() => {
        stop();
        resolve();
      }, ms);
      stop = onAbort(signal, () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  random: () => Math.random(),
};
