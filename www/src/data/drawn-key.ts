import type { V2 } from 'unloc-integrator-client';
import type { Opening } from 'unloc-integrator-client/access';
import { weeklyHours } from '../format/hours';
import { shortDate } from '../format/time';
import type { DrawnKey, Look } from '../timeline/drawing';
import { words } from '../words/words';
import { originWords } from './origins';

const looks: { readonly [state: string]: Look } = {
  creating: 'making',
  expired: 'over',
  revoked: 'takenBack',
  error: 'failed',
};

/** A key as a timeline draws it. */
export function drawn(key: V2.Key, openings: readonly Opening[]): DrawnKey {
  const { states } = words.value;
  const reason = openings.flatMap(({ reasons }) => reasons).find(({ keyId }) => keyId === key.id);
  return {
    from: Date.parse(key.start),
    to: key.end === null ? Number.POSITIVE_INFINITY : Date.parse(key.end),
    look: looks[key.state] ?? 'opens',
    says: states[key.state] ?? key.state,
    hours: key.recurrence ? weeklyHours(key.recurrence.timeSpans) : undefined,
    origin: reason && originWords(reason),
  };
}

/** What a row says of its keys: until when, from when or at which hours; else their state. */
export function noteOf(keys: readonly DrawnKey[], zone: string | undefined, now: number): string | undefined {
  const { answer, timeline } = words.value;
  const date = (instant: number): string => shortDate(instant, zone ?? 'UTC', now);
  const live = keys.filter(({ look, to }) => look === 'opens' && to > now);
  const [first] = live;
  if (first === undefined) return keys.at(-1)?.says;
  if (live.length > 1) return timeline.severalKeys(live.length);
  if (first.hours !== undefined) return first.hours;
  if (first.from > now) return timeline.fromDate(date(first.from));
  return Number.isFinite(first.to) ? answer.until(date(first.to)) : answer.noEnd;
}
