/** A member of a value that a caller gave; `undefined` where a getter throws. */
export function read(given: unknown, name: string): unknown {
  try {
    return (given as { [name: string]: unknown } | undefined | null)?.[name];
  } catch {
    return undefined;
  }
}
