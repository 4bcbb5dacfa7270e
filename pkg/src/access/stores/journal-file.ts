import type { PlanDocument } from '../plan/document';
import type { Line } from './journal';

/* How a journal stands in a file: a line of JSON each. The last one may be torn. */

/** The lines of a journal's file. */
export interface FileContent {
  lines: Line[];
  /** What comes after the last line that is whole. */
  torn: string;
  /** Whether the last line lacks only its end. */
  endless: boolean;
}

/**
 * Reads a journal's file.
 *
 * @throws Error if a line that is not the last is not a line of a journal, and nobody has noted that it was torn.
 */
export function readJournal(text: string): FileContent {
  const parts = text.split('\n');
  const last = parts.pop() as string;
  const lines: Line[] = [];
  parts.forEach((part, index) => {
    const line = parsed(part);
    if (line) lines.push(line);
    else if (!isRepaired(parts[index + 1])) throw new Error(`line ${index + 1} is not a line of a journal`);
  });
  const whole = last === '' ? undefined : parsed(last);
  if (whole) lines.push(whole);
  return { lines, torn: whole ? '' : last, endless: whole !== undefined };
}

const isRepaired = (next: string | undefined): boolean => {
  const line = next === undefined ? undefined : parsed(next);
  return line !== undefined && 'torn' in line && !('claim' in line);
};

function parsed(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The steps whose claim a torn line may be: each counts as an intention, with its number if that can be read. A line that may
 * be any claim makes all steps intentions that are not claimed.
 */
export function intentionsIn(
  torn: string,
  plan: PlanDocument,
): Array<{ item: string; n: number; step: string | undefined }> {
  const [, step] = /"step":"([0-9a-f-]{36})/.exec(torn) || [];
  const found: Array<{ item: string; n: number; step: string | undefined }> = [];
  if (torn === '') return found;
  for (const { item, steps } of plan.items) {
    for (const { n } of steps) {
      const head = headOfClaim(item, n);
      if (head.startsWith(torn) || torn.startsWith(head)) found.push({ item, n, step });
    }
  }
  return found;
}

const headOfClaim = (item: string, n: number): string => `{"claim":${JSON.stringify([item, n])},`;
