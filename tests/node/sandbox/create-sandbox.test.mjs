// createSandbox, from the built package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../support/built-package.mjs';

const credentials = ({ clientId, clientSecret }) => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
});

async function token(sandbox, scope) {
  const answer = await sandbox.fetch(`${sandbox.url}/auth/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...credentials(sandbox), scope }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
}

const lockHolders = async (sandbox, bearer) =>
  sandbox.fetch(`${sandbox.url}/integrators/v1/lock-holders/`, { headers: { authorization: `Bearer ${bearer}` } });

test('the demo gives a token and 3 lock holders, in a real Response', async () => {
  const sandbox = await createSandbox();
  const answer = await lockHolders(sandbox, await token(sandbox));
  assert.ok(answer instanceof Response);
  assert.equal(answer.url, `${sandbox.url}/integrators/v1/lock-holders/`);
  assert.equal((await answer.json())['lock-holders'].length, 3);
});

test('fetch takes every way of saying the same', async () => {
  const sandbox = await createSandbox({ seed: 'empty' });
  const url = `${sandbox.url}/auth/v1/token`;
  const text = JSON.stringify(credentials(sandbox));
  const bytes = new TextEncoder().encode(text);
  const bodies = [text, bytes, bytes.buffer, new DataView(bytes.buffer), new Blob([text]), Buffer.from(text)];
  for (const body of bodies) {
    assert.equal(
      (await sandbox.fetch(url, { method: 'POST', body })).status,
      200,
      Object.prototype.toString.call(body),
    );
  }
  assert.equal((await sandbox.fetch(new URL(url), { method: 'post', body: text })).status, 200);
  assert.equal((await sandbox.fetch(new Request(url, { method: 'POST', body: text }))).status, 200);
  assert.equal((await sandbox.fetch(new Request(url), { method: 'POST', body: text })).status, 200);
  const authorization = `Bearer ${await token(sandbox)}`;
  for (const headers of [{ authorization }, [['Authorization', authorization]], new Headers({ authorization })]) {
    assert.equal((await sandbox.fetch(`${sandbox.url}/integrators/v1/lock-holders`, { headers })).status, 200);
  }
  assert.equal(
    (await sandbox.fetch(url, { method: 'POST', body: new URLSearchParams(credentials(sandbox)) })).status,
    200,
  );
});

test('another host is out of reach, and its URL is not repeated', async () => {
  const sandbox = await createSandbox({ seed: 'empty' });
  await assert.rejects(sandbox.fetch('https://example.com/secret-path'), (error) => {
    assert.ok(error instanceof TypeError);
    assert.doesNotMatch(error.message, /secret-path/);
    return true;
  });
  await assert.rejects(sandbox.fetch('/auth/v1/token'), TypeError);
});

test('a signal ends a call before and during it', async () => {
  const sandbox = await createSandbox({ seed: 'empty' });
  await assert.rejects(sandbox.fetch(sandbox.url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  const controller = new AbortController();
  const pending = sandbox.fetch(sandbox.url, { signal: controller.signal });
  controller.abort();
  await assert.rejects(pending, { name: 'AbortError' });
});

test('its clock is the one it is given, put forward', async () => {
  let now = Date.parse('2026-03-10T12:00:00Z');
  const sandbox = await createSandbox({ now: () => now });
  const bearer = await token(sandbox);
  const { exp, iat } = JSON.parse(Buffer.from(bearer.split('.')[1], 'base64url'));
  assert.deepEqual([iat, exp], [now / 1000, now / 1000 + 3600]);
  sandbox.advance(3599);
  assert.equal((await lockHolders(sandbox, bearer)).status, 200);
  now += 1000;
  const answer = await lockHolders(sandbox, bearer);
  assert.deepEqual(
    [answer.status, await answer.json()],
    [401, { error: 'JsonWebTokenError', errorDescription: 'JWT expired' }],
  );
  assert.throws(() => sandbox.advance(-1), /from 0/);
});

test('its state seeds another sandbox, and both go their own ways', async () => {
  const now = () => 1_773_144_000_000;
  const one = await createSandbox({ now });
  const state = one.state();
  assert.deepEqual([state.locks.length, state.people.length, state.keys.length], [40, 60, 400]);
  const other = await createSandbox({ seed: state, now });
  assert.deepEqual(other.state(), state);
  other.advance(3600);
  const created = await other.fetch(`${other.url}/integrators/v1/lock-holders/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token(other)}` },
    body: JSON.stringify({ name: 'Mine', countryIso: 'NO', organizationId: 'EXAMPLE-1' }),
  });
  assert.equal(created.status, 200);
  assert.deepEqual(one.state(), state);
  other.reset();
  assert.deepEqual(other.state(), state);
});

test('a seed that is broken is refused with the place and the reason', async () => {
  const refused = (options, words) => assert.rejects(createSandbox(options), words);
  await refused({ seed: { version: 1, keys: [{}] } }, /broken at keys\[0\]: missing field `readyAt`/);
  await refused({ seed: { version: 2 } }, /at version/);
  await refused({ seed: 'huge' }, /demo, empty, large/);
  await refused({ seed: [] }, /object/);
  await refused({ lockHolderListForm: 'star' }, /star/);
});

test('the list of lock holders comes in the form that is asked for', async () => {
  for (const [form, list] of [
    ['lockHolders', (body) => body.lockHolders],
    ['array', (body) => body],
  ]) {
    const sandbox = await createSandbox({ lockHolderListForm: form });
    assert.equal(list(await (await lockHolders(sandbox, await token(sandbox))).json()).length, 3);
    assert.equal(sandbox.state().settings.lockHolderListForm, form);
  }
});

test('where the platform has no Response, a look-alike answers', async () => {
  const sandbox = await createSandbox({ seed: 'empty' });
  const { Response } = globalThis;
  delete globalThis.Response;
  try {
    const answer = await sandbox.fetch(`${sandbox.url}/_sandbox/clock`, {
      method: 'POST',
      body: '{"advanceSeconds": 1}',
    });
    assert.ok(!(answer instanceof Response));
    assert.deepEqual(
      [answer.status, answer.ok, answer.headers.get('Content-Type')],
      [200, true, 'application/json; charset=utf-8'],
    );
    const names = [];
    answer.headers.forEach((_, name) => names.push(name));
    assert.ok(names.includes('x-request-id'));
    const copy = answer.clone();
    assert.equal(typeof (await answer.json()).now, 'string');
    assert.match(await copy.text(), /^\{"now":/);
    await assert.rejects(answer.text(), TypeError);
    const empty = await sandbox.fetch(sandbox.url, { method: 'OPTIONS' });
    assert.deepEqual([empty.status, (await empty.arrayBuffer()).byteLength], [204, 0]);
  } finally {
    globalThis.Response = Response;
  }
});
