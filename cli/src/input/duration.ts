import { usage } from '../command/failure';

const units = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 7 * 86_400_000],
]);

/** A duration in milliseconds: `30s`, `5m`, `1.5h`, `7d`, `2w`. */
export function readDuration(text: string, option: string): number {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|[smhdw])$/.exec(text.trim().toLowerCase()) ?? [];
  const milliseconds = units.get(unit);
  if (amount === undefined || milliseconds === undefined)
    throw usage(`${option} must be a duration such as 30s, 5m, 2h, 7d or 2w, but is "${text}".`);
  return Math.round(Number(amount) * milliseconds);
}
