// UnlocClient.requestBytes: the same call as every other, but for the body.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, createSandbox } from '../../support/built-package.mjs';

const { UnlocClient, UnlocError } = client;

const ready = (answer, options) =>
  new UnlocClient({ token: 't', baseUrl: 'https://api.example', fetch: answer, ...options });
const get = { method: 'GET', path: '/v2/projects/p/keys' };

test('requestBytes gives the bytes that request parses, and the headers', async () => {
  const sandbox = await createSandbox({ seed: 'demo' });
  const unloc = sandbox.client();
  const { projects } = await unloc.resources.discover();
  const path = `/v2/projects/${projects[0].projectId}/keys`;
  const parsed = await unloc.request({ method: 'GET', path, query: { limit: 3 } });
  const { bytes, headers } = await unloc.requestBytes({ method: 'GET', path, query: { limit: 3 } });
  assert.ok(bytes instanceof Uint8Array);
  assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes)), parsed);
  assert.match(headers['content-type'], /json/);
});

test('requestBytes parses nothing: bytes that are no text come as they are', async () => {
  const sent = Uint8Array.from([0, 255, 123, 34, 192, 10]);
  const { bytes } = await ready(async () => new Response(sent)).requestBytes(get);
  assert.deepEqual([...bytes], [...sent]);
});

test('requestBytes reads a stub that has only a text', async () => {
  const { bytes } = await ready(async () => ({ status: 200, text: async () => '{"keys":["é"]}' })).requestBytes(get);
  assert.equal(new TextDecoder().decode(bytes), '{"keys":["é"]}');
});

test('requestBytes rejects with the errors of every call, whose bodies are read as texts', async () => {
  const refused = () =>
    new Response('{"title":"Not yours"}', { status: 403, headers: { 'content-type': 'application/problem+json' } });
  const thrown = await ready(async () => refused())
    .requestBytes(get)
    .catch((error) => error);
  assert.ok(thrown instanceof UnlocError);
  assert.equal(thrown.code, 'forbidden');
  const asked = await ready(async () => refused())
    .request(get)
    .catch((error) => error);
  assert.deepEqual(thrown.toJSON(), asked.toJSON());
});

test('requestBytes sends a request again after 503', async () => {
  let calls = 0;
  const answer = async () => {
    calls += 1;
    return calls === 1 ? new Response('', { status: 503, headers: { 'retry-after': '0' } }) : new Response('{}');
  };
  const { bytes } = await ready(answer).requestBytes(get);
  assert.equal(calls, 2);
  assert.equal(bytes.length, 2);
});

test('requestBytes gives no beginning of a body that broke off', async () => {
  const broken = async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array([123]));
          setTimeout(() => controller.error(new TypeError('terminated')), 1);
        },
      }),
    );
  const thrown = await ready(broken, { maxRetries: 0 })
    .requestBytes(get)
    .catch((error) => error);
  assert.equal(thrown.code, 'network');
});

test('requestBytes ends with its signal and with its deadline, also while the body arrives', async () => {
  const endless = async (_, { signal }) =>
    new Response(
      new ReadableStream({
        start(controller) {
          signal.addEventListener('abort', () => controller.error(new Error('aborted')));
        },
      }),
    );
  // The timers of the client keep no process alive.
  const alive = setInterval(() => undefined, 1_000);
  const abort = new AbortController();
  const ended = ready(endless)
    .requestBytes(get, { signal: abort.signal })
    .catch((error) => error);
  setTimeout(() => abort.abort(), 20);
  assert.equal((await ended).code, 'aborted');
  const late = await ready(endless)
    .requestBytes(get, { deadlineMs: 30 })
    .catch((error) => error);
  assert.equal(late.code, 'deadline_exceeded');
  clearInterval(alive);
});

test('requestBytes waits in the queue of its client', async () => {
  let under = 0;
  let most = 0;
  const slow = async () => {
    under += 1;
    most = Math.max(most, under);
    await new Promise((resolve) => setTimeout(resolve, 5));
    under -= 1;
    return new Response('{}');
  };
  const unloc = ready(slow, { maxConcurrent: 2 });
  await Promise.all(Array.from({ length: 6 }, () => unloc.requestBytes(get)));
  assert.equal(most, 2);
});

test('requestBytes asks the token of the lock holder or project that it is told', async () => {
  const needs = [];
  const unloc = ready(async () => new Response('{}'), {
    token: async (need) => {
      needs.push(need);
      return 't';
    },
  });
  await unloc.requestBytes({ method: 'GET', path: '/integrators/v1/lock-holders/h/keys/', lockHolderId: 'h' });
  await unloc.requestBytes({ method: 'GET', path: '/v2/subprojects/s/keys', projectId: 'p' });
  assert.deepEqual(
    needs.map(({ api, lockHolderId, projectId }) => [api, lockHolderId, projectId]),
    [
      ['v1', 'h', undefined],
      ['v2', undefined, 'p'],
    ],
  );
});
