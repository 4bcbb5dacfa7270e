/** What a value is, for a sentence of the core. */
export function typeName(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isArray(value) ? 'an array' : 'an object';
}

/** Whether it is an object with members: not an array, not `null`. */
export function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** `Array.isArray`, which throws for a revoked proxy. */
function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
