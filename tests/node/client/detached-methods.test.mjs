// Methods are passed on as functions and called on proxies: state libraries (Vue, Pinia, MobX) wrap what they hold.
import assert from 'node:assert/strict';
import test from 'node:test';
import { reactive } from '@vue/reactivity';
import { auth } from '../../support/auth-fixtures.mjs';
import { client, createSandbox } from '../../support/built-package.mjs';

const { UnlocClient } = client;
const { TokenProvider, unlocV2 } = auth;

async function start() {
  const { url: baseUrl, fetch } = await createSandbox({ seed: 'demo' });
  const secret = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', fetch };
  const tokens = new TokenProvider(unlocV2({ baseUrl }), secret);
  const unloc = new UnlocClient({ baseUrl, fetch, token: tokens });
  const { projects } = await unloc.resources.discover();
  const { projectId } = projects[0];
  const [{ id: lockId }] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
  const key = { lockId, appUserId: '+4799887766' };
  const creation = await unloc.keys.create({ projectId, keys: [key] });
  return { baseUrl, fetch, tokens, unloc, projectId, creation, list: unloc.locks.list({ projectId }) };
}

/** What state libraries do: a proxy over the object and over all that is read from it. */
function wrapped(value) {
  return new Proxy(value, {
    get(target, name, self) {
      const found = Reflect.get(target, name, self);
      return typeof found === 'object' && found !== null ? wrapped(found) : found;
    },
  });
}

async function useAll({ baseUrl, fetch, tokens, unloc, projectId, creation, list }) {
  assert.ok(await unloc.request({ method: 'GET', path: `/v2/projects/${projectId}` }));
  assert.ok((await unloc.projects.get({ projectId })).id);
  assert.ok((await tokens.for({ projectId }).getToken()).accessToken);
  assert.ok((await tokens.discoverResources()).projects.length > 0);
  const other = new UnlocClient({ baseUrl, fetch, token: tokens });
  assert.ok((await other.projects.get({ projectId })).id);
  assert.equal((await list.toArray({ limit: 1 })).length, 1);
  assert.ok((await list.page()).items.length > 0);
  for await (const lock of list) {
    assert.ok(lock.id);
    break;
  }
  const { created } = await creation.wait({ until: 'done', timeoutMs: 10_000 });
  assert.equal(created.length, 1);
  assert.equal(creation.outcome().created.length, 1);
}

test('through a proxy', async () => {
  const parts = await start();
  await useAll({ ...parts, ...wrapped({ ...parts, fetch: undefined }), fetch: parts.fetch });
});

test('in the reactive state of Vue', async () => {
  const parts = await start();
  const { fetch, baseUrl, projectId, ...objects } = parts;
  await useAll({ fetch, baseUrl, projectId, ...reactive(objects) });
  const state = reactive(objects);
  await useAll({
    fetch,
    baseUrl,
    projectId,
    get unloc() {
      return state.unloc;
    },
    get tokens() {
      return state.tokens;
    },
    get creation() {
      return state.creation;
    },
    get list() {
      return state.list;
    },
  });
});

test('as functions', async () => {
  const { unloc, tokens, projectId, list, creation } = await start();
  const { request } = unloc;
  const { getToken, for: forSubject } = tokens;
  const { toArray, pages } = list;
  const { wait, outcome } = creation;
  assert.ok(await request({ method: 'GET', path: `/v2/projects/${projectId}` }));
  assert.ok((await getToken({ projectId })).accessToken);
  const { getToken: ofProject } = forSubject({ projectId });
  assert.ok((await ofProject()).accessToken);
  assert.equal((await toArray({ limit: 1 })).length, 1);
  for await (const { items } of pages()) assert.ok(items.length > 0);
  await wait({ until: 'done', timeoutMs: 10_000 });
  assert.equal(outcome().created.length, 1);
});

test('bound methods are shown by no log and no loop', async () => {
  const { unloc, tokens, list } = await start();
  for (const object of [tokens, list]) assert.deepEqual(Object.keys(object), []);
  assert.ok(!Object.keys(unloc).includes('request'));
});
