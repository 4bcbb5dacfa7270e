// The command unloc-sandbox, from the built package.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../../support/command.mjs';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
const file = join(root, 'pkg', manifest.bin['unloc-sandbox']);
const folder = mkdtempSync(join(tmpdir(), 'unloc-sandbox-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command to its end. */
const ended = (...words) =>
  new Promise((resolve) => {
    execFile(process.execPath, [file, ...words], { timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });

/** Starts the command on a free port; ends it with the test. */
async function started(t, ...words) {
  const command = await startCommand(...words);
  t.after(command.stop);
  return command;
}

test('with --json its first line says where it is and the account, and it serves', async (t) => {
  const { child, said } = await started(t);
  assert.deepEqual(Object.keys(said), ['url', 'clientId', 'clientSecret', 'key']);
  assert.deepEqual([said.clientId, said.clientSecret], ['sandbox-client', 'sandbox-secret']);
  const given = await fetch(`${said.url}/auth/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: said.clientId,
      client_secret: said.clientSecret,
    }),
  });
  const { access_token: token } = await given.json();
  const list = await fetch(`${said.url}/integrators/v1/lock-holders/`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal((await list.json())['lock-holders'].length, 3);
  assert.equal(list.headers.get('access-control-allow-origin'), '*');
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
});

test('an interrupt ends it cleanly while a connection is held open', async (t) => {
  const { child, said } = await started(t, '--seed', 'empty');
  const socket = connect(Number(new URL(said.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
});

test('a file with its state seeds it again', async (t) => {
  const first = await started(t);
  await fetch(`${first.said.url}/_sandbox/clock`, { method: 'POST', body: '{"advanceSeconds": 7200}' });
  const state = await (await fetch(`${first.said.url}/_sandbox/state`)).text();
  const saved = join(folder, 'state.json');
  writeFileSync(saved, state);
  const second = await started(t, '--seed', saved);
  const again = await (await fetch(`${second.said.url}/_sandbox/state`)).json();
  assert.deepEqual(again.clock, { advancedMilliseconds: 7_200_000 });
  assert.deepEqual(again.lockHolders, JSON.parse(state).lockHolders);
  assert.equal(again.keys.length, 400);
});

test('a body that is too large is refused, announced or not, and the next call works', async (t) => {
  const { said } = await started(t, '--seed', 'empty');
  const large = new Uint8Array(8 * 1024 * 1024 + 1);
  const announced = await fetch(`${said.url}/auth/v1/token`, { method: 'POST', body: large });
  assert.deepEqual([announced.status, announced.headers.get('access-control-allow-origin')], [413, '*']);
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(large);
      controller.close();
    },
  });
  const streamed = await fetch(`${said.url}/auth/v1/token`, { method: 'POST', body: stream, duplex: 'half' });
  assert.deepEqual([streamed.status, (await streamed.json()).error], [413, 'PayloadTooLarge']);
  assert.equal((await fetch(`${said.url}/_sandbox/state`)).status, 200);
});

test('a broken state file is refused in one sentence with the place', async () => {
  const cases = [
    ['no.json', undefined, /no such file/],
    ['text.json', '{"version": 1,', /text\.json is not JSON/],
    ['list.json', '[]', /list\.json has no state/],
    ['key.json', '{"version": 1, "keys": [{"readyAt": 7}]}', /key\.json: The state is broken at keys\[0\]\.readyAt: /],
  ];
  for (const [name, text, words] of cases) {
    const path = join(folder, name);
    if (text !== undefined) writeFileSync(path, text);
    const { code, stdout, stderr } = await ended('--seed', path, '--port', '0');
    assert.equal(code, 1, name);
    assert.equal(stdout, '');
    assert.match(stderr, words);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
});

test('a port that is taken is said in one sentence', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address();
  const { code, stderr } = await ended('--port', String(port));
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is taken; .*\\n$`));
});

test('a bad argument is named in one sentence', async () => {
  const cases = [
    [['--prot', '5'], /--prot/],
    [['--port', 'many'], /many/],
    [['--port', '65536'], /65536/],
    [['extra'], /extra/],
    [['--seed'], /--seed/],
    [['--host', 'nowhere.invalid'], /nowhere\.invalid/],
  ];
  for (const [words, complaint] of cases) {
    const { code, stdout, stderr } = await ended(...words);
    assert.deepEqual([code, stdout], [1, ''], words.join(' '));
    assert.match(stderr, complaint);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
});

test('it says its help and its version', async () => {
  assert.match((await ended('--help')).stdout, /--seed SEED/);
  assert.equal((await ended('--version')).stdout.trim(), manifest.version);
});

test('who listens for others than this machine is warned', async (t) => {
  const { complaints } = await started(t, '--host', '0.0.0.0', '--seed', 'empty');
  assert.match(complaints(), /Everybody who reaches 0\.0\.0\.0/);
});
