import { computed } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { engine, snapshot } from './engine';
import { isLive } from './key-states';
import { data } from './project-data';

const hour = 3_600_000;
const day = 24 * hour;

/** Keys that need attention, by what is the matter with them. */
export type KeyMatter = 'failed' | 'beginning' | 'ending' | 'noEnd' | 'unused';

const endOf = ({ end }: V2.Key): number => (end === null ? Number.POSITIVE_INFINITY : Date.parse(end));

const tests: { readonly [matter in KeyMatter]: (key: V2.Key, now: number) => boolean } = {
  failed: (key, now) => key.state === 'error' && endOf(key) > now,
  // It was to be usable soon, or is late.
  beginning: (key, now) => key.state === 'creating' && Date.parse(key.start) < now + day && endOf(key) > now,
  ending: (key, now) => isLive(key) && endOf(key) > now && endOf(key) <= now + 7 * day,
  noEnd: (key) => key.end === null && isLive(key),
  unused: (key) => unusedKeys.value.has(key.id),
};

/** The matters of keys, the most urgent first. */
export const keyMatters = Object.keys(tests) as readonly KeyMatter[];

/** Whether something is the matter with a key. */
export function isMatter(matter: KeyMatter, key: V2.Key): boolean {
  return tests[matter](key, data.value?.asOf ?? 0);
}

/** How many keys there are of each matter. */
export const matterCounts = computed(() => {
  const keys = data.value?.keys ?? [];
  const counts = keyMatters.map((matter) => [matter, keys.filter((key) => isMatter(matter, key)).length] as const);
  return Object.fromEntries(counts) as { readonly [matter in KeyMatter]: number };
});

/** How long somebody must have had a key. */
const longUnused = 90 * day;

/** Keys that were given long ago, and are not in the log of openings, which Unloc keeps for 60 days. */
export const unusedKeys = computed<ReadonlySet<string>>(() => {
  const [access, seen, read] = [engine.value, snapshot.value, data.value];
  if (access === undefined || seen === undefined || read === undefined) return new Set();
  const span = { from: new Date(read.asOf), to: new Date(read.asOf + 1) };
  const found = access.review(seen, span).findings({ kinds: ['unusedSince'] });
  const begun = new Map(read.keys.map(({ id, start }) => [id, Date.parse(start)]));
  return new Set(
    found.flatMap(({ keyIds }) => keyIds).filter((id) => (begun.get(id) ?? read.asOf) < read.asOf - longUnused),
  );
});

/** Whether the battery of a door is to be changed. Unloc says it in words, of which only “High” has been seen. */
export function isLow({ batteryStatus }: V2.Lock): boolean {
  const level = batteryStatus?.batteryLevel?.toLowerCase();
  return level !== undefined && !['high', 'full', 'medium', 'good', 'ok'].includes(level);
}

/** Doors whose battery is low. */
export const lowDoors = computed(() => (data.value?.doors ?? []).filter(isLow));
