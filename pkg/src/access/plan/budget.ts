import type { PlanDocument } from './document';

/** How fast requests are sent. */
export interface Pace {
  /** How many at once. Default: 4. */
  concurrent?: number;
  /** How long one takes, ms. Default: 400. */
  requestMs?: number;
  /** How many a minute at most. Default: no limit is known. */
  perMinute?: number;
  /** The most keys in one POST. Default: 50. API v1 makes one at a time. */
  keysPerPost?: number;
  /** Of `perMinute`, how many are left for people at doors. Default: 0. */
  reserve?: number;
}

/** An estimate of requests and time. The wait until keys are usable is not included: usually seconds, at worst hours. */
export interface Budget {
  /** Requests, all kinds together. */
  requests: number;
  /** Requests by what they do. */
  byKind: { list: number; create: number; revoke: number; job: number };
  /** About how long all requests take, seconds. */
  seconds: number;
  /** What decides how long it takes: requests at once, the limit a minute, or requests that wait for each other. */
  limitedBy: 'latency' | 'perMinute' | 'sequence';
  /** Messages that people get. */
  messages: number;
  /** People whose keys change. */
  people: number;
}

/** Items on a page of the API. */
const page = 2500;
/** How often a job is looked at. */
const looks = 2;

/**
 * Estimates the requests and the time of applying a plan, or of reading a number of locks and keys. Sends nothing.
 *
 * @param of a plan, or numbers of locks and keys to read.
 * @param pace how fast requests are sent. Default: four at once, 400 ms each.
 * @returns an estimate.
 * @throws TypeError for an invalid pace.
 */
export function budget(of: { document: PlanDocument } | { locks: number; keys: number }, pace?: Pace): Budget {
  const given = pace || {};
  const concurrent = number(given.concurrent, 4, 'concurrent', 1);
  const requestMs = number(given.requestMs, 400, 'requestMs', 0);
  const keysPerPost = number(given.keysPerPost, 50, 'keysPerPost', 1);
  const reserve = number(given.reserve, 0, 'reserve', 0);
  const perMinute = given.perMinute === undefined ? Infinity : number(given.perMinute, 0, 'perMinute', 1);
  const byKind = { list: 0, create: 0, revoke: 0, job: 0 };
  let messages = 0;
  let people = 0;
  // Requests of which each waits for the one before.
  let sequence = 0;
  if ('document' in of) {
    const isV1 = of.document.scope.api === 'v1';
    for (const { steps } of of.document.items) {
      const gives = steps.filter((step) => step.do === 'give').length;
      const takes = steps.filter((step) => step.do === 'takeBack' || step.do === 'changeGroup').length;
      const posts = isV1 ? gives : Math.ceil(gives / keysPerPost);
      const jobs = isV1 ? 0 : posts * looks;
      const lists = 1 + (gives > 0 ? 1 : 0) + (takes > 0 ? 1 : 0);
      byKind.list += lists;
      byKind.create += posts;
      byKind.job += jobs;
      byKind.revoke += takes;
      sequence = Math.max(sequence, lists + posts + jobs + Math.ceil(takes / concurrent));
      messages += gives;
      people += 1;
    }
  } else {
    byKind.list = Math.ceil(of.locks / page) + Math.ceil(of.keys / page);
    sequence = byKind.list;
  }
  const requests = byKind.list + byKind.create + byKind.revoke + byKind.job;
  const spent = {
    latency: (requests * requestMs) / concurrent / 1000,
    perMinute: (requests / Math.max(1, perMinute - reserve)) * 60,
    sequence: (sequence * requestMs) / 1000,
  };
  let limitedBy: Budget['limitedBy'] = 'latency';
  if (spent.sequence > spent.latency) limitedBy = 'sequence';
  if (spent.perMinute > spent[limitedBy]) limitedBy = 'perMinute';
  const seconds = Math.ceil(spent[limitedBy] - 1e-9);
  return { requests, byKind, seconds, limitedBy, messages, people };
}

function number(given: number | undefined, but: number, name: string, least: number): number {
  if (given === undefined) return but;
  if (typeof given === 'number' && given >= least) return given;
  throw new TypeError(`"${name}" must be a number of ${least} or more.`);
}
