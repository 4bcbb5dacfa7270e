// Faults of the command unloc-sandbox over real sockets, from the built package.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';
import { root } from '../../support/built-package.mjs';
import { until } from '../../support/wait.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
let child;
let url;
let authorization;

const control = (name, body) =>
  fetch(`${url}/_sandbox/${name}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
const faults = async (...rules) => assert.equal((await control('faults', rules)).status, 200);
const hits = async () => (await (await control('faults')).json()).map((entry) => entry.hits);
const lockHolderCount = async () => (await (await control('state')).json()).lockHolders.length;
const call = (init) => fetch(`${url}/integrators/v1/lock-holders/`, { headers: { authorization }, ...init });
const create = (init) =>
  call({
    method: 'POST',
    body: JSON.stringify({ name: 'Mine', countryIso: 'NO', organizationId: 'EXAMPLE-1' }),
    ...init,
  });

before(async () => {
  child = spawn(process.execPath, [join(root, 'pkg', manifest.bin['unloc-sandbox']), '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const said = JSON.parse(line);
  url = said.url;
  const answer = await fetch(`${url}/auth/v1/token`, {
    method: 'POST',
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: said.clientId,
      client_secret: said.clientSecret,
    }),
  });
  authorization = `Bearer ${(await answer.json()).access_token}`;
});
after(() => child.kill('SIGKILL'));
beforeEach(async () => assert.equal((await control('reset', {})).status, 200));

test('a status comes with its headers and its body, as often as the rule says', async () => {
  await faults({
    count: 2,
    method: 'GET',
    path: '/integrators/**',
    fault: { status: 503, headers: { 'Retry-After': 1, sunset: 'soon' }, body: '<html>' },
  });
  for (const status of [503, 503, 200]) {
    const answer = await call({ headers: { authorization, origin: 'http://localhost:5173' } });
    assert.equal(answer.status, status);
    if (status === 200) continue;
    assert.deepEqual(
      [answer.headers.get('retry-after'), answer.headers.get('content-type'), await answer.text()],
      ['1', 'text/html; charset=utf-8', '<html>'],
    );
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.match(answer.headers.get('access-control-expose-headers'), /retry-after.*sunset/);
  }
  assert.deepEqual(await hits(), [2]);
});

test('a wrong content type, an empty body and a status without one arrive', async () => {
  await faults(
    { count: 1, fault: { contentType: 'text/html' } },
    { count: 1, fault: { body: '' } },
    { count: 1, fault: { status: 204 } },
  );
  const wrong = await call();
  assert.equal(wrong.headers.get('content-type'), 'text/html');
  assert.equal((await wrong.json())['lock-holders'].length, 3);
  const empty = await call();
  assert.deepEqual([empty.status, empty.headers.get('content-length'), await empty.text()], [200, '0', '']);
  assert.equal((await call()).status, 204);
});

test('a delay holds the answer back', async () => {
  await faults({ fault: { delayMs: 120 } });
  const started = performance.now();
  assert.equal((await call()).status, 200);
  const ms = performance.now() - started;
  assert.ok(ms >= 115, `${ms}`);
});

test('what hangs is never answered, and the server serves others meanwhile', async () => {
  await faults({ count: 1, fault: { hang: true } });
  const controller = new AbortController();
  let settled = false;
  const pending = call({ signal: controller.signal }).finally(() => {
    settled = true;
  });
  pending.catch(() => {});
  await until(async () => (await hits())[0] > 0, 'the call reaches the server');
  assert.equal((await call()).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(settled, false);
  controller.abort();
  await assert.rejects(pending, { name: 'AbortError' });
});

test('a reset is a reset on the wire, before or after the work', async () => {
  for (const [reset, lockHolders] of [
    ['before', 3],
    ['after', 4],
  ]) {
    await faults({ method: 'POST', path: '/integrators/**', fault: { reset } });
    await assert.rejects(create(), (error) => {
      assert.ok(error instanceof TypeError);
      assert.deepEqual([error.message, error.cause.code], ['fetch failed', 'ECONNRESET']);
      return true;
    });
    assert.equal(await lockHolderCount(), lockHolders, reset);
    assert.deepEqual(await hits(), [1]);
  }
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await faults({ fault: { reset: 'before' } });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [error] = await once(socket, 'error');
  assert.equal(error.code, 'ECONNRESET');
});

test('a status hides work that was done, if the rule says so', async () => {
  await faults({ method: 'POST', path: '/integrators/**', fault: { status: 504, workDone: true } });
  assert.equal((await create()).status, 504);
  assert.equal(await lockHolderCount(), 4);
});

test('an expired token is refused as the API does', async () => {
  await faults({ count: 1, fault: { expireTokens: true } });
  const answer = await call();
  assert.deepEqual(
    [answer.status, await answer.json()],
    [401, { error: 'JsonWebTokenError', errorDescription: 'JWT expired' }],
  );
  assert.equal((await call()).status, 200);
});

test('a truncated body promises more than arrives', async () => {
  for (const truncateTo of [20, 0]) {
    await faults({ fault: { truncateTo } });
    const answer = await call();
    assert.equal(answer.status, 200);
    await assert.rejects(answer.text(), (error) => {
      assert.ok(error instanceof TypeError);
      assert.deepEqual([error.message, error.cause.code], ['terminated', 'UND_ERR_SOCKET']);
      return true;
    });
    const [promised, arrived] = await new Promise((resolve, reject) => {
      get(`${url}/integrators/v1/lock-holders/`, { headers: { authorization } }, (response) => {
        let size = 0;
        response.on('data', (chunk) => {
          size += chunk.length;
        });
        response.on('error', () => {});
        response.on('close', () => resolve([Number(response.headers['content-length']), size]));
      }).on('error', reject);
    });
    assert.equal(arrived, truncateTo);
    assert.ok(promised > 20, `${promised}`);
  }
});

test('a slow body comes whole, in pieces, over its time', async () => {
  await faults({ fault: { slowBodyMs: 150 } });
  const answer = await call();
  const started = performance.now();
  const chunks = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  const ms = performance.now() - started;
  assert.ok(ms >= 100, `${ms}`);
  assert.ok(chunks.length > 3, `${chunks.length}`);
  assert.equal(JSON.parse(Buffer.concat(chunks))['lock-holders'].length, 3);
});

test('whoever leaves during a delay or a slow body does no harm', async () => {
  await faults({ count: 1, fault: { delayMs: 60_000 } });
  await assert.rejects(call({ signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
  await faults({ count: 1, fault: { slowBodyMs: 60_000 } });
  const controller = new AbortController();
  const answer = await call({ signal: controller.signal });
  const reading = answer.text();
  controller.abort();
  await assert.rejects(reading, { name: 'AbortError' });
  assert.equal((await call()).status, 200);
});

test('a broken rule is refused with its place, control is never hit, and a reset clears', async () => {
  const refused = await control('faults', [{ fault: { reset: 'before' } }, { fault: { status: 99 } }]);
  assert.deepEqual(
    [refused.status, await refused.json()],
    [400, { error: 'BadRequest', errorDescription: 'rules[1].fault.status must be a status from 200 to 599.' }],
  );
  await faults({ fault: { reset: 'before' } });
  assert.deepEqual(await hits(), [0]);
  await assert.rejects(call());
  assert.equal((await control('reset', {})).status, 200);
  assert.deepEqual(await (await control('faults')).json(), []);
  assert.equal((await call()).status, 200);
});

test('an interrupt ends it cleanly while calls hang and wait', async (t) => {
  const other = spawn(
    process.execPath,
    [join(root, 'pkg', manifest.bin['unloc-sandbox']), '--port', '0', '--json', '--seed', 'empty'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => other.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: other.stdout }), 'line');
  const { url: address } = JSON.parse(line);
  await fetch(`${address}/_sandbox/faults`, {
    method: 'POST',
    body: '[{"count": 1, "fault": {"hang": true}}, {"fault": {"delayMs": 60000}}]',
  });
  const pending = [fetch(address), fetch(address)].map((promise) => promise.catch((error) => error));
  const reached = async () =>
    (await (await fetch(`${address}/_sandbox/faults`)).json()).every(({ hits: count }) => count === 1);
  await until(reached, 'both calls reach the server');
  other.kill('SIGINT');
  const [code] = await once(other, 'close');
  assert.equal(code, 0);
  for (const outcome of await Promise.all(pending)) assert.ok(outcome instanceof TypeError);
});
