// Who can open what, over the objects that JSON.parse makes: what one would write without a library.
import { zoneOffsets } from '../access/zone-offsets.mjs';

const minute = 60_000;
const day = 1440 * minute;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const closed = new Set(['creating', 'revoked', 'expired', 'error']);

/** The spans of a day's weekly hours within one stretch of offset. */
function* windowsIn({ from, to, offset }, timeSpans) {
  const firstDay = Math.floor((from + offset) / day) * day;
  for (let midnight = firstDay; midnight < to + offset; midnight += day) {
    const weekday = weekdays[(new Date(midnight).getUTCDay() + 6) % 7];
    for (const span of timeSpans) {
      if (span.weekday !== weekday) continue;
      const opens = midnight + (span.startHour * 60 + span.startMinute) * minute - offset;
      const closes = midnight + (span.endHour * 60 + span.endMinute) * minute - offset;
      const within = { from: Math.max(opens, from), to: Math.min(closes, to) };
      if (within.from < within.to) yield within;
    }
  }
}

/** Sorted, disjoint spans. */
function merged(spans) {
  const result = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

export function create() {
  const decoder = new TextDecoder();
  const locks = [];
  const keys = [];
  let keysByLock;
  const stretchesIn = zoneOffsets();
  const zoneOfLock = new Map();

  function spansOf(key, span) {
    const from = Math.max(key.start, span.from);
    const to = Math.min(key.end, span.to);
    if (from >= to) return [];
    if (!key.timeSpans) return [{ from, to }];
    return stretchesIn(zoneOfLock.get(key.lockId), { from, to }).flatMap((one) => [...windowsIn(one, key.timeSpans)]);
  }

  function opensAt(key, at) {
    if (closed.has(key.state) || at < key.start || at >= key.end) return false;
    if (!key.timeSpans) return true;
    const [{ offset }] = stretchesIn(zoneOfLock.get(key.lockId), { from: at, to: at + 1 });
    const wall = new Date(at + offset);
    const weekday = weekdays[(wall.getUTCDay() + 6) % 7];
    const time = wall.getUTCHours() * 60 + wall.getUTCMinutes();
    return key.timeSpans.some(
      (span) =>
        span.weekday === weekday
        && span.startHour * 60 + span.startMinute <= time
        && time < span.endHour * 60 + span.endMinute,
    );
  }

  return {
    addLocks(bytes) {
      locks.push(...JSON.parse(decoder.decode(bytes)).locks);
    },
    addKeys(bytes) {
      const page = JSON.parse(decoder.decode(bytes));
      for (const { id, lockId, appUser, start, end, state, recurrence, metadata } of page.keys) {
        keys.push({
          id,
          lockId,
          appUserId: appUser.id,
          start: Date.parse(start),
          end: end === null ? Number.POSITIVE_INFINITY : Date.parse(end),
          state,
          timeSpans: recurrence?.timeSpans,
          owner: metadata?.accessOwner,
          ref: metadata?.accessRef,
        });
      }
      return page.startAfterId;
    },
    seal() {
      for (const { id, timezone } of locks) zoneOfLock.set(id, timezone);
      keysByLock = new Map(locks.map(({ id }) => [id, []]));
      for (const key of keys) keysByLock.get(key.lockId)?.push(key);
    },
    review(span) {
      const openings = [];
      for (const [lockId, ofLock] of keysByLock) {
        const byPerson = new Map();
        for (const key of ofLock) {
          if (closed.has(key.state)) continue;
          const spans = spansOf(key, span);
          if (spans.length === 0) continue;
          const sofar = byPerson.get(key.appUserId);
          if (sofar) sofar.push(...spans);
          else byPerson.set(key.appUserId, spans);
        }
        for (const [appUserId, spans] of byPerson) {
          for (const { from, to } of merged(spans)) openings.push({ lockId, appUserId, from, to });
        }
      }
      return {
        rows: openings.length,
        minutes: openings.reduce((sum, { from, to }) => sum + (to - from) / minute, 0),
      };
    },
    peopleAt(lockIndex, at) {
      const people = new Set();
      for (const key of keysByLock.get(locks[lockIndex].id)) {
        if (opensAt(key, at)) people.add(key.appUserId);
      }
      return people.size;
    },
  };
}
