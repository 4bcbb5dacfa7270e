let ahead = 0;

/** Milliseconds of a clock that does not go back, where the platform has one. Only differences between two of them mean anything. */
export function now(): number {
  const monotonic = typeof performance === 'object' && typeof performance.now === 'function';
  return ahead + (monotonic ? performance.now() : Date.now());
}

/** Reports that a timer of `ms` milliseconds, begun at `begun`, has fired. It is believed: under fake timers the clock may stand still. */
export function timerFired(begun: number, ms: number): void {
  ahead += Math.max(0, begun + ms - now());
}
