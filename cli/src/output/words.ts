import { printable } from './printable';

/** `A`, `A and B`, `A, B and C`; with more than `most` names, the first ones and how many more. */
export function joined(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const shown = names.slice(0, names.length > most ? most - 1 : names.length).map(printable);
  if (shown.length < names.length) shown.push(`${names.length - shown.length} more`);
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

/** The first lines, and how many more there are. */
export function firstLines(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `  and ${lines.length - most} more`];
}

/** `1 key`, `2 keys`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
