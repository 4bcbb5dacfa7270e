import type { V2 } from 'unloc-integrator-client';
import { itemsOf } from '../../access/pages';
import type { Reading } from '../../access/reading';
import type { Invocation } from '../../command/command';
import { readDuration } from '../../input/duration';
import { finalStates } from '../../input/keys';
import { clocksInWords, zonedTime } from '../../output/time';
import { unusedColumns, type UnusedKey } from './columns';

const day = 86_400_000;
/** So long the API keeps its access log. */
const logMs = 60 * day;

/** Key states in which nobody could open with it anyway. */
const useless: readonly string[] = [...finalStates, 'creating'];

/** A key as a choice of the caller's sees it. */
interface Chosen {
  lockId: string;
  appUserId: string;
  end: string | null;
}

/** Lists keys whose person did not open that door for so long, and says since when the log can know it. */
export async function listUnused(
  { output }: Invocation,
  { keys, doors, people, pages, now }: Reading,
  duration: string,
  isAsked: (key: Chosen) => boolean,
): Promise<void> {
  const wanted = now - readDuration(duration, '--unused');
  const events = itemsOf<V2.AccessEvent>(pages, 'accessEvents').filter(({ action }) => action !== 'locked');
  const oldest = events.reduce((least, { created }) => Math.min(least, Date.parse(created)), now);
  const known = Math.max(now - logMs, Math.min(oldest, now));
  const cutoff = Math.max(wanted, known);
  const names = new Map(people.all.map((person) => [person.appUserId, person.name]));
  const byId = new Map(doors.map((door) => [door.id, door]));
  const last = new Map<string, number>();
  for (const { lockId, appUserId, created } of events) {
    const pair = `${lockId} ${appUserId}`;
    last.set(pair, Math.max(last.get(pair) ?? 0, Date.parse(created)));
  }
  const rows = keys.flatMap(({ id, lockId, appUser, start, end, state }): UnusedKey[] => {
    const began = Date.parse(start);
    const door = byId.get(lockId);
    if (!appUser || door === undefined || useless.includes(state) || began > wanted) return [];
    const opened = last.get(`${lockId} ${appUser.id}`);
    if ((opened ?? 0) >= cutoff || !isAsked({ lockId, appUserId: appUser.id, end })) return [];
    const name = names.get(appUser.id);
    return [
      {
        keyId: id,
        lockId,
        door: door.name,
        appUserId: appUser.id,
        name: name ?? null,
        start,
        end,
        lastOpened: opened === undefined ? null : new Date(opened).toISOString(),
        unusedSince: new Date(Math.max(opened ?? known, began)).toISOString(),
        timezone: door.timezone ?? null,
      },
    ];
  });
  rows.sort((a, b) => a.door.localeCompare(b.door) || a.unusedSince.localeCompare(b.unusedSince));
  await output.list(rows, unusedColumns, { empty: 'Every key of that age was used.' });
  if (!output.machine && rows.length > 0) output.say(clocksInWords(rows.map(({ timezone }) => timezone)));
  const zone = doors[0]?.timezone;
  output.say(
    wanted < known
      ? `The log goes back to ${zonedTime(known, zone)} only (the API keeps 60 days at most): whether a door was opened between ${zonedTime(wanted, zone)} and then is not known.`
      : `Looked at: the log since ${zonedTime(known, zone)}.`,
  );
  output.say(
    'Keys that began later are left out. Openings that the log does not show, such as with a code or a tag, are not known.',
  );
}
