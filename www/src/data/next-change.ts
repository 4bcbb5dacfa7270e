import { data } from './project-data';

/** When the next key begins or ends. */
export function nextChange(now: number): number | undefined {
  const ahead = (data.value?.keys ?? [])
    .filter(({ state }) => state !== 'revoked' && state !== 'error')
    .flatMap(({ start, end }) => [Date.parse(start), end === null ? Number.NaN : Date.parse(end)])
    .filter((instant) => instant > now);
  return ahead.length === 0 ? undefined : ahead.reduce((least, one) => Math.min(least, one));
}
