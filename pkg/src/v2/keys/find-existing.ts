import type { Key, KeyInput } from '../../generated/model-v2';
import type { List } from '../pagination';
import type { CallOptions } from '../../core/options';
import type { Calls, Parameters } from '../operations';
import { mendKey } from '../../normalize/v2';

/** A key that was asked for, with its place among those that were. */
export interface Asked {
  index: number;
  input: KeyInput;
}

/** Where a key was asked for and where it is made, clocks may differ this much, in milliseconds. */
const clocksDiffer = 600_000;

/**
 * Whether a key that is there is the one that was asked for: of the same person, to the same lock, for
 * the same time, and not over. Whoever made it, a second one would open nothing more.
 *
 * @param now when it was asked for, on the API's clock.
 */
export function isSame({ input }: Asked, key: Key, now: number): boolean {
  if (key.lockId !== input.lockId || !key.appUser || key.appUser.id !== input.appUserId) return false;
  if (key.state === 'revoked' || key.state === 'expired' || key.state === 'error') return false;
  const start = moment(key.start);
  if (input.start ? start !== moment(input.start) : !(start <= now + clocksDiffer)) return false;
  if (input.durationMinutes !== undefined) {
    if (moment(key.end) - start !== input.durationMinutes * 60_000) return false;
  } else if (input.end ? moment(key.end) !== moment(input.end) : key.end) return false;
  return windows(input) === windows(key);
}

/** Whether a key was made since then, as far as clocks agree. */
export function isFresh(key: Key, then: number): boolean {
  return !(moment(key.created) < then - clocksDiffer);
}

function moment(text: string | null | undefined): number {
  return typeof text === 'string' ? Date.parse(text) : NaN;
}

/** Weekly windows as a text that is the same for the same windows. */
function windows({ recurrence }: { recurrence?: KeyInput['recurrence'] | null }): string {
  const spans = (recurrence && recurrence.timeSpans) || [];
  return spans.map((span) => [span.weekday, span.startHour, span.startMinute, span.endHour, span.endMinute].join()).sort().join(';');
}

/** Filters of the key list, few of them, that together let through the keys of all who asked. */
function filters(asked: ReadonlyArray<Asked>): Parameters[] {
  const distinct = (of: (input: KeyInput) => Parameters): Parameters[] => {
    const found = new Map<string, Parameters>();
    for (const { input } of asked) found.set(JSON.stringify(of(input)), of(input));
    return [...found.values()];
  };
  const pairs = distinct(({ lockId, appUserId }) => ({ lockId, appUserId }));
  if (pairs.length <= 8) return pairs;
  const locks = distinct(({ lockId }) => ({ lockId }));
  const people = distinct(({ appUserId }) => ({ appUserId }));
  return locks.length <= people.length ? locks : people;
}

/** Lists the keys that may be those that were asked for, and shows each until told to stop. */
async function listKeys(calls: Calls, place: Parameters, asked: ReadonlyArray<Asked>, options: CallOptions, show: (key: Key) => boolean): Promise<void> {
  for (const filter of filters(asked)) {
    const list: List<Key> = calls.list('keys.list', Object.assign({}, place, filter), options, mendKey);
    for await (const { items } of list.pages()) {
      for (const key of items) if (show(key)) return;
    }
  }
}

/** The keys that are there of those that were asked for, by their places. No key counts twice. */
export async function existing(calls: Calls, place: Parameters, asked: ReadonlyArray<Asked>, options: CallOptions, now: number, taken: ReadonlySet<string>): Promise<Map<number, Key>> {
  const found = new Map<number, Key>();
  const used = new Set(taken);
  await listKeys(calls, place, asked, options, (key) => {
    if (used.has(key.id)) return false;
    const match = asked.find((one) => !found.has(one.index) && isSame(one, key, now));
    if (match) {
      found.set(match.index, key);
      used.add(key.id);
    }
    return found.size === asked.length;
  });
  return found;
}

/** The keys of those ids, as far as they are there. */
export async function byIds(calls: Calls, place: Parameters, asked: ReadonlyArray<Asked>, ids: ReadonlySet<string>, options: CallOptions): Promise<Map<string, Key>> {
  const found = new Map<string, Key>();
  await listKeys(calls, place, asked, options, (key) => {
    if (ids.has(key.id)) found.set(key.id, key);
    return found.size === ids.size;
  });
  return found;
}
