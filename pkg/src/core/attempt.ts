/** Runs code of the caller's, or code on a value of the caller's, that may throw: then nothing happens. */
export function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // Ignored.
  }
}
