import type { Key, KeyInput } from '../../generated/model-v2';
import type { List } from '../pagination';
import type { CallOptions } from '../../core/options';
import type { Calls, Parameters } from '../operations';
import type { RequestedKey } from './batch';
import { normalizeKey } from '../../normalize/v2';

/** The API's clock and the clock that made the request may differ by this much, in milliseconds. */
const clockTolerance = 600_000;

/** With at most so many pairs of lock and person, each pair is listed on its own. */
const maxPairFilters = 8;

/**
 * Whether an existing key equals a requested one: same person, lock, time and weekly windows, and not over. It does not
 * matter who created it: a second one would open nothing more.
 *
 * @param now the time of the request, on the API's clock.
 */
export function isSame({ input }: RequestedKey, key: Key, now: number): boolean {
  if (key.lockId !== input.lockId || !key.appUser || key.appUser.id !== input.appUserId) return false;
  if (key.state === 'revoked' || key.state === 'expired' || key.state === 'error') return false;
  const start = timestamp(key.start);
  if (input.start ? start !== timestamp(input.start) : !(start <= now + clockTolerance)) return false;
  if (input.durationMinutes !== undefined) {
    if (timestamp(key.end) - start !== input.durationMinutes * 60_000) return false;
  } else if (input.end ? timestamp(key.end) !== timestamp(input.end) : key.end) return false;
  return windows(input) === windows(key);
}

/** Whether a key was created after a time, within the tolerance of the clocks. */
export function isFresh(key: Key, then: number): boolean {
  return !(timestamp(key.created) < then - clockTolerance);
}

function timestamp(text: string | null | undefined): number {
  return typeof text === 'string' ? Date.parse(text) : NaN;
}

/** Weekly windows as a text, equal for equal windows. */
function windows({ recurrence }: { recurrence?: KeyInput['recurrence'] | null }): string {
  const spans = (recurrence && recurrence.timeSpans) || [];
  return spans
    .map((span) => [span.weekday, span.startHour, span.startMinute, span.endHour, span.endMinute].join())
    .sort()
    .join(';');
}

/** A small number of filters of the key list that together cover all requested keys. */
function filters(requested: ReadonlyArray<RequestedKey>): Parameters[] {
  const distinct = (of: (input: KeyInput) => Parameters): Parameters[] => {
    const found = new Map<string, Parameters>();
    for (const { input } of requested) found.set(JSON.stringify(of(input)), of(input));
    return [...found.values()];
  };
  const pairs = distinct(({ lockId, appUserId }) => ({ lockId, appUserId }));
  if (pairs.length <= maxPairFilters) return pairs;
  const locks = distinct(({ lockId }) => ({ lockId }));
  const people = distinct(({ appUserId }) => ({ appUserId }));
  return locks.length <= people.length ? locks : people;
}

/** Lists the keys that may equal requested ones. Passes each to `visit` until it returns true. */
async function visitKeys(
  calls: Calls,
  projectParameters: Parameters,
  requested: ReadonlyArray<RequestedKey>,
  options: CallOptions,
  visit: (key: Key) => boolean,
): Promise<void> {
  for (const filter of filters(requested)) {
    const list: List<Key> = calls.list('keys.list', { ...projectParameters, ...filter }, options, normalizeKey);
    for await (const { items } of list.pages()) {
      for (const key of items) if (visit(key)) return;
    }
  }
}

/**
 * Finds the requested keys that exist, by index.
 *
 * @param excluded ids of keys that are already assigned to a requested key. No key is assigned twice.
 */
export async function findExisting(
  calls: Calls,
  projectParameters: Parameters,
  requested: ReadonlyArray<RequestedKey>,
  options: CallOptions,
  now: number,
  excluded: ReadonlySet<string>,
): Promise<Map<number, Key>> {
  const found = new Map<number, Key>();
  const assigned = new Set(excluded);
  await visitKeys(calls, projectParameters, requested, options, (key) => {
    if (assigned.has(key.id)) return false;
    const match = requested.find((one) => !found.has(one.index) && isSame(one, key, now));
    if (match) {
      found.set(match.index, key);
      assigned.add(key.id);
    }
    return found.size === requested.length;
  });
  return found;
}

/** Finds keys by their ids. */
export async function findByIds(
  calls: Calls,
  projectParameters: Parameters,
  requested: ReadonlyArray<RequestedKey>,
  ids: ReadonlySet<string>,
  options: CallOptions,
): Promise<Map<string, Key>> {
  const found = new Map<string, Key>();
  await visitKeys(calls, projectParameters, requested, options, (key) => {
    if (ids.has(key.id)) found.set(key.id, key);
    return found.size === ids.size;
  });
  return found;
}
