import type { Key, KeyInput } from '../../generated/model-v2';
import type { List } from '../pagination';
import type { CallOptions } from '../../core/options';
import type { Calls, Parameters } from '../operations';
import type { RequestedKey } from './batch';
import { now } from '../../core/clock';
import { normalizeKey } from '../../normalize/v2';
import { isOlder, isSame, mayBe } from './same-key';

/** With at most so many pairs of lock and person, each pair is listed on its own. */
const maxPairFilters = 8;

/** A small number of filters of the key list that together cover all requested keys. */
function filters(requested: ReadonlyArray<RequestedKey>, wholeLocks: boolean): Parameters[] {
  const distinct = (of: (input: KeyInput) => Parameters): Parameters[] => {
    const found = new Map<string, Parameters>();
    for (const { input } of requested) found.set(JSON.stringify(of(input)), of(input));
    return [...found.values()];
  };
  const locks = distinct(({ lockId }) => ({ lockId }));
  if (wholeLocks) return locks;
  const pairs = distinct(({ lockId, appUserId }) => ({ lockId, appUserId }));
  if (pairs.length <= maxPairFilters) return pairs;
  const people = distinct(({ appUserId }) => ({ appUserId }));
  return locks.length <= people.length ? locks : people;
}

/** Where to list keys. */
export interface Place {
  calls: Calls;
  projectParameters: Parameters;
  /** Lists all keys of each lock: the API may know a person by something else than the phone number. */
  wholeLocks?: boolean;
}

/**
 * Lists the keys that may equal requested ones. Passes each to `visit` until it returns true. The deadline of the options
 * is that of all lists together.
 */
export async function visitKeys(
  { calls, projectParameters, wholeLocks = false }: Place,
  requested: ReadonlyArray<RequestedKey>,
  options: CallOptions,
  visit: (key: Key) => boolean,
): Promise<void> {
  const { deadlineMs } = options;
  const end = now() + (deadlineMs === undefined ? Infinity : deadlineMs);
  for (const filter of filters(requested, wholeLocks)) {
    const ofList = deadlineMs === undefined ? options : { ...options, deadlineMs: Math.max(1, end - now()) };
    const list: List<Key> = calls.list('keys.list', { ...projectParameters, ...filter }, ofList, normalizeKey);
    for await (const { items } of list.pages()) {
      for (const key of items) if (visit(key)) return;
    }
  }
}

/** What a look at the API's keys shows. */
export interface Seen {
  /** The requested keys that exist, by index. */
  found: Map<number, Key>;
  /** Whether there is a key that may come from the request, and that is no requested key as far as can be told. */
  doubtful: boolean;
}

/**
 * Looks for requested keys.
 *
 * @param excluded ids of keys that are already assigned to a requested key. No key is assigned twice.
 * @param nowMs the current time on the API's clock, as far as it is known.
 * @param others further keys that the same call requested: one that equals these raises no doubt.
 */
export async function findExisting(
  place: Place,
  requested: ReadonlyArray<RequestedKey>,
  options: CallOptions,
  excluded: ReadonlySet<string>,
  nowMs: number,
  others: ReadonlyArray<RequestedKey>,
): Promise<Seen> {
  const found = new Map<number, Key>();
  const assigned = new Set(excluded);
  const doubts = new Set<number>();
  await visitKeys(place, requested, options, (key) => {
    if (assigned.has(key.id)) return false;
    const match = requested.find((one) => !found.has(one.index) && isSame(one, key));
    if (match) {
      found.set(match.index, key);
      assigned.add(key.id);
    } else if (!isOlder(key, nowMs) && !others.some((one) => isSame(one, key))) {
      for (const one of requested) if (mayBe(one, key)) doubts.add(one.index);
    }
    return found.size === requested.length;
  });
  return { found, doubtful: [...doubts].some((index) => !found.has(index)) };
}

/** Finds keys by their ids. */
export async function findByIds(
  place: Place,
  requested: ReadonlyArray<RequestedKey>,
  ids: ReadonlySet<string>,
  options: CallOptions,
): Promise<Map<string, Key>> {
  const found = new Map<string, Key>();
  await visitKeys(place, requested, options, (key) => {
    if (ids.has(key.id)) found.set(key.id, key);
    return found.size === ids.size;
  });
  return found;
}
