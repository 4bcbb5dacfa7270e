import type { Plan, PlanDocument, PlanItem, PlanStep } from 'unloc-integrator-client/access';
import type { Column } from '../output/column';
import { width, type Output } from '../output/output';
import { printable, printableLines } from '../output/printable';
import type { Style } from '../output/style';

/** A step of a plan, with whose it is. */
type Row = PlanStep & Pick<PlanItem, 'item'>;

const timeOf = ({ key, was }: Row, member: 'start' | 'end'): string | null | undefined => (key ?? was)?.[member];

/** The columns of a plan's steps, for CSV. */
function columns({ doors }: PlanDocument): readonly Column<Row>[] {
  const names = new Map(doors.map(({ lockId, name }) => [lockId, name]));
  const lockOf = ({ lockId, key }: Row): string | undefined => lockId ?? key?.lockId;
  return [
    { name: 'do', title: 'What', value: (row) => row.do, priority: 1 },
    { name: 'kind', title: 'Kind', value: ({ kind }) => kind, priority: 1 },
    { name: 'door', title: 'Door', value: (row) => names.get(lockOf(row) ?? ''), priority: 1 },
    { name: 'person', title: 'Number', value: ({ item }) => item, priority: 1 },
    { name: 'start', title: 'From', value: (row) => timeOf(row, 'start'), priority: 1 },
    { name: 'end', title: 'Until', value: (row) => timeOf(row, 'end'), priority: 1 },
    { name: 'ref', title: 'Reference', value: ({ ref }) => ref, priority: 1 },
    { name: 'keyId', title: 'Key', value: ({ keyId }) => keyId, priority: 1 },
    { name: 'because', title: 'Because', value: ({ because }) => because, priority: 1 },
  ];
}

/** A plan as data: in words for people, its document for programs, its steps as CSV. */
export async function showPlan(
  output: Output,
  plan: Plan,
  { masked = true }: { masked?: boolean } = {},
): Promise<void> {
  const { document } = plan;
  if (output.format === 'table') return output.text(planText(plan, output.style, masked));
  if (output.format !== 'csv') return output.result(document, '');
  const rows = document.items.flatMap(({ item, steps }) => steps.map((step): Row => ({ ...step, item })));
  return output.list(
    rows.filter((row) => row.do !== 'awaitUsable'),
    columns(document),
  );
}

/** A plan in words. Names come from the API: they cannot move the cursor, so the colours are added here. */
export function planText(plan: Plan, style: Style, masked = true): string {
  const most = width();
  // A move-out is of the keys of any list: that is no name.
  const text = plan.text({ masked, ...(Number.isFinite(most) && { width: most }) }).replace(/^any: /, '');
  const paints: { readonly [sign: string]: (words: string) => string } = {
    '+': (words) => style.good(words),
    '~': (words) => style.warning(words),
    '-': (words) => style.bad(words),
    '!': (words) => style.warning(words),
  };
  return printableLines(onOneLine(text, plan.document)).replace(
    /^ {2}([+~!-]) (?:(?:give|extend|shorten|hours|take back|move to|move from)\b)?/gm,
    (words, sign: string) => `  ${paints[sign]?.(words.slice(2)) ?? words}`,
  );
}

/** Names and references in a plan's text stay on their line: none of them begins another one. */
function onOneLine(text: string, { scope, doors, items, findings }: PlanDocument): string {
  const steps = items.flatMap((item) => item.steps);
  const words = [
    scope.owner,
    ...doors.map(({ name }) => name),
    ...steps.flatMap(({ ref, because }) => [ref, because]),
    ...findings.map(({ sentence }) => sentence),
  ];
  // A long name is cut in the text: each of its beginnings that ends with a line end is looked for.
  const beginnings = words.flatMap((word) =>
    [...word.matchAll(/[\r\n]+/g)].map(({ index, 0: end }) => word.slice(0, index + end.length)),
  );
  return beginnings
    .sort((a, b) => b.length - a.length)
    .reduce((whole, beginning) => whole.replaceAll(beginning, printable(beginning)), text);
}
