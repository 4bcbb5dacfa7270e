import type { WhyNot } from 'unloc-integrator-client/access';
import { clockTime, zonedTime } from '../output/time';
import type { Column } from '../output/column';
import { personColumn } from '../output/person-column';
import { hoursInWords } from '../input/hours';
import { accessEngine } from './engine';
import type { Reading } from './reading';

/** Somebody who has keys to a door that do not open it at the time, and why. */
export interface Closed {
  lockId: string;
  door: string;
  appUserId: string;
  name?: string;
  why: WhyNot[];
  /** When a key opens next, ISO 8601. */
  opensAt: string | null;
  timezone: string | null;
  /** Why not, in words; `sentence` says also when it opens next. */
  reason: string;
  sentence: string;
}

const words: { readonly [why in WhyNot]: string } = {
  notYet: 'not yet',
  over: 'over',
  outsideHours: 'outside its hours',
  creating: 'still being made',
  revoked: 'taken back',
  error: 'could not be made',
};

/** Keys that are over or taken back are of the past: they explain nothing that anybody waits for. */
const past: readonly WhyNot[] = ['over', 'revoked'];

/**
 * Who has keys and cannot open at a moment: of a door, or of a person. The engine says why.
 *
 * @param open pairs of person and door that do open then.
 */
export async function closedThen(
  { snapshot, keys, doors, people }: Reading,
  of: { lockId?: string; appUserId?: string },
  at: Date,
  open: ReadonlyArray<{ lockId: string; doorId: string; appUserId: string | null }>,
): Promise<Closed[]> {
  const { canOpen } = await accessEngine();
  const opened = new Set(
    open.flatMap(({ lockId, doorId, appUserId }) => [`${lockId} ${appUserId}`, `${doorId} ${appUserId}`]),
  );
  const asked = new Set<string>();
  const names = new Map(people.all.map((person) => [person.appUserId, person.name]));
  const byId = new Map(doors.map((door) => [door.id, door]));
  const closed: Closed[] = [];
  for (const { lockId, appUser } of keys) {
    if (!appUser || (of.lockId ?? lockId) !== lockId || (of.appUserId ?? appUser.id) !== appUser.id) continue;
    const pair = `${lockId} ${appUser.id}`;
    const door = byId.get(lockId);
    if (opened.has(pair) || asked.has(pair) || door === undefined) continue;
    asked.add(pair);
    const answer = canOpen(snapshot, { appUserId: appUser.id, lockId, at });
    const waiting = answer.butNot.filter(({ why }) => !past.includes(why));
    if (answer.opens || waiting.length === 0) continue;
    const name = names.get(appUser.id);
    const why = [...new Set(waiting.map((one) => one.why))];
    const opensAt = answer.next?.opens ? answer.next.at : null;
    const hours = [
      ...new Set(waiting.flatMap(({ reason: { windows } }) => (windows ? hoursInWords({ timeSpans: windows }) : []))),
    ].join('; ');
    const reason = `${why.map((one) => words[one]).join(', ')}${why.includes('outsideHours') && hours ? ` (${hours})` : ''}`;
    closed.push({
      lockId,
      door: door.name,
      appUserId: appUser.id,
      ...(name && { name }),
      why,
      opensAt,
      timezone: door.timezone || null,
      reason,
      sentence: opensAt === null ? reason : `${reason} - opens ${zonedTime(opensAt, door.timezone)}`,
    });
  }
  return closed;
}

/** The columns of who cannot open, and why. */
export const closedColumns: readonly Column<Closed>[] = [
  { name: 'door', title: 'Door', value: ({ door }) => door, priority: 1 },
  personColumn,
  { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 3 },
  { name: 'why', title: 'Why not', value: ({ reason }) => reason, priority: 1 },
  {
    name: 'opensAt',
    title: 'Opens',
    value: ({ opensAt, timezone }) => opensAt && clockTime(opensAt, timezone ?? undefined),
    data: ({ opensAt }) => opensAt,
    priority: 2,
  },
];

/** How many cannot, in one sentence: `Not then: 2 not yet, 1 outside its hours.` */
export function closedSummary(closed: readonly Closed[], option: string): string {
  const counts = new Map<WhyNot, number>();
  for (const { why } of closed) for (const one of why) counts.set(one, (counts.get(one) ?? 0) + 1);
  const told = [...counts].map(([why, count]) => `${count} ${words[why]}`).join(', ');
  return `Keys that do not open then: ${told}. ${option} lists them.`;
}
