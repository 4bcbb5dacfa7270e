/**
 * Clocks for an apply that run faster than the machine's. The wall clock began at `begun`, in milliseconds of the machine's.
 */
export function fasterClock(factor, begun) {
  return {
    wall: () => begun + (Date.now() - begun) * factor,
    monotonic: () => performance.now() * factor,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / factor)),
    random: Math.random,
  };
}
