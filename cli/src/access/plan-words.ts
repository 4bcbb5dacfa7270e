import type { PlanDocument } from 'unloc-integrator-client/access';
import { count, joined } from '../output/words';

/** What applying a plan will do, in one sentence or two. */
export function planSentence({ summary, items, doors }: PlanDocument, who?: string): string {
  const { give, extend, shorten, hours, takeBack, people, messages } = summary;
  const changes: ReadonlyArray<readonly [number: number, what: string]> = [
    [give, 'given'],
    [extend, 'extended'],
    [shorten, 'shortened'],
    [hours, 'given other hours'],
    [takeBack, 'taken back'],
  ];
  const parts = changes
    .filter(([number]) => number > 0)
    .map(([number, what], index) => {
      const are = number === 1 ? 'is' : 'are';
      return `${index === 0 ? count(number, 'key') : number} ${are} ${what}`;
    });
  const touched = new Set(items.flatMap(({ steps }) => steps.map(({ lockId, key }) => lockId ?? key?.lockId)));
  const names = doors.filter(({ lockId }) => touched.has(lockId)).map(({ name }) => name);
  const zones = new Set(doors.filter(({ lockId }) => touched.has(lockId)).map(({ zone }) => zone ?? 'UTC'));
  const sent = messages > 0 ? ` ${count(messages, 'message is', 'messages are')} sent and cannot be called back.` : '';
  const where = zones.size === 1 ? ` (${[...zones].join()})` : '';
  return `${joined(parts)}, for ${who ?? count(people, 'person', 'people')} at ${joined(names, 4)}${where}.${sent}`;
}
