// An API v2 in virtual time that loses answers to POSTs, rounds moments, lists keys late and changes what was asked for.
import { jsonResponse, projectId, stubbed } from './v2-stub.mjs';

export const [second, minute, hour] = [1_000, 60_000, 3_600_000];
export const iso = (ms) => new Date(ms).toISOString();

const explicit = (now) => ({ start: iso(now + 24 * hour + 7_482), end: iso(now + 72 * hour + 12_091) });

/** The lock and the person of a key. */
export const guest = { lockId: '2804bad6-fe94-455f-98b2-b37e300919a5', appUserId: '+447700900123' };

/** What the API makes of a key, and what is asked for where it shows. */
export const changes = {
  nothing: { asked: explicit },
  'sets an end': { asked: () => ({}), made: (key, now) => ({ ...key, end: iso(now + 8760 * hour) }) },
  'moves a past start': {
    asked: (now) => ({ start: iso(now - 10 * minute), end: iso(now + 5 * hour) }),
    made: (key, now) => ({ ...key, start: iso(now) }),
  },
  'names the person by another id': {
    asked: (now) => ({ end: iso(now + 5 * hour) }),
    made: (key) => ({ ...key, appUser: { id: '0b8e5ee3-6d1f-4a25-a2a0-94a5b1a9a2d7' } }),
  },
};

/** The client has long given up and asked again. */
const answerAt = 50 * second;

/** What becomes of a POST. */
export const fates = {
  'the answer is lost': { carriedOut: true },
  'the answer comes after the repeat': { carriedOut: true, answerAt },
  'it is carried out after the repeat': { carriedOutAt: answerAt, answerAt },
  'it never arrives': {},
};

/** An API in virtual time. `answers` are the fates of the POSTs in order; those after them are answered. */
export function chaoticApi({
  now,
  precisionMs = 1,
  lateMs = 0,
  change = 'nothing',
  answers = [],
  dateErrorMs,
  revoke,
} = {}) {
  const keys = [];
  let posts = 0;
  const kept = (text) => (text ? iso(Math.floor(Date.parse(text) / precisionMs) * precisionMs) : null);
  const make = ({ start, end, ...input }) => {
    const created = iso(now());
    const plain = {
      id: `key-${keys.length + 1}`,
      lockId: input.lockId,
      appUser: { id: input.appUserId },
      created,
      state: 'active',
    };
    const key = { ...plain, recurrence: input.recurrence ?? null, start: start ?? created, end: end ?? null };
    const { made = (same) => same } = changes[change];
    const changed = made(key, now());
    for (const name of ['start', 'end', 'created']) changed[name] = kept(changed[name]);
    keys.push({ key: changed, visibleAt: now() + lateMs });
    return changed;
  };
  const accepted = (made) =>
    jsonResponse({ jobRef: { id: `job-${made.map(({ id }) => id).join('.')}` } }, 202, headers());
  const headers = () => (dateErrorMs === undefined ? {} : { date: new Date(now() + dateErrorMs).toUTCString() });
  const visible = () => keys.filter(({ visibleAt }) => visibleAt <= now()).map(({ key }) => key);
  const later = (ms, work) =>
    new Promise((resolve) => {
      setTimeout(() => resolve(work()), ms);
    });

  const handle = async ({ method, path, query, body }) => {
    if (method === 'POST') {
      const fate = answers[posts];
      posts += 1;
      const carryOut = () => body.keys.map(make);
      if (!fate) return accepted(carryOut());
      if (fate.carriedOut) carryOut();
      if (fate.answerAt)
        return later(fate.answerAt, () =>
          accepted(fate.carriedOutAt ? carryOut() : keys.slice(0, 1).map(({ key }) => key)),
        );
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    }
    const [, kind, id] = /\/(jobs|keys|locks)(?:\/(.+))?$/.exec(path);
    if (kind === 'locks') return jsonResponse({ locks: [] }, 200, headers());
    if (kind === 'jobs') {
      const ids = id.replace('job-', '').split('.');
      const createdKeys = keys
        .filter(({ key }) => ids.includes(key.id))
        .map(({ key }) => ({ id: key.id, lockId: key.lockId, appUserId: key.appUser.id }));
      return jsonResponse({ job: { id, status: 'succeeded', resultData: { createdKeys } } }, 200, headers());
    }
    if (id === undefined) {
      const found = visible().filter(
        (key) =>
          key.lockId === (query.get('lockId') ?? key.lockId)
          && key.appUser?.id === (query.get('appUserId') ?? key.appUser?.id),
      );
      return jsonResponse({ keys: found }, 200, headers());
    }
    const key = visible().find((one) => one.id === id);
    if (!key) return jsonResponse({ title: 'Not Found' }, 404, headers());
    if (method === 'DELETE') {
      const refusal = revoke?.();
      if (refusal) return refusal;
      key.state = 'revoked';
    }
    return jsonResponse({ key }, 200, headers());
  };
  const usable = () => keys.filter(({ key }) => key.state !== 'revoked').map(({ key }) => key.id);
  return { handle, keys, make, usable, posts: () => posts };
}

/** Asks for keys and waits for them. Returns the outcome or the error, and what there is at the end. */
export async function askForKeys(api, { now, options, timeoutMs = 600_000, inputs, ofClient }) {
  const { unloc, requests } = stubbed(api.handle, ofClient);
  await unloc.locks.list({ projectId }).page();
  let outcome;
  let error;
  let job;
  try {
    job = await unloc.keys.create({ projectId, keys: inputs ?? [{ ...guest, ...explicit(now()) }] }, options);
    outcome = await job.wait({ timeoutMs });
  } catch (thrown) {
    error = thrown;
  }
  return { outcome, error, code: error?.code, job, posts: api.posts(), usable: api.usable(), requests };
}
