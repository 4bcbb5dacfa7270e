import type { ApplyReport, ItemOutcome, Outcome, PlanDocument } from 'unloc-integrator-client/access';
import type { Column } from '../output/column';
import { printable } from '../output/printable';
import type { Style } from '../output/style';
import { count } from '../output/words';

const words: { readonly [outcome in Outcome]: string } = {
  done: 'done',
  alreadySo: 'so already',
  creating: 'being made',
  stale: 'stale',
  refused: 'refused',
  failed: 'failed',
  unknown: 'unknown',
  skipped: 'not tried',
};

const well: readonly Outcome[] = ['done', 'alreadySo'];

/** The outcomes of a plan's steps that say something by themselves: of waits only those that did not go well. */
export function told({ outcomes }: ApplyReport): ItemOutcome[] {
  return outcomes.filter((one) => one.do !== 'awaitUsable' || !well.includes(one.outcome));
}

/** The columns of outcomes. */
export function outcomeColumns(plan: PlanDocument): readonly Column<ItemOutcome>[] {
  const doors = new Map(plan.doors.map(({ lockId, name }) => [lockId, name]));
  return [
    { name: 'outcome', title: 'Outcome', value: ({ outcome }) => words[outcome], priority: 1 },
    { name: 'do', title: 'What', value: (row) => row.do, priority: 3 },
    { name: 'door', title: 'Door', value: ({ lockId }) => doors.get(lockId ?? ''), priority: 1 },
    { name: 'item', title: 'Number', value: ({ item }) => item, priority: 2 },
    { name: 'ref', title: 'Reference', value: ({ ref }) => ref, priority: 2 },
    { name: 'sentence', title: 'In words', value: ({ sentence }) => sentence, priority: 1 },
    { name: 'rule', title: 'Rule', value: ({ rule }) => rule, priority: 4 },
    { name: 'keysMade', title: 'Keys made', value: ({ keysMade }) => keysMade.join(' '), priority: 5 },
    { name: 'keysRevoked', title: 'Keys taken back', value: ({ keysRevoked }) => keysRevoked.join(' '), priority: 5 },
  ];
}

/** What became of a plan, for people: a line for each step, what is still open last, then the counts. */
export function reportText(report: ApplyReport, style: Style): string {
  const steps = told(report);
  const paint = (outcome: Outcome, text: string): string => {
    if (well.includes(outcome)) return style.good(text);
    return outcome === 'creating' || outcome === 'skipped' ? style.warning(text) : style.bad(text);
  };
  const lines = steps.map(({ outcome, sentence, rule, error }) => {
    const why = well.includes(outcome)
      ? ''
      : [rule && ` (${rule})`, error && ` ${error.message}`].filter(Boolean).join('');
    return `${paint(outcome, words[outcome].padEnd(10))}  ${printable(sentence + why)}`;
  });
  for (const { why, keyId } of report.stillOpen)
    lines.push(`${style.bad('STILL OPEN')}  ${printable(why)} Key ${keyId}.`);
  return [...lines, '', countsOf(steps)].join('\n');
}

/** How many steps ended how: `11 done, 1 unknown.` */
export function countsOf(steps: readonly ItemOutcome[]): string {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of steps) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].map(([outcome, number]) => `${number} ${words[outcome]}`);
  return `${count(steps.length, 'step')}: ${parts.join(', ')}.`;
}

/** A report as JSON, with what an error says of itself. */
export function reportData(report: ApplyReport, code: number): object {
  const plain = (error: Error | undefined): object | undefined => {
    if (error === undefined) return undefined;
    const { message } = error;
    const { code: word, status, requestId } = error as { code?: unknown; status?: unknown; requestId?: unknown };
    return { code: word, message, status, requestId };
  };
  const { error, outcomes, ...rest } = report;
  return {
    ...rest,
    exitCode: code,
    outcomes: outcomes.map((one) => (one.error ? { ...one, error: plain(one.error) } : one)),
    ...(error && { error: plain(error) }),
  };
}
