import { data, doorsById } from '../../data/project-data';
import { doorTime } from '../../format/time';
import { connected } from '../../account/connection';
import { words } from '../../words/words';
import type { RowState } from '../writes/row';
import type { Job } from './job';
import { stepName } from './move-out';

/** A line of a move-out. */
export interface Line {
  id: string;
  /** What it is about: a door, a group, sharing. */
  about: string;
  /** What is done, in words. */
  what: string;
  state: RowState;
  why?: string | undefined;
  at?: number | undefined;
}

/** All lines of a move-out, in the order in which they are done. */
export function linesOf({ sharing, shared, plans, steps, day }: Job): readonly Line[] {
  const text = words.value.movingOut;
  const lines: Line[] = [];
  if (day === '') {
    lines.push(
      { id: 'sharing', about: text.sharing, what: text.stopSharing(sharing.doors), ...sharing },
      { id: 'shared', about: text.shared, what: text.takeShared(shared.count), ...shared },
    );
  }
  for (const plan of plans) {
    for (const { steps: all } of plan.items) {
      for (const { n, do: doing, lockId = '', group, key } of all) {
        if (doing === 'awaitUsable') continue;
        const id = stepName(plan, n);
        const done = steps[id] ?? { state: 'waits' as const };
        const door = doorsById.value.get(lockId);
        if (doing === 'changeGroup') {
          const name = data.value?.groups.find(({ id: one }) => one === group?.accessGroupId)?.name ?? '';
          lines.push({ id, about: text.group(name), what: text.leaveGroup, ...done });
        } else if (doing === 'give') {
          const until = key?.end ? doorTime(key.end, door?.timezone, connected().now()) : words.value.noEnd;
          lines.push({ id, about: door?.name ?? lockId, what: text.newEnd(until), ...done });
        } else lines.push({ id, about: door?.name ?? lockId, what: text.takeBackKey, ...done });
      }
    }
  }
  return lines;
}

/** Keys for which there is nothing to do any more. */
export function overLines(person: string): readonly { id: string; about: string; what: string }[] {
  return (data.value?.keys ?? [])
    .filter(({ appUser, state }) => appUser?.id === person && (state === 'expired' || state === 'revoked'))
    .map(({ id, lockId, state }) => ({
      id,
      about: doorsById.value.get(lockId)?.name ?? lockId,
      what: words.value.states[state] ?? state,
    }));
}
