// A small world to apply plans in: an embedded Unloc in virtual time, plans written by hand, and a store in memory that can be
// killed. What is applied is the source, with a fingerprint of its own: the built package has tests of its own.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './root.mjs';
import { inVirtualTime } from './v2-stub.mjs';

const require = createRequire(import.meta.url);
const sandboxes = require(join(root, 'pkg', 'sandbox'));

const bundle = await build({
  stdin: {
    contents: `export { applyPlan, applyItemOfPlan } from './apply/apply'; export { exitCode } from './apply/exit-code';
      export { Journal } from './stores/journal'; export { before, obstacle, workOf } from './apply/work';
      export { whichKeysGo } from './apply/which-keys-go'; export { fateOf } from './apply/fate';`,
    resolveDir: join(root, 'pkg', 'src', 'access'),
    loader: 'ts',
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const { hash, contents } = bundle.outputFiles[0];
const bundled = join(root, 'target', 'apply-source', `${hash.replace(/\W/g, '')}.mjs`);
if (!existsSync(bundled)) {
  mkdirSync(dirname(bundled), { recursive: true });
  // Several tests may do this at once.
  writeFileSync(`${bundled}.${process.pid}`, contents);
  renameSync(`${bundled}.${process.pid}`, bundled);
}
export const source = await import(pathToFileURL(bundled).href);
export const { applyPlan, applyItemOfPlan, exitCode, Journal, whichKeysGo } = source;

export const projectId = '72dfd83d-1aec-44bc-b9cf-7c7e77264b0f';
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** The whole minute that a time is in. */
export const floor = (ms) => Math.floor(ms / minute) * minute;
export const people = ['+447700900123', '+447700900456', '+447700900789', '+447700900321'];

const uuid = (kind, number) => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** The id of a door by its number, from 1. */
export const lockId = (number) => uuid('1', number);
export const keyId = (number) => uuid('2', number);

const stateClass = (state) => (['creating', 'error'].includes(state) ? state : 'usable');
const isOver = ({ state }) => state === 'revoked' || state === 'expired';

/** A fingerprint, as simple as can be. */
export const engine = {
  print: (plan, item, keys) =>
    JSON.stringify(
      keys
        .filter((key) => !isOver(key) && !item.ending?.includes(key.id))
        .filter((key) => plan.doors.some((door) => door.lockId === key.lockId))
        .map(({ id, lockId, start, end, recurrence, state }) => [
          id,
          lockId,
          Math.floor(Date.parse(start) / minute),
          end && Math.floor(Date.parse(end) / minute),
          recurrence?.timeSpans,
          stateClass(state),
        ])
        .sort(),
    ),
  changedZones: () => [],
};

/** A key of the seed. `from` and `to` are milliseconds. */
export function seedKey(
  number,
  { person = people[0], lock = 1, from, to, owner = 'rentals', ref, step, state, fails },
) {
  const start = new Date(from).toISOString();
  // Long before anything.
  const created = new Date(from - 100 * hour).toISOString();
  const metadata = {
    ...(owner && { accessOwner: owner }),
    ...(ref && { accessRef: ref }),
    ...(step && { accessStep: step }),
  };
  return {
    readyAt: created,
    ...(fails && { fails }),
    key: {
      id: keyId(number),
      lockId: lockId(lock),
      toUser: { id: person, name: 'Somebody' },
      start,
      end: to === null ? null : new Date(to).toISOString(),
      state: state ?? 'active',
      created,
      metadata,
    },
  };
}

/** Runs `work(world)` in virtual time. */
export function inWorld({ keys = () => [], doors = 6, settings = {}, also = {} } = {}, work) {
  return inVirtualTime(async ({ now, elapsed }) => {
    const world = await makeWorld({ keys, doors, settings, also, now, elapsed });
    const result = await work(world);
    // What is found while a request is on its way is an error of the network for who sent it.
    if (world.failed) throw world.failed;
    return result;
  });
}

/** Compiles what is used in real time. */
export async function warmUp() {
  const sandbox = await sandboxes.createSandbox({ seed: 'demo' });
  await sandbox.client().resources.discover();
}

/** The state of an embedded Unloc with some doors and keys. */
export function seedState(keys, doors = 6) {
  const created = '2026-01-01T00:00:00.000Z';
  return {
    version: 1,
    lockHolders: [
      { id: projectId, name: 'The house', countryIso: 'NO', organizationId: 'ORG-1', organizationIdSuffix: '' },
    ],
    locks: Array.from({ length: doors }, (_, index) => ({
      lockHolderId: projectId,
      timezone: 'Europe/Oslo',
      lock: {
        id: lockId(index + 1),
        name: `Door ${index + 1}`,
        vendor: 'virtual',
        auth: {},
        created,
        duplicateLock: false,
      },
    })),
    people: people.map((userId) => ({ userId, name: 'Somebody' })),
    keys,
  };
}

async function makeWorld({ keys, doors, settings, also, now, elapsed }) {
  const sandbox = await sandboxes.createSandbox({
    now,
    ...settings,
    seed: { ...seedState(keys(now()), doors), ...also },
  });
  const whole = sandbox.client();
  const world = {
    sandbox,
    now,
    elapsed,
    client: (fetch = sandbox.fetch) => sandbox.client({ fetch }),
    /** All keys, as the API would list them if it did not lag. */
    keys: () =>
      sandbox.state().keys.map(({ key, fails, accessGroupId }) => ({
        ...key,
        appUser: { id: key.toUser.id },
        ...(fails && { fails }),
        ...(accessGroupId && { accessGroupId }),
      })),
    live: (person) => world.keys().filter((key) => !isOver(key) && (!person || key.toUser.id === person)),
    listed: (person) => whole.keys.list({ projectId, appUserId: person }).toArray({ limit: Infinity }),
    opens: (at = now()) =>
      sandbox
        .doors({ at: new Date(at).toISOString() })
        .flatMap((door) => door.people.map(({ appUserId }) => `${door.lockId} ${appUserId}`))
        .sort(),
    plan: async (items, more) => planIn(sandbox, now(), items, more),
  };
  return world;
}

/** A give. `from` and `to` are milliseconds; without `from` it begins now. */
export const give = (n, lock, ref, from, to, more = {}) => ({
  n,
  do: 'give',
  kind: 'give',
  ref,
  because: 'wanted',
  lockId: lockId(lock),
  key: {
    lockId: lockId(lock),
    ...(from !== undefined && { start: new Date(from).toISOString() }),
    ...(to !== null && { end: new Date(to).toISOString() }),
    metadata: { accessOwner: 'rentals', accessRef: ref },
  },
  ...more,
});
export const takeBack = (n, lock, ref, key, more = {}) => ({
  n,
  do: 'takeBack',
  kind: 'takeBack',
  ref,
  because: 'not wanted',
  lockId: lockId(lock),
  keyId: keyId(key),
  ...more,
});

let plans = 0;

/** A plan by hand, with the fingerprints of the keys that are there. */
export function planIn(sandbox, now, items, { keep = [], validMs = hour, owner = 'rentals', doors = 6 } = {}) {
  const made = new Date(now).toISOString();
  const all = sandbox.state().keys.map(({ key }) => key);
  plans += 1;
  const document = {
    format: 'unloc-plan/1',
    id: `sha256:${String(plans).padStart(64, '0')}`,
    made,
    validUntil: new Date(now + validMs).toISOString(),
    by: 'a test',
    scope: { api: 'v2', projectId, owner, covers: 'everything' },
    seen: { from: made, to: made, locks: doors, keys: 0, sealed: true, blindSpots: [] },
    zones: {},
    zonesUntil: made,
    doors: Array.from({ length: doors }, (_, index) => ({
      lockId: lockId(index + 1),
      name: `Door ${index + 1}`,
      zone: 'Europe/Oslo',
    })),
    items: [],
    keep,
    waiting: [],
    findings: [],
    summary: { requests: 1, seconds: 1 },
    limits: { revocations: 0, of: 0, share: 0, allowedShare: 0.3, asked: null },
  };
  for (const [item, steps] of Object.entries(items)) {
    const keys = all.filter((key) => key.toUser.id === item);
    document.items.push({ item, live: keys.filter((key) => !isOver(key)).length, steps, print: '' });
    document.items.at(-1).print = engine.print(document, document.items.at(-1), keys);
  }
  return document;
}

/** How many numbers were drawn, by all stores. */
let drawn = 0;

/** A store in memory. `gate(name, at)` is called before and after each function. */
export function memoryStore(gate = () => {}) {
  const journal = new Journal({ wall: () => Date.now(), monotonic: () => performance.now() });
  const lines = [];
  const take = (line) => {
    if (!line) return false;
    lines.push(line);
    journal.take(line, true);
    return true;
  };
  const gated =
    (name, work) =>
    async (...given) => {
      await gate('before', name, given[0]);
      const result = work(...given);
      await gate('after', name, given[0]);
      return result;
    };
  return {
    lines,
    journal,
    begin: gated('begin', (plan) => {
      if (journal.plan === undefined) take({ journal: 'unloc-journal/1', plan: plan.id, owner: plan.scope.owner });
      if (journal.plan !== plan.id) throw new Error('another plan');
      take({ begin: journal.epoch + 1 });
      return { epoch: journal.epoch };
    }),
    claim: gated('claim', (at) => {
      drawn += 1;
      const won = take(journal.claim(at, uuid('3', drawn)));
      return { ...journal.known(at.item, at.n), won };
    }),
    again: gated('again', (at) => {
      const won = take(journal.again(at));
      return { ...journal.known(at.item, at.n), won };
    }),
    settle: gated('settle', (at, result) => {
      take(journal.settle(at, result));
    }),
    read: gated('read', (_, item) => journal.read(item)),
    close: gated('close', () => {
      take({ close: true });
    }),
  };
}

/** The same store, each of its functions passing `gate`: what a process sees that may be killed. */
export function gatedStore(store, gate) {
  const gated = {};
  for (const name of ['begin', 'claim', 'again', 'settle', 'read', 'close']) {
    gated[name] = async (...given) => {
      await gate('before', name, given[0]);
      const result = await store[name](...given);
      await gate('after', name, given[0]);
      return result;
    };
  }
  return gated;
}

/** Applies a plan. */
export async function apply(
  world,
  plan,
  { store = memoryStore(), fetch, engine: own = engine, clock, ...options } = {},
) {
  const report = await applyPlan(world.client(fetch), plan, { store, ...options }, own, clock);
  return { ...report, store, exit: exitCode(report), kinds: report.outcomes.map(({ outcome }) => outcome) };
}

/** A `fetch` that notes each request, and may be stopped by `around(request, next)`. */
export function watched(world, around = (_, next) => next()) {
  const requests = [];
  const fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url);
    const request = {
      method: init.method,
      path: pathname,
      query: searchParams,
      body: init.body && JSON.parse(init.body),
    };
    const isToken = pathname.includes('/auth/') || pathname.includes('/token');
    if (isToken) return world.sandbox.fetch(url, init);
    requests.push(request);
    try {
      return await around(request, () => world.sandbox.fetch(url, init), requests.length);
    } catch (thrown) {
      if (thrown.code === 'ERR_ASSERTION') world.failed ??= thrown;
      throw thrown;
    }
  };
  return { fetch, requests };
}

/** A generator of numbers 0 to 1, the same for the same seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a run sees whose process may be killed: from then on nothing it calls comes back. */
export function mortal(store, fetch) {
  let dead = false;
  let calls = 0;
  let deathAt = Number.POSITIVE_INFINITY;
  let die;
  const death = new Promise((resolve) => {
    die = resolve;
  });
  const never = new Promise(() => {});
  const point = async () => {
    if (dead) await never;
    calls += 1;
    if (calls >= deathAt) {
      dead = true;
      die('killed');
      await never;
    }
  };
  return {
    store: gatedStore(store, point),
    fetch: async (url, init) => {
      await point();
      const response = await fetch(url, init);
      await point();
      return response;
    },
    /** How many points there were: before and after each request and each call of the store. */
    points: () => calls,
    killAt: (point) => {
      deathAt = point;
    },
    kill: () => {
      deathAt = 0;
    },
    death,
  };
}

/** Applies until the run ends or is killed at a point. */
export async function applyMortal(world, plan, { store, fetch = world.sandbox.fetch, killAt, ...options }) {
  const life = mortal(store, fetch);
  if (killAt !== undefined) life.killAt(killAt);
  const report = await Promise.race([
    apply(world, plan, { store: life.store, fetch: life.fetch, ...options }),
    life.death,
  ]);
  return { report: report === 'killed' ? undefined : report, points: life.points() };
}
