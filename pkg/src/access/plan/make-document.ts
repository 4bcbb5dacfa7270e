import type { Finding } from '../finding';
import { toIso } from '../moment';
import type { Held } from '../snapshot/internals';
import type { BlindSpot } from '../scope';
import { budget } from './budget';
import { hashOf, idOf } from './canonical';
import type { Limits, PlanDocument, PlanItem, PlanStep } from './document';
import type { PlanOptions } from './options';
import { monthOf, shown, stamp } from './words/clock';
import { finding, type RawFinding } from './words/findings';
import { because, type Telling } from './words/reasons';
import { zoneHashes } from './zone-hashes';

/** A plan as the engine gives it. */
export interface RawPlan {
  owner: string;
  covers: [string, string] | 'everything';
  items: Array<Omit<PlanItem, 'steps'> & { steps: Array<Omit<PlanStep, 'because'>> }>;
  keep: Array<{ ref: string; keyIds: string[]; because: string }>;
  doors: PlanDocument['doors'];
  waiting: PlanDocument['waiting'];
  findings: RawFinding[];
  summary: Omit<PlanDocument['summary'], 'people' | 'requests' | 'seconds'>;
  limits: { revocations: number; of: number };
}

/** Why keys stay. */
const staying: { [code: string]: string } = {
  same: 'opens the same',
  waits: 'waits, and keeps what it has',
  isIn: 'the guest is in',
  untouched: 'this plan takes nothing back',
  postponed: 'what takes its place is still being made',
  adopted: 'opens the same, and is the key of somebody else',
};

/** A plan from what the engine gives: with sentences, the hashes of zones, and its id. */
export function makeDocument(raw: RawPlan, held: Held, options: PlanOptions, nowMs: number): PlanDocument {
  const about = held.about();
  const made = toIso(nowMs);
  const validUntil = toIso(nowMs + (options.validForMinutes === undefined ? 60 : options.validForMinutes) * 60_000);
  const telling = tellingOf(raw, held);
  const items = raw.items.map(({ steps, ...item }) => ({
    ...item,
    steps: steps.map((step) => ({ ...step, because: because(step, steps, telling) })),
  }));
  const zonesUntil = lastMoment(items, validUntil);
  const names = new Set<string>();
  for (const { zone } of raw.doors) if (zone !== undefined) names.add(zone);
  const zones = zoneHashes([...names], nowMs, Date.parse(zonesUntil), hashOf);
  const { revokeShare, ...lifting } = options.limits || {};
  const { revocations, of } = raw.limits;
  const document: PlanDocument = {
    format: 'unloc-plan/1',
    id: '',
    made,
    validUntil,
    by: `unloc-integrator-client ${held.ask<string>('version')}`,
    scope: {
      ...about.of,
      api: about.of.lockHolderId === undefined ? 'v2' : 'v1',
      owner: raw.owner,
      covers: raw.covers,
    },
    seen: {
      from: toIso(about.seenFrom!),
      to: toIso(about.seenTo!),
      locks: about.locks,
      keys: about.keys,
      sealed: true,
      blindSpots: about.blindSpots as BlindSpot[],
    },
    zones,
    zonesUntil,
    doors: raw.doors,
    items,
    keep: raw.keep.map((kept) => ({ ...kept, because: staying[kept.because] || kept.because })),
    waiting: raw.waiting,
    findings: raw.findings.map((found): Finding => finding(found, telling, made)),
    summary: { people: items.length, ...raw.summary, requests: 0, seconds: 0 },
    limits: {
      revocations,
      of,
      share: of === 0 ? 0 : Math.round((1000 * revocations) / of) / 1000,
      allowedShare: revokeShare === undefined ? 0.3 : revokeShare,
      asked: askedOf(options.limits, lifting),
    },
  };
  const { requests, seconds } = budget({ document });
  document.summary.requests = requests;
  document.summary.seconds = seconds;
  document.id = idOf(document);
  return document;
}

function askedOf(limits: Limits | undefined, lifting: Limits): Limits | null {
  if (limits === undefined || Object.values({ ...limits, ...lifting }).every((one) => one === undefined)) return null;
  return limits;
}

/** Names and zones of doors, and what the list covers, in words. */
function tellingOf(raw: RawPlan, held: Held): Telling {
  const doors = new Map(raw.doors.map((door) => [door.lockId, door]));
  // A finding may be about another door.
  let others: Map<string, { name: string; zone?: string }> | undefined;
  const find = (lockId: string): { name: string; zone?: string } | undefined => {
    const door = doors.get(lockId);
    if (door !== undefined) return door;
    if (others === undefined) {
      const locks = held.ask<Array<{ lockId: string; name: string; zone?: string }>>('planLocks');
      others = new Map(locks.map((lock) => [lock.lockId, lock]));
    }
    return others.get(lockId);
  };
  const zoneOf = (lockId: string | undefined): string => {
    const { zone } = (lockId && find(lockId)) || { zone: undefined };
    return zone === undefined ? 'UTC' : zone;
  };
  const first = raw.doors[0];
  return {
    zoneOf,
    doorName: (lockId) => {
      const { name } = (lockId && find(lockId)) || { name: '' };
      return name || lockId || '?';
    },
    covers: coversInWords(raw.covers, first && first.zone ? first.zone : 'UTC'),
  };
}

/** `for March 2027`, or from when to when. */
function coversInWords(covers: RawPlan['covers'], zone: string): string {
  if (covers === 'everything') return 'for all time';
  const [from, to] = covers;
  for (const clock of [zone, 'UTC']) {
    const begin = shown(from, clock);
    const end = shown(to, clock);
    const months = end.year * 12 + end.month - begin.year * 12 - begin.month;
    const isMidnight = begin.time === '00:00' && end.time === '00:00';
    if (months === 1 && begin.day === 1 && end.day === 1 && isMidnight) return `for ${monthOf(begin)}`;
  }
  return `from ${stamp(from, zone)} to ${stamp(to, zone)}`;
}

/** The last moment in the steps: until then the transitions of zones matter. */
function lastMoment(items: PlanItem[], atLeast: string): string {
  let last = Date.parse(atLeast);
  for (const { steps } of items) {
    for (const { key, was } of steps) {
      for (const moment of [key && key.start, key && key.end, was && was.end]) {
        if (moment) last = Math.max(last, Date.parse(moment));
      }
    }
  }
  return toIso(last);
}
