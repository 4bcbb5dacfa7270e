/** Tells a caller's `onError`, or prints. What these throw or reject with is ignored. */
export function report(onError: ((thrown: unknown) => void) | undefined, thrown: unknown, print: () => void): void {
  new Promise<void>((done) => done(onError ? onError(thrown) : print())).catch(() => undefined);
}
