import { usage } from '../command/failure';

const units: { readonly [unit: string]: number } = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** A duration in milliseconds: `30s`, `5m`, `2h`, `7d`, `2w`. */
export function readDuration(text: string, option: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(text.trim()) ?? [];
  const milliseconds = units[unit];
  if (amount === undefined || milliseconds === undefined)
    throw usage(`${option} must be a duration such as 30s, 5m, 2h, 7d or 2w, but is "${text}".`);
  return Number(amount) * milliseconds;
}
