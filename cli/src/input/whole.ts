import { usage } from '../command/failure';

/** A whole number that is at least `least`. */
export function readWhole(text: string, option: string, least = 0): number {
  const number = /^\d{1,12}$/.test(text.trim()) ? Number(text) : -1;
  if (number >= least) return number;
  throw usage(`${option} must be a whole number${least > 0 ? ` of ${least} or more` : ''}, but is "${text}".`);
}
